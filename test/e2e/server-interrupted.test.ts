// The server is killed while it is asked something, or told to stop while everybody listens to it.
import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { makeApp } from './apps.ts';
import { deploy, expectStatus, newestDeployment, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

describe('a server that is interrupted', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1'] });
    await push(world, 'a', quick);
    await push(world, 'b', quick);
    await deploy(world, 'a');
  });

  after(() => world?.close());

  it('D01: killed during an upload, it knows no version; the upload that is tried again makes one', async () => {
    const app = makeApp(world.folder, 'large', quick);
    mkdirSync(join(app, 'data'));
    writeFileSync(join(app, 'data', 'random'), randomBytes(48 * 2 ** 20));
    const first = world.ctlStart('push', app, '--version', 'large');
    await arriving();
    await world.kill('server');
    first.child.kill('SIGKILL');
    await first.ended;
    await world.start('server');
    doesNotMatch((await expectStatus(world, 0, 'versions', 'hello')).stdout, /large/);
    await expectStatus(world, 0, 'push', app, '--version', 'large');
    match((await expectStatus(world, 0, 'versions', 'hello')).stdout, /large/);
  });

  it('D03: killed after it has recorded a deployment and before it answers, it makes one deployment of what is asked again', async () => {
    const before = (await newestDeployment(world))?.number ?? 0;
    await world.kill('server');
    await world.start('server', { CASTELLAN_FAILPOINT: 'deployment.recorded' });
    const asking = world.ctlStart('deploy', 'hello@b');
    await world.ended('server');
    equal(recordedAfter(before), 1, 'at its death');
    await world.start('server');
    const { status, stderr } = await asking.ended;
    equal(status, 0, stderr);
    equal(recordedAfter(before), 1, 'in the end');
    const newest = await newestDeployment(world);
    equal(newest?.number, before + 1);
    equal(newest?.to?.version, 'b');
    await settledOn(world, 'b', 1);
  });

  it('D04: told to stop while many follow its logs, it ends well, and those who listen are told to come back', async () => {
    const followers = Array.from({ length: 8 }, () => world.ctlStart('logs', 'hello', '-f'));
    await world.until('the server has all of them', () => connectionsTo(world.server) >= followers.length);
    await world.kill('server', 'SIGTERM');
    match(world.printed('server'), /"msg":"stopping"/);
    doesNotMatch(world.printed('server'), /unhandledRejection|uncaughtException/);
    await world.start('server');
    await world.until('the host is back', async () => (await world.ask('hosts'))[0]?.state === 'CONNECTED');
    for (const { child } of followers) child.kill('SIGKILL');
    await Promise.all(followers.map(({ ended }) => ended));
    await deploy(world, 'a');
  });

  /** How many deployments there are of larger numbers. */
  function recordedAfter(number: number): unknown {
    const database = new DatabaseSync(join(world.folder, 'server', 'castellan.sqlite'), { readOnly: true });
    const counted = database.prepare('SELECT count(*) AS count FROM deployments WHERE number > ?').get(number);
    database.close();
    return counted?.count;
  }

  /** Resolves when the server has a part of an upload, and not all of it. */
  async function arriving(): Promise<void> {
    const uploads = join(world.folder, 'server', 'uploads');
    const deadline = Date.now() + 60_000;
    while (!readdirSync(uploads).some((name) => sizeOf(join(uploads, name)) > 0)) {
      ok(Date.now() < deadline, 'no upload has begun');
      await new Promise((next) => setTimeout(next, 2));
    }
  }
});

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Of this machine, by proc_pid_net(5): the fourth column is the state, 01 is established. */
function connectionsTo(server: string): number {
  const port = Number(server.split(':')[1]).toString(16).toUpperCase().padStart(4, '0');
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n');
  return lines.filter((line) => new RegExp(`^ *\\d+: \\S+:${port} \\S+ 01 `).test(line)).length;
}
