// The server's disk fails, is slow, or its files are damaged: the server ends rather than guess, and what runs is not touched.
import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { type FaultyDisk, faultyDisk, noFaultyDisk } from '../faulty-disk.ts';
import { answers, deploy, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

describe('a disk of the server that fails', { skip: noFaultyDisk }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-world-'));
  let disk: FaultyDisk;
  let world: World;

  before(async () => {
    disk = await faultyDisk(join(folder, 'disk'), join(folder, 'server'));
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

  it('D07: the server ends at the first error, asks nothing of that disk again, and the app answers on', async () => {
    disk.fail();
    const asked = await world.ctl('deploy', 'hello@b', '--timeout', '10s');
    ok(asked.status !== 0);
    await world.until('the server has ended', () => world.printed('server').includes('the server’s disk fails'));
    await world.ended('server');
    equal((await answers(world))[0], 'a');
  });

  it('D07: what was acknowledged before is there when the disk is well again, and what follows works', async () => {
    disk.heal();
    await world.start('server');
    match((await world.ctl('releases', 'hello')).stdout, /v1 /);
    await deploy(world, 'b');
    await settledOn(world, 'b', 1);
  });
});

describe('a disk of the server that is a hundred times slower', { skip: noFaultyDisk }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-world-'));
  let disk: FaultyDisk;
  let world: World;

  before(async () => {
    disk = await faultyDisk(join(folder, 'disk'), join(folder, 'server'), { slowMs: 20 });
    world = await startWorld({ hosts: ['h1', 'h2'], folder });
  });

  after(async () => {
    await world?.close();
    disk?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('D08: a deployment ends well, and no host is ever taken for unreachable', async () => {
    await push(world, 'a', quick);
    await push(world, 'b', quick);
    await deploy(world, 'a');
    await deploy(world, 'b');
    await settledOn(world, 'b', 2);
    const hosts = await world.ask<Host>('hosts');
    deepEqual(
      hosts.map(({ state }) => state),
      ['CONNECTED', 'CONNECTED'],
    );
    doesNotMatch(world.printed('server'), /"to":"(unreachable|lost)"/);
  });
});
