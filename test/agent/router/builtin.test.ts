// The built-in router as the agent uses it: a real process, found, started, killed and started again.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startBuiltin } from '../../../agent/router/builtin.ts';
import { route, routerContract } from '../../contracts/router.ts';
import { freePort } from '../../ports.ts';
import { ask, startLoad, until } from './client.ts';
import { startReplica } from './replica.ts';
import { endRouter, isAlive, log, startRouter } from './started.ts';

const soon = () => AbortSignal.timeout(10_000);

routerContract('the built-in router', startRouter);

describe('the built-in router as a process', () => {
  const cleanups: (() => unknown)[] = [];
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });

  it('keeps its folder and its socket to its user', async () => {
    const started = await startRouter();
    cleanups.push(started.end);
    assert.equal(statSync(started.stateDir).mode & 0o777, 0o700);
    assert.equal(statSync(join(started.stateDir, 'router.sock')).mode & 0o777, 0o600);
  });

  it('goes on without the agent, and is found again by the next one', async () => {
    const replica = await startReplica();
    const started = await startRouter();
    cleanups.push(() => replica.close());
    await started.router.apply({ revision: 7, routes: [route([replica.target])] }, soon());
    const { pid } = await started.router.hello();
    await started.router.close();
    assert.equal((await ask(started.port)).status, 200);
    const next = await startBuiltin({ stateDir: started.stateDir, listen: started.listen, log });
    cleanups.push(() => endRouter(next, started.stateDir));
    const hello = await next.hello();
    assert.deepEqual([hello.pid, hello.revision], [pid, 7]);
    assert.equal((await ask(started.port)).status, 200);
  });

  it('is started again with its table when it is killed', async () => {
    const replica = await startReplica();
    const started = await startRouter();
    cleanups.push(() => replica.close(), started.end);
    const port = await freePort();
    await started.router.apply({ revision: 3, routes: [route([replica.target]), route([replica.target], { port })] }, soon());
    const before = await started.router.hello();
    process.kill(before.pid, 'SIGKILL');
    await until('it is another process', async () => (await started.router.hello(soon())).pid !== before.pid);
    const hello = await started.router.hello(soon());
    assert.deepEqual([hello.revision, hello.missing], [3, []]);
    assert.equal((await ask(started.port)).status, 200);
    assert.equal((await ask(port)).status, 200);
    await started.router.apply({ revision: 4, routes: [] }, soon());
    assert.equal((await ask(started.port)).status, 404);
  });

  it('says so when its table is broken on disk, and is given the newest one', async () => {
    const replica = await startReplica();
    const started = await startRouter();
    cleanups.push(() => replica.close(), started.end);
    await started.router.apply({ revision: 3, routes: [route([replica.target])] }, soon());
    const { pid } = await started.router.hello();
    writeFileSync(join(started.stateDir, 'routes.json'), '{"revision": 3, "routes": [{"host"');
    process.kill(pid, 'SIGKILL');
    await until('it is another process', async () => (await started.router.hello(soon())).pid !== pid);
    assert.equal((await started.router.hello()).revision, 3);
    assert.equal((await ask(started.port)).status, 200);
    assert.match(readFileSync(join(started.stateDir, 'router.log'), 'utf8'), /routes\.json cannot be used/);
  });

  it('gives an apply that was cut short by a kill to the next process', async () => {
    const started = await startRouter();
    cleanups.push(started.end);
    const { pid } = await started.router.hello();
    process.kill(pid, 'SIGKILL');
    await started.router.apply({ revision: 5, routes: [] }, soon());
    assert.equal((await started.router.hello()).revision, 5);
  });

  it('makes room for one that is to listen elsewhere, without losing what is in flight', async () => {
    const replica = await startReplica();
    const started = await startRouter();
    cleanups.push(() => replica.close());
    await started.router.apply({ revision: 1, routes: [route([replica.target])] }, soon());
    const long = ask(started.port, { path: '/wait' });
    await until('the long request is there', () => replica.requests.length === 1);
    const { pid } = await started.router.hello();
    await started.router.close();
    const port = await freePort();
    const next = await startBuiltin({ stateDir: started.stateDir, listen: `127.0.0.1:${port}`, log });
    cleanups.push(() => endRouter(next, started.stateDir));
    assert.equal((await ask(port)).status, 200);
    replica.release();
    assert.equal((await long).body, 'waiting\ndone\n');
    await until('the old router has stopped', () => !isAlive(pid));
  });

  it('refuses to run twice on the same folder', async () => {
    const started = await startRouter();
    cleanups.push(started.end);
    const main = fileURLToPath(new URL('../../../agent/router/main.ts', import.meta.url));
    const second = spawn(process.execPath, [main, '--state', started.stateDir, '--listen', '127.0.0.1:0']);
    const said = String(Buffer.concat(await second.stdout.toArray()));
    assert.match(said, /another router is running/);
    await until('it has ended', () => second.exitCode !== null);
    assert.equal(second.exitCode, 1);
    assert.equal((await ask(started.port)).status, 404);
  });

  it('tells why it could not be started', async () => {
    const started = await startRouter();
    cleanups.push(started.end);
    const stateDir = mkdtempSync(join(tmpdir(), 'castellan-router-'));
    cleanups.push(() => rmSync(stateDir, { recursive: true }));
    await assert.rejects(startBuiltin({ stateDir, listen: started.listen, log }), /EADDRINUSE/);
  });

  it('finishes what is in flight after SIGTERM, on kept connections too', async () => {
    const replica = await startReplica();
    const started = await startRouter();
    cleanups.push(
      () => replica.close(),
      () => rmSync(started.stateDir, { recursive: true }),
    );
    await started.router.apply({ revision: 1, routes: [route([replica.target])] }, soon());
    const long = ask(started.port, { path: '/wait', headers: { connection: 'keep-alive' } });
    await until('the long request is there', () => replica.requests.length === 1);
    const { pid } = await started.router.hello();
    await started.router.close();
    process.kill(pid, 'SIGTERM');
    await until('it takes no new connection', () =>
      ask(started.port).then(
        () => false,
        (error) => error.code === 'ECONNREFUSED',
      ),
    );
    replica.release();
    assert.equal((await long).body, 'waiting\ndone\n');
    await until('the router has stopped', () => !isAlive(pid));
  });

  it('drops a control connection that talks nonsense, and no other', async () => {
    const started = await startRouter();
    cleanups.push(started.end);
    for (const nonsense of ['{"id":1,"ask":"format"}\n', 'not json\n', '{"id":1,"ask":"hello","more":1}\n']) {
      const socket = connect(join(started.stateDir, 'router.sock'));
      socket.write(nonsense);
      socket.resume();
      await once(socket, 'close', { signal: soon() });
    }
    assert.equal((await started.router.hello()).revision, 0);
  });

  it('counts requests, answers and time per release and route', async () => {
    const replica = await startReplica();
    const started = await startRouter();
    cleanups.push(() => replica.close(), started.end);
    await started.router.apply({ revision: 1, routes: [route([replica.target])] }, soon());
    const load = startLoad(started.port, 4);
    await until('50 requests are done', () => load.done() >= 50);
    await load.stop();
    const [figure, ...others] = await started.router.figures();
    assert.equal(others.length, 0);
    assert.equal(figure?.requests, load.done());
    assert.deepEqual(figure?.status, [0, load.done(), 0, 0, 0]);
    assert.deepEqual([figure?.failures, figure?.inFlight, figure?.release], [0, 0, 1]);
    assert.equal(
      figure?.latency.reduce((sum, bucket) => sum + bucket, 0),
      load.done(),
    );
    assert.ok((figure?.bytesIn ?? 0) >= 20_000);
  });
});
