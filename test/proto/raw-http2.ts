// HTTP/2 over mutual TLS, frame by frame, as no well-behaved library would write it (RFC 9113).
import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { type ClientCredentials, clientCredentials } from '../../certs/credentials.ts';

export const types = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;
export const flags = { endStream: 1, ack: 1, endHeaders: 4 } as const;
export const refusedStream = 7;

export interface Frame {
  type: number;
  flags: number;
  stream: number;
  payload: Buffer;
}

export interface RawPeer {
  write(...frames: Buffer[]): void;
  /** What the server has sent until now. */
  frames: Frame[];
  socket: TLSSocket;
  /** The server has said goodbye, or has ended the connection. */
  turnedAway(): boolean;
}

/** A connection on which TLS is through and nothing was said. */
export async function connectRaw(folder: string, port: number, overrides: object = {}): Promise<TLSSocket> {
  const socket = connect({ ...tlsOf(folder), port, host: '127.0.0.1', ALPNProtocols: ['h2'], ...overrides });
  // What is sent to somebody who has hung up is lost, as it should be.
  socket.on('error', () => {});
  await once(socket, 'secureConnect');
  return socket;
}

/** A connection that has begun as it should: preface, settings, and the server's settings acknowledged. */
export async function openRaw(folder: string, port: number): Promise<RawPeer> {
  const socket = await connectRaw(folder, port);
  const frames: Frame[] = [];
  let left: Buffer = Buffer.alloc(0);
  const settled = Promise.withResolvers<void>();
  socket.on('data', (bytes: Buffer) => {
    const { whole, rest } = split(Buffer.concat([left, bytes]));
    left = rest;
    frames.push(...whole);
    if (whole.some(({ type, flags: set }) => type === types.settings && set === 0)) settled.resolve();
  });
  const write = (...all: Buffer[]) => void (socket.writable && socket.write(Buffer.concat(all)));
  write(preface, frame(types.settings, 0, 0));
  await settled.promise;
  write(frame(types.settings, flags.ack, 0));
  return { write, frames, socket, turnedAway: () => socket.destroyed || frames.some(({ type }) => type === types.goAway) };
}

export const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

export function frame(type: number, set: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(set, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

export function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The head of a call, without compression (RFC 7541, 6.2.2). */
export function callHead(path: string, more: Record<string, string> = {}): Buffer {
  const fields = {
    ':method': 'POST',
    ':scheme': 'https',
    ':path': path,
    ':authority': 'server',
    'content-type': 'application/grpc',
    te: 'trailers',
    ...more,
  };
  return Buffer.concat(Object.entries(fields).map(([name, value]) => Buffer.concat([Buffer.of(0), text(name), text(value)])));
}

function text(value: string): Buffer {
  return Buffer.concat([length(value.length), Buffer.from(value, 'latin1')]);
}

function length(value: number): Buffer {
  if (value < 127) return Buffer.of(value);
  const bytes = [127];
  let rest = value - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.of(...bytes, rest);
}

function split(bytes: Buffer): { whole: Frame[]; rest: Buffer } {
  const whole: Frame[] = [];
  let at = 0;
  while (bytes.length - at >= 9) {
    const size = bytes.readUIntBE(at, 3);
    if (bytes.length - at < 9 + size) break;
    const [type, set, stream] = [bytes.readUInt8(at + 3), bytes.readUInt8(at + 4), bytes.readUInt32BE(at + 5)];
    whole.push({ type, flags: set, stream, payload: bytes.subarray(at + 9, at + 9 + size) });
    at += 9 + size;
  }
  return { whole, rest: bytes.subarray(at) };
}

/** @returns options for TLS by which the server, and only the server, is believed */
export function tlsOf(folder: string) {
  const { tls, serverName, checkServer }: ClientCredentials = clientCredentials(folder);
  return { ...tls, servername: serverName, checkServerIdentity: checkServer };
}
