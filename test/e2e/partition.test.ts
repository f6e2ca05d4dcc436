// Hosts are cut off from the server: their apps run on, are started again when they crash, and answer; then all is as it was wished.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { healthyIf } from './cut-off.ts';
import { expectStatus, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';

const hosts = ['h1', 'h2', 'h3', 'h4', 'h5'];
const quick = { replicas: 1, deploy: { canary: 1, batch: '100%', healthy: '100ms', bake: '100ms', progress_deadline: '6s' } };
const skip = (await netMissing()) ?? false;

describe('a network that is cut', { skip }, () => {
  let world: NetWorld;

  before(async () => {
    world = await startNetWorld({ hosts });
    for (const version of ['1.0.0', '3.0.0']) await push(world, version, quick);
    const files = { 'server.js': healthyIf(`!process.cwd().includes('/h5/')`) };
    await push(world, '2.0.0', { ...quick, startTimeout: '5m', files });
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0');
    await settledOn(world, '1.0.0', hosts.length);
  });

  after(() => world?.close());

  async function pids(): Promise<Record<string, number>> {
    return Object.fromEntries((await runningReplicas(world)).map(({ slot, pid }) => [slot, pid]).sort());
  }

  it('N01, N09: a host without a server runs on, says since when it is away, and is as before when it is back', async () => {
    const before = await pids();
    await world.net.cut('h1');
    const away = await world.hostIs('h1', 'UNREACHABLE');
    ok(away.sinceMs > 0);
    const { stdout } = await world.ctl('hosts', 'list');
    match(stdout, /h1: unreachable since \d{4}-/);
    await world.hostIs('h1', 'LOST');
    equal(await world.answer('h1'), '1.0.0');
    await world.until('the agent has noticed', () => world.printed('h1').includes('nothing heard for'));
    // It crashes while nobody sees it, and is started again by its agent alone.
    await world.net.run('h1', 'kill', '-9', String(before['h1/web/1']));
    await world.until('it answers again', async () => (await world.answer('h1').catch(() => '')) === '1.0.0');
    equal((await runningReplicas(world)).filter(({ slot }) => !slot.startsWith('h1/')).length, hosts.length - 1);
    await world.net.heal('h1');
    await world.hostIs('h1', 'CONNECTED');
    await settledOn(world, '1.0.0', hosts.length);
    // Until it has reported, the server knows what it said before.
    const restarts = async () => (await runningReplicas(world)).find(({ slot }) => slot === 'h1/web/1')?.restarts;
    await world.until('its restart is told', async () => (await restarts()) === 1);
    const others = (all: Record<string, number>) => Object.entries(all).filter(([slot]) => !slot.startsWith('h1/'));
    deepEqual(others(await pids()), others(before));
  });

  it('N02: cut off at its turn, it is waited for until the deadline, the others are turned back, and it gets what is wished by then', async () => {
    const onH5 = async (version: string) =>
      (await runningReplicas(world)).some((one) => one.slot === 'h5/web/1' && one.version === version);
    const deploying = world.ctlStart('deploy', 'hello@2.0.0');
    await world.until('h5 has its turn', () => onH5('2.0.0'));
    await world.net.cut('h5');
    const { status, stderr } = await deploying.ended;
    equal(status, 2, stderr);
    match(stderr, /h5 is (unreachable|lost)/);
    await Promise.all(hosts.map(async (host) => equal(await world.answer(host), '1.0.0')));
    await world.hostIs('h5', 'LOST');
    await expectStatus(world, 0, 'deploy', 'hello@3.0.0');
    equal(await world.answer('h5'), '1.0.0');
    const printed = world.printed('h5').length;
    await world.net.heal('h5');
    await settledOn(world, '3.0.0', hosts.length);
    const since = world.printed('h5').slice(printed);
    deepEqual(new Set(since.match(/"release":\d+(?=.*"replica is starting")/g)), new Set(['"release":3']));
  });

  it('N03: a way that is cut in one direction alone is noticed at both of its ends', async () => {
    for (const way of ['to server', 'from server'] as const) {
      const printed = world.printed('h2').length;
      await world.net.cut('h2', way);
      await world.hostIs('h2', 'UNREACHABLE');
      await world.until(`the agent has noticed that nothing goes ${way}`, () =>
        /lost the server/.test(world.printed('h2').slice(printed)),
      );
      equal(await world.answer('h2'), '3.0.0');
      const noticed = world.printed('h2').length;
      await world.net.heal('h2');
      await world.until('the agent is back', () => world.printed('h2').slice(noticed).includes('connected to the server'));
      await world.hostIs('h2', 'CONNECTED');
    }
    equal((await newestDeployment(world))?.outcome, 'DONE');
  });

  it('R05: with every host cut off a deployment waits, and nothing of it is lost', async () => {
    await Promise.all(hosts.map((host) => world.net.cut(host)));
    await Promise.all(hosts.map((host) => world.hostIs(host, 'UNREACHABLE')));
    const ctl = world.ctlStart('deploy', 'hello@1.0.0');
    await world.until('it is recorded', async () => (await newestDeployment(world))?.outcome === 'PENDING');
    for (const host of hosts) equal(await world.answer(host), '3.0.0');
    await Promise.all(hosts.map((host) => world.net.heal(host)));
    const { status, stderr } = await ctl.ended;
    equal(status, 0, stderr);
    await settledOn(world, '1.0.0', hosts.length);
  });

  it('what is to run so many times in total is started elsewhere when a host has been lost for long, and the extra one goes', async () => {
    const spread = { ...quick, replicas: { total: hosts.length, lost_after: '1s' } };
    await push(world, 'spread', spread);
    await expectStatus(world, 0, 'deploy', 'hello@spread');
    await settledOn(world, 'spread', hosts.length);
    await world.net.cut('h1');
    await world.hostIs('h1', 'LOST');
    const elsewhere = async () => (await runningReplicas(world)).filter(({ slot }) => !slot.startsWith('h1/')).length;
    await world.until('its share runs elsewhere', async () => (await elsewhere()) === hosts.length);
    equal(await world.answer('h1'), 'spread');
    await world.net.heal('h1');
    await world.hostIs('h1', 'CONNECTED');
    await world.until('the extra one is gone', async () => (await elsewhere()) === hosts.length - 1);
    const all = await settledOn(world, 'spread', hosts.length);
    equal(new Set(all.map(({ slot }) => slot.split('/')[0])).size, hosts.length);
  });
});
