// A router whose process is replaced: by request, by signal, under load, and with either of the two killed on the way.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { startBuiltin } from '../../../agent/router/builtin.ts';
import { startRouter, thisProgram } from '../../../agent/router/program.ts';
import type { RouterUnderTest } from '../../contracts/router.ts';
import { route, routerContract } from '../../contracts/router.ts';
import { freePort } from '../../ports.ts';
import { ask, startLoad, until } from './client.ts';
import { answerOn, begin, openSession } from './http2-client.ts';
import { startHttp2Load } from './http2-load.ts';
import { makePair, tempFolder } from './pairs.ts';
import type { StartedRouter } from './process-of-router.ts';
import { endProcess, endProcesses, isAlive, kill, quiet, replaceBy, soon, startProcess } from './process-of-router.ts';
import type { Replica } from './replica.ts';
import { startReplica } from './replica.ts';

routerContract('the built-in router that is replaced again and again', replacedAgainAndAgain);

describe('a router that is replaced', () => {
  let started: StartedRouter;
  let one: Replica;
  let two: Replica;
  let revision = 0;

  before(async () => {
    started = await startProcess();
    [one, two] = [await startReplica(), await startReplica()];
  });
  after(async () => {
    await started?.end();
    await one?.close();
    await two?.close();
  });

  const pidNow = async () => (await started.router.hello(soon())).pid;
  const replace = () => replaceBy(started.stateDir, {});
  async function apply(...replicas: Replica[]): Promise<void> {
    revision += 1;
    await started.router.apply({ revision, routes: [route(replicas.map(({ target }) => target))] }, soon());
  }

  /** As an agent that was started again, perhaps with other settings. */
  async function connectAgain({ listen = started.listen, port = started.port }): Promise<void> {
    await started.router.close();
    const { stateDir } = started;
    const router = await startBuiltin({ stateDir, listen, log: quiet });
    started = { router, stateDir, listen, port, end: () => endProcess(router, stateDir) };
  }

  it('refuses and resets none of thousands of new connections over ten replacements', async () => {
    await apply(one, two);
    const fresh = newConnections(started.port, 4);
    const kept = startLoad(started.port, 2);
    const pids = new Set<number>();
    for (let turn = 0; turn < 10; turn += 1) {
      pids.add(await replace());
      await apply(one, two);
    }
    await until('there were thousands', () => fresh.done() >= 2000, 60_000);
    await Promise.all([fresh.stop(), kept.stop()]);
    assert.deepEqual([...new Set(fresh.failures), ...kept.failures], []);
    assert.equal(pids.size, 10);
  });

  it('counts each request once, whichever process answered it', async () => {
    const before = await countedOf(started);
    for (let turn = 0; turn < 3; turn += 1) {
      for (let times = 0; times < 5; times += 1) await ask(started.port);
      await replace();
    }
    assert.equal((await countedOf(started)).requests, before.requests + 15);
    assert.equal((await countedOf(started)).failures, before.failures);
  });

  it('goes on with what is in flight, waits for it, and ends the old process after it', async () => {
    const waiting = await startReplica();
    await apply(waiting);
    const old = await pidNow();
    const long = ask(started.port, { path: '/wait' });
    await until('the long request is there', () => waiting.requests.length === 1);
    await replace();
    await apply(one);
    let over = false;
    const draining = started.router.drained(waiting.target.replica, soon()).then((left) => {
      over = true;
      return left;
    });
    assert.equal((await ask(started.port)).headers['x-replica'], one.target.replica);
    assert.deepEqual([over, isAlive(old)], [false, true]);
    waiting.release();
    assert.equal((await long).body, 'waiting\ndone\n');
    assert.equal(await draining, 0);
    await until('the old process has ended', () => !isAlive(old), 60_000);
    await waiting.close();
  });

  it('cuts a WebSocket of the old process when its replica’s time is up', async () => {
    await apply(one);
    const socket = new WebSocket(`ws://127.0.0.1:${started.port}/`);
    await once(socket, 'open');
    await replace();
    await apply(two);
    socket.send('still here');
    assert.equal(String((await once(socket, 'message'))[0]), `${one.target.replica}: still here`);
    const closed = once(socket, 'close');
    assert.equal(await started.router.drained(one.target.replica, AbortSignal.abort()), 1);
    await closed;
    assert.equal(await started.router.drained(one.target.replica, soon()), 0);
  });

  it('serves a kept connection of the old process by the newest table, and ends it with the answer', async () => {
    await apply(one);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    assert.equal((await ask(started.port, { agent })).headers['x-replica'], one.target.replica);
    await replace();
    await apply(two);
    const { headers } = await ask(started.port, { agent });
    assert.deepEqual([headers['x-replica'], headers.connection], [two.target.replica, 'close']);
    agent.destroy();
  });

  it('goes on as if nothing had been when its successor does not start', async () => {
    await apply(one);
    const old = await pidNow();
    const folder = mkdtempSync(join(tmpdir(), 'castellan-router-'));
    const broken = join(folder, 'main.ts');
    writeFileSync(broken, 'process.exit(3);\n');
    await assert.rejects(replaceBy(started.stateDir, { main: broken }), /does not start: it ended with status 3/);
    await assert.rejects(replaceBy(started.stateDir, { main: join(folder, 'none.ts') }), /does not start/);
    const taken = await startProcess();
    await assert.rejects(replaceBy(started.stateDir, { listen: taken.listen }), /EADDRINUSE/);
    await taken.end();
    await apply(two);
    assert.equal((await ask(started.port)).headers['x-replica'], two.target.replica);
    assert.equal(await pidNow(), old);
    rmSync(folder, { recursive: true });
  });

  it('listens where an agent with other settings wants it, and what was in flight ends where it began', async () => {
    const waiting = await startReplica();
    await apply(waiting);
    const old = started.port;
    const long = ask(old, { path: '/wait' });
    await until('the long request is there', () => waiting.requests.length === 1);
    const port = await freePort();
    await connectAgain({ listen: `127.0.0.1:${port}`, port });
    assert.equal((await ask(port)).status, 200);
    await until('the other port is closed', () => isRefused(old), 60_000);
    waiting.release();
    assert.equal((await long).body, 'waiting\ndone\n');
    await waiting.close();
  });

  it('is replaced on SIGHUP', async () => {
    await apply(one);
    const old = await pidNow();
    process.kill(old, 'SIGHUP');
    await until('another process answers', async () => (await pidNow()) !== old, 60_000);
    assert.equal((await ask(started.port)).status, 200);
  });

  it('has the service manager watch its successor before it says that it was replaced', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'castellan-router-'));
    const said = join(folder, 'said');
    writeFileSync(join(folder, 'systemd-notify'), `#!/bin/sh\nsleep 0.5\necho "$@" >> ${said}\n`, { mode: 0o755 });
    const env = { NOTIFY_SOCKET: said, PATH: `${folder}:${process.env.PATH}` };
    const settings = { stateDir: folder, listen: `127.0.0.1:${await freePort()}`, workers: 1 };
    startRouter('first', thisProgram, settings, { detached: true, stdio: 'ignore', env });
    await until('it has said that it is ready', () => existsSync(said), 60_000);
    const pid = await replaceBy(folder, {});
    assert.ok(readFileSync(said, 'utf8').split('\n').includes(`MAINPID=${pid}`));
    await endProcesses(folder);
    rmSync(folder, { recursive: true });
  });

  it('is replaced by an agent of another release, and only once where that helps nothing', async () => {
    await apply(one);
    const old = await pidNow();
    const { stateDir, listen } = started;
    const load = newConnections(started.port, 2);
    const next = await startBuiltin({ stateDir, listen, program: { ...thisProgram, code: 'another' }, log: quiet });
    const now = await next.hello(soon());
    assert.notEqual(now.pid, old);
    assert.deepEqual([now.revision, (await ask(started.port)).status], [revision, 200]);
    await next.close();
    await load.stop();
    assert.deepEqual(load.failures, []);
  });

  it('is left as it is by an agent on trial, until that has proven itself', async () => {
    await apply(one);
    const old = await pidNow();
    const { stateDir, listen } = started;
    await started.router.close();
    const program = { ...thisProgram, code: 'another' };
    const next = await startBuiltin({ stateDir, listen, workers: 2, asItIs: true, program, log: quiet });
    assert.equal((await next.hello(soon())).pid, old);
    await next.renew();
    await until('it is another process', async () => (await next.hello(soon())).pid !== old, 60_000);
    assert.equal((await next.hello(soon())).workers, 2);
    assert.equal((await ask(started.port)).status, 200);
    await next.close();
    await connectAgain({});
  });

  it('has a process that serves after the new one is killed while the old one drains', async () => {
    const waiting = await startReplica();
    await apply(waiting);
    await started.router.close();
    const long = ask(started.port, { path: '/wait' });
    await until('the long request is there', () => waiting.requests.length === 1);
    const second = await replace();
    kill(second);
    await until('another one serves', async () => (await ask(started.port).catch(() => undefined))?.status === 200, 60_000);
    waiting.release();
    assert.equal((await long).body, 'waiting\ndone\n');
    await connectAgain({});
    assert.notEqual(await pidNow(), second);
    await waiting.close();
  });

  it('goes on when the old one is killed while it drains, and what it had in flight is counted as failed', async () => {
    const waiting = await startReplica();
    await apply(waiting);
    const old = await pidNow();
    const long = assert.rejects(ask(started.port, { path: '/wait' }));
    await until('the long request is there', () => waiting.requests.length === 1);
    const next = await replace();
    const { failures } = await countedOf(started);
    kill(old);
    await long;
    assert.equal(await started.router.drained(waiting.target.replica, soon()), 0);
    assert.deepEqual([await pidNow(), (await countedOf(started)).failures], [next, failures + 1]);
    assert.equal((await ask(started.port)).status, 200);
    await waiting.close();
  });

  for (const afterMs of [20, 150, 250]) {
    it(`has a process that serves when the old one is killed ${afterMs} ms into a replacement`, async () => {
      await apply(one);
      const old = await pidNow();
      const replacing = replace().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      if (isAlive(old)) kill(old);
      await replacing;
      await apply(two);
      assert.equal((await ask(started.port)).headers['x-replica'], two.target.replica);
      assert.notEqual(await pidNow(), old);
    });
  }
});

describe('a router that is replaced under clients of HTTP/2', () => {
  it('ends no stream of theirs, and each has another session with every successor', async (t) => {
    const started = await startProcess({ tls: true });
    t.after(() => started.end());
    const [one, waiting] = [await startReplica(), await startReplica()];
    t.after(() => Promise.all([one.close(), waiting.close()]));
    const certificates = [makePair(tempFolder(t), ['a.test'])];
    const waits = { ...route([waiting.target]), path: '/wait' };
    await started.router.apply({ revision: 1, routes: [route([one.target]), waits], certificates }, soon());
    const long = openSession(t, started.port);
    const answer = answerOn(begin(long, { ':path': '/wait' }));
    await until('the long request is there', () => waiting.requests.length === 1);
    const toldToGo = once(long, 'goaway');
    const load = startHttp2Load(started.port, 2);
    t.after(() => load.stop());
    const askedOver = (count: number) =>
      until(`each has asked over ${count} sessions`, () => load.sessions().every((sessions) => sessions >= count));
    await askedOver(1);
    const olds = [(await started.router.hello(soon())).pid];
    olds.push(await replaceBy(started.stateDir, {}));
    await toldToGo;
    waiting.release();
    const { body, code } = await answer;
    assert.deepEqual([body, code], ['waiting\ndone\n', 0]);
    await askedOver(2);
    await replaceBy(started.stateDir, {});
    await askedOver(3);
    await until('the old processes have ended', () => !olds.some(isAlive));
    await load.stop();
    assert.deepEqual(load.failures, []);
  });
});

async function replacedAgainAndAgain(): Promise<RouterUnderTest> {
  const started = await startProcess();
  let applied = 0;
  return {
    ...started,
    router: {
      ...started.router,
      apply: async (table, signal) => {
        applied += 1;
        if (applied % 6 === 0) await replaceBy(started.stateDir, {});
        await started.router.apply(table, signal);
        if (applied % 6 === 3) await replaceBy(started.stateDir, {});
      },
    },
  };
}

async function countedOf({ router }: StartedRouter): Promise<{ requests: number; failures: number }> {
  const figures = await router.figures(soon());
  const sum = (name: 'requests' | 'failures') => figures.reduce((total, figure) => total + figure[name], 0);
  return { requests: sum('requests'), failures: sum('failures') };
}

/** A connection for each request; every one that is refused, reset or not answered whole is told. */
function newConnections(port: number, clients: number) {
  const failures: string[] = [];
  let done = 0;
  let running = true;

  function once(): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let said = '';
      socket.setEncoding('latin1');
      socket.on('data', (text) => {
        said += text;
      });
      socket.on('error', (error) => failures.push(error.message));
      socket.on('close', () => {
        done += 1;
        if (!/^HTTP\/1\.1 200 OK\r\n[\s\S]*hello from replica-\d+\n/.test(said))
          failures.push(`answered with: ${said.slice(0, 200)}`);
        resolve();
      });
      socket.write('GET / HTTP/1.1\r\nHost: any.test\r\nConnection: close\r\n\r\n');
    });
  }

  const all = Array.from({ length: clients }, async () => {
    while (running) await once();
  });
  return {
    failures,
    done: () => done,
    stop: async () => {
      running = false;
      await Promise.all(all);
    },
  };
}

function isRefused(port: number): Promise<boolean> {
  return ask(port).then(
    () => false,
    (error) => error.code === 'ECONNREFUSED',
  );
}
