// ctl server backup, ctl server restore: on the server's own machine, by whoever may read its state folder.
import { randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolder, syncFolder } from '../../lib/durable-file.ts';
import { formatSize } from '../../lib/durations.ts';
import { lockFolder } from '../../lib/lock-folder.ts';
import { settingsAtStart } from '../../lib/settings.ts';
import { serverShape } from '../config.ts';
import { hasRecords, type Restored, restore } from './restore.ts';
import { openBackup } from './write.ts';

const usage = `ctl server backup FILE|- [--records-only] [settings]   write a backup; the server may run meanwhile
ctl server restore FILE|- [--force] [settings]         put one in place; the server must be stopped
  --records-only   without the bundles
  --force          although there are records: they are moved aside
  settings         those of the server that say where its state is: --state FOLDER, --config FILE
`;

const [action, ...rest] = process.argv.slice(2);
process.exit(await run());

async function run(): Promise<number> {
  const file = rest.find((word) => word === '-' || !word.startsWith('-'));
  if (rest.includes('--help') || rest[0] !== file || file === undefined) {
    process.stderr.write(usage);
    return rest.includes('--help') ? 0 : 1;
  }
  const switches = ['--records-only', '--force'];
  const argv = rest.slice(1).filter((word) => !switches.includes(word));
  const { state } = settingsAtStart({ program: 'server', shape: serverShape, argv, env: process.env });
  try {
    if (action === 'backup') return await writeBackup(resolve(state), file, rest.includes('--records-only'));
    return await putInPlace(makeFolder(resolve(state)), file, rest.includes('--force'));
  } catch (error) {
    return refused((error as Error).message);
  }
}

/** What another user makes there, the server could not open. What root makes is given to the owner. */
function requireOwner(state: string): void {
  const { uid, gid } = statSync(state);
  if (uid === process.getuid?.() || process.getuid?.() === 0) return;
  const asOwner = `setpriv --reuid=${uid} --regid=${gid} --clear-groups ctl server ${action} -`;
  throw new Error(`${state} belongs to user ${uid}: run this as that user, with the backup on stdin or stdout: ${asOwner}`);
}

async function writeBackup(state: string, file: string, recordsOnly: boolean): Promise<number> {
  requireOwner(state);
  await lockFolder(state, 'backup');
  const backup = await openBackup({ state, recordsOnly, now: new Date() });
  try {
    if (file === '-') await pipeline(backup.stream(), process.stdout);
    else await writeBeside(resolve(file), backup.stream());
  } finally {
    backup.close();
  }
  const { records, blobs, left_out: leftOut, made_at: madeAt } = backup.contents;
  const bundles = blobs.reduce((sum, { bytes }) => sum + bytes, 0);
  say(`backup of ${madeAt}: records (${formatSize(records.bytes)}), ${blobs.length} bundles (${formatSize(bundles)})`);
  if (leftOut.length > 0) say(`${leftOut.length} bundles are not in it`);
  say('not in it, to be kept apart: the key for secrets, the certificates; nor the logs');
  return 0;
}

async function writeBeside(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const file = await open(beside, 'wx', 0o600);
  try {
    for await (const piece of bytes) await file.writeFile(piece);
    await file.sync();
    await file.close();
    await rename(beside, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(beside, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

async function putInPlace(state: string, file: string, force: boolean): Promise<number> {
  requireOwner(state);
  await lockFolder(state, 'server');
  if (hasRecords(state) && !force) {
    return refused(`there are records in ${state} already; with --force they are moved aside, and nothing of them is deleted`);
  }
  report(await restore(state, file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 2 ** 20 }), new Date()));
  return 0;
}

function report({ contents, epoch, held, ended, aside }: Restored): void {
  say(`restored the backup of ${contents.made_at}, with ${contents.blobs.length} bundles; this is epoch ${epoch}`);
  if (aside) say(`the records that were there lie in ${aside}`);
  if (contents.left_out.length > 0) say(`${contents.left_out.length} bundles are not in it: push those versions again`);
  if (ended.length > 0) say(`not taken up again: deployment ${ended.join(', ')}`);
  say(`${held.length} hosts are held: they run on, and are told nothing until you have looked`);
  say('next: start the server; `ctl status` says where hosts differ from these records; then `ctl hosts adopt --all`');
}

function refused(reason: string): number {
  say(`refused: ${reason}`);
  return 4;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
