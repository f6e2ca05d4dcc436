// Who the client is, as the next hop is told: what a client says of itself is believed only from trusted networks.
import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import type { Asked, Client } from './exchange.ts';
import { hostName } from './match.ts';

/** Whether the word of this address about the client is believed. */
export type Trusts = (address: string) => boolean;

/** From the trusted proxy next to us outwards, the first address that is not one: that is the client. */
export function readClient(
  trusts: Trusts,
  { address: from, port }: { address: string; port: number },
  header: (name: string) => string | undefined,
): Client {
  if (!trusts(from)) return { address: from, port, from, trusted: false };
  const hops = readHops(header('x-forwarded-for')) ?? [];
  const address = hops.findLast((hop) => !trusts(hop)) ?? hops[0];
  return address === undefined ? { address: from, port, from, trusted: true } : { address, port: 0, from, trusted: true };
}

/** Whether the client spoke TLS; `told`: X-Forwarded-Proto of somebody trusted. */
export function cameSecure(secure: boolean, told: string | undefined): boolean {
  return told !== undefined && /^https?$/.test(told) ? told === 'https' : secure;
}

/** The lines that tell the next hop. */
export function forwardedLines(asked: Asked): string {
  const { authority, client } = asked;
  const proto = asked.secure ? 'https' : 'http';
  if (client.trusted) return trustedLines(asked, proto);
  return `X-Forwarded-For: ${client.from}\r\nX-Forwarded-Proto: ${proto}\r\nX-Forwarded-Host: ${authority}\r\nForwarded: ${element(client.from, authority, proto)}\r\nX-Request-Id: ${randomUUID()}\r\n`;
}

function trustedLines(asked: Asked, proto: string): string {
  const hops = [...(readHops(asked.header('x-forwarded-for')) ?? []), asked.client.from].join(', ');
  const sentHost = asked.header('x-forwarded-host');
  const host = sentHost && hostName(sentHost) ? sentHost : asked.authority;
  const sent = asked.header('forwarded');
  const own = element(asked.client.from, host, proto);
  const forwarded = sent && elements.test(sent) ? `${sent}, ${own}` : own;
  const sentId = asked.header('x-request-id');
  const id = sentId && /^[\x21-\x7e]{1,200}$/.test(sentId) ? sentId : randomUUID();
  return `X-Forwarded-For: ${hops}\r\nX-Forwarded-Proto: ${proto}\r\nX-Forwarded-Host: ${host}\r\nForwarded: ${forwarded}\r\nX-Request-Id: ${id}\r\n`;
}

// Addresses, perhaps with a port; one that is none makes the whole list worthless, for nobody knows who wrote it.
function readHops(header: string | undefined): string[] | undefined {
  if (header === undefined || header.length > 2000) return undefined;
  const hops = header.split(',').map((hop) => addressOf(hop.trim()));
  return hops.every((hop) => isIP(hop) !== 0) ? hops : undefined;
}

function addressOf(hop: string): string {
  const bracketed = /^\[([0-9a-fA-F:.]+)\](?::\d{1,5})?$/.exec(hop);
  if (bracketed) return bracketed[1] as string;
  return /^[0-9.]+:\d{1,5}$/.test(hop) ? hop.slice(0, hop.indexOf(':')) : hop;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const pair = `${token}=(?:${token}|"[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*")`;
/** RFC 7239 section 4, without what needs escapes. */
const elements = new RegExp(`^${pair}(?:; ?${pair})*(?: ?, ?${pair}(?:; ?${pair})*)*$`);

function element(address: string, authority: string, proto: string): string {
  const node = address.includes(':') ? `"[${address}]"` : address;
  return authority === '' ? `for=${node};proto=${proto}` : `for=${node};host="${authority}";proto=${proto}`;
}
