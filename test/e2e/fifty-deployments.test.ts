// Deployments forwards and back, at random agents and the server killed, routers replaced and another app's routes changed
// meanwhile, and clients who notice nothing: fifty in `make lab`, fewer in `make test`. What routers counted is told after it.
import { equal, ok } from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { replaceBy } from '../agent/router/process-of-router.ts';
import { readExposition } from '../lib/read-exposition.ts';
import { freePorts } from '../ports.ts';
import { appHost } from './apps.ts';
import { expectStatus, push, settledOn } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { startWorld, type World } from './world.ts';

const versions = ['1.0.0', '1.1.0', '1.2.0'];
const quick = { deploy: { canary: 0, batch: '100%', healthy: '100ms', bake: '0s' }, replicas: 1 };
const site = `app: site
processes: { web: { routes: [{ host: site.test, static: { root: . } }], stop: { drain: 100ms } } }
deploy: { canary: 0, batch: 100%, healthy: 100ms, bake: 0s, progress_deadline: 60s }
`;

const count = process.env.LAB === 'all' ? 50 : 8;
const seed = Number(process.env.SEED ?? Date.now() % 100_000);
/** As often as each comes in ten deployments; those of the first eight come in `make test`. */
const disturbances = ['agent', 'router', 'table', 'server', 'router', 'agent', 'table', 'router', 'agent', 'nothing'] as const;

describe(`${count} deployments`, () => {
  const random = randomFrom(seed);
  let world: World;
  let load: Load;
  let metricsPorts: number[];

  before(async () => {
    metricsPorts = await freePorts(3);
    const [server, h1, h2] = metricsPorts.map((port) => ({ metrics: { listen: `127.0.0.1:${port}` } }));
    world = await startWorld({ hosts: ['h1', 'h2'], serverSettings: server ?? {}, agents: { h1: h1 ?? {}, h2: h2 ?? {} } });
    for (const version of versions) await push(world, version, quick);
    await pushSite(world);
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0');
    await expectStatus(world, 0, 'deploy', 'site@1.0.0');
    await settledOn(world, '1.0.0', 2);
    load = startLoad({ ports: world.routerPorts, host: appHost });
  });

  after(async () => {
    await load?.stop();
    await world?.close();
  });

  it('R09: no request fails, whatever is killed, replaced and changed meanwhile', async (test) => {
    const plan = shuffled(Array.from({ length: count }, (_, at) => disturbances[at % disturbances.length] ?? 'nothing'));
    test.diagnostic(`SEED=${seed}: ${plan.join(' ')}`);
    for (const [at, disturbance] of plan.entries()) {
      const version = versions[(at + 1) % versions.length] as string;
      const { ended } = world.ctlStart('deploy', `hello@${version}`);
      await sleep(random() * 700);
      await disturb(disturbance, at);
      const first = await ended;
      // On a slow machine the server may be away for longer than ctl tries to reach it.
      const gaveUp = disturbance === 'server' && first.stderr.includes('cannot be reached');
      const { status, stdout, stderr } = gaveUp ? await world.ctl('deploy', `hello@${version}`) : first;
      equal(status, 0, `SEED=${seed}, deployment ${at + 1} to ${version} with ${disturbance}: ${stdout}${stderr}`);
    }
    await settledOn(world, versions[count % versions.length] as string, 2);
    await isMeasured(test);
    await load.stop();
    equal(load.failures.length, 0, `SEED=${seed} ${loadSummary(load)}`);
    for (const version of versions) ok((load.versions.get(version) ?? 0) > 0, `${version} never answered: ${loadSummary(load)}`);
  });

  async function disturb(what: (typeof disturbances)[number], at: number): Promise<void> {
    const host = random() < 0.5 ? 'h1' : 'h2';
    if (what === 'agent') await killed(host);
    else if (what === 'server') await killed('server');
    else if (what === 'router') await replaceBy(join(world.folder, host, 'router'), {});
    else if (what === 'table') {
      const change = random() < 0.5 ? `hosts.web=site-${at}.test` : `maintenance.web=${random() < 0.5 ? 'on' : 'off'}`;
      await expectStatus(world, 0, 'settings', 'set', 'site', change, '--deploy');
    }
  }

  async function killed(victim: string): Promise<void> {
    await world.kill(victim, 'SIGKILL');
    await world.start(victim);
  }

  /** By ctl top, and by what Prometheus would read of the server and of a host. */
  async function isMeasured(test: TestContext): Promise<void> {
    type Row = { app: string; host: string; requests: number; hosts: number; failures: number };
    const row = await world.until('ctl top shows requests to both hosts', async () =>
      (await world.ask<Row>('top', 'hello', '--once')).find(({ requests, hosts }) => requests > 0 && hosts === 2),
    );
    test.diagnostic(`ctl top: ${Math.round(row.requests)} requests a second`);
    equal(row.host, appHost);
    const sum = async (port: number | undefined, family: string) =>
      readExposition(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())
        .find(({ name }) => name === family)
        ?.samples.filter(({ labels }) => (labels.app ?? 'hello') === 'hello')
        .reduce((all, { value }) => all + value, 0) ?? 0;
    const [server, ...agents] = metricsPorts;
    for (const port of agents) {
      ok((await sum(port, 'castellan_router_requests_total')) > 0);
      equal(await sum(port, 'castellan_router_failures_total'), 0);
    }
    await world.until('the server has summed them up', async () => (await sum(server, 'castellan_release_requests_total')) > 0);
  }

  function shuffled<Each>(all: Each[]): Each[] {
    return all
      .map((each) => ({ each, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ each }) => each);
  }
});

async function pushSite(world: World): Promise<void> {
  const folder = join(world.folder, 'site');
  mkdirSync(folder);
  writeFileSync(join(folder, 'castellan.yaml'), site);
  writeFileSync(join(folder, 'index.html'), 'site\n');
  await expectStatus(world, 0, 'push', folder, '--version', '1.0.0');
}

/** mulberry32 */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
