// A file, or the packed form of it that lies beside it, with what is said about it.
import type { RouteEntry, RouteTarget, Serves } from '../../decide/types.ts';
import { codingsFor } from '../accept.ts';
import type { Representation } from './conditions.ts';
import { httpDate } from './conditions.ts';
import type { Opened } from './lookup.ts';
import { openWithin } from './lookup.ts';
import { tagOf } from './tags.ts';
import { isPackable, typeOf } from './types-of-files.ts';

export interface Found extends Representation {
  kind: 'file';
  content: Opened | Buffer;
  type: string;
  coding: keyof typeof endings | undefined;
  /** Another client may get another form of it. */
  varies: boolean;
  cache: string | undefined;
}

interface Looked {
  root: string;
  names: string[];
  opened: Opened;
  header: (name: string) => string | undefined;
  route: RouteEntry;
  target: RouteTarget;
  serves: Extract<Serves, { kind: 'static' }>;
}

const endings = { zstd: '.zst', br: '.br', gzip: '.gz' } as const;

/** Closes what it does not use, and everything when it fails. */
export async function representationOf(looked: Looked): Promise<Found> {
  try {
    return await chosenForm(looked);
  } catch (error) {
    await looked.opened.handle.close();
    throw error;
  }
}

async function chosenForm(looked: Looked): Promise<Found> {
  const { names, opened, header, serves } = looked;
  const type = typeOf(names.at(-1) ?? '');
  const varies = serves.precompressed && isPackable(type);
  const codings = varies ? codingsFor(header('accept-encoding'), ['zstd', 'br', 'gzip'] as const) : [];
  for (const coding of codings) {
    const packed = await packedForm(looked, endings[coding]);
    if (!packed) continue;
    const form = await found(looked, packed, { type, coding, varies }).catch((error) => closeAfter(error, packed));
    await opened.handle.close();
    return form;
  }
  return found(looked, opened, { type, coding: undefined, varies });
}

async function closeAfter(error: unknown, { handle }: Opened): Promise<never> {
  await handle.close();
  throw error;
}

/** Headers that go with the file itself, and those that also go with the word that it has not changed. */
export function headersOf({ modifiedMs, tag, type, coding, varies, cache }: Found): { ofFile: string[]; ofName: string[] } {
  const ofName = ['ETag', tag, 'Last-Modified', httpDate(modifiedMs), 'Cache-Control', cache ?? 'no-cache'];
  if (varies) ofName.push('Vary', 'Accept-Encoding');
  const ofFile = ['Content-Type', type, ...ofName, 'Accept-Ranges', 'bytes'];
  if (coding) ofFile.push('Content-Encoding', coding);
  return { ofFile, ofName };
}

async function packedForm({ root, names }: Looked, ending: string): Promise<Opened | undefined> {
  const packed = await openWithin(root, names.join('/') + ending);
  if (packed?.kind === 'file') return packed;
  await packed?.handle.close();
  return undefined;
}

async function found(
  { route, target, names, serves }: Looked,
  opened: Opened,
  form: Pick<Found, 'type' | 'coding' | 'varies'>,
): Promise<Found> {
  const elsewhere = [route.app, route.environment, target.release, ...names, form.coding ?? ''].join('\0');
  const { size, modifiedMs } = opened;
  return { kind: 'file', content: opened, size, modifiedMs, tag: await tagOf(opened, elsewhere), cache: serves.cache, ...form };
}
