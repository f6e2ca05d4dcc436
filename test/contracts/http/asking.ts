// Requests that are looked at while they are under way.
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as openRequest } from 'node:http';
import { until } from '../../agent/router/client.ts';
import { type Asking, appHost } from './types.ts';

/** A request to `appHost`, not sent yet. Its breaking off is no error here: whoever waits for its answer gets that. */
export function begin(port: number, options: Asking = {}): ClientRequest {
  const headers = { host: appHost, ...options.headers };
  const request = openRequest({ host: '127.0.0.1', port, agent: false, ...options, headers });
  request.on('error', () => {});
  return request;
}

export async function replyTo(request: ClientRequest): Promise<IncomingMessage> {
  return (await once(request, 'response', { signal: AbortSignal.timeout(30_000) }))[0];
}

/** @throws Error when it is not whole. */
export async function text(reply: IncomingMessage): Promise<string> {
  return String(Buffer.concat(await reply.toArray()));
}

export function* blocks(total: number, sent: (bytes: number) => void): Generator<Buffer> {
  const block = Buffer.alloc(64 * 1024);
  for (let left = total; left > 0; left -= block.length) {
    sent(block.length);
    yield block;
  }
}

/** Until a number that grows has been the same for 20 looks. */
export async function untilStill(value: () => number): Promise<void> {
  let last = -1;
  let same = 0;
  await until('the flow has stopped', () => {
    same = value() === last && last > 0 ? same + 1 : 0;
    last = value();
    return same >= 20;
  });
}
