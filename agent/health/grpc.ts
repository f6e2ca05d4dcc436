// grpc.health.v1.Health/Check without TLS: SERVING is well. https://github.com/grpc/grpc/blob/master/doc/health-checking.md
// By node:http2: a client of grpc-js that is closed while the other side hangs leaves its connection behind.
import { type ClientHttp2Stream, connect, type IncomingHttpHeaders } from 'node:http2';
import type { HealthCheck } from './check.ts';
import { portOf } from './port.ts';

const statuses = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'];
const [notFound, unimplemented] = ['5', '12'];
const shownCharacters = 200;
const maxAnswerBytes = 4096;
const head = {
  ':method': 'POST',
  ':path': '/grpc.health.v1.Health/Check',
  'content-type': 'application/grpc',
  te: 'trailers',
  'user-agent': 'castellan-health',
};

export const checkGrpc: HealthCheck<'grpc'> = async (check, { ports }, signal) => {
  const asked = `grpc health${check.service ? ` of ${check.service}` : ''}`;
  const port = portOf(ports, check.port);
  if (port === undefined) return { ok: false, detail: `${asked}: the process has no port${check.port ? ` ${check.port}` : ''}` };
  try {
    const answered = statuses[await ask(port, check.service, signal)] ?? 'a status that nobody knows';
    return { ok: answered === 'SERVING', detail: `${asked} answered ${answered}` };
  } catch (error) {
    return { ok: false, detail: `${asked}: ${signal.aborted ? `no answer within ${check.timeoutMs} ms` : reason(error)}` };
  }
};

/** On a connection of its own: one that was left over says nothing about who listens now. */
async function ask(port: number, service: string, signal: AbortSignal): Promise<number> {
  const session = connect(`http://127.0.0.1:${port}`);
  const stop = () => session.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      session.on('error', reject);
      session.on('close', () => reject(new Error('connection closed before the answer was complete')));
      converse(session.request({ ...head, ':authority': `127.0.0.1:${port}` }), service).then(resolve, reject);
      if (signal.aborted) stop();
    });
  } finally {
    signal.removeEventListener('abort', stop);
    session.destroy();
  }
}

async function converse(stream: ClientHttp2Stream, service: string): Promise<number> {
  let headers: IncomingHttpHeaders = {};
  for (const event of ['response', 'trailers'] as const)
    stream.on(event, (more: IncomingHttpHeaders) => {
      headers = { ...headers, ...more };
    });
  stream.end(framed(request(service)));
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes > maxAnswerBytes) throw new Error('the answer is too long');
  }
  refuse(headers);
  return response(Buffer.concat(parts));
}

/** @throws Error when it says that the call has failed, or does not speak gRPC */
function refuse(headers: IncomingHttpHeaders): void {
  const status = headers['grpc-status'];
  if (status === '0') return;
  if (status === notFound) throw new Error('it does not know this service');
  if (status === unimplemented) throw new Error('it does not offer grpc.health.v1.Health');
  if (status === undefined) throw new Error(`the answer is not gRPC (HTTP status ${headers[':status']})`);
  throw new Error(`failed with status ${status}: ${decodeURIComponent(String(headers['grpc-message'] ?? ''))}`);
}

/** Length-prefixed, not compressed. */
function framed(message: Buffer): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/** HealthCheckRequest { string service = 1 } */
function request(service: string): Buffer {
  const name = Buffer.from(service);
  return name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a, name.length]), name]);
}

/** HealthCheckResponse { ServingStatus status = 1 }, which is left out when it is UNKNOWN. */
function response(frame: Buffer): number {
  const message = frame.subarray(5);
  if (frame.length < 5 || frame[0] !== 0 || frame.readUInt32BE(1) !== message.length)
    throw new Error('the answer is not one message');
  if (message.length === 0) return 0;
  if (message[0] !== 0x08 || message.length !== 2) throw new Error('the answer is not a HealthCheckResponse');
  return message[1] as number;
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ECONNREFUSED' ? 'connection refused' : message.slice(0, shownCharacters);
}
