// HAProxy as a router: the contract of all routers, and what its restarts and its agent's restarts leave of its table.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { mapsOf } from '../../../agent/router/haproxy/maps.ts';
import { route, routerContract } from '../../contracts/router.ts';
import { ask, startLoad, until } from './client.ts';
import { type StartedHaproxy, startHaproxy } from './haproxy-started.ts';
import { type Replica, startReplica } from './replica.ts';

const soon = () => AbortSignal.timeout(60_000);

routerContract('HAProxy', startHaproxy, { latency: false, ports: 'given' });

describe('HAProxy as a process', () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function started(): Promise<StartedHaproxy> {
    const haproxy = await startHaproxy();
    cleanups.push(haproxy.end);
    return haproxy;
  }
  async function replica(): Promise<Replica> {
    const one = await startReplica();
    cleanups.push(() => one.close());
    return one;
  }

  it('keeps its replicas and names over a restart that no agent sees', async () => {
    const [haproxy, one] = [await started(), await replica()];
    await haproxy.router.apply({ revision: 1, routes: [route([one.target], { host: 'a.test' })] }, soon());
    await haproxy.router.close();
    await haproxy.restart();
    assert.equal((await ask(haproxy.port, { headers: { host: 'a.test' } })).headers['x-replica'], one.target.replica);
  });

  it('is told everything again when it comes back empty', async () => {
    const [haproxy, one] = [await started(), await replica()];
    await haproxy.router.apply({ revision: 1, routes: [route([one.target], { host: 'a.test' })] }, soon());
    await haproxy.kill();
    for (const path of [haproxy.files.routes, haproxy.files.servers]) writeFileSync(path, '');
    await haproxy.restart();
    await haproxy.router.figures(soon());
    const answers = async () => (await ask(haproxy.port, { headers: { host: 'a.test' } })).status === 200;
    await until('the table is there again', answers, 60_000);
    await haproxy.router.apply({ revision: 2, routes: [] }, soon());
    assert.equal((await ask(haproxy.port, { headers: { host: 'a.test' } })).status, 404);
  });

  it('all names give way to others where there is room for no more, with requests still under way', async () => {
    const [haproxy, one, two] = [await started(), await replica(), await replica()];
    const named = (word: string, target: Replica['target']) =>
      Array.from({ length: 8 }, (_, at) => route([target], { host: `${word}${at}.test` }));
    await haproxy.router.apply({ revision: 1, routes: named('a', one.target) }, soon());
    const long = ask(haproxy.port, { path: '/wait', headers: { host: 'a7.test' } });
    await until('the long request is there', () => one.requests.length === 1);
    await haproxy.router.apply({ revision: 2, routes: named('b', two.target) }, soon());
    for (const [host, answer] of Object.entries({
      'a7.test': undefined,
      'b0.test': two.target.replica,
      'b7.test': two.target.replica,
    })) {
      assert.equal((await ask(haproxy.port, { headers: { host } })).headers['x-replica'], answer);
    }
    one.release();
    assert.equal((await long).body, 'waiting\ndone\n');
  });

  it('takes a table that fits after it was given less room than before', async () => {
    const [haproxy, one] = [await started(), await replica()];
    const routes = Array.from({ length: 4 }, (_, at) => route([one.target], { host: `h${at}.test` }));
    await haproxy.router.apply({ revision: 1, routes }, soon());
    await haproxy.restart({ routes: 2 });
    await assert.rejects(haproxy.router.apply({ revision: 2, routes }, soon()), /no room/);
    await haproxy.router.apply({ revision: 3, routes: routes.slice(2) }, soon());
    assert.equal((await ask(haproxy.port, { headers: { host: 'h3.test' } })).status, 200);
  });

  it('an apply while it is away fails, and the table before it stays', async () => {
    const [haproxy, one] = [await started(), await replica()];
    await haproxy.router.apply({ revision: 1, routes: [route([one.target])] }, soon());
    await haproxy.kill();
    await assert.rejects(haproxy.router.apply({ revision: 2, routes: [] }, soon()), /HAProxy does not answer/);
    assert.equal(haproxy.router.revision(), 1);
    await haproxy.restart();
    assert.equal((await ask(haproxy.port)).status, 200);
  });

  it('a replica is not taken for drained while it is away, and no longer waited for than its time', async () => {
    const [haproxy, one] = [await started(), await replica()];
    await haproxy.router.apply({ revision: 1, routes: [route([one.target])] }, soon());
    await haproxy.kill();
    const enough = new AbortController();
    let over = false;
    const draining = haproxy.router.drained(one.target.replica, enough.signal).then((left) => {
      over = true;
      return left;
    });
    await assert.rejects(haproxy.router.figures(soon()), /HAProxy does not answer/);
    assert.equal(over, false);
    enough.abort();
    assert.equal(await draining, 0);
  });

  it('the next agent knows its revision, who still drains, and what was counted', async () => {
    const [haproxy, one, two] = [await started(), await replica(), await replica()];
    await haproxy.router.apply({ revision: 7, routes: [route([one.target])] }, soon());
    const long = ask(haproxy.port, { path: '/wait' });
    await until('the long request is there', () => one.requests.length === 1);
    await haproxy.router.apply({ revision: 8, routes: [route([two.target])] }, soon());
    await ask(haproxy.port);
    await haproxy.router.close();
    const next = haproxy.open();
    cleanups.push(() => next.close());
    assert.equal(next.revision(), 8);
    let over = false;
    const draining = next.drained(one.target.replica, soon()).then((left) => {
      over = true;
      return left;
    });
    assert.equal((await ask(haproxy.port)).headers['x-replica'], two.target.replica);
    assert.equal(over, false);
    one.release();
    assert.equal(await draining, 0);
    assert.equal((await long).body, 'waiting\ndone\n');
    const requests = (await next.figures(soon())).reduce((sum, figure) => sum + figure.requests, 0);
    assert.equal(requests, 3);
  });

  it('counts each release by itself, though they follow one another in the same slots', async () => {
    const haproxy = await started();
    for (let release = 1; release <= 12; release += 1) {
      const one = await startReplica(undefined, release);
      cleanups.push(() => one.close());
      await haproxy.router.apply({ revision: release, routes: [route([one.target])] }, soon());
      for (let turn = 0; turn < release; turn += 1) await ask(haproxy.port);
    }
    const figures = await haproxy.router.figures(soon());
    assert.deepEqual(
      figures.map(({ release, requests }) => [release, requests]).sort(([a = 0], [b = 0]) => a - b),
      Array.from({ length: 12 }, (_, at) => [at + 1, at + 1]),
    );
  });

  it('gives shares by weight', async () => {
    const [haproxy, one, two] = [await started(), await replica(), await replica()];
    const targets = [one.target, { ...two.target, weight: 25 }];
    await haproxy.router.apply({ revision: 1, routes: [route(targets)] }, soon());
    for (let turn = 0; turn < 50; turn += 1) await ask(haproxy.port);
    assert.deepEqual([one.requests.length, two.requests.length], [40, 10]);
  });

  it('refuses more routes or replicas than it has room for, with where to change that', async () => {
    const [haproxy, one] = [await started(), await replica()];
    const many = Array.from({ length: 9 }, (_, at) => route([one.target], { host: `h${at}.test` }));
    await assert.rejects(haproxy.router.apply({ revision: 1, routes: many }, soon()), (error: { details: string[] }) =>
      /h8\.test.*router\.haproxy\.routes/.test(error.details.join()),
    );
    const targets = Array.from({ length: 9 }, (_, at) => ({ ...one.target, replica: `r${at}` }));
    await assert.rejects(
      haproxy.router.apply({ revision: 1, routes: [route(targets)] }, soon()),
      (error: { details: string[] }) => /router\.haproxy\.slots/.test(error.details.join()),
    );
  });

  it('says 503 in maintenance, and goes on with the same replicas after it', async () => {
    const [haproxy, one] = [await started(), await replica()];
    const maintenance = route([one.target], { serves: { kind: 'maintenance' } });
    for (const [at, entry] of [route([one.target]), maintenance, route([one.target])].entries()) {
      await haproxy.router.apply({ revision: at + 1, routes: [entry] }, soon());
      assert.equal((await ask(haproxy.port)).status, at === 1 ? 503 : 200);
    }
  });

  it('refuses what it cannot serve', async () => {
    const [haproxy, one] = [await started(), await replica()];
    const shorter = route([one.target], { rules: { stripPath: true } });
    await assert.rejects(haproxy.router.apply({ revision: 1, routes: [shorter] }, soon()), /shorter paths/);
  });

  it('is the same process after all that, and was not reloaded', async () => {
    const [haproxy, first] = [await started(), await replica()];
    await haproxy.router.apply({ revision: 1, routes: [route([first.target])] }, soon());
    const before = readFileSync(join(haproxy.folder, 'agent/haproxy.json'), 'utf8');
    const load = startLoad(haproxy.port, 4);
    for (let revision = 2; revision < 6; revision += 1) {
      const one = await replica();
      await haproxy.router.apply(
        { revision, routes: [route([one.target]), route([one.target], { host: `n${revision}.test` })] },
        soon(),
      );
    }
    await load.stop();
    assert.deepEqual(load.failures, []);
    const after = readFileSync(join(haproxy.folder, 'agent/haproxy.json'), 'utf8');
    assert.equal(JSON.parse(after).process, JSON.parse(before).process);
  });
});

it('the maps of HAProxy have the most exact name first, and the longest path', () => {
  const routes = [
    ['*.*.test', '/'],
    ['a.*.test', '/'],
    ['*.b.test', '/'],
    ['*.b.test', '/x.y'],
    [null, '/'],
    ['a.test', '/api/'],
  ].map(([host, path]) => route([], { host: host ?? null, path: path ?? '/' }));
  const { routes: named, wildcards } = mapsOf(routes, ({ host, path }) => `${host}${path}`);
  assert.deepEqual(named, [
    ['own/*/', 'null/'],
    ['own/a.test/api/', 'a.test/api/'],
  ]);
  assert.deepEqual(
    wildcards.map(([key]) => key),
    ['^own/a\\.[^./]+\\.test/', '^own/[^./]+\\.b\\.test/x\\.y/', '^own/[^./]+\\.b\\.test/', '^own/[^./]+\\.[^./]+\\.test/'],
  );
});
