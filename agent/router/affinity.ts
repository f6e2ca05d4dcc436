// A client that stays with its replica: a cookie names it, in a word that tells outsiders nothing.
import { createHash } from 'node:crypto';
import type { RouteEntry, RouteTarget } from '../decide/types.ts';
import type { Asked } from './exchange.ts';

/** The target that the client was with before, if that still serves. */
export function stayingWith(route: RouteEntry, asked: Asked): RouteTarget | undefined {
  const name = route.rules?.affinity?.cookie;
  const word = name === undefined ? undefined : readCookie(asked.header('cookie'), name);
  return word === undefined ? undefined : route.targets.find((target) => wordOf(target.replica) === word);
}

/** What the client is to be told, if anything, when this replica answers. */
export function affinityCookie(route: RouteEntry, asked: Asked, { replica }: RouteTarget): string | undefined {
  const name = route.rules?.affinity?.cookie;
  if (name === undefined || readCookie(asked.header('cookie'), name) === wordOf(replica)) return undefined;
  return `${name}=${wordOf(replica)}; Path=${route.path}; HttpOnly; SameSite=Lax${asked.secure ? '; Secure' : ''}`;
}

const words = new Map<string, string>();
const mostWords = 10_000;

function wordOf(replica: string): string {
  const known = words.get(replica);
  if (known) return known;
  if (words.size >= mostWords) words.clear();
  const word = createHash('sha256').update(`affinity ${replica}`).digest('base64url').slice(0, 22);
  words.set(replica, word);
  return word;
}

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
