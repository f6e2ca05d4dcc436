// Deployments over five hosts steered by hand: watched, paused, promoted, ended, overtaken, at whatever they are doing, and with
// links cut meanwhile.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { AppOptions } from './apps.ts';
import { fiveHosts, gateOf, newest, phaseIs } from './cut-off.ts';
import { answers, deploy, expectStatus, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';

const quick = { healthy: '50ms', bake: '0s', progress_deadline: '5m' };
/** One slot, then it waits for someone. */
const byHand = { ...quick, strategy: 'canary', steps: [{ share: 1, bake: '0s', promote: 'manual' }], verdict: 'off' };
/** More failures than there are slots, so that nothing turns it back. */
const whatever = { ...quick, bake: '10m', max_failures: 9 };
const skip = (await netMissing()) ?? false;

describe('attach, pause, resume, promote, abort, supersede', { skip }, () => {
  let world: NetWorld;

  before(async () => {
    world = await startNetWorld({ hosts: fiveHosts });
    const versions: Record<string, AppOptions> = {
      '1.0.0': { deploy: byHand },
      '2.0.0': { deploy: byHand },
      waits: { deploy: { ...quick, bake: '1s', batch: '100%' }, startTimeout: '5m', files: server('waits', 'healthy = true') },
      hangs: { deploy: quick, startTimeout: '5m', template: 'never-healthy' },
      loops: { deploy: whatever, restart: { limit: 1 }, files: server('loops', 'process.exit(7)') },
      late: { deploy: { ...quick, batch: '100%' }, startTimeout: '5m', files: server('late', 'healthy = true') },
    };
    const stop = { drain: '200ms', timeout: '5s' };
    await Promise.all(Object.entries(versions).map(([name, options]) => push(world, name, { replicas: 1, stop, ...options })));
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', fiveHosts.length);
  });

  after(() => world?.close());

  it('a canary waits until it is promoted, and says so where someone watches', async () => {
    const deployment = await held('2.0.0');
    const { number } = deployment;
    await answering({ h1: '2.0.0', others: '1.0.0' });
    const watching = attach(deployment);
    const waits = /holding, step \d of \d\nwaiting for `ctl promote \d+`, or end it: ctl abort \d+/;
    await world.until('it says so', () => waits.test(watching.told()));
    watching.child.kill('SIGINT');
    equal((await watching.ended).status, 130);
    const { stderr, stdout } = await expectStatus(world, 0, 'promote', String(number));
    match(stderr, /leaves step \d of \d, whatever the verdict was: step \d is next; to end it: ctl abort \d+/);
    match(stdout, /done: hello 2\.0\.0 .*\nundo: ctl rollback hello v1\n/);
    await settledOn(world, '2.0.0', fiveHosts.length);
    await expectStatus(world, 4, 'promote', String(number));
  });

  it('abort ends it, and what it moved goes back, whoever is away; to end as was asked is status 0', async () => {
    const { number } = await held('1.0.0');
    await world.apart('h4', async () => {
      const { stderr } = await expectStatus(world, 0, 'abort');
      match(stderr, /what it moved goes back to 2\.0\.0/);
      match(stderr, /ended: hello 1\.0\.0 in production; 2\.0\.0 \(v2\) serves again/);
      match(stderr, /aborted by admin/);
      match(stderr, /next: ctl deploy hello@1\.0\.0/);
      await answering({ h1: '2.0.0', others: '2.0.0' });
    });
    await settledOn(world, '2.0.0', fiveHosts.length);
    deepEqual(await world.ask('ghosts', 'list'), []);
    equal((await newestDeployment(world))?.number, number);
    const nothing = await expectStatus(world, 4, 'abort');
    match(nothing.stderr, /no deployment is under way in production/);
  });

  it('abort --no-rollback leaves each slot as it is, also where nobody can be told; the next deployment tidies up', async () => {
    await held('1.0.0');
    await world.apart('h1', async () => {
      const { stderr } = await expectStatus(world, 0, 'abort', 'hello', '--no-rollback');
      match(stderr, /slots stay as they are/);
    });
    await answering({ h1: '1.0.0', others: '2.0.0' });
    const back = await held('2.0.0');
    await expectStatus(world, 0, 'promote', String(back.number));
    await settledOn(world, '2.0.0', fiveHosts.length);
  });

  it('paused as soon as it has begun, it goes no further until it is resumed, though a host is away when it is', async () => {
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0', '--detach');
    const { stdout } = await expectStatus(world, 0, 'pause', 'hello');
    const [, number = ''] = /deployment (\d+)/.exec(stdout) ?? [];
    match(stdout, /^paused: Deploying hello 1\.0\.0.*\nno further step begins.*\nundo: ctl resume \d+\n$/);
    const paused = await until('it is paused', (one) => one.paused);
    equal(paused.untilMs, 0, 'a pause stops the clock');
    await world.apart('h3', () => expectStatus(world, 0, 'resume', number, '--detach'));
    await until('it waits for someone', ({ phase, paused }) => phase === 'HOLDING' && !paused);
    await expectStatus(world, 0, 'promote', number);
    await settledOn(world, '1.0.0', fiveHosts.length);
  });

  it('paused while its first slot moves, that comes to its end, and no other moves though it was watched for long enough', async () => {
    await expectStatus(world, 0, 'deploy', 'hello@waits', '--detach');
    const { number } = await until('a replica of it starts', ({ slots }) => slots.some(({ state }) => state === 'STARTING'));
    await expectStatus(world, 0, 'pause', String(number));
    const before = await pidsBeyond('h1');
    equal(before.length, 4);
    open('waits');
    const { events } = await phaseIs(world, 'BAKING');
    const watched = events.find(({ text }) => text === 'watching for 1 s');
    ok(watched, 'it does not say that it watches');
    await world.until('it was watched for long enough', () => Date.now() > watched.atMs + 2_000);
    deepEqual(await pidsBeyond('h1'), before);
    await answering({ h1: 'waits', others: '1.0.0' });
    const { phase, paused } = await newest(world);
    deepEqual([phase, paused], ['BAKING', true]);
    await expectStatus(world, 0, 'resume', String(number));
    await settledOn(world, 'waits', fiveHosts.length);
  });

  it('a newer one takes over from one that hangs', async () => {
    await expectStatus(world, 0, 'deploy', 'hello@hangs', '--detach');
    const hanging = await until('a replica of it starts', ({ slots }) => slots.some(({ state }) => state === 'STARTING'));
    const watching = attach(hanging);
    await expectStatus(world, 0, 'deploy', 'hello@loops', '--detach');
    const next = await phaseIs(world, 'BAKING');
    await supersededBy(next, watching);
    await answering({ h1: 'loops', others: 'waits' });
  });

  it('a newer one takes over from one that crashes again and again', async () => {
    const looping = await phaseIs(world, 'BAKING');
    const watching = attach(looping);
    open('loops');
    const isLooping = async () => (await runningReplicas(world)).some(({ phase }) => phase === 'crash-loop');
    await world.until('it is a crash loop', isLooping);
    equal((await newestDeployment(world))?.outcome, 'PENDING');
    const next = await held('2.0.0');
    await supersededBy(next, watching);
    await expectStatus(world, 0, 'promote', String(next.number));
    await settledOn(world, '2.0.0', fiveHosts.length);
  });

  it('R02: a newer one takes over during a turn-back, which waits for a host that is away', async () => {
    const { number } = await held('1.0.0');
    const next = await world.apart('h1', async () => {
      await expectStatus(world, 0, 'abort', '--detach');
      await phaseIs(world, 'TURNING_BACK');
      match((await expectStatus(world, 4, 'abort', String(number))).stderr, /turn/);
      await expectStatus(world, 0, 'deploy', 'hello@late', '--detach');
      return until('the newer one is under way', (one) => one.number > number);
    });
    const [before] = await world.ask<Deployment>('deployments', 'show', String(number));
    deepEqual([before?.outcome, before?.supersededBy], ['SUPERSEDED', next.number]);
  });

  it('attach outlives its connection: the deployment goes on meanwhile, and how it ended is told when the way is back', async () => {
    const deployment = await until('a replica of it starts', ({ slots }) => slots.some(({ state }) => state === 'STARTING'));
    const watching = attach(deployment);
    await world.until('it watches', () => watching.told().includes('late'));
    await world.net.cut('ctl');
    await world.net.reset('ctl');
    await world.until('it has lost the server', () => watching.told().includes('the connection is lost'));
    open('late');
    const isEverywhere = async () => (await answers(world)).every((version) => version === 'late');
    await world.until('all hosts have it', isEverywhere);
    await world.net.heal('ctl');
    const { status, stdout, stderr } = await watching.ended;
    equal(status, 0, stderr);
    match(stderr, /the deployment goes on, trying again\n(.*\n)*the connection is back\n/);
    match(stdout, /done: hello late/);
    await settledOn(world, 'late', fiveHosts.length);
  });

  async function until(what: string, is: (deployment: Deployment) => boolean): Promise<Deployment> {
    return world.until(what, async () => {
      const newest = await newestDeployment(world);
      return newest && is(newest) ? newest : undefined;
    });
  }

  async function held(version: string): Promise<Deployment> {
    await expectStatus(world, 0, 'deploy', `hello@${version}`, '--detach');
    return until(`${version} waits for someone`, ({ phase, to }) => phase === 'HOLDING' && to?.version === version);
  }

  /** And what it has told so far. */
  function attach({ number }: Deployment) {
    const watching = world.ctlStart('attach', String(number));
    let told = '';
    watching.child.stderr?.on('data', (text) => {
      told += text;
    });
    return { ...watching, told: () => told };
  }

  async function supersededBy({ number }: Deployment, { ended }: Pick<ReturnType<typeof attach>, 'ended'>): Promise<void> {
    const { status, stderr } = await ended;
    equal(status, 8, stderr);
    match(stderr, new RegExp(`superseded: deployment ${number} of hello took over`));
  }

  async function pidsBeyond(host: string): Promise<string[]> {
    const beyond = (await runningReplicas(world)).filter(({ slot }) => !slot.startsWith(`${host}/`));
    return beyond.map(({ slot, pid }) => `${slot} ${pid}`).sort();
  }

  async function answering({ h1, others }: { h1: string; others: string }): Promise<void> {
    deepEqual(await answers(world), [h1, others, others, others, others]);
  }

  /** A server that does something once its gate is open. */
  function server(version: string, then: string): Record<string, string> {
    const text = `import { existsSync } from 'node:fs';
import { serve } from './serve.js';
let healthy = ${!['late', 'waits'].includes(version)};
const { close } = serve({ healthy: () => healthy });
process.on('SIGTERM', close);
setInterval(() => { if (existsSync('${gateOf(world, version)}')) ${then}; }, 50);
`;
    return { 'server.js': text };
  }

  function open(version: string): void {
    writeFileSync(gateOf(world, version), '');
  }
});
