// Deployments over five hosts with a link cut in the middle, by every strategy and under every order: each has one right outcome.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { AppOptions } from './apps.ts';
import { expectStatus, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';
import { processesNaming } from './processes.ts';
import type { CtlResult } from './world.ts';

const hosts = ['h1', 'h2', 'h3', 'h4', 'h5'];
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
    const healthyIf = (what: string) => ({
      'server.js': `import { existsSync } from 'node:fs';
import { serve } from './serve.js';
const { close } = serve({ healthy: () => ${what} });
process.on('SIGTERM', close);
`,
    });
    const untilOpen = (gate: string) => ({ command: `until [ -e ${gateOf(gate)} ]; do sleep 0.1; done`, timeout: '5m' });
    const versions: Record<string, AppOptions> = {
      first: { deploy: watched },
      rolling: { deploy: watched },
      canary: { deploy: byHand },
      'blue-green': { deploy: { ...quick, strategy: 'blue-green' }, files: healthyIf(`existsSync('${gateOf('warm')}')`) },
      late: { deploy: { ...quick, strategy: 'blue-green', progress_deadline: '6s' }, files: healthyIf(notOnH3) },
      recreate: { deploy: { ...quick, strategy: 'recreate' }, hooks: { release: untilOpen('recreate') } },
      hooked: { deploy: quick, hooks: { release: untilOpen('never') } },
      bad: { deploy: watched, files: healthyIf(notOnH3), startTimeout: '4s' },
    };
    await Promise.all(Object.entries(versions).map(([name, options]) => push(world, name, { replicas: 1, stop, ...options })));
    await expectStatus(world, 0, 'deploy', `hello@${serves}`);
    await settledOn(world, serves, hosts.length);
  });

  after(() => world?.close());

  it('rolling: lost before its turn, it is passed over, and catches up', async () => {
    const deploying = deployment('rolling');
    const { number } = await phaseIs('BAKING');
    await apart('h5', async () => {
      await world.hostIs('h5', 'LOST');
      await promoteBakes(number);
      const { stderr } = await endsWith(0, deploying);
      match(stderr, /h5 was lost before its turn and will catch up/);
      await answering({ h1: 'rolling', h4: 'rolling', h5: serves });
    });
    await nowServes('rolling');
  });

  it('rolling, paused: nothing moves until it is resumed, with the host that is back by then', more, async () => {
    const deploying = deployment('first');
    const { number } = await phaseIs('BAKING');
    await expectStatus(world, 0, 'pause', String(number));
    await apart('h3', async () => {
      const { phase, paused } = await newest();
      deepEqual([phase, paused], ['BAKING', true]);
      await answering({ h1: 'first', h2: serves, h3: serves });
    });
    await expectStatus(world, 0, 'resume', String(number), '--detach');
    await promoteBakes(number);
    await endsWith(0, deploying);
    await nowServes('first');
  });

  it('canary: the canary itself is cut off while it waits; promoted, the others follow it', more, async () => {
    const deploying = deployment('canary');
    const { number } = await phaseIs('HOLDING');
    await apart('h1', async () => {
      equal((await newest()).phase, 'HOLDING');
      await answering({ h1: 'canary', h2: serves, h5: serves });
      await expectStatus(world, 0, 'promote', String(number));
      await endsWith(0, deploying);
      await answering({ h1: 'canary', h2: 'canary', h5: 'canary' });
    });
    await nowServes('canary');
  });

  it('blue-green: cut off while it gets ready, it holds the switch up for all', more, async () => {
    const deploying = deployment('blue-green');
    await world.until('all of the new ones have begun', async () => (await countOf('blue-green')) === hosts.length);
    await apart('h3', async () => {
      open('warm');
      await world.until('the others are ready', async () => (await countOf('blue-green', 'warm')) === hosts.length - 1);
      equal((await newest()).outcome, 'PENDING');
      await answering(Object.fromEntries(hosts.map((host) => [host, serves])));
    });
    await endsWith(0, deploying);
    await nowServes('blue-green', { keptWarm: true });
  });

  it('blue-green: away for longer than the progress deadline, it has turned all back', more, async () => {
    const deploying = deployment('late');
    await world.until('all of the new ones have begun', async () => (await countOf('late')) === hosts.length);
    await apart('h3', async () => {
      await phaseIs('TURNING_BACK');
      await answering({ h1: serves, h3: serves });
    });
    await endsWith(2, deploying);
    const { failure } = await newest();
    deepEqual([failure?.cause, failure?.host], ['HOST_UNREACHABLE', 'h3']);
    await world.until('nothing of it is left', async () => (await countOf('late')) === 0);
    await nowServes(serves, { keptWarm: true });
  });

  it('recreate: nothing new starts before the host that is away has ended what it had', async () => {
    const deploying = deployment('recreate');
    await hookRuns('recreate');
    await apart('h4', async () => {
      open('recreate');
      await world.until('the others have stopped', async () => (await hostsRunning()).join() === 'h4');
      equal((await newest()).outcome, 'PENDING');
      await answering({ h4: serves });
    });
    await endsWith(0, deploying);
    await nowServes('recreate');
  });

  it('abort while the canary is away: it serves on, and goes back when it can be reached', more, async () => {
    const deploying = deployment('canary');
    const { number } = await phaseIs('HOLDING');
    const aborting = await apart('h1', async () => {
      const ctl = world.ctlStart('abort', String(number));
      await phaseIs('TURNING_BACK');
      await answering({ h1: 'canary', h2: serves });
      return ctl;
    });
    await endsWith(0, aborting.ended);
    await endsWith(2, deploying);
    await nowServes(serves);
  });

  it('abort while it is watched, and a host whose turn has not come is away', more, async () => {
    const deploying = deployment('rolling');
    const { number } = await phaseIs('BAKING');
    const before = await pidsOn('h5');
    await apart('h5', async () => {
      await expectStatus(world, 0, 'abort', String(number));
      await endsWith(2, deploying);
      await answering({ h1: serves, h5: serves });
    });
    await nowServes(serves);
    deepEqual(await pidsOn('h5'), before);
  });

  it('abort while the release hook runs: the hook is ended, and nothing has changed', more, async () => {
    const before = await Promise.all(hosts.map(pidsOn));
    const deploying = deployment('hooked');
    await hookRuns('never');
    await apart('h2', async () => {
      await expectStatus(world, 0, 'abort', 'hello');
      await endsWith(4, deploying);
      await world.until('the hook has ended', () => processesNaming(gateOf('never')).length === 0);
    });
    await nowServes(serves);
    deepEqual(await Promise.all(hosts.map(pidsOn)), before);
  });

  it('drained in the middle, it takes no slot until it is resumed', more, async () => {
    const deploying = deployment('rolling');
    const { number } = await phaseIs('BAKING');
    await expectStatus(world, 0, 'hosts', 'drain', 'h5');
    await apart('h4', () => world.hostIs('h4', 'LOST'));
    await promoteBakes(number);
    await endsWith(0, deploying);
    deepEqual(await hostsRunning(), ['h1', 'h2', 'h3', 'h4']);
    await expectStatus(world, 0, 'hosts', 'resume', 'h5');
    await nowServes('rolling');
  });

  it('a failure on one turns all back, also one that is away by then', async () => {
    const deploying = deployment('bad');
    const { number } = await phaseIs('BAKING');
    await apart('h1', async () => {
      await expectStatus(world, 0, 'promote', String(number), '--detach');
      await phaseIs('TURNING_BACK');
      await answering({ h1: 'bad', h3: serves });
    });
    const { stderr } = await endsWith(2, deploying);
    match(stderr, /never became ready/);
    const { failure } = await newest();
    deepEqual([failure?.cause, failure?.host], ['NEVER_READY', 'h3']);
    await nowServes(serves);
  });

  /** `ctl deploy`, which watches until it has ended. */
  function deployment(version: string): Promise<CtlResult> {
    return world.ctlStart('deploy', `hello@${version}`).ended;
  }

  async function newest(): Promise<Deployment> {
    const found = await newestDeployment(world);
    ok(found);
    return found;
  }

  async function phaseIs(phase: Deployment['phase']): Promise<Deployment> {
    return world.until(`it is ${phase}`, async () => {
      const found = await newest();
      return found.phase === phase ? found : undefined;
    });
  }

  /** Ends each watching, as soon as it has begun. */
  async function promoteBakes(number: number): Promise<void> {
    await world.until('it has ended', async () => {
      const { phase, outcome } = await newest();
      if (phase === 'BAKING') await world.ctl('promote', String(number), '--detach');
      return outcome !== 'PENDING';
    });
  }

  async function endsWith(status: number, ctl: Promise<CtlResult>): Promise<CtlResult> {
    const result = await ctl;
    equal(result.status, status, result.stdout + result.stderr);
    return result;
  }

  /** Its link is cut meanwhile, and whatever ran on it when it was runs on. */
  async function apart<Result>(host: string, meanwhile: () => Promise<Result>): Promise<Result> {
    const running = await pidsOn(host);
    await world.net.cut(host);
    await world.until(`${host} is away`, async () => (await world.host(host)).state !== 'CONNECTED');
    try {
      const result = await meanwhile();
      for (const pid of running) ok(isAlive(pid), `${pid} on ${host} was stopped`);
      return result;
    } finally {
      await world.net.heal(host);
      await world.hostIs(host, 'CONNECTED');
    }
  }

  async function pidsOn(host: string): Promise<number[]> {
    const replicas = await runningReplicas(world);
    return replicas.filter(({ slot }) => slot.startsWith(`${host}/`)).map(({ pid }) => pid);
  }

  async function hostsRunning(): Promise<string[]> {
    return [...new Set((await runningReplicas(world)).map(({ slot }) => slot.split('/')[0] as string))].sort();
  }

  async function countOf(version: string, phase?: string): Promise<number> {
    const replicas = await runningReplicas(world);
    return replicas.filter((one) => one.version === version && (phase === undefined || one.phase === phase)).length;
  }

  async function answering(wanted: Record<string, string>): Promise<void> {
    const seen = async () =>
      Object.fromEntries(await Promise.all(Object.keys(wanted).map(async (host) => [host, await world.answer(host)])));
    deepEqual(await seen(), wanted);
  }

  /** In the end, on every host. */
  async function nowServes(version: string, { keptWarm = false } = {}): Promise<void> {
    if (!keptWarm) await settledOn(world, version, hosts.length);
    await answering(Object.fromEntries(hosts.map((host) => [host, version])));
    serves = version;
  }

  async function hookRuns(gate: string): Promise<void> {
    await world.until('its release hook runs', () => processesNaming(gateOf(gate)).length > 0);
  }

  function gateOf(name: string): string {
    return join(world.folder, `${name}.gate`);
  }

  function open(gate: string): void {
    writeFileSync(gateOf(gate), '');
  }
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
