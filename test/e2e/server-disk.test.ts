// The server's disk is full, or has no inodes left: what is asked of it is refused in words, what runs is not touched.
import { deepEqual, equal, match } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { noSmallDisk, type SmallDisk, smallDisk } from '../small-disk.ts';
import { makeApp } from './apps.ts';
import { answers, deploy, expectStatus, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

describe('a full disk of the server', { skip: noSmallDisk }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-world-'));
  let disk: SmallDisk;
  let world: World;

  before(async () => {
    disk = smallDisk(join(folder, 'server'), { size: '64m', inodes: 500 });
    world = await startWorld({ hosts: ['h1'], folder });
    await push(world, 'a', quick);
    await push(world, 'b', quick);
    await deploy(world, 'a');
    await settledOn(world, 'a', 1);
  });

  after(async () => {
    await world?.close();
    disk?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('D05: an upload that would take what the records need is refused in words, and goes on when there is room', async () => {
    const app = makeApp(folder, 'large', quick);
    mkdirSync(join(app, 'data'));
    writeFileSync(join(app, 'data', 'random'), randomBytes(50 * 2 ** 20));
    const refused = await expectStatus(world, 4, 'push', app, '--version', 'large');
    match(refused.stderr, /the server has no space left for bundles: .* are free, 32 MiB are kept for its records/);
    await deploy(world, 'b');
    await settledOn(world, 'b', 1);
  });

  for (const [id, fill] of [
    ['D05', 'fill'],
    ['D06', 'fillInodes'],
  ] as const) {
    it(`${id}: with not a ${fill === 'fill' ? 'byte' : 'file'} left, hosts stay connected, and what was asked is done or refused`, async () => {
      disk[fill]();
      const result = await world.ctl('deploy', 'hello@a');
      if (fill === 'fill') {
        equal(result.status, 4, result.stderr);
        match(result.stderr, /the server has no space left for its records/);
        deepEqual(await answers(world), ['b']);
      }
      match(
        (await expectStatus(world, 4, 'push', makeApp(folder, fill, quick), '--version', fill)).stderr,
        /no space left for bundles/,
      );
      const [host] = await world.ask<{ state: string }>('hosts', 'list');
      equal(host?.state.toLowerCase(), 'connected');
      disk.free();
      await deploy(world, 'a');
      await settledOn(world, 'a', 1);
      await deploy(world, 'b');
      await settledOn(world, 'b', 1);
      deepEqual(integrity(join(folder, 'server', 'castellan.sqlite')), 'ok');
    });
  }
});

function integrity(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  const [answer] = database.prepare('PRAGMA integrity_check').all();
  database.close();
  return answer?.integrity_check;
}
