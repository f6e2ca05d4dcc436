// Just enough of DER (X.690) to walk through a certificate: one-byte tags, definite lengths in their shortest form.

export interface DerValue {
  tag: number;
  content: Uint8Array;
}

/** The values in these bytes, one after the other, to the last byte. @throws when they are anything else */
export function derValues(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = byteAt(bytes, at);
    if ((tag & 0x1f) === 0x1f) throw new Error('a tag of several bytes, which no certificate has');
    const { start, length } = lengthAt(bytes, at + 1);
    if (start + length > bytes.length) throw new Error('a value that goes on beyond its end');
    values.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return values;
}

function lengthAt(bytes: Uint8Array, at: number): { start: number; length: number } {
  const first = byteAt(bytes, at);
  if (first < 0x80) return { start: at + 1, length: first };
  const count = first - 0x80;
  if (count === 0 || count > 3) throw new Error('a length that is open or larger than any certificate');
  let length = 0;
  for (let more = 1; more <= count; more += 1) length = length * 256 + byteAt(bytes, at + more);
  if (length < 0x80 || byteAt(bytes, at + 1) === 0) throw new Error('a length that is not in its shortest form');
  return { start: at + 1 + count, length };
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new Error('it ends in the middle of a value');
  return byte;
}
