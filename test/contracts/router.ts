// What any router must do, whatever is behind it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request as openRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { type RouteFigures, releaseFigures } from '../../agent/decide/release-figures.ts';
import type { RouteEntry, RouteTarget } from '../../agent/decide/types.ts';
import type { Router } from '../../agent/router/router.ts';
import { ask, startLoad, until } from '../agent/router/client.ts';
import type { Replica } from '../agent/router/replica.ts';
import { startReplica } from '../agent/router/replica.ts';
import { freePort } from '../ports.ts';

export interface RouterUnderTest {
  router: Router;
  /** One of the router's own ports. */
  port: number;
  /** Where it cannot open ports: one that it has for routes with a port of their own. */
  extraPort?: number;
  end(): Promise<void>;
}

/** What not every router can. */
export interface RouterTraits {
  /** How long answers take is counted, and not only averaged. */
  latency?: boolean;
  /** For routes with one of their own: opened when they come, there from the beginning, or none. */
  ports?: 'opened' | 'given' | 'none';
}

export function routerContract(
  name: string,
  start: () => Promise<RouterUnderTest>,
  { latency = true, ports = 'opened' }: RouterTraits = {},
): void {
  describe(`${name} as a router`, () => {
    let tested: RouterUnderTest;
    let revision = 0;
    const replicas: Replica[] = [];

    before(async () => {
      tested = await start();
    });
    after(async () => {
      await tested?.end();
      for (const replica of replicas) await replica.close();
    });

    async function replica(): Promise<Replica> {
      const started = await startReplica();
      replicas.push(started);
      return started;
    }
    async function apply(...routes: RouteEntry[]): Promise<void> {
      revision += 1;
      await tested.router.apply({ revision, routes }, AbortSignal.timeout(10_000));
    }
    const drained = (one: Replica, signal = AbortSignal.timeout(10_000)) => tested.router.drained(one.target.replica, signal);

    it('serves every new request by the table that was acknowledged', async () => {
      const [one, two] = [await replica(), await replica()];
      await apply(route([one.target]));
      assert.equal((await ask(tested.port)).headers['x-replica'], one.target.replica);
      await apply(route([two.target]));
      assert.equal((await ask(tested.port)).headers['x-replica'], two.target.replica);
    });

    it('says 404 to what it does not know and 503 to what is not ready', async () => {
      await apply(route([], { host: 'known.test' }));
      assert.equal((await ask(tested.port, { headers: { host: 'unknown.test' } })).status, 404);
      assert.equal((await ask(tested.port, { headers: { host: 'known.test' } })).status, 503);
    });

    it('refuses an older table, and takes the same one twice', async () => {
      const one = await replica();
      await apply(route([one.target]));
      const again = { revision, routes: [route([one.target])] };
      await tested.router.apply(again, AbortSignal.timeout(10_000));
      await assert.rejects(tested.router.apply({ revision: revision - 1, routes: [] }, AbortSignal.timeout(10_000)));
      assert.equal((await ask(tested.port)).status, 200);
    });

    it('refuses a bad table whole', async () => {
      const one = await replica();
      await apply(route([one.target]));
      const good = route([one.target], { host: 'good.test' });
      const bad = [
        [good, { ...good, host: 'UPPER.test' }],
        [good, { ...good, path: 'no-slash' }],
        [good, { ...good }],
        [good, { ...good, host: 'b.test', targets: [{ ...one.target, port: 70_000 }] }],
        [good, { ...good, host: 'b.test', port: -1 }],
      ];
      for (const routes of bad) {
        await assert.rejects(tested.router.apply({ revision: revision + 1, routes }, AbortSignal.timeout(10_000)));
      }
      assert.equal((await ask(tested.port, { headers: { host: 'other.test' } })).headers['x-replica'], one.target.replica);
    });

    it('tells what requests met, of each release and route', async () => {
      const bad = await startReplica((_, response) => response.writeHead(500).end(), 2);
      const [old, gone] = [await replica(), { replica: 'gone', release: 3, address: '127.0.0.1', port: await freePort() }];
      replicas.push(bad);
      await apply(
        route([old.target], { host: 'old.test' }),
        route([bad.target], { host: 'new.test' }),
        route([gone], { host: 'gone.test' }),
      );
      for (const host of ['old.test', 'old.test', 'new.test', 'gone.test']) await ask(tested.port, { headers: { host } });
      const figures = await tested.router.figures(AbortSignal.timeout(10_000));
      const of = (host: string) => figures.find((figure) => 'host' in figure && figure.host === host);
      const sums = ['old.test', 'new.test', 'gone.test'].map(
        (host) => releaseFigures(of(host) ? [of(host) as RouteFigures] : [], [])[0],
      );
      assert.deepEqual(
        sums.map((sum) => [sum?.release, sum?.requests, sum?.failures]),
        [
          [1, 2, 0],
          [2, 1, 1],
          [3, 1, 1],
        ],
      );
      assert.equal(
        sums[0]?.latency.reduce((sum, count) => sum + count, 0),
        latency ? 2 : 0,
      );
    });

    it('loses no request while replicas are replaced under load, and gives the old one nothing after', async () => {
      let current = [await replica(), await replica()];
      await apply(route(current.map(({ target }) => target)));
      const load = startLoad(tested.port, 8);
      for (let swap = 0; swap < 20; swap += 1) {
        const old = current;
        const before = load.done();
        current = [await replica(), await replica()];
        await apply(route(current.map(({ target }) => target)));
        for (const one of old) assert.equal(await drained(one), 0);
        const served = old.map(({ requests }) => requests.length);
        await until('the load went on', () => load.done() > before + 20);
        assert.deepEqual(
          old.map(({ requests }) => requests.length),
          served,
          'a request came after the old replica was drained',
        );
        for (const one of old) await one.close();
      }
      await load.stop();
      assert.deepEqual(load.failures, []);
    });

    it('moves a kept client connection to the new replicas', async () => {
      const [one, two] = [await replica(), await replica()];
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      await apply(route([one.target]));
      await ask(tested.port, { agent });
      await apply(route([two.target]));
      for (let turn = 0; turn < 5; turn += 1) await ask(tested.port, { agent });
      agent.destroy();
      assert.deepEqual([one.requests.length, two.requests.length], [1, 5]);
    });

    it('has drained a replica when its last request has ended, and not before', async () => {
      const [one, two] = [await replica(), await replica()];
      await apply(route([one.target]));
      const long = ask(tested.port, { path: '/wait' });
      await until('the long request is there', () => one.requests.length === 1);
      await apply(route([two.target]));
      let over = false;
      const draining = drained(one).then((left) => {
        over = true;
        return left;
      });
      assert.equal((await ask(tested.port)).headers['x-replica'], two.target.replica);
      assert.equal(over, false);
      one.release();
      assert.equal(await draining, 0);
      assert.equal((await long).body, 'waiting\ndone\n');
    });

    it('says how many are left when the wait for draining is over', async () => {
      const one = await replica();
      await apply(route([one.target]));
      const long = [ask(tested.port, { path: '/wait' }), ask(tested.port, { path: '/wait' })];
      await until('both are there', () => one.requests.length === 2);
      assert.equal(await drained(one, AbortSignal.abort()), 2);
      one.release();
      assert.deepEqual(
        (await Promise.all(long)).map(({ body }) => body),
        ['waiting\ndone\n', 'waiting\ndone\n'],
      );
    });

    it('counts a WebSocket as in flight, and closes it cleanly after the drain time', async () => {
      const [one, two] = [await replica(), await replica()];
      await apply(route([one.target]));
      const socket = new WebSocket(`ws://127.0.0.1:${tested.port}/`);
      await once(socket, 'open');
      socket.send('hi');
      assert.equal(String((await once(socket, 'message'))[0]), `${one.target.replica}: hi`);
      await apply(route([two.target]));
      socket.send('still here');
      assert.equal(String((await once(socket, 'message'))[0]), `${one.target.replica}: still here`);
      const enough = new AbortController();
      const draining = drained(one, enough.signal);
      const closed = once(socket, 'close');
      enough.abort();
      assert.equal(await draining, 1);
      await closed;
      assert.equal(await drained(one), 0);
    });

    if (ports === 'none') return;
    if (ports === 'given') return servesGivenPort(() => tested, replica, apply);

    it('listens on a port for as long as a route asks for it', async () => {
      const one = await replica();
      const port = await freePort();
      await apply(route([one.target], { port }));
      assert.equal((await ask(port)).headers['x-replica'], one.target.replica);
      assert.equal((await ask(tested.port)).status, 404);
      const long = new Promise<string>((resolve, reject) => {
        openRequest({ host: '127.0.0.1', port, path: '/wait' }, async (reply) =>
          resolve(String(Buffer.concat(await reply.toArray()))),
        )
          .on('error', reject)
          .end();
      });
      await until('the long request is there', () => one.requests.length === 2);
      await apply(route([one.target]));
      await until('the port is closed', () =>
        ask(port).then(
          () => false,
          (error) => error.code === 'ECONNREFUSED',
        ),
      );
      one.release();
      assert.equal(await long, 'waiting\ndone\n');
    });

    it('refuses a table whose port is taken, and goes on with the one before', async () => {
      const one = await replica();
      await apply(route([one.target]));
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const free = await freePort();
      const routes = [route([one.target], { port: free }), route([one.target], { port: (taken.address() as AddressInfo).port })];
      await assert.rejects(tested.router.apply({ revision: revision + 1, routes }, AbortSignal.timeout(10_000)), /EADDRINUSE/);
      await assert.rejects(ask(free), /ECONNREFUSED/);
      assert.equal((await ask(tested.port)).status, 200);
      taken.close();
    });
  });
}

function servesGivenPort(
  tested: () => RouterUnderTest,
  replica: () => Promise<Replica>,
  apply: (...routes: RouteEntry[]) => Promise<void>,
): void {
  it('serves a port that it has for as long as a route asks for it, and refuses others', async () => {
    const [one, port] = [await replica(), tested().extraPort ?? 0];
    await apply(route([one.target], { port }));
    assert.equal((await ask(port)).headers['x-replica'], one.target.replica);
    assert.equal((await ask(tested().port)).status, 404);
    await apply(route([one.target]));
    assert.equal((await ask(port)).status, 404);
    const free = await freePort();
    await assert.rejects(apply(route([one.target], { port: free })), new RegExp(String(free)));
    assert.equal((await ask(tested().port)).status, 200);
  });
}

export function route(targets: RouteTarget[], more: Partial<RouteEntry> = {}): RouteEntry {
  return { port: null, host: null, path: '/', app: 'hello', environment: 'production', process: 'web', targets, ...more };
}
