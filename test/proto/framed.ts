// What grpc-js makes of a message: it asks for its length, and for a copy.
export function framed(message: Buffer): Buffer {
  const bytes = Buffer.alloc(message.length);
  message.copy(bytes, 0);
  return bytes;
}
