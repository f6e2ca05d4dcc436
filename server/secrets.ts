// The key that secrets are sealed with, which lies outside the database, and what is done with it.
import { randomBytes } from 'node:crypto';
import { existsSync, lchownSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { syncFolder } from '../lib/durable-file.ts';
import { keyFile, readKeyFile, writeKeyFile } from '../lib/key-file.ts';
import { keyId, mac, seal, Unsealable, unseal } from '../lib/seal.ts';
import { fail } from '../proto/failure.ts';
import type { ServerConfig } from './config.ts';
import type { Db, Records } from './records/records.ts';
import { listSealedKeys } from './records/sealed.ts';
import { listSealed, resealSecret, sealedWith, setSealedWith } from './records/secrets.ts';
import type { SecretRow } from './records/tables.ts';

/** Which version of which secret. */
export type SecretRef = Pick<SecretRow, 'app' | 'environment' | 'name' | 'version'>;

export interface Vault {
  seal(ref: SecretRef, value: string): string;
  /** @throws Failure internal when it cannot be opened */
  open(row: SecretRow): string;
  /** Equal for equal values, and of no use to guess them by. */
  mac(value: string): string;
  /** For what is no secret of an app: records/sealed.ts says what it is bound to. */
  sealKey(about: string, key: string): string;
  /** @throws Failure internal when it cannot be opened */
  openKey(about: string, sealed: string): string;
}

/**
 * The key is made when nothing has been sealed yet.
 * @throws Error when it is missing, or another one than the secrets here were sealed with
 */
export async function openVault(records: Records, path: string): Promise<Vault> {
  await finishRekey(records.db, path);
  const known = await sealedWith(records.db);
  const sealed = (await listSealed(records.db)).length + (await listSealedKeys(records.db)).length;
  if (sealed > 0 && !existsSync(path)) throw new Error(keyTrouble(path, 'is missing', sealed));
  const key = keyFile(path);
  if (known !== keyId(key)) {
    if (sealed > 0) throw new Error(keyTrouble(path, 'is another key than they were sealed with', sealed));
    await records.write((tx) => setSealedWith(tx, keyId(key)));
  }
  return vaultWith(key);
}

export function vaultWith(key: Buffer): Vault {
  return {
    seal: (ref, value) => seal(key, value, nameOf(ref)).toString('base64'),
    open: (row) => opened(key, row),
    mac: (value) => mac(key, value),
    sealKey: (about, text) => seal(key, text, about).toString('base64'),
    openKey: (about, sealed) => openedKey(key, about, sealed),
  };
}

/**
 * Seals all of them anew with a new key, in one step: killed anywhere, either key fits what is there. Returns how many.
 * @throws Error when one cannot be opened; nothing is changed then
 */
export async function rekey(records: Records, path: string): Promise<number> {
  await finishRekey(records.db, path);
  const old = vaultWith(readKeyFile(path));
  const rows = await listSealed(records.db);
  const values = rows.map((row) => old.open(row));
  const keys = await listSealedKeys(records.db);
  const opened = keys.map(({ about, sealed }) => old.openKey(about, sealed));
  const key = writeKeyFile(nextKey(path), randomBytes(32));
  giveToOwnerOf(path, nextKey(path));
  const next = vaultWith(key);
  await records.write(async (tx) => {
    for (const [at, row] of rows.entries()) await resealSecret(tx, row, next.seal(row, values[at] as string));
    for (const [at, one] of keys.entries()) await one.reseal(tx, next.sealKey(one.about, opened[at] as string));
    await setSealedWith(tx, keyId(key));
  });
  await finishRekey(records.db, path);
  return rows.length + keys.length;
}

/**
 * Their values are lost for good: they have to be set again. Returns how many.
 * @throws Error when the key is there and none of them is lost
 */
export async function forget(records: Records, path: string): Promise<number> {
  const rows = await listSealed(records.db);
  if (existsSync(path) && (await sealedWith(records.db)) === keyId(readKeyFile(path)))
    throw new Error(`the key ${path} is there and opens all of them; ctl secrets unset takes a secret away`);
  const keys = await listSealedKeys(records.db);
  await records.write(async (tx) => {
    for (const row of rows) await resealSecret(tx, row, null);
    for (const one of keys) await one.reseal(tx, null);
  });
  return rows.length + keys.length;
}

export function keyPath({ state, secrets }: Pick<ServerConfig, 'state' | 'secrets'>): string {
  return resolve(secrets.key_file ?? join(state, 'secrets.key'));
}

/** A new key takes its place when the records have been sealed with it, and goes when they have not. */
async function finishRekey(db: Db, path: string): Promise<void> {
  const next = nextKey(path);
  if (!existsSync(next)) return;
  if ((await sealedWith(db)) === keyId(readKeyFile(next))) renameSync(next, path);
  else rmSync(next);
  syncFolder(dirname(path));
}

/** Whoever has the server's rights reads it, and root may be who makes it. */
function giveToOwnerOf(path: string, next: string): void {
  const { uid, gid } = statSync(path);
  if (process.getuid?.() === 0) lchownSync(next, uid, gid);
}

function nextKey(path: string): string {
  return `${path}.next`;
}

function opened(key: Buffer, row: SecretRow): string {
  const { app, environment, name, version, sealed } = row;
  const what = `version ${version} of the secret ${name} of ${app} in ${environment}`;
  if (sealed === null) throw fail('not-found', `${what} is not kept any more`, { next: `ctl secrets set ${app} ${name}` });
  try {
    return unseal(key, Buffer.from(sealed, 'base64'), nameOf(row));
  } catch (error) {
    if (!(error instanceof Unsealable)) throw error;
    throw fail('internal', `${what} cannot be opened: ${error.message}`, { next: `ctl secrets set ${app} ${name}` });
  }
}

function openedKey(key: Buffer, about: string, sealed: string): string {
  try {
    return unseal(key, Buffer.from(sealed, 'base64'), about);
  } catch (error) {
    if (!(error instanceof Unsealable)) throw error;
    throw fail('internal', `the key of ${about} cannot be opened: ${error.message}`);
  }
}

function nameOf({ app, environment, name, version }: SecretRef): string {
  return `${app}/${environment}/${name}/${version}`;
}

function keyTrouble(path: string, what: string, sealed: number): string {
  return `the key ${path} ${what}: ${sealed} sealed secrets could not be opened. Put it back (secrets.key_file says where), or, if it is lost for good, give up these secrets with: ctl server forget-secrets`;
}
