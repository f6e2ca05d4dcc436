// The server is killed while it is asked something, or told to stop while everybody listens to it.
import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeApp } from './apps.ts';
import { deploy, expectStatus, newestDeployment, push, settledOn, whoAnswers } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

/** One slot, then it waits for someone. */
const byHand = {
  ...quick.deploy,
  ...{ strategy: 'canary', steps: [{ share: 1, bake: '0s', promote: 'manual' }], verdict: 'off' },
};

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

  it('D02: killed at the very write of an order, it carries it out once: pause, promote, abort', async () => {
    for (const version of ['c', 'd']) await push(world, version, { replicas: 2, deploy: byHand });
    await world.kill('server');
    await world.start('server', { CASTELLAN_FAILPOINT: 'order.recorded' });
    const first = await held('c');
    await killedAtOrder(['pause', String(first)], { CASTELLAN_FAILPOINT: 'order.recorded:2' });
    equal((await newestDeployment(world))?.paused, true);
    equal(said(first, 'paused by admin'), 1);
    await expectStatus(world, 0, 'resume', String(first), '--detach');
    await killedAtOrder(['promote', String(first)], { CASTELLAN_FAILPOINT: 'order.recorded' });
    equal((await newestDeployment(world))?.outcome, 'DONE');
    equal(said(first, 'promoted from step 2 by admin'), 1);
    await settledOn(world, 'c', 2);
    const second = await held('d');
    await killedAtOrder(['abort', String(second)]);
    const { number, outcome, failures } = (await newestDeployment(world)) ?? {};
    equal(`${number} ${outcome}: ${failures?.map(({ message }) => message).join()}`, `${second} ROLLED_BACK: aborted by admin`);
    await settledOn(world, 'c', 2);
  });

  it('D04: told to stop while many follow its logs, it ends well before its unit would have it killed; those who listen come back, and hear what is written since, once', async () => {
    const followers = Array.from({ length: 8 }, () => listening(world));
    const says = (text: string) => whoAnswers(world.routerPorts[0] ?? 0, `/say?text=${text}`);
    const haveHeard = (text: string) => followers.every(({ heard }) => heard().includes(`${text}\n`));
    await says('before-the-stop');
    await world.until('all of them have heard it', () => haveHeard('before-the-stop'));
    const ended = world.kill('server', 'SIGTERM').then(() => world.ended('server'));
    equal(await Promise.race([ended, sleep(stopLimitMs(), 'runs on', { ref: false })]), 0);
    match(world.printed('server'), /"msg":"stopping"/);
    doesNotMatch(world.printed('server'), /unhandledRejection|uncaughtException/);
    await says('while-it-is-away');
    await world.start('server');
    await world.until('all of them have heard of that', () => haveHeard('while-it-is-away'));
    for (const { child } of followers) child.kill('SIGINT');
    for (const { status, stdout, stderr } of await Promise.all(followers.map(({ ended }) => ended))) {
      for (const text of ['before-the-stop', 'while-it-is-away']) equal(stdout.split(`${text}\n`).length - 1, 1, stdout);
      match(stderr, /^the connection is lost \(.*\), trying again\nthe connection is back\n$/);
      equal(status, 130, stderr);
    }
    await deploy(world, 'a');
  });

  /** Deploys this version, which waits for someone after its first slot; its number. */
  async function held(version: string): Promise<number> {
    await expectStatus(world, 0, 'deploy', `hello@${version}`, '--detach');
    return world.until(`${version} waits for someone`, async () => {
      const newest = await newestDeployment(world);
      return newest?.to?.version === version && newest.phase === 'HOLDING' ? newest.number : undefined;
    });
  }

  /** The server dies when it has recorded it, and `ctl` asks the next one for the same. */
  async function killedAtOrder(args: string[], next: Record<string, string> = {}): Promise<void> {
    const asking = world.ctlStart(...args);
    const died = await Promise.race([world.ended('server').then(() => true), asking.ended.then(() => false)]);
    ok(died, `the server outlived ctl ${args[0]}`);
    await world.start('server', next);
    const { status, stderr } = await asking.ended;
    equal(status, 0, stderr);
  }

  /** How often the deployment has had this event. */
  function said(deployment: number, text: string): unknown {
    return counted('SELECT count(*) AS count FROM deployment_events WHERE deployment = ? AND text = ?', deployment, text);
  }

  /** How many deployments there are of larger numbers. */
  function recordedAfter(number: number): unknown {
    return counted('SELECT count(*) AS count FROM deployments WHERE number > ?', number);
  }

  function counted(query: string, ...values: (string | number)[]): unknown {
    const database = new DatabaseSync(join(world.folder, 'server', 'castellan.sqlite'), { readOnly: true });
    const counted = database.prepare(query).get(...values);
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

/** After which systemd kills a server that was told to stop. */
function stopLimitMs(): number {
  const unit = readFileSync(join(import.meta.dirname, '../../etc/systemd/castellan-server.service'), 'utf8');
  const [, seconds] = unit.match(/^TimeoutStopSec=(\d+)$/m) ?? [];
  ok(seconds, unit);
  return Number(seconds) * 1000;
}

/** Somebody who follows the logs of hello, and what they have heard so far. */
function listening(world: World) {
  const { child, ended } = world.ctlStart('logs', 'hello', '-f');
  let heard = '';
  child.stdout?.on('data', (text: string) => {
    heard += text;
  });
  return { child, ended, heard: () => heard };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
