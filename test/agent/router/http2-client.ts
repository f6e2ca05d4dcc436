// Clients of HTTP/2 over TLS: Node's, told in full, and one that sends whatever frames it is given.
import { once } from 'node:events';
import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2';
import { connect } from 'node:http2';
import type { TestContext } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { connect as connectTls } from 'node:tls';

export interface Http2Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  trailers: IncomingHttpHeaders;
  /** How its stream ended: 0 for a whole one. */
  code: number;
}

export function openSession(t: TestContext, port: number): ClientHttp2Session {
  const session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false, servername: 'a.test' });
  session.on('error', () => {});
  t.after(() => session.destroy());
  return session;
}

export function begin(session: ClientHttp2Session, headers: OutgoingHttpHeaders = {}, endStream = true): ClientHttp2Stream {
  const stream = session.request({ ':path': '/', ':authority': 'a.test', ...headers }, { endStream });
  stream.on('error', () => {});
  return stream;
}

/** Everything that came until the stream closed. */
export async function answerOn(stream: ClientHttp2Stream): Promise<Http2Answer> {
  const answer: Http2Answer = { status: 0, headers: {}, body: '', trailers: {}, code: 0 };
  stream.once('response', (headers) => {
    answer.headers = headers;
    answer.status = Number(headers[':status']);
  });
  stream.once('trailers', (trailers) => {
    answer.trailers = trailers;
  });
  stream.setEncoding('latin1');
  stream.on('data', (text) => {
    answer.body += text;
  });
  await new Promise((resolve) => stream.once('close', resolve));
  return { ...answer, code: stream.rstCode };
}

export function ask2(session: ClientHttp2Session, headers: OutgoingHttpHeaders = {}, body?: string): Promise<Http2Answer> {
  const stream = begin(session, headers, body === undefined);
  if (body !== undefined) stream.end(body);
  return answerOn(stream);
}

export interface Frame {
  type: number;
  flags: number;
  stream: number;
  payload: Buffer;
}

export const frameType = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goaway: 7, windowUpdate: 8, continuation: 9 };
export const [endStream, endHeaders] = [1, 4];

export function frame(type: number, flags: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** Literal fields without indexing: RFC 7541 section 6.2.2. */
export function fieldBlock(headers: readonly (readonly [string, string])[]): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from(lengthOf(value.length)), Buffer.from(value, 'latin1')]);
  return Buffer.concat(headers.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));
}

// RFC 7541 section 5.1, of seven bits.
function lengthOf(length: number): number[] {
  if (length < 127) return [length];
  const bytes = [127];
  for (let rest = length - 127; ; rest >>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}

export interface RawSession {
  socket: TLSSocket;
  send(...frames: Buffer[]): void;
  /** Of all that have come so far. */
  frames: Frame[];
  /** Resolves with all frames when the other side has closed the connection. */
  closed: Promise<Frame[]>;
  /** Resolves with the first that fits, or undefined when the connection ends before. */
  find(fits: (frame: Frame) => boolean): Promise<Frame | undefined>;
}

/** Past the preface and the settings of both sides. */
export async function openRaw(t: TestContext, port: number): Promise<RawSession> {
  const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false, servername: 'a.test', ALPNProtocols: ['h2'] });
  t.after(() => socket.destroy());
  socket.on('error', () => {});
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  let unread = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    unread = Buffer.concat([unread, bytes]);
    while (unread.length >= 9 && unread.length >= 9 + unread.readUIntBE(0, 3)) {
      const end = 9 + unread.readUIntBE(0, 3);
      const [type = 0, flags = 0] = [unread[3], unread[4]];
      frames.push({ type, flags, stream: unread.readUInt32BE(5), payload: unread.subarray(9, end) });
      unread = unread.subarray(end);
    }
    for (const look of [...waiting]) look();
  });
  const closed = once(socket, 'close').then(() => {
    for (const look of [...waiting]) look();
    return frames;
  });
  await once(socket, 'secureConnect');
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  socket.write(frame(frameType.settings, 0, 0));

  function find(fits: (frame: Frame) => boolean): Promise<Frame | undefined> {
    return new Promise((resolve) => {
      const look = () => {
        const found = frames.find(fits);
        if (!found && !socket.closed) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  }
  const send = (...sent: Buffer[]) => {
    for (const one of sent) if (socket.writable) socket.write(one);
  };
  return { socket, send, frames, closed, find };
}
