// The router's disk is slow: what it serves does not wait for it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { startBuiltin } from '../../../agent/router/builtin.ts';
import { route } from '../../contracts/router.ts';
import { faultyDisk, noFaultyDisk } from '../../faulty-disk.ts';
import { freePort } from '../../ports.ts';
import { ask } from './client.ts';
import { soon } from './process-of-router.ts';
import { startReplica } from './replica.ts';
import { isAlive, log } from './started.ts';

it('while a table is made to last on it, requests are answered', { skip: noFaultyDisk }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-router-'));
  const disk = await faultyDisk(join(folder, 'disk'), join(folder, 'state'), { slowMs: 100 });
  const port = await freePort();
  const router = await startBuiltin({ stateDir: join(disk.path, 'router'), listen: `127.0.0.1:${port}`, log });
  const { pid } = await router.hello();
  const replica = await startReplica();
  t.after(async () => {
    await router.close();
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await new Promise((next) => setTimeout(next, 10));
    await replica.close();
    disk.close();
    rmSync(folder, { recursive: true, maxRetries: 5 });
  });
  await router.apply({ revision: 1, routes: [route([replica.target])] }, soon());

  let applied = false;
  const applying = router.apply({ revision: 2, routes: [route([replica.target])] }, soon()).then(() => {
    applied = true;
  });
  let answered = 0;
  for (; !applied; answered += 1) assert.equal((await ask(port)).status, 200);
  await applying;
  assert.ok(answered >= 5, `${answered} were answered`);
});
