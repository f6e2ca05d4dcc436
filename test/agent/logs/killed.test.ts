import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { test } from 'node:test';
import { linesOf, openStore, tempFolder } from '../../server/logs/wire.ts';
import { bytesOf, runOf } from './shipped.ts';

const windows = {
  'between read and ship (L03)': 'logs.read:3',
  'between acknowledgement and cursor (L03)': 'logs.acknowledged:2',
  'between data and index (L02)': 'logs.data-written:2',
  'between index and acknowledgement (L02)': 'logs.committed:2',
};

for (const [name, failpoint] of Object.entries(windows)) {
  test(`killed ${name}: every byte is there once`, async (t) => {
    const [stateDir, data] = [await tempFolder(t), await tempFolder(t)];
    const run = runOf(stateDir);
    const written = Buffer.from(`${randomBytes(3_000_000).toString('hex').replaceAll('0', '\n')}\n`);
    appendFileSync(run.path, written);
    assert.equal(await live(stateDir, data, failpoint), 'SIGKILL', 'the failpoint was not passed');
    assert.equal(await live(stateDir, data, failpoint), 'SIGKILL', 'the second life ended too early');
    assert.equal(await live(stateDir, data, ''), 0);
    const { store, close } = await openStore(data);
    t.after(close);
    assert.equal(sha256(bytesOf(await linesOf(store))), sha256(written));
  });
}

async function live(stateDir: string, data: string, failpoint: string): Promise<number | string> {
  const env = { ...process.env, CASTELLAN_FAILPOINT: failpoint };
  const child = spawn(process.execPath, [`${import.meta.dirname}/life.ts`, stateDir, data], { env, stdio: 'inherit' });
  const [code, signal] = await once(child, 'exit');
  return signal ?? code;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
