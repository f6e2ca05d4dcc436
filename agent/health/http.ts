// GET: 200 to 399 is well. The whole answer counts, up to a cap; redirects are not followed.
import { type IncomingMessage, request } from 'node:http';
import type { HealthCheck } from './check.ts';
import { portOf } from './port.ts';

const maxBodyBytes = 64 * 1024;
const shownCharacters = 200;

export const checkHttp: HealthCheck<'http'> = async (check, { ports }, signal) => {
  const port = portOf(ports, check.port);
  if (port === undefined)
    return { ok: false, detail: `GET ${check.path}: the process has no port${check.port ? ` ${check.port}` : ''}` };
  try {
    const { status, body } = await get(port, check.path, signal);
    const ok = status >= 200 && status < 400;
    return { ok, detail: `GET ${check.path} answered ${status}${ok ? '' : shown(body)}` };
  } catch (error) {
    return { ok: false, detail: `GET ${check.path}: ${reason(error, signal, check.timeoutMs)}` };
  }
};

function get(port: number, path: string, signal: AbortSignal): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, signal, headers: { 'user-agent': 'castellan-health' } });
    asked.on('error', reject);
    asked.on('response', (response) => {
      readBody(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    asked.end();
  });
}

/** What comes after the cap is not waited for. */
async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= maxBodyBytes) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

function shown(body: string): string {
  const text = body.trim().slice(0, shownCharacters);
  return text ? `: ${text}` : '';
}

function reason(error: unknown, signal: AbortSignal, timeoutMs: number): string {
  if (signal.aborted) return `no whole answer within ${timeoutMs} ms`;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ECONNRESET') return 'connection closed before the answer was complete';
  return message;
}
