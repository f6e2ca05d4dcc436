// The server's disk is full, or has no inodes left: what is asked of it is refused in words, what runs is not touched.
import { deepEqual, equal, match } from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { noSmallDisk, type SmallDisk } from '../small-disk.ts';
import { makeApp } from './apps.ts';
import { answers, deploy, expectStatus, push, settledOn } from './fleet.ts';
import { makeLargeApp, quick, type SmallDiskWorld, startSmallDiskWorld } from './small-disk-world.ts';
import type { World } from './world.ts';

describe('a full disk of the server', { skip: noSmallDisk }, () => {
  let on: SmallDiskWorld;
  let disk: SmallDisk;
  let world: World;

  before(async () => {
    on = await startSmallDiskWorld('server', { size: '64m', inodes: 500 });
    ({ disk, world } = on);
    await push(world, 'a', quick);
    await push(world, 'b', quick);
    await deploy(world, 'a');
    await settledOn(world, 'a', 1);
  });

  after(() => on?.close());

  it('D05: an upload that would take what the records need is refused in words, and goes on when there is room', async () => {
    const refused = await expectStatus(world, 4, 'push', makeLargeApp(world, 'large', 50), '--version', 'large');
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
        (await expectStatus(world, 4, 'push', makeApp(world.folder, fill, quick), '--version', fill)).stderr,
        // That it was asked for has to stand in the audit before anything is taken.
        /no space left for (its records|bundles)/,
      );
      const [host] = await world.ask<{ state: string }>('hosts', 'list');
      equal(host?.state.toLowerCase(), 'connected');
      disk.free();
      await deploy(world, 'a');
      await settledOn(world, 'a', 1);
      await deploy(world, 'b');
      await settledOn(world, 'b', 1);
      deepEqual(integrity(join(disk.path, 'castellan.sqlite')), 'ok');
    });
  }
});

function integrity(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  const [answer] = database.prepare('PRAGMA integrity_check').all();
  database.close();
  return answer?.integrity_check;
}
