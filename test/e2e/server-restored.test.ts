// Yesterday's backup is restored, or an old disk put back: what runs is touched only when an operator has said so.
import { deepEqual, equal, match } from 'node:assert/strict';
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { answers, deploy, expectStatus, push, runningReplicas, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const hosts = ['h1', 'h2'];
const quick = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

describe('D10: a server that knows less than its hosts', () => {
  let world: World;
  let state: string;
  let file: string;
  let running: number[];

  before(async () => {
    world = await startWorld({ hosts });
    state = join(world.folder, 'server');
    file = join(world.folder, 'backup.tar');
    await push(world, 'a', quick);
    await deploy(world, 'a');
    await expectStatus(world, 0, 'server', 'backup', file, '--state', state);
    await push(world, 'b', quick);
    await deploy(world, 'b');
    await expectStatus(world, 0, 'scale', 'hello', 'web=2');
    await settledOn(world, 'b', 4);
    running = await pids(4);
  });

  after(() => world?.close());

  it('a restore is refused while the server runs, and over records that are there', async () => {
    match((await expectStatus(world, 4, 'server', 'restore', file, '--state', state)).stderr, /another server works with/);
    await world.kill('server', 'SIGTERM');
    match((await expectStatus(world, 4, 'server', 'restore', file, '--state', state)).stderr, /--force they are moved aside/);
  });

  it('after a restore hosts run on with what they were told, and are told nothing, also after a restart of their agent', async () => {
    const restored = await expectStatus(world, 0, 'server', 'restore', file, '--force', '--state', state);
    match(restored.stderr, /this is epoch 2\n.*before-restore.*\n2 hosts are held/s);
    await world.start('server');
    await allHeld(/the server was restored from a backup/);
    await world.kill('h1');
    await world.start('h1');
    await allHeld(/restored/);
    deepEqual(await answers(world), ['b', 'b']);
    deepEqual(await pids(4), running);
  });

  it('status says where they differ, deployments are refused, and so is adopting what would be stopped or replaced', async () => {
    const { stdout } = await expectStatus(world, 0, 'hosts');
    match(stdout, /! h1: held \(ctl hosts adopt h1\): the server was restored from a backup/);
    match(stdout, /! h1: hello\/web\/1 runs b \(v3\), these records say a \(v1\)/);
    const refused = await expectStatus(world, 4, 'deploy', 'hello@a');
    match(refused.stderr, /h1, h2 are held: nothing is sent there/);
    const adopting = await expectStatus(world, 4, 'hosts', 'adopt', '--all');
    match(adopting.stderr, /h2: hello\/web\/2 runs b \(v3\), these records do not know it/);
    match(adopting.stderr, /h1: hello\/web\/1 runs b \(v3\), these records say a \(v1\)/);
    deepEqual(await answers(world), ['b', 'b']);
  });

  it('adopted with --force, they do as these records say, and deployments go on from there', async () => {
    match((await expectStatus(world, 0, 'hosts', 'adopt', '--all', '--force')).stdout, /adopted: h1, h2/);
    await settledOn(world, 'a', 2);
    await push(world, 'b', quick);
    await deploy(world, 'b');
    await settledOn(world, 'b', 2);
  });

  it('an old disk that is put back is told by the hosts that were sent newer assignments', async () => {
    await world.kill('server', 'SIGTERM');
    const old = join(world.folder, 'old');
    copyRecords(state, old);
    await world.start('server');
    await deploy(world, 'a');
    await settledOn(world, 'a', 2);
    await world.kill('server');
    copyRecords(old, state);
    await world.start('server');
    await allHeld(/it accepted assignment 2\.\d+, and these records end at 2\.\d+: they are an old copy/);
    match((await expectStatus(world, 4, 'deploy', 'hello@b')).stderr, /are held/);
    deepEqual(await answers(world), ['a', 'a']);
    await expectStatus(world, 0, 'hosts', 'adopt', '--all', '--force');
    await settledOn(world, 'b', 2);
    await deploy(world, 'a');
    await settledOn(world, 'a', 2);
  });

  it('hosts that run what the records say are adopted without --force, and nothing is restarted', async () => {
    await expectStatus(world, 0, 'server', 'backup', file, '--records-only', '--state', state);
    const before = await pids(2);
    await world.kill('server');
    for (const end of ['', '-wal', '-shm']) rmSync(join(state, `castellan.sqlite${end}`), { force: true });
    await expectStatus(world, 0, 'server', 'restore', file, '--state', state);
    await world.start('server');
    await allHeld(/restored/);
    equal((await expectStatus(world, 0, 'hosts', 'adopt', ...hosts)).stdout, 'adopted: h1, h2\n');
    await expectStatus(world, 0, 'deploy', 'hello@a');
    deepEqual(await pids(2), before);
  });

  async function allHeld(reason: RegExp): Promise<void> {
    await world.until('both hosts are connected and held', async () => {
      const found = await world.ask<Host>('hosts');
      return found.every((host) => host.state === 'CONNECTED' && reason.test(host.held)) && found.length === 2;
    });
  }

  async function pids(count: number): Promise<number[]> {
    const replicas = await world.until(`${count} replicas are told of`, async () => {
      const found = await runningReplicas(world);
      return found.length === count ? found : undefined;
    });
    return replicas.map(({ pid }) => pid).sort();
  }
});

function copyRecords(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const end of ['', '-wal', '-shm']) rmSync(join(to, `castellan.sqlite${end}`), { force: true });
  for (const name of readdirSync(from).filter((each) => each.startsWith('castellan.sqlite')))
    copyFileSync(join(from, name), join(to, name));
}
