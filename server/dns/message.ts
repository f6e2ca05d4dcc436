// Just enough of DNS messages (RFC 1035) for an update of one record (RFC 2136), signed with a shared key (RFC 8945).
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface TsigKey {
  name: string;
  algorithm: TsigAlgorithm;
  secret: Buffer;
}

export const tsigAlgorithms = { 'hmac-sha256': 'sha256', 'hmac-sha384': 'sha384', 'hmac-sha512': 'sha512' } as const;
export type TsigAlgorithm = keyof typeof tsigAlgorithms;

export interface Update {
  id: number;
  zone: string;
  name: string;
  value: string;
  /** null: this value is taken away. */
  ttl: number | null;
}

const [soa, txt, tsig] = [6, 16, 250];
const [classIn, classNone, classAny] = [1, 254, 255];
const opcodeUpdate = 5 << 11;
const fudgeSeconds = 300;
const headerBytes = 12;

export function encodeUpdate({ id, zone, name, value, ttl }: Update): Buffer {
  const text = Buffer.from(value);
  const data = Buffer.concat([Buffer.from([text.length]), text]);
  const record = Buffer.concat([encodeName(name), u16(txt), u16(ttl === null ? classNone : classIn), u32(ttl ?? 0), sized(data)]);
  const counts = [1, 0, 1, 0].map(u16);
  return Buffer.concat([u16(id), u16(opcodeUpdate), ...counts, encodeName(zone), u16(soa), u16(classIn), record]);
}

/** With the signature as its last record, and the signature alone. */
export function signMessage(message: Buffer, key: TsigKey, now: number): { signed: Buffer; mac: Buffer } {
  const variables = tsigVariables(key, {
    timeSigned: Math.floor(now / 1000),
    fudge: fudgeSeconds,
    error: 0,
    other: Buffer.alloc(0),
  });
  const mac = macOf(key, [message, variables]);
  const rest = Buffer.concat([u16(mac.length), mac, message.subarray(0, 2), u16(0), u16(0)]);
  const data = Buffer.concat([encodeName(key.algorithm), u48(Math.floor(now / 1000)), u16(fudgeSeconds), rest]);
  const record = Buffer.concat([encodeName(key.name), u16(tsig), u16(classAny), u32(0), sized(data)]);
  const signed = Buffer.concat([message, record]);
  signed.writeUInt16BE(signed.readUInt16BE(10) + 1, 10);
  return { signed, mac };
}

/** What the server said. @throws Error when it is no answer to this, or not signed with the key */
export function readAnswer(answer: Buffer, id: number, key: TsigKey, requestMac: Buffer): { code: string } {
  if (answer.length < headerBytes || answer.readUInt16BE(0) !== id || (answer.readUInt16BE(2) & 0x8000) === 0)
    throw new Error('what came is no answer to the update');
  const code = codeName(answer.readUInt16BE(2) & 0x0f);
  const signature = lastRecord(answer);
  // A server that does not know the key, or refuses it, cannot sign.
  if (signature?.type !== tsig) {
    if (code !== 'NOERROR') return { code };
    throw new Error('its answer is not signed');
  }
  const { mac, error, ...rest } = readTsig(answer, signature);
  if (mac.length === 0 && error !== 0) return { code: codeName(error) };
  const unsigned = Buffer.from(answer.subarray(0, signature.start));
  unsigned.writeUInt16BE(unsigned.readUInt16BE(10) - 1, 10);
  const expected = macOf(key, [u16(requestMac.length), requestMac, unsigned, tsigVariables(key, { ...rest, error })]);
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) throw new Error('its answer is signed with another key');
  return { code: error === 0 ? code : codeName(error) };
}

function macOf({ algorithm, secret }: TsigKey, parts: Buffer[]): Buffer {
  const hmac = createHmac(tsigAlgorithms[algorithm], secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

interface TsigVariables {
  timeSigned: number;
  fudge: number;
  error: number;
  other: Buffer;
}

function tsigVariables({ name, algorithm }: TsigKey, { timeSigned, fudge, error, other }: TsigVariables): Buffer {
  const head = [encodeName(name), u16(classAny), u32(0), encodeName(algorithm)];
  return Buffer.concat([...head, u48(timeSigned), u16(fudge), u16(error), sized(other)]);
}

interface Found {
  type: number;
  /** Of the whole record, and of its data. */
  start: number;
  data: number;
}

function lastRecord(message: Buffer): Found | undefined {
  const [zones = 0, ...others] = [4, 6, 8, 10].map((at) => message.readUInt16BE(at));
  let at = headerBytes;
  for (let each = 0; each < zones; each += 1) at = afterName(message, at) + 4;
  let last: Found | undefined;
  for (let each = others.reduce((sum, count) => sum + count, 0); each > 0; each -= 1) {
    const type = afterName(message, at);
    last = { type: message.readUInt16BE(type), start: at, data: type + 10 };
    at = type + 10 + message.readUInt16BE(type + 8);
  }
  if (at > message.length) throw new Error('its answer ends in the middle of a record');
  return last;
}

function readTsig(message: Buffer, { data }: Found): TsigVariables & { mac: Buffer } {
  let at = afterName(message, data);
  const [timeSigned, fudge] = [message.readUIntBE(at, 6), message.readUInt16BE(at + 6)];
  const macBytes = message.readUInt16BE(at + 8);
  const mac = message.subarray(at + 10, at + 10 + macBytes);
  at += 10 + macBytes + 2;
  const error = message.readUInt16BE(at);
  const otherBytes = message.readUInt16BE(at + 2);
  return { timeSigned, fudge, mac, error, other: message.subarray(at + 4, at + 4 + otherBytes) };
}

/** Where what follows a name begins; a pointer ends it. */
function afterName(message: Buffer, from: number): number {
  for (let at = from; ; ) {
    const length = message.readUInt8(at);
    if (length >= 0xc0) return at + 2;
    at += 1 + length;
    if (length === 0) return at;
  }
}

/** In lower case, since signatures are over that. */
function encodeName(name: string): Buffer {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  const parts = labels.map((label) => {
    if (label.length < 1 || label.length > 63) throw new Error(`${name.slice(0, 80)} is no name`);
    return Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')]);
  });
  return Buffer.concat([...parts, Buffer.from([0])]);
}

function sized(data: Buffer): Buffer {
  return Buffer.concat([u16(data.length), data]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u48(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}

function codeName(code: number): string {
  return codeNames[code] ?? `code ${code}`;
}

const codeNames: Record<number, string> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  9: 'NOTAUTH',
  10: 'NOTZONE',
  16: 'BADSIG',
  17: 'BADKEY',
  18: 'BADTIME',
};
