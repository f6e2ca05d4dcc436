// Records put into a zone by dynamic update (RFC 2136) of its primary name server, over TCP, signed with a shared key.
import { randomInt } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { z } from 'zod';
import { duration } from './duration.ts';
import { encodeUpdate, readAnswer, signMessage, type TsigKey, tsigAlgorithms } from './message.ts';
import type { DnsProvider } from './provider.ts';

export const rfc2136Shape = z.strictObject({
  kind: z.literal('rfc2136'),
  server: z
    .string()
    .regex(/^.+:\d{1,5}$/, 'must be host:port')
    .describe('The primary name server of the zone.'),
  zone: z.string().regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?$/, 'must be the name of a zone'),
  key_file: z.string().describe('As tsig-keygen writes it, or one line ALGORITHM:NAME:SECRET.'),
  ttl: z.int().min(0).max(86_400).default(60),
  wait: duration.prefault('10s').describe('So long until the other name servers of the zone have it.'),
});

type Rfc2136 = z.output<typeof rfc2136Shape>;

const answerMs = 10_000;

export function rfc2136Dns(
  { server, zone, key_file: keyFile, ttl, wait }: Rfc2136,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
  now: () => number,
): DnsProvider {
  const update = async (name: string, value: string, life: number | null, signal: AbortSignal) => {
    const within = zone.replace(/\.$/, '').toLowerCase();
    if (!name.toLowerCase().endsWith(`.${within}`)) throw new Error(`${name} is not in the zone ${within}`);
    const key = readTsigKey(keyFile);
    const id = randomInt(0x10000);
    const { signed, mac } = signMessage(encodeUpdate({ id, zone: within, name, value, ttl: life }), key, now());
    const { code } = readAnswer(await exchange(server, signed, signal), id, key, mac);
    if (code !== 'NOERROR') throw new Error(`${server} refused the update of ${name}: ${code}`);
  };
  return {
    publish: async (name, value, signal) => {
      await update(name, value, ttl, signal);
      await pause(wait, signal);
    },
    withdraw: (name, value, signal) => update(name, value, null, signal),
  };
}

/** @throws Error that quotes nothing of it */
export function readTsigKey(path: string): TsigKey {
  const text = readFileSync(path, 'utf8');
  if ((statSync(path).mode & 0o007) !== 0) throw new Error(`${path} can be read by everybody: chmod 600 ${path}`);
  const line = /^#? ?(hmac-sha\d+):([^:\s]+):([A-Za-z0-9+/=]+)\s*$/m.exec(text);
  const [algorithm, name, secret] = line
    ? line.slice(1)
    : [/algorithm\s+"?(hmac-sha\d+)/, /key\s+"?([^\s"{]+)/, /secret\s+"?([A-Za-z0-9+/=]+)/].map((part) => part.exec(text)?.[1]);
  if (!algorithm || !name || !secret || !Object.hasOwn(tsigAlgorithms, algorithm))
    throw new Error(`${path} holds no key: what tsig-keygen writes is expected, or a line ALGORITHM:NAME:SECRET`);
  return { name: name.replace(/\.$/, ''), algorithm: algorithm as TsigKey['algorithm'], secret: Buffer.from(secret, 'base64') };
}

/** One message there, one back (RFC 1035, 4.2.2). */
function exchange(server: string, message: Buffer, signal: AbortSignal): Promise<Buffer> {
  const at = server.lastIndexOf(':');
  const [host, port] = [server.slice(0, at).replace(/^\[|\]$/g, ''), Number(server.slice(at + 1))];
  const until = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  return new Promise((resolve, reject) => {
    const failed = (reason: string) => {
      socket.destroy();
      reject(new Error(`${server}: ${reason}`));
    };
    const late = () => failed(signal.aborted ? 'given up' : `no answer in ${answerMs / 1000} s`);
    const socket = connect({ host, port });
    let got = Buffer.alloc(0);
    until.addEventListener('abort', late, { once: true });
    socket.once('close', () => until.removeEventListener('abort', late));
    socket.once('error', (error) => failed(error.message));
    socket.once('end', () => failed('it hung up without an answer'));
    socket.once('connect', () => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(message.length);
      socket.write(Buffer.concat([length, message]));
    });
    socket.on('data', (part: Buffer) => {
      got = Buffer.concat([got, part]);
      if (got.length < 2 || got.length < 2 + got.readUInt16BE(0)) return;
      resolve(got.subarray(2, 2 + got.readUInt16BE(0)));
      socket.destroy();
    });
  });
}
