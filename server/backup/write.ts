// A backup: the records as they were at one moment and the bundles that they name, as a tar. The server may run on meanwhile.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { padding, tarEnd, tarHeader } from '../../bundle/tar-headers.ts';
import { blobFile } from '../blobs/disk.ts';
import { damageIn } from '../records/check.ts';
import { blobPath, type Contents, contentsName, recordsName } from './contents.ts';

export interface BackupOptions {
  /** The state folder. */
  state: string;
  recordsOnly: boolean;
  now: Date;
}

export interface Backup {
  contents: Contents;
  /** Bytes of the tar, in order. */
  stream(): AsyncGenerator<Buffer>;
  /** Takes away what was made for it. */
  close(): void;
}

/** @throws Error when there are no records, they are damaged, or there is no room for a copy of them in the state folder */
export async function openBackup({ state, recordsOnly, now }: BackupOptions): Promise<Backup> {
  if (!existsSync(join(state, recordsName))) throw new Error(`there are no records in ${state}`);
  sweep(state, prefix);
  const folder = mkdtempSync(join(state, prefix));
  const close = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, recordsName);
    await snapshot(join(state, recordsName), copy);
    const contents = await describe({ state, copy, recordsOnly, now });
    return { contents, stream: () => tarOf(state, copy, contents), close };
  } catch (error) {
    close();
    throw error;
  }
}

const prefix = 'backup-';

/** What one that was killed has left behind. */
export function sweep(state: string, prefix: string): void {
  for (const name of readdirSync(state)) if (name.startsWith(prefix)) rmSync(join(state, name), { recursive: true });
}

/**
 * In one step, which reads under one transaction: what the server commits meanwhile is not in it, and does not wait for it
 * (sqlite.org/backup.html, sqlite.org/isolation.html).
 */
async function snapshot(from: string, to: string): Promise<void> {
  const records = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  try {
    await backup(records, to, { rate: 2 ** 31 - 1 });
  } finally {
    records.close();
  }
  const damage = damageIn(to, 'thorough');
  if (damage.length > 0) throw new Error(`the records are damaged, and no backup was made: ${damage.join('; ')}`);
}

async function describe({ state, copy, recordsOnly, now }: BackupOptions & { copy: string }): Promise<Contents> {
  const { epoch, named } = readCopy(copy);
  const there = recordsOnly ? [] : named.filter((sha256) => existsSync(blobFile(state, sha256)));
  return {
    format: 1,
    made_at: now.toISOString(),
    epoch,
    records: { bytes: statSync(copy).size, sha256: await sha256Of(copy) },
    blobs: there.map((sha256) => ({ sha256, bytes: statSync(blobFile(state, sha256)).size })),
    left_out: named.filter((sha256) => !there.includes(sha256)),
  };
}

function readCopy(copy: string): { epoch: number; named: string[] } {
  const database = new DatabaseSync(copy, { readOnly: true });
  try {
    const epoch = database.prepare("SELECT value FROM meta WHERE key = 'epoch'").get()?.value;
    const named = database.prepare('SELECT DISTINCT blob_sha256 FROM bundles ORDER BY blob_sha256').all();
    return { epoch: Number(epoch), named: named.map((row) => String(row.blob_sha256)) };
  } finally {
    database.close();
  }
}

async function* tarOf(state: string, copy: string, contents: Contents): AsyncGenerator<Buffer> {
  const text = Buffer.from(`${JSON.stringify(contents, null, 2)}\n`);
  yield* [headerOf(contentsName, text.length), text, padding(text.length)];
  yield* fileOf(recordsName, copy, contents.records.bytes);
  for (const { sha256, bytes } of contents.blobs) yield* fileOf(blobPath(sha256), blobFile(state, sha256), bytes);
  yield tarEnd;
}

async function* fileOf(name: string, path: string, bytes: number): AsyncGenerator<Buffer> {
  yield headerOf(name, bytes);
  let sent = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) {
    sent += piece.length;
    yield piece;
  }
  if (sent !== bytes) throw new Error(`${path} has changed its length meanwhile`);
  yield padding(bytes);
}

function headerOf(path: string, size: number): Buffer {
  return tarHeader({ path, kind: 'file', size, executable: false, target: '' });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 2 ** 20 })) hash.update(piece);
  return hash.digest('hex');
}
