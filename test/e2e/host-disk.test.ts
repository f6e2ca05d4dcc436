// A host's disk is full: a deployment to it is refused with the numbers, and an app that floods it runs on.
import { deepEqual, equal, match } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { noSmallDisk, type SmallDisk, smallDisk } from '../small-disk.ts';
import { makeApp } from './apps.ts';
import { deploy, expectStatus, push, runningReplicas, settledOn, whoAnswers } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

/** Fifty megabytes in ten seconds, and no notice of a disk that is full. */
const floods = `import { writeSync } from 'node:fs';
import { serve } from './serve.js';
const { close } = serve();
process.on('SIGTERM', close);
let left = 1000;
setInterval(() => {
  try {
    if (left > 0) writeSync(1, 'x'.repeat(50_000) + '\\n');
    left -= 1;
  } catch {}
}, 10);
`;

describe('a full disk of a host', { skip: noSmallDisk }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-world-'));
  let disk: SmallDisk;
  let world: World;

  before(async () => {
    disk = smallDisk(join(folder, 'h1'), { size: '96m', inodes: 3000 });
    world = await startWorld({ hosts: ['h1'], folder });
    await push(world, 'a', quick);
    await deploy(world, 'a');
    await settledOn(world, 'a', 1);
  });

  after(async () => {
    await world?.close();
    disk?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('A07: a bundle that does not fit is refused with path, bytes needed and free; with room the same version is deployed', async () => {
    const app = makeApp(folder, 'large', quick);
    mkdirSync(join(app, 'data'));
    writeFileSync(join(app, 'data', 'random'), randomBytes(20 * 2 ** 20));
    await expectStatus(world, 0, 'push', app, '--version', 'large');
    disk.fill();
    const [before] = await runningReplicas(world);
    const refused = await expectStatus(world, 4, 'deploy', 'hello@large');
    match(refused.stdout + refused.stderr, /no room in \S*h1\S*: .*are needed,\s+0 B/s);
    const [still] = await runningReplicas(world);
    equal(still?.pid, before?.pid);
    equal(await whoAnswers(world.routerPorts[0] ?? 0), 'a');
    disk.free();
    await deploy(world, 'large');
    await settledOn(world, 'large', 1);
    await deploy(world, 'a');
    await settledOn(world, 'a', 1);
  });

  it('A09: an app that fills the disk with its log while the server is away runs on, and goes on to write when there is room', async () => {
    await push(world, 'flood', { ...quick, files: { 'server.js': floods } });
    await deploy(world, 'flood');
    const [before] = await settledOn(world, 'flood', 1);
    await world.kill('server');
    await world.kill('h1');
    await world.start('h1', { CASTELLAN_AGENT_LOGS_MAX_RUN: '16M' });
    const written = () => statSync(join(disk.path, 'logs', `${before?.id}.1.stdout`)).size;
    disk.fill();
    await world.until('not a byte is left', () => disk.left() === 0);
    equal(await whoAnswers(world.routerPorts[0] ?? 0), 'flood');
    disk.free();
    const then = written();
    await world.until('it goes on to write', () => written() > then + 24 * 2 ** 20, 60_000);
    await world.start('server');
    const [now] = await settledOn(world, 'flood', 1);
    deepEqual([now?.pid, now?.restarts], [before?.pid, 0]);
  });
});
