// Hosts as operators handle them: labelled, drained over restarts, resumed, moved, removed and taken back.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { appHost } from './apps.ts';
import { gateOf, healthyIf } from './cut-off.ts';
import { expectStatus, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { loadSummary, startLoad } from './load.ts';
import { startWorld, type World } from './world.ts';

const hosts = ['h1', 'h2', 'h3'];
const quick = { deploy: { canary: 1, batch: '100%', healthy: '100ms', bake: '100ms' } };

describe('ctl hosts', () => {
  let world: World;

  before(async () => {
    const serverSettings = { hosts: { heartbeat: '500ms', unreachable: '3s', lost: '6s' } };
    world = await startWorld({ hosts, serverSettings });
    await push(world, '1.0.0', { ...quick, replicas: { total: 3 } });
    await push(world, 'here', { ...quick, replicas: 1, on: { zone: 'here' } });
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0');
    await settledOn(world, '1.0.0', 3);
  });

  after(() => world?.close());

  async function show(name: string): Promise<Host> {
    const [host] = await world.ask<Host>('hosts', 'show', name);
    ok(host);
    return host;
  }

  async function busyHosts(): Promise<string[]> {
    return [...new Set((await runningReplicas(world)).map(({ slot }) => slot.split('/')[0] as string))].sort();
  }

  it('R04: in the middle of a deployment too, drain makes what was there elsewhere before it ends it, without a failed request', async () => {
    const gate = gateOf(world, 'next');
    const patient = { ...quick.deploy, progress_deadline: '10m' };
    const files = { 'server.js': healthyIf(`existsSync(${JSON.stringify(gate)})`) };
    await push(world, '1.1.0', { deploy: patient, startTimeout: '5m', replicas: { total: 3 }, files });
    const [, second = 0, third = 0] = world.routerPorts;
    const load = startLoad({ ports: [second, third], host: appHost });
    const deploying = world.ctlStart('deploy', 'hello@1.1.0');
    const begun = async () =>
      (await runningReplicas(world)).some(({ slot, version }) => slot === 'h1/web/1' && version === '1.1.0');
    await world.until('h1 has its turn', begun);
    const leaving = world.ctlStart('hosts', 'drain', 'h1', '--reason', 'new kernel');
    await world.until('h1 is drained', async () => (await show('h1')).draining !== null);
    equal((await newestDeployment(world))?.outcome, 'PENDING');
    writeFileSync(gate, '');
    const { status, stdout, stderr } = await leaving.ended;
    equal(status, 0, stderr);
    const deployed = await deploying.ended;
    equal(deployed.status, 0, deployed.stderr);
    await settledOn(world, '1.1.0', 3);
    await load.stop();
    match(stderr, /h1: still there: hello in production: \d slots?, \d replicas?/);
    match(stdout, /drained: h1 runs nothing\nundo: ctl hosts resume h1/);
    deepEqual(await busyHosts(), ['h2', 'h3']);
    equal((await runningReplicas(world)).length, 3);
    equal(load.failures.length, 0, loadSummary(load));
    const { draining, empty } = await show('h1');
    deepEqual([draining?.reason, draining?.by, empty], ['new kernel', 'admin', true]);
    match((await world.ctl('hosts')).stdout, /h1 .*drained/);
  });

  it('a drained host stays so over restarts of its agent and of the server, and takes no slot of a new deployment', async () => {
    await world.kill('h1');
    await world.kill('server');
    await world.start('server');
    await world.start('h1');
    await world.until('h1 is back, and empty', async () => (await show('h1')).empty);
    await expectStatus(world, 0, 'restart', 'hello');
    deepEqual(await busyHosts(), ['h2', 'h3']);
  });

  it('resumed, it gets its share again', async () => {
    await expectStatus(world, 0, 'hosts', 'resume', 'h1');
    await world.until('every host has a replica', async () => (await busyHosts()).length === hosts.length);
    await settledOn(world, '1.1.0', 3);
  });

  it('a drain that would leave something nowhere is refused, with what; by force it goes on, at its deadline at the latest', async () => {
    await expectStatus(world, 0, 'hosts', 'label', 'h2', 'zone=here', 'disk=ssd');
    await expectStatus(world, 0, 'deploy', 'hello@here');
    deepEqual(await busyHosts(), ['h2']);
    const refused = await expectStatus(world, 4, 'hosts', 'drain', 'h2');
    match(refused.stderr, /hello\/web in production would run nowhere/);
    equal((await show('h2')).draining, null);
    await expectStatus(world, 0, 'hosts', 'drain', 'h2', '--force', '--deadline', '1s');
    deepEqual(await busyHosts(), []);
    await expectStatus(world, 0, 'hosts', 'resume', 'h2');
    await settledOn(world, 'here', 1);
  });

  it('R08: the only replica there is changes over without a failed request', async () => {
    await push(world, 'next', { ...quick, replicas: 1, on: { zone: 'here' } });
    const load = startLoad({ ports: [world.routerPorts[1] ?? 0], host: appHost });
    await expectStatus(world, 0, 'deploy', 'hello@next');
    await settledOn(world, 'next', 1);
    await expectStatus(world, 0, 'deploy', 'hello@here');
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
    await settledOn(world, 'here', 1);
  });

  it('a label that goes takes the replica with it, and one that comes brings it', async () => {
    const { stdout } = await expectStatus(world, 0, 'hosts', 'label', 'h3', 'zone=here');
    equal(stdout, 'h3: zone=here\n');
    await settledOn(world, 'here', 2);
    await expectStatus(world, 0, 'hosts', 'label', 'h2', 'zone-');
    await world.until('it runs on h3 alone', async () => (await busyHosts()).join() === 'h3');
    deepEqual((await show('h2')).labels, { disk: 'ssd' });
  });

  it('R11: a host in use is neither moved nor removed, unless its name is typed', async () => {
    match((await expectStatus(world, 4, 'hosts', 'env', 'h3', 'staging')).stderr, /h3 is in use/);
    match((await expectStatus(world, 4, 'hosts', 'remove', 'h3')).stderr, /hello in production: 1 slot, /);
    match((await expectStatus(world, 1, 'hosts', 'remove', 'h3', '--force')).stderr, /--confirm h3/);
    match((await expectStatus(world, 4, 'hosts', 'remove', 'h3', '--force', '--confirm', 'h2')).stderr, /has to be typed/);
    equal((await show('h3')).environment, 'production');
  });

  it('an empty host goes to another environment', async () => {
    await expectStatus(world, 0, 'hosts', 'env', 'h1', 'staging');
    deepEqual(
      (await world.ask<Host>('hosts', 'list', '--env', 'staging')).map(({ name }) => name),
      ['h1'],
    );
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0', '--env', 'staging');
    await world.until('all three are there', async () => (await show('h1')).apps[0]?.replicas === 3);
  });

  it('R11: a removed host is told to end what it ran, gets no work for its certificate, and is a stranger until it is taken back', async () => {
    const { stdout } = await expectStatus(world, 0, 'hosts', 'remove', 'h3', '--force', '--confirm', 'h3');
    match(stdout, /undo: ctl hosts resume h3/);
    const listed = async () => (await world.ask<Host>('hosts', 'list')).find(({ name }) => name === 'h3');
    await world.until('it calls and is a stranger', async () => (await listed())?.state === 'STRANGER');
    await world.until('it has heard why', () => world.printed('h3').includes('was removed by admin'));
    await world.until('nothing runs there', () => !/"phase":"(?!stopped)/.test(lastPhase(world.printed('h3'))));
    await expectStatus(world, 0, 'hosts', 'resume', 'h3');
    await world.until('it is connected', async () => (await listed())?.state === 'CONNECTED');
    await world.until('it has its replica again', async () => (await show('h3')).apps[0]?.replicas === 1);
  });

  it('a host that nobody knows is not found', async () => {
    match((await expectStatus(world, 4, 'hosts', 'drain', 'h9')).stderr, /there is no host h9/);
  });
});

function lastPhase(printed: string): string {
  return printed.split('\n').findLast((line) => line.includes('"phase"')) ?? '';
}
