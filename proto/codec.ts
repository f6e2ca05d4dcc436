// The one hot message, `bytes data = 1` of UploadPart and FetchPart, written and read by hand: it carries nearly all bytes
// that move, and the general codec copies them more often. On the wire nothing changes.
import type { MethodDefinition } from '@grpc/proto-loader';

const hot = new Set(['UploadPart', 'FetchPart']);
// Field 1, length-delimited: https://protobuf.dev/programming-guides/encoding/
const dataTag = 0x0a;

interface Part {
  part?: string;
  data?: unknown;
}

/** Replaces the codec of parts in this service; whatever is not plain data is left to the loader's codec. */
export function withDataCodec<S extends object>(service: S): S {
  for (const method of Object.values(service) as MethodDefinition<Part, Part>[]) {
    if (hot.has(nameOf(method.requestType))) {
      method.requestSerialize = encodeWith(method.requestSerialize);
      method.requestDeserialize = decodeWith(method.requestDeserialize);
    }
    if (hot.has(nameOf(method.responseType))) {
      method.responseSerialize = encodeWith(method.responseSerialize);
      method.responseDeserialize = decodeWith(method.responseDeserialize);
    }
  }
  return service;
}

function nameOf(message: { type: object }): string {
  return (message.type as { name: string }).name;
}

function encodeWith(loader: (part: Part) => Buffer): (part: Part) => Buffer {
  return (part) => {
    const { data } = part;
    if (!(data instanceof Uint8Array) || Object.keys(part).some((key) => key !== 'data' && key !== 'part')) return loader(part);
    return uncopied(headOf(data.length), data);
  };
}

/**
 * Of a message, grpc-js asks for its length and for a copy behind the head of its frame; so this is the only copy, and half
 * of the garbage. It is made a little after the message was sent: nobody writes to the data any more.
 */
function uncopied(head: number[], data: Uint8Array): Buffer {
  const length = head.length + data.length;
  const copy = (target: Buffer, at: number) => {
    target.set(head, at);
    target.set(data, at + head.length);
    return length;
  };
  return { length, byteLength: length, copy } as unknown as Buffer;
}

function decodeWith(loader: (bytes: Buffer) => Part): (bytes: Buffer) => Part {
  return (bytes) => {
    if (bytes[0] !== dataTag) return loader(bytes);
    const length = readLength(bytes);
    // More or fewer bytes than it says: another field follows, or it is damaged.
    if (length === undefined || length.end + length.value !== bytes.length) return loader(bytes);
    return { part: 'data', data: bytes.subarray(length.end) };
  };
}

function headOf(length: number): number[] {
  const head = [dataTag];
  let rest = length;
  while (rest > 0x7f) {
    head.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  head.push(rest);
  return head;
}

function readLength(bytes: Buffer): { value: number; end: number } | undefined {
  let value = 0;
  // Four bytes hold 256 MiB, far more than a message may have.
  for (let at = 1; at <= 4 && at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    value |= (byte & 0x7f) << (7 * (at - 1));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return undefined;
}
