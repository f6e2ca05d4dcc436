// What a load balancer in front of the router would send first.

/** command: 0x21 PROXY, 0x20 LOCAL; family: 0x11 IPv4, 0x21 IPv6. */
export function proxyHeader(command: number, family: number, rest: Buffer = Buffer.alloc(0)): Buffer {
  const fixed = Buffer.from('\r\n\r\n\0\r\nQUIT\n\0\0\0\0', 'latin1');
  fixed[12] = command;
  fixed[13] = family;
  fixed.writeUInt16BE(rest.length, 14);
  return Buffer.concat([fixed, rest]);
}

/** Of a client with this IPv4 address. */
export function proxiedFrom(address: string, port: number): Buffer {
  const ports = Buffer.from([port >> 8, port & 255, 0x01, 0xbb]);
  return proxyHeader(0x21, 0x11, Buffer.concat([Buffer.from([...address.split('.').map(Number), 127, 0, 0, 1]), ports]));
}
