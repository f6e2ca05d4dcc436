// Version after version on one host: what one may have to go back to stays, what is older goes, sooner when there is no room.
import { equal, match, ok } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { StatusReply } from '../../proto/generated/castellan/v1/StatusReply.ts';
import { noSmallDisk, type SmallDisk } from '../small-disk.ts';
import { deploy, expectStatus, push, settledOn, statusOf, whoAnswers } from './fleet.ts';
import { makeLargeApp, quick, type SmallDiskWorld, startSmallDiskWorld } from './small-disk-world.ts';
import type { World } from './world.ts';

describe('pruning', { skip: noSmallDisk }, () => {
  let on: SmallDiskWorld;
  let disk: SmallDisk;
  let world: World;
  /** What has served, the newest last. */
  const served: { version: string; bundle: string }[] = [];

  before(async () => {
    on = await startSmallDiskWorld('h1', { size: '64m', inodes: 5000 });
    ({ disk, world } = on);
  });

  after(() => on?.close());

  it('A16: over nine deployments, one of which fails, the host has what serves and the four that served before it, and no more', async () => {
    for (const version of ['1', '2', '3', '4', 'bad', '5', '6', '7', '8']) {
      const isBad = version === 'bad';
      await push(world, version, isBad ? { ...quick, template: 'exits-at-once' } : quick);
      await deploy(world, version, isBad ? 2 : 0);
      if (!isBad) await nowServes(version);
      const wanted = served.slice(-5).map(({ bundle }) => bundle);
      ok(wanted.every((bundle) => trees().includes(bundle)));
      if (!isBad) await world.until(`what is older than ${version} by five is gone`, () => equalSets(trees(), wanted));
    }
  });

  it('A16: going back fetches nothing', async () => {
    const before = staged();
    for (const version of ['7', '5', '8']) {
      await deploy(world, version);
      await nowServes(version);
      equal(await whoAnswers(world.routerPorts[0] ?? 0), version);
    }
    equal(staged(), before);
  });

  it('A16: without room older ones go too, never what serves or the two before it, and the host says so', async () => {
    for (const version of ['large-1', 'large-2', 'large-3', 'large-4', 'large-5']) {
      await expectStatus(world, 0, 'push', makeLargeApp(world, version, 8), '--version', version);
      await deploy(world, version);
      await nowServes(version);
      for (const { bundle } of served.slice(-3)) ok(trees().includes(bundle), `${version}: ${bundle} is gone`);
    }
    match((await removed()) ?? '', /^\d older bundles? (was|were) removed to make room for hello large-5$/);
    await push(world, 'small', quick);
    await deploy(world, 'small');
    await world.until('it is not told any more', async () => (await removed()) === undefined);
    const [first] = served;
    await deploy(world, first?.version ?? '');
    await settledOn(world, first?.version ?? '', 1);
  });

  async function nowServes(version: string): Promise<void> {
    await settledOn(world, version, 1);
    const bundle = (await statusOf(world))?.current?.bundle ?? '';
    const at = served.findIndex((one) => one.bundle === bundle);
    if (at !== -1) served.splice(at, 1);
    served.push({ version, bundle });
  }

  /** What the host says of it. */
  async function removed(): Promise<string | undefined> {
    const [reply] = await world.ask<StatusReply>('status');
    return reply?.hosts[0]?.troubles.find((text) => text.includes('removed'));
  }

  function trees(): string[] {
    return readdirSync(join(disk.path, 'bundles', 'trees'));
  }

  function staged(): number {
    return world.printed('h1').split('bundle staged').length;
  }
});

function equalSets(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
