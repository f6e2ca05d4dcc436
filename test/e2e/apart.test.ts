// Deployments over five hosts with a link cut in the middle, under every order: each has one right outcome. Other strategies than
// rolling have stories of their own.
import { deepEqual, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AppOptions } from './apps.ts';
import {
  answering,
  countOf,
  cutOff,
  endsWith,
  gateOf,
  healthyIf,
  fiveHosts as hosts,
  hostsRunning,
  newest,
  phaseIs,
  pidsOn,
} from './cut-off.ts';
import { expectStatus, push, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';
import { processesNaming } from './processes.ts';
import type { CtlResult } from './world.ts';

const quick = { healthy: '50ms', bake: '0s', batch: '100%' };
const stop = { drain: '200ms', timeout: '5s' };
/** h1, then it is watched until someone promotes it. */
const watched = { ...quick, canary: 1, bake: '10m' };
const byHand = { ...quick, strategy: 'canary', steps: [{ share: 1, bake: '0s', promote: 'manual' }], verdict: 'off' };
const notOnH3 = "process.env.CASTELLAN_HOST !== 'h3'";
const skip = (await netMissing()) ?? false;
/** What differs from another one here in the order alone. */
const more = { skip: process.env.LAB === 'all' ? skip : 'takes its time: make lab' };

describe('a host is cut off in the middle of a deployment', { skip }, () => {
  let world: NetWorld;
  let serves = 'first';

  before(async () => {
    world = await startNetWorld({ hosts });
    const untilOpen = (gate: string) => ({ command: `until [ -e ${gateOf(world, gate)} ]; do sleep 0.1; done`, timeout: '5m' });
    const versions: Record<string, AppOptions> = {
      first: { deploy: watched },
      rolling: { deploy: watched },
      canary: { deploy: byHand },
      late: { deploy: { ...quick, strategy: 'blue-green', progress_deadline: '6s' }, files: { 'server.js': healthyIf(notOnH3) } },
      hooked: { deploy: quick, hooks: { release: untilOpen('never') } },
      bad: { deploy: watched, files: { 'server.js': healthyIf(notOnH3) }, startTimeout: '4s' },
    };
    await Promise.all(Object.entries(versions).map(([name, options]) => push(world, name, { replicas: 1, stop, ...options })));
    await expectStatus(world, 0, 'deploy', `hello@${serves}`);
    await settledOn(world, serves, hosts.length);
  });

  after(() => world?.close());

  it('N02, rolling: lost before its turn, it is passed over, and catches up', async () => {
    const deploying = deployment('rolling');
    const { number } = await phaseIs(world, 'BAKING');
    await cutOff(world, 'h5', async () => {
      await world.hostIs('h5', 'LOST');
      await promoteBakes(number);
      const { stderr } = await endsWith(0, deploying);
      match(stderr, /h5 was lost before its turn and will catch up/);
      await answering(world, { h1: 'rolling', h4: 'rolling', h5: serves });
    });
    await nowServes('rolling');
  });

  it('rolling, paused: nothing moves until it is resumed, with the host that is back by then', async () => {
    const deploying = deployment('first');
    const { number } = await phaseIs(world, 'BAKING');
    await expectStatus(world, 0, 'pause', String(number));
    await cutOff(world, 'h3', async () => {
      const { phase, paused } = await newest(world);
      deepEqual([phase, paused], ['BAKING', true]);
      await answering(world, { h1: 'first', h2: serves, h3: serves });
    });
    await expectStatus(world, 0, 'resume', String(number), '--detach');
    await promoteBakes(number);
    await endsWith(0, deploying);
    await nowServes('first');
  });

  it('blue-green: away for longer than the progress deadline, it has turned all back', more, async () => {
    const deploying = deployment('late');
    await world.until('all of the new ones have begun', async () => (await countOf(world, 'late')) === hosts.length);
    await cutOff(world, 'h3', async () => {
      await phaseIs(world, 'TURNING_BACK');
      await answering(world, { h1: serves, h3: serves });
    });
    await endsWith(2, deploying);
    const { failure } = await newest(world);
    deepEqual([failure?.cause, failure?.host], ['HOST_UNREACHABLE', 'h3']);
    await world.until('nothing of it is left', async () => (await countOf(world, 'late')) === 0);
    await nowServes(serves, { keptWarm: true });
  });

  it('abort while the canary is away: it serves on, and goes back when it can be reached', async () => {
    const deploying = deployment('canary');
    const { number } = await phaseIs(world, 'HOLDING');
    const aborting = await cutOff(world, 'h1', async () => {
      const ctl = world.ctlStart('abort', String(number));
      await phaseIs(world, 'TURNING_BACK');
      await answering(world, { h1: 'canary', h2: serves });
      return ctl;
    });
    await endsWith(0, aborting.ended);
    await endsWith(2, deploying);
    await nowServes(serves);
  });

  it('abort while it is watched, and a host whose turn has not come is away', async () => {
    const deploying = deployment('rolling');
    const { number } = await phaseIs(world, 'BAKING');
    const before = await pidsOn(world, 'h5');
    await cutOff(world, 'h5', async () => {
      await expectStatus(world, 0, 'abort', String(number));
      await endsWith(2, deploying);
      await answering(world, { h1: serves, h5: serves });
    });
    await nowServes(serves);
    deepEqual(await pidsOn(world, 'h5'), before);
  });

  it('abort while the release hook runs: the hook is ended, and nothing has changed', async () => {
    const before = await Promise.all(hosts.map((host) => pidsOn(world, host)));
    const deploying = deployment('hooked');
    await hookRuns('never');
    await cutOff(world, 'h2', async () => {
      await expectStatus(world, 0, 'abort', 'hello');
      await endsWith(4, deploying);
      await world.until('the hook has ended', () => processesNaming(gateOf(world, 'never')).length === 0);
    });
    await nowServes(serves);
    deepEqual(await Promise.all(hosts.map((host) => pidsOn(world, host))), before);
  });

  it('drained in the middle, it takes no slot until it is resumed', more, async () => {
    const deploying = deployment('rolling');
    const { number } = await phaseIs(world, 'BAKING');
    await expectStatus(world, 0, 'hosts', 'drain', 'h5');
    await cutOff(world, 'h4', () => world.hostIs('h4', 'LOST'));
    await promoteBakes(number);
    await endsWith(0, deploying);
    deepEqual(await hostsRunning(world), ['h1', 'h2', 'h3', 'h4']);
    await expectStatus(world, 0, 'hosts', 'resume', 'h5');
    await nowServes('rolling');
  });

  it('a failure on one turns all back, also one that is away by then', async () => {
    const deploying = deployment('bad');
    const { number } = await phaseIs(world, 'BAKING');
    await cutOff(world, 'h1', async () => {
      await expectStatus(world, 0, 'promote', String(number), '--detach');
      await phaseIs(world, 'TURNING_BACK');
      await answering(world, { h1: 'bad', h3: serves });
    });
    const { stderr } = await endsWith(2, deploying);
    match(stderr, /never became ready/);
    const { failure } = await newest(world);
    deepEqual([failure?.cause, failure?.host], ['NEVER_READY', 'h3']);
    await nowServes(serves);
  });

  /** `ctl deploy`, which watches until it has ended. */
  function deployment(version: string): Promise<CtlResult> {
    return world.ctlStart('deploy', `hello@${version}`).ended;
  }

  /** Ends each watching, as soon as it has begun. */
  async function promoteBakes(number: number): Promise<void> {
    await world.until('it has ended', async () => {
      const { phase, outcome } = await newest(world);
      if (phase === 'BAKING') await world.ctl('promote', String(number), '--detach');
      return outcome !== 'PENDING';
    });
  }

  /** In the end, on every host. */
  async function nowServes(version: string, { keptWarm = false } = {}): Promise<void> {
    if (!keptWarm) await settledOn(world, version, hosts.length);
    await answering(world, Object.fromEntries(hosts.map((host) => [host, version])));
    serves = version;
  }

  async function hookRuns(gate: string): Promise<void> {
    await world.until('its release hook runs', () => processesNaming(gateOf(world, gate)).length > 0);
  }
});
