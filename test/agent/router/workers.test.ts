// A router of several processes: one by its contract, and what becomes of it when some of them die.
import assert from 'node:assert/strict';
import { readdirSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { RouteEntry } from '../../../agent/decide/types.ts';
import { startBuiltin } from '../../../agent/router/builtin.ts';
import { route, routerContract } from '../../contracts/router.ts';
import { ask, startLoad, until } from './client.ts';
import type { StartedRouter } from './process-of-router.ts';
import { childrenOf, endProcess, isAlive, kill, quiet, soon, startProcess } from './process-of-router.ts';
import type { Replica } from './replica.ts';
import { startReplica } from './replica.ts';

routerContract('the built-in router of two processes', () => startProcess({ workers: 2 }));

describe('a router of three processes', () => {
  let started: StartedRouter;
  let one: Replica;
  let two: Replica;
  let revision = 0;

  before(async () => {
    started = await startProcess({ workers: 3 });
    [one, two] = [await startReplica(), await startReplica()];
  });
  after(async () => {
    await started?.end();
    await one?.close();
    await two?.close();
  });

  async function apply(...routes: RouteEntry[]): Promise<void> {
    revision += 1;
    await started.router.apply({ revision, routes }, soon());
  }
  const first = async () => (await started.router.hello(soon())).pid;
  const workers = async () => childrenOf(await first());
  const failures = async () => (await started.router.figures(soon())).reduce((sum, figure) => sum + figure.failures, 0);

  it('serves by all of them', async () => {
    assert.equal((await workers()).length, 2);
    await apply(route([one.target]));
    const idle = new Map([await first(), ...(await workers())].map((pid) => [pid, socketsOf(pid)]));
    const clients: Socket[] = [];
    await until('each process has a connection', () => {
      for (let more = 0; more < 6; more += 1) {
        const client = connect(started.port, '127.0.0.1').on('error', () => {});
        client.write('GET / HTTP/1.1\r\nHost: any.test\r\n\r\n');
        clients.push(client);
      }
      return [...idle].every(([pid, sockets]) => socketsOf(pid) > sockets);
    });
    for (const client of clients) client.destroy();
  });

  it('has a table in force in each of them when it is acknowledged', async () => {
    const load = startLoad(started.port, 6);
    for (let turn = 0; turn < 20; turn += 1) {
      const [target, other] = turn % 2 === 0 ? [two, one] : [one, two];
      await apply(route([target.target]));
      const answers = await Promise.all(Array.from({ length: 12 }, () => ask(started.port)));
      assert.deepEqual([...new Set(answers.map(({ headers }) => headers['x-replica']))], [target.target.replica]);
      assert.equal(await started.router.drained(other.target.replica, soon()), 0);
    }
    await load.stop();
    assert.deepEqual(load.failures, []);
  });

  it('goes on when one dies, starts another, and counts what it had in flight as failed', async () => {
    const waiting = await startReplica();
    await apply(route([waiting.target]));
    const asked = Array.from({ length: 9 }, () => ask(started.port, { path: '/wait' }).catch(() => undefined));
    await until('all are there', () => waiting.requests.length === asked.length);
    const before = await failures();
    const [victim = 0, other = 0] = (await workers()).sort((a, b) => socketsOf(b) - socketsOf(a));
    kill(victim);
    await until(
      'another one serves in its place',
      async () => {
        const now = await workers();
        return now.length === 2 && now.includes(other) && !now.includes(victim);
      },
      60_000,
    );
    waiting.release();
    const broken = (await Promise.all(asked)).filter((answer) => answer?.body !== 'waiting\ndone\n').length;
    assert.equal(await failures(), before + broken);
    await apply(route([one.target]));
    assert.equal(await started.router.drained(waiting.target.replica, soon()), 0);
    assert.equal((await ask(started.port)).status, 200);
    await waiting.close();
  });

  it('counts requests against a limit in one place', async () => {
    const limited = { rateLimits: [{ by: 'everyone', algorithm: 'fixed-window', limit: 10, periodMs: 3_600_000 } as const] };
    await apply(route([one.target], { rules: limited }));
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(started.port)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 10);
    assert.equal(answers.filter(({ status }) => status === 429).length, 30);
    await apply(route([one.target]));
  });

  it('is replaced by one of another number of processes, and none of them is left', async () => {
    const before = [await first(), ...(await workers())];
    const load = startLoad(started.port, 6);
    const { stateDir, listen, port } = started;
    await started.router.close();
    const router = await startBuiltin({ stateDir, listen, workers: 2, log: quiet });
    started = { router, stateDir, listen, port, end: () => endProcess(router, stateDir) };
    assert.equal((await workers()).length, 1);
    await until('the load went on', () => load.done() > 100);
    await load.stop();
    assert.deepEqual(load.failures, []);
    await until('the old ones have ended', () => !before.some(isAlive), 60_000);
  });
});

function socketsOf(pid: number): number {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).filter((fd) => readlinkSync(`${folder}/${fd}`).startsWith('socket:')).length;
  } catch {
    return 0;
  }
}
