// Addresses and networks, of either version. An IPv4 address written as an IPv6 one (::ffff:10.0.0.1) is the IPv4 address.
import { isIPv4, isIPv6 } from 'node:net';

interface Network {
  words: number[];
  /** Of as many words. */
  mask: number[];
}

/** `10.0.0.0/8`, `2001:db8::/32`, or an address, which is a network of one. */
export function isNetwork(text: string): boolean {
  return readNetwork(text) !== undefined;
}

/** Tells whether an address is in one of these networks. What is no network holds nothing. */
export function within(networks: readonly string[]): (address: string) => boolean {
  const known = networks.map(readNetwork).filter((network) => network !== undefined);
  return (address) => {
    const words = wordsOf(address);
    return words !== undefined && known.some((network) => holds(network, words));
  };
}

/** Who is one client as far as can be told: an IPv4 address, or the /64 that an IPv6 client may choose its addresses from. */
export function clientOf(address: string): string {
  const words = wordsOf(address);
  if (!words) return address;
  if (words.length === 1) return [24, 16, 8, 0].map((shift) => ((words[0] ?? 0) >>> shift) & 255).join('.');
  return `${words.slice(0, 2).map(hexPair).join(':')}::/64`;
}

function holds({ words, mask }: Network, address: number[]): boolean {
  return address.length === words.length && address.every((word, at) => (word & (mask[at] ?? 0)) >>> 0 === words[at]);
}

function readNetwork(text: string): Network | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const words = wordsOf(address);
  if (!words || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const mapped = words.length === 1 && address.includes(':') ? 96 : 0;
  const bits = length === undefined ? 32 * words.length : Number(length) - mapped;
  if (bits < 0 || bits > 32 * words.length) return undefined;
  const mask = words.map((_, at) => maskOf(Math.min(32, Math.max(0, bits - 32 * at))));
  return { words: words.map((word, at) => (word & (mask[at] ?? 0)) >>> 0), mask };
}

function maskOf(bits: number): number {
  return bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
}

/** One word of 32 bits, or four; undefined: it is no address. */
function wordsOf(address: string): number[] | undefined {
  if (isIPv4(address)) return [wordOfFour(address)];
  const [bare = ''] = address.split('%', 1);
  if (!isIPv6(bare)) return undefined;
  const words = wordsOfSix(bare);
  const isMapped = words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
  return isMapped ? words.slice(3) : words;
}

function wordOfFour(address: string): number {
  return address.split('.').reduce((word, part) => word * 256 + Number(part), 0);
}

function wordsOfSix(address: string): number[] {
  const tail = address.includes('.') ? address.slice(address.lastIndexOf(':') + 1) : undefined;
  const hexOnly = tail === undefined ? address : address.slice(0, -tail.length) + hexPair(wordOfFour(tail));
  const [before = '', after] = hexOnly.split('::');
  const [left, right] = [groups(before), groups(after ?? '')];
  const all = after === undefined ? left : [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
  return [0, 2, 4, 6].map((at) => (all[at] ?? 0) * 65536 + (all[at + 1] ?? 0));
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function hexPair(word: number): string {
  return `${(word >>> 16).toString(16)}:${(word & 0xffff).toString(16)}`;
}
