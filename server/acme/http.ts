// One HTTPS request to a certificate authority or an issuer of tokens, with a bound on everything that comes back. It is led
// nowhere else.
import { request as ask } from 'node:https';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Asking {
  method: 'GET' | 'HEAD' | 'POST';
  body?: string;
}

/** What an authority client speaks through. @throws Unreachable */
export type Transport = (url: string, asking: Asking) => Promise<Reply>;

/** It was not reached, or its answer is none that an authority gives. */
export class Unreachable extends Error {}

const mostBytes = 256 * 1024;
const usualMs = 20_000;

/** `ca`: PEM of whom to trust instead of the system's authorities; empty: these. */
export function httpsTransport(ca: string, answerMs = usualMs): Transport {
  return (url, { method, body }) =>
    new Promise((resolve, reject) => {
      const { protocol, host } = new URL(url);
      const failed = (reason: string) => reject(new Unreachable(`${host}: ${reason}`));
      if (protocol !== 'https:') return failed(`${protocol} is not https:`);
      const headers = {
        'user-agent': 'castellan',
        ...(body === undefined ? {} : { 'content-type': 'application/jose+json', 'content-length': Buffer.byteLength(body) }),
      };
      const request = ask(url, {
        method,
        headers,
        agent: false,
        signal: AbortSignal.timeout(answerMs),
        ...(ca === '' ? {} : { ca }),
      });
      request.once('error', (error) =>
        failed(error.name === 'TimeoutError' ? `no answer in ${answerMs / 1000} s` : error.message),
      );
      request.once('response', (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          parts.push(part);
          bytes += part.length;
          if (bytes > mostBytes) request.destroy(new Error(`its answer is longer than ${mostBytes / 1024} KiB`));
        });
        response.once('error', (error) => failed(error.message));
        response.once('end', () => {
          const all = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
          const text = Buffer.concat(parts).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(all), body: text });
        });
      });
      request.end(body);
    });
}
