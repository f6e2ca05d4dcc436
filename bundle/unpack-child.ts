// The child that opens blobs: inherits the blob as descriptor 3 and the new folder as its working directory, knows nothing
// else, and answers with lines of JSON. Its imports are few, since it starts for every blob.
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { type Contents, digestOf, type Entry, type Receiver, readArchive } from './archive.ts';
import { checkPatched, maxPatchedTarBytes } from './patched.ts';
import { BundleRefused, refuse } from './refused.ts';
import { wholeTarOf } from './tar-tree.ts';
import type { Answer, Base, Order } from './unpack.ts';

const blob = 3;

await main(JSON.parse(process.argv[2] ?? '') as Order);

async function main(order: Order): Promise<void> {
  dieWithParent();
  // As nobody it could not be written any more.
  flushCompileCache();
  process.umask(0o022);
  say(await carryOut(order).then((contents): Answer => ({ kind: 'done', contents }), trouble));
  process.exit();
}

async function carryOut(order: Order): Promise<Contents> {
  // Its tree may lie where nobody may go.
  const base = order.base ? tarOfBase(order.base) : undefined;
  if (order.become !== null) become(order.become);
  if (order.blobSha256 !== null && digestOf(blob).sha256 !== order.blobSha256) {
    refuse('digest', `its sha256 is not ${order.blobSha256}`);
  }
  say({ kind: 'verified' });
  if (base && order.bundle !== null) await checkPatched(blob, base, order.bundle);
  const entries: Entry[] = [];
  const receiver = order.task === 'unpack' ? writer() : lister(entries);
  const contents = await readArchive(blob, order.limits, receiver, base);
  if (order.bundle !== null && contents.bundle !== order.bundle)
    refuse('digest', `its bundle is ${contents.bundle}, not ${order.bundle}`);
  return order.task === 'inspect' && mayNameFiles(contents.manifestText) ? { ...contents, entries } : contents;
}

/** The list may be long, and most manifests name no files: bundle/named-files.ts. */
function mayNameFiles(manifest: string): boolean {
  return ['static', 'pages', 'upstream', '\\'].some((word) => manifest.includes(word));
}

function lister(entries: Entry[]): Receiver {
  return {
    folder: (path) => entries.push({ path, kind: 'folder' }),
    file: (path) => entries.push({ path, kind: 'file' }),
    data() {},
    fileEnd() {},
    link: (path) => entries.push({ path, kind: 'link' }),
  };
}

/** As it was when it came, or it is of no use: somebody may have changed a file since, or it was not packed by `ctl`. */
function tarOfBase({ bundle, folder }: Base): Buffer {
  try {
    const tar = wholeTarOf(folder, maxPatchedTarBytes);
    const digest = createHash('sha256').update(tar).digest('hex');
    if (digest === bundle) return tar;
  } catch (error) {
    refuse('base', `the bundle ${bundle} cannot be packed again: ${(error as Error).message}`);
  }
  refuse('base', `the bundle ${bundle}, packed again, is another one`);
}

/** Writes below the working directory. Synchronous calls: for thousands of small files they cost a quarter of asynchronous ones. */
function writer(): Receiver {
  const made = new Set<string>(['.']);
  let fd = -1;
  let written = 0;
  return {
    folder: (path) => makeFolder(path, made),
    file(path, executable) {
      makeFolder(parentOf(path), made);
      fd = openSync(path, 'wx', executable ? 0o755 : 0o644);
    },
    data(chunk) {
      for (let offset = 0; offset < chunk.length; ) offset += writeSync(fd, chunk, offset);
      if (Math.floor((written + chunk.length) / 2 ** 23) > Math.floor(written / 2 ** 23))
        say({ kind: 'progress', bytes: written + chunk.length });
      written += chunk.length;
    },
    fileEnd: () => closeSync(fd),
    link(path, target) {
      makeFolder(parentOf(path), made);
      symlinkSync(target, path);
    },
  };
}

function makeFolder(path: string, made: Set<string>): void {
  if (made.has(path)) return;
  makeFolder(parentOf(path), made);
  mkdirSync(path, 0o755);
  made.add(path);
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

function become(id: number): void {
  process.setgroups?.([]);
  process.setgid?.(id);
  process.setuid?.(id);
}

function dieWithParent(): void {
  process.stdin.on('end', () => process.exit(1)).resume();
}

function trouble(error: unknown): Answer {
  if (error instanceof BundleRefused) return { kind: 'refused', rule: error.rule, reasons: error.reasons };
  const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
  return { kind: 'failed', code, message };
}

function say(answer: Answer): void {
  const line = Buffer.from(`${JSON.stringify(answer)}\n`);
  for (let offset = 0; offset < line.length; ) offset += writeSync(1, line, offset);
}
