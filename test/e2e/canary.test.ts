// A canary under real traffic: judged by what the routers saw, by nothing when there is too little of it, and not before a host that
// is cut off has been heard of again.
import { deepEqual, equal, match } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { answering, countOf, cutOff, endsWith, fiveHosts, gateOf, neverLost, newest, phaseIs } from './cut-off.ts';
import { answers, deploy, expectStatus, push, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';

const steps = [{ share: 1, bake: '2s' }];
const canary = (verdict: object) => ({ strategy: 'canary', healthy: '50ms', bake: '0s', steps, verdict });
const strict = canary({ min_requests: 20, more_errors: '1%', slower: '9999%', quantile: '50%' });
const lenient = canary({ min_requests: 5, more_errors: '10%' });
const stop = { drain: '200ms', timeout: '5s' };
const skip = (await netMissing()) ?? false;

/** Healthy, and of no use. */
const useless = `require('node:http').createServer((request, answer) => {
  answer.writeHead(request.url === '/healthz' ? 200 : 500).end();
}).listen(process.env.PORT, '127.0.0.1');
`;

describe('a canary, on five hosts', { skip }, () => {
  let world: NetWorld;

  before(async () => {
    world = await startNetWorld({ hosts: fiveHosts, serverSettings: { hosts: neverLost } });
    const usual = { replicas: 1, deploy: strict, stop };
    await Promise.all([
      push(world, '1.0.0', usual),
      push(world, '2.0.0', { ...usual, template: 'fails-some', env: { HEALTHY_IF: gateOf(world, 'canary') } }),
      push(world, '3.0.0', { ...usual, deploy: lenient, files: { 'server.js': useless, 'package.json': '{}' } }),
      push(world, '4.0.0', usual),
      push(world, '5.0.0', usual),
    ]);
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', fiveHosts.length);
  });

  after(() => world?.close());

  it('N02: that is cut off before it serves is judged when it is back: a third of its answers is 500, and it is turned back with the figures', async () => {
    const { stdout, stderr } = await underTraffic(async () => {
      const deploying = world.ctlStart('deploy', 'hello@2.0.0').ended;
      await world.until('the canary has begun', async () => (await countOf(world, '2.0.0')) === 1);
      await world.apart('h1', async () => {
        writeFileSync(gateOf(world, 'canary'), '');
        await world.until('the canary serves', async () => (await world.answer('h1')) === '2.0.0');
        await answering(world, { h2: '1.0.0', h3: '1.0.0', h4: '1.0.0', h5: '1.0.0' });
        equal((await newest(world)).phase, 'MOVING');
      });
      return endsWith(2, deploying);
    });
    match(stdout + stderr, /does worse than v1: 3\d\.\d % of its requests failed, of the old one's 0\.0 %/);
    await everywhere('1.0.0');
    const { number, failure } = await newest(world);
    equal(failure?.cause, 'VERDICT');
    const shown = await world.ctl('deployments', 'show', String(number));
    match(shown.stdout, /3\d\.\d % of its requests failed/);
  });

  it('without requests has no verdict: it waits and says so; with them it is bad, and everything goes back', async () => {
    const watching = world.ctlStart('deploy', 'hello@3.0.0').ended;
    await phaseIs(world, 'HOLDING');
    const why = await expectStatus(world, 0, 'why', 'hello');
    match(
      why.stdout,
      /holding, step \d of \d\n {2}0 requests to the new release are too few to tell \(5 are needed\); go on all the/,
    );
    const { stderr } = await underTraffic(() => endsWith(2, watching));
    match(stderr, /verdict: inconclusive, waiting: 0 requests/);
    match(stderr, /what +v3 does worse than v1: \d+\.\d % of its requests failed, of the old one's 0\.0 %/);
    match(
      stderr,
      /what routers saw of both:\n {2}\| v3: \d+ requests, \d+\.\d % failed, 95 % took.*\n {2}\| v1: \d+ requests, 0\.0 % failed/,
    );
    match(stderr, /! hello@3\.0\.0 is a ghost in production now/);
    await settledOn(world, '1.0.0', fiveHosts.length);
  });

  it('without traffic nobody can tell: cut off, it waits on; promoted, the others follow it, and it is where it was when it is back', async () => {
    const following = world.ctlStart('deploy', 'hello@4.0.0').ended;
    await phaseIs(world, 'HOLDING');
    deepEqual((await answers(world)).sort(), ['1.0.0', '1.0.0', '1.0.0', '1.0.0', '4.0.0']);
    await cutOff(world, 'h1', async () => {
      equal((await newest(world)).phase, 'HOLDING');
      await expectStatus(world, 0, 'promote', 'hello');
      const { stdout, stderr } = await endsWith(0, following);
      match(stdout + stderr, /inconclusive, waiting: \d+ requests to the new release are too few to tell \(20 are needed\)/);
      await everywhere('4.0.0');
    });
    await settledOn(world, '4.0.0', fiveHosts.length);
  });

  it('that does as well as the release before goes on by itself, with the figures told', async () => {
    const { stdout, stderr } = await underTraffic(() => deploy(world, '5.0.0'));
    match(stdout + stderr, /verdict: good: of \d+ requests 0\.0 % failed, of \d+ to the old one 0\.0 %/);
    await everywhere('5.0.0');
  });

  async function everywhere(version: string): Promise<void> {
    await answering(world, Object.fromEntries(fiveHosts.map((host) => [host, version])));
  }

  /** Asks all hosts all the time meanwhile. */
  async function underTraffic<Result>(what: () => Promise<Result>): Promise<Result> {
    const over = new AbortController();
    const asking = fiveHosts.map(async (host) => {
      while (!over.signal.aborted) {
        await world.answer(host);
        await sleep(50);
      }
    });
    try {
      return await what();
    } finally {
      over.abort();
      await Promise.all(asking);
    }
  }
});
