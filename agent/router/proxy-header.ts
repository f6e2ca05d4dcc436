// The PROXY protocol's header, version 2: who really came, as a load balancer in front tells it.
// https://www.haproxy.org/download/1.8/doc/proxy-protocol.txt section 2.2
import type { Socket } from 'node:net';
import { SocketAddress } from 'node:net';

/** null: nobody but the proxy itself (LOCAL, or an address that is neither IPv4 nor IPv6). */
export type Told = { address: string; port: number } | null;

export type ProxyHeader = { needs: number } | { refused: string } | { bytes: number; told: Told };

const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const fixedBytes = 16;
/** More than any proxy says of a connection. */
const maxBytes = 4096;
const headerMs = 5000;
const checksumType = 0x03;

// Of the addresses alone; what follows them are TLVs.
const families: Record<number, { bytes: number; told(block: Buffer): Told }> = {
  0: { bytes: 0, told: () => null },
  17: { bytes: 12, told: (block) => ({ address: [...block.subarray(0, 4)].join('.'), port: block.readUInt16BE(8) }) },
  33: { bytes: 36, told: (block) => ({ address: ipv6(block.subarray(0, 16)), port: block.readUInt16BE(32) }) },
};

/** What these first bytes of a connection say; `needs` is how many there must be to say more. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  const begin = Math.min(bytes.length, signature.length);
  if (!bytes.subarray(0, begin).equals(signature.subarray(0, begin))) return { refused: 'no PROXY header of version 2' };
  if (bytes.length < fixedBytes) return { needs: fixedBytes };
  const command = bytes.readUInt8(12);
  const family = families[bytes.readUInt8(13)];
  const length = bytes.readUInt16BE(14);
  if (command !== 0x20 && command !== 0x21) return { refused: 'neither PROXY nor LOCAL of version 2' };
  if (fixedBytes + length > maxBytes) return { refused: 'a PROXY header that is too long' };
  // LOCAL may carry any family, and what it says is to be ignored.
  if (command === 0x21 && (!family || length < family.bytes)) return { refused: 'an address that is not known' };
  if (bytes.length < fixedBytes + length) return { needs: fixedBytes + length };
  if (command === 0x20 || !family) return { bytes: fixedBytes + length, told: null };
  const header = bytes.subarray(0, fixedBytes + length);
  const wrong = mistakeInExtras(header, fixedBytes + family.bytes);
  if (wrong) return { refused: wrong };
  return { bytes: header.length, told: family.told(header.subarray(fixedBytes)) };
}

/** Takes the header off the connection, and leaves there what follows it. Whoever sends another, or none in time, is cut off. */
export function takeProxyHeader(socket: Socket, taken: (told: Told) => void): void {
  const timer = setTimeout(() => socket.destroy(), headerMs);
  let needs = fixedBytes;
  let head = Buffer.alloc(0);
  const cutOff = () => socket.destroy();
  const stop = () => {
    clearTimeout(timer);
    socket.off('readable', read).off('end', cutOff).off('close', stop);
  };

  function read(): void {
    while (socket.readableLength > 0) {
      head = Buffer.concat([head, socket.read(Math.min(needs - head.length, socket.readableLength))]);
      const said = readProxyHeader(head);
      if ('needs' in said) {
        needs = said.needs;
        continue;
      }
      stop();
      if ('refused' in said) cutOff();
      else taken(said.told);
      return;
    }
    // Else a stream that has ended would not say so.
    socket.read(0);
  }

  socket.on('readable', read).once('end', cutOff).once('close', stop);
}

// They are not needed; but a header that is damaged may name the wrong client.
function mistakeInExtras(header: Buffer, from: number): string | undefined {
  let at = from;
  while (at < header.length) {
    if (at + 3 > header.length) return 'a PROXY header that is cut off';
    const end = at + 3 + header.readUInt16BE(at + 1);
    if (end > header.length) return 'a PROXY header that is cut off';
    if (header[at] === checksumType && !hasChecksum(header, at + 3, end)) return 'a PROXY header with a wrong checksum';
    at = end;
  }
  return undefined;
}

function hasChecksum(header: Buffer, at: number, end: number): boolean {
  if (end - at !== 4) return false;
  const blank = Buffer.from(header).fill(0, at, end);
  return crc32c(blank) === header.readUInt32BE(at);
}

/** RFC 3720 appendix B.4 */
export function crc32c(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function ipv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(2 * at).toString(16));
  return plainAddress(new SocketAddress({ address: groups.join(':'), family: 'ipv6' }).address);
}

/** IPv4 as such where it came mapped into IPv6. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}
