// Puts a backup in the place of what a stopped server has: checked first, as a new life of the records, the old ones moved aside.
import { existsSync, lchownSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder, syncFolder, writeDurable } from '../../lib/durable-file.ts';
import { blobFile } from '../blobs/disk.ts';
import { damageIn, unfinishedRestore } from '../records/check.ts';
import { beginNewLife } from '../records/epoch.ts';
import { openRecords } from '../records/records.ts';
import { blobPath, type Contents, recordsName } from './contents.ts';
import { unpackBackup } from './unpack.ts';
import { sweep } from './write.ts';

export interface Restored {
  contents: Contents;
  epoch: number;
  /** Hosts of the backup: nothing is sent to them until an operator says so. */
  held: string[];
  /** Deployments that were under way. */
  ended: number[];
  /** Where the records that were there lie now; undefined: there were none. */
  aside: string | undefined;
}

const prefix = 'restore-';

export function hasRecords(state: string): boolean {
  return existsSync(join(state, recordsName));
}

/** Changes nothing unless the backup is whole and sound. @throws Error with the reason; what was there is still in place then */
export async function restore(state: string, source: AsyncIterable<Buffer>, now: Date): Promise<Restored> {
  sweep(state, prefix);
  const folder = mkdtempSync(join(state, prefix));
  try {
    const contents = await unpackBackup(source, folder);
    const records = join(folder, recordsName);
    const damage = damageIn(records, 'thorough');
    if (damage.length > 0) throw new Error(`the records in it are damaged: ${damage.join('; ')}`);
    const life = await renew(records, epochOf(join(state, recordsName)), now);
    for (const { sha256 } of contents.blobs) keepBlob(state, join(folder, blobPath(sha256)), blobFile(state, sha256));
    const aside = replace(state, records, now);
    return { contents, ...life, aside };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `known`: of the records that it takes the place of. What was sent by either must be older than what is sent from now on. */
async function renew(path: string, known: number, now: Date) {
  const records = await openRecords(path);
  try {
    return await records.write((tx) => beginNewLife(tx, known, now.getTime()));
  } finally {
    await records.close();
  }
}

/** 0 when there are none, or they cannot be read. */
function epochOf(path: string): number {
  if (!existsSync(path)) return 0;
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      return Number(database.prepare("SELECT value FROM meta WHERE key = 'epoch'").get()?.value ?? 0);
    } finally {
      database.close();
    }
  } catch {
    return 0;
  }
}

function keepBlob(state: string, from: string, to: string): void {
  makeFolder(dirname(to));
  renameSync(from, to);
  for (const path of [to, dirname(to), dirname(dirname(to))]) giveToOwner(state, path);
  syncFolder(dirname(to));
}

/** The server may be another user than who restores. */
function giveToOwner(state: string, path: string): void {
  const { uid, gid } = statSync(state);
  if (process.getuid?.() === 0) lchownSync(path, uid, gid);
}

/** A write-ahead log must never meet the records of another: until all is in place, a note keeps the server from starting. */
function replace(state: string, records: string, now: Date): string | undefined {
  const aside = join(state, `before-restore-${now.toISOString().replaceAll(':', '-')}`);
  const old = ['', '-wal', '-shm'].map((end) => `${recordsName}${end}`).filter((name) => existsSync(join(state, name)));
  writeDurable(join(state, unfinishedRestore), '');
  if (old.length > 0) mkdirSync(aside, { mode: 0o700 });
  for (const name of old) renameSync(join(state, name), join(aside, name));
  giveToOwner(state, records);
  renameSync(records, join(state, recordsName));
  syncFolder(state);
  rmSync(join(state, unfinishedRestore));
  syncFolder(state);
  return old.length > 0 ? aside : undefined;
}
