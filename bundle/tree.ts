// What may lie where in a bundle: the rules for names, links and sizes, applied entry by entry as an archive is read or packed.
import { isUtf8 } from 'node:buffer';
import { type Limits, maxDepth, maxPathBytes, maxSegmentBytes } from './limits.ts';
import { quoted, refuse } from './refused.ts';
import type { TarEntry } from './tar.ts';

type Kind = TarEntry['kind'];
type Known = { path: string; kind: Kind; explicit: boolean };

/** All that was admitted so far. Every method throws BundleRefused. */
export class Tree {
  files = 0;
  entries = 0;
  contentBytes = 0;
  private nameBytes = 0;
  private readonly known = new Map<string, Known>();
  private readonly links = new Map<string, string>();
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** The entry with its path in one form (`a/b`, no leading `./`), or undefined for the root itself. */
  admit<Entry extends TarEntry>(raw: Entry): Entry | undefined {
    this.count(raw);
    const path = plainPath(raw.path, raw.kind);
    if (path === '') return undefined;
    this.place(path, raw.kind);
    if (raw.kind === 'link') {
      checkTarget(path, raw.target);
      this.links.set(path, raw.target);
    }
    if (raw.kind === 'file') this.countFile(path, raw.size);
    return { ...raw, path };
  }

  allLinks(): ReadonlyMap<string, string> {
    return this.links;
  }

  /** Follows a link through the others; call it when all entries are known. */
  checkLink(path: string): void {
    this.follow(path, this.links.get(path) ?? '');
  }

  /** Folders that are only named as part of a path count too: each has to be made. */
  private count({ path }: TarEntry): void {
    this.entries += 1;
    this.nameBytes += path.length;
    if (this.entries > this.limits.maxEntries) refuse('too-large', `more than ${this.limits.maxEntries} files and folders`);
    if (this.nameBytes > this.limits.maxNameBytes)
      refuse('too-large', `its names alone have more than ${this.limits.maxNameBytes} bytes`);
  }

  private countFile(path: string, size: number): void {
    this.files += 1;
    this.contentBytes += size;
    if (this.contentBytes > this.limits.maxUnpackedBytes) {
      refuse('too-large', `with ${quoted(path)} it unpacks to more than ${this.limits.maxUnpackedBytes} bytes`);
    }
  }

  private place(path: string, kind: Kind): void {
    this.placeParents(path);
    const key = folded(path);
    const there = this.known.get(key);
    // Some programs name a folder after what is in it.
    const named = there && !there.explicit && kind === 'folder' && there.path === path;
    if (there && !named)
      refuse('twin', `${quoted(path)} is there already${there.path === path ? '' : `, as ${quoted(there.path)}`}`);
    this.known.set(key, { path, kind, explicit: true });
  }

  private placeParents(path: string): void {
    const slash = path.lastIndexOf('/');
    if (slash < 0) return;
    const parent = path.slice(0, slash);
    const key = folded(parent);
    const there = this.known.get(key);
    if (there?.path === parent && there.kind === 'folder') return;
    if (there && there.path !== parent) refuse('twin', `${quoted(parent)} is there already, as ${quoted(there.path)}`);
    if (there) refuse('under-a-file', `${quoted(path)} lies under ${quoted(parent)}, which is a ${there.kind}`);
    this.placeParents(parent);
    this.count({ kind: 'folder', path: parent });
    this.known.set(key, { path: parent, kind: 'folder', explicit: false });
  }

  /** Walks the target as the kernel would, and refuses the step that leaves the tree. */
  private follow(path: string, target: string): void {
    const at = path.split('/').slice(0, -1);
    const left = target.split('/').reverse();
    let hops = 0;
    while (left.length > 0) {
      const step = left.pop();
      if (step === '' || step === '.') continue;
      if (step === '..') {
        if (at.pop() === undefined) refuse('link', `the link ${quoted(path)} leads out of the folder, to ${quoted(target)}`);
        continue;
      }
      at.push(step as string);
      const next = this.links.get(at.join('/'));
      if (next === undefined) continue;
      hops += 1;
      if (hops > 32) refuse('link', `the link ${quoted(path)} leads in a circle`);
      at.pop();
      left.push(...next.split('/').reverse());
    }
  }
}

/** Where the link and what it names are the same on every host: relative, and not above the root. */
function checkTarget(path: string, target: string): void {
  const where = `the link ${quoted(path)}`;
  if (target === '') refuse('link', `${where} leads nowhere`);
  checkCharacters(target);
  if (target.startsWith('/')) refuse('link', `${where} leads to the absolute path ${quoted(target)}`);
  if (Buffer.byteLength(target) > maxPathBytes) refuse('too-long', `${where} has a target of more than ${maxPathBytes} bytes`);
}

/** One form for each path. @throws BundleRefused for all that is not plainly inside. */
function plainPath(raw: string, kind: Kind): string {
  checkCharacters(raw);
  if (raw === '' || raw.startsWith('/')) refuse('path', `${quoted(raw)} is ${raw === '' ? 'empty' : 'an absolute path'}`);
  if (/^[A-Za-z]:/.test(raw)) refuse('path', `${quoted(raw)} begins with a drive letter`);
  const path = raw.replace(/^(\.\/+)+/, '').replace(kind === 'folder' ? /\/$/ : /$^/, '');
  if (kind === 'folder' && (path === '' || path === '.')) return '';
  const segments = path.split('/');
  for (const segment of segments) checkSegment(segment, raw);
  if (/^[A-Za-z]:/.test(path)) refuse('path', `${quoted(raw)} begins with a drive letter`);
  if (segments.length > maxDepth) refuse('too-long', `${quoted(raw)} is more than ${maxDepth} levels deep`);
  if (Buffer.byteLength(path) > maxPathBytes) refuse('too-long', `${quoted(raw)} has more than ${maxPathBytes} bytes`);
  return path;
}

function checkSegment(segment: string, path: string): void {
  if (segment === '') refuse('path', `${quoted(path)} has an empty part`);
  if (segment === '.' || segment === '..') refuse('path', `${quoted(path)} has the part ${quoted(segment)}`);
  if (segment.length > 85 && Buffer.byteLength(segment) > maxSegmentBytes) {
    refuse('too-long', `${quoted(path)} has a part of more than ${maxSegmentBytes} bytes`);
  }
}

function checkCharacters(name: string): void {
  if (/\p{Cc}/u.test(name)) refuse('name', `${quoted(name)} has a control character`);
  if (name.includes('\\')) refuse('name', `${quoted(name)} has a backslash`);
  if (!name.isWellFormed()) refuse('name', `${quoted(name)} is not UTF-8`);
}

/** Equal for names that some file system takes for one: case (as in Unicode's simple folding) and composition. */
function folded(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  if (/^[\x00-\x7f]*$/.test(path)) return path.toLowerCase();
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** A name as the file system gives it. @throws BundleRefused when it is not UTF-8. */
export function nameFrom(bytes: Buffer): string {
  if (!isUtf8(bytes)) refuse('name', `the name ${quoted(bytes)} is not UTF-8`);
  return bytes.toString('utf8');
}
