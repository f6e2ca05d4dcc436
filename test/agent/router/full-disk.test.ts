// The router's disk is full: a table that cannot be saved is served all the same, and saved when there is room.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type BuiltinRouter, startBuiltin } from '../../../agent/router/builtin.ts';
import { route } from '../../contracts/router.ts';
import { freePort } from '../../ports.ts';
import { noSmallDisk, type SmallDisk, smallDisk } from '../../small-disk.ts';
import { ask, until } from './client.ts';
import { endProcesses, kill, quiet, replaceBy, soon } from './process-of-router.ts';
import { type Replica, startReplica } from './replica.ts';

describe('a router whose disk is full', { skip: noSmallDisk }, () => {
  const root = mkdtempSync(join(tmpdir(), 'castellan-router-'));
  const stateDir = join(root, 'disk', 'router');
  let disk: SmallDisk;
  let router: BuiltinRouter;
  let port: number;
  let one: Replica;
  let two: Replica;

  before(async () => {
    disk = smallDisk(join(root, 'disk'), { size: '4m' });
    port = await freePort();
    router = await startBuiltin({ stateDir, listen: `127.0.0.1:${port}`, log: quiet });
    [one, two] = [await startReplica(), await startReplica()];
  });
  after(async () => {
    await router?.close();
    await endProcesses(stateDir);
    await one?.close();
    await two?.close();
    disk.close();
    rmSync(root, { recursive: true, maxRetries: 5 });
  });

  const apply = (revision: number, { target }: Replica) => router.apply({ revision, routes: [route([target])] }, soon());
  const answers = async () => (await ask(port)).headers['x-replica'];
  const savedRevision = () => JSON.parse(readFileSync(join(stateDir, 'routes.json'), 'utf8')).revision;
  const unsaved =
    /^the router’s table cannot be saved, .*: no room in \S+\/router: .*\(\d+ bytes\) are needed, 0 B \(0 bytes\) are free/;

  it('A07: it serves a new table, and says that it cannot save it, with path and bytes', async () => {
    await apply(1, one);
    assert.deepEqual(await router.troubles(), []);
    disk.fill();
    await apply(2, two);
    assert.equal(await answers(), two.target.replica);
    assert.match((await router.troubles()).join(), unsaved);
    assert.deepEqual([(await router.hello()).revision, savedRevision()], [2, 1]);
  });

  it('A07: one that replaces it serves that table too', async () => {
    await replaceBy(stateDir, {});
    assert.equal(await answers(), two.target.replica);
    assert.match((await router.troubles(soon())).join(), unsaved);
    assert.deepEqual([(await router.hello(soon())).revision, savedRevision()], [2, 1]);
  });

  it('A07: one that is started after it was killed is given that table', async () => {
    kill((await router.hello(soon())).pid);
    await until('the newest is served again', async () => (await router.hello(soon())).revision === 2);
    assert.equal(await answers(), two.target.replica);
    assert.equal(savedRevision(), 1);
  });

  it('A07: when there is room it is saved, by the router itself', async () => {
    disk.free();
    await until('it is saved', () => savedRevision() === 2);
    await until('nothing is wrong', async () => (await router.troubles(soon())).length === 0);
  });
});
