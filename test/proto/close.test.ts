// A server that closes: unary calls end well, streams are sent away to come back, and nothing holds it up for long.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import type { Failure } from '../../proto/failure.ts';
import { eventually, signalOf } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';

let peers: Peers;
before(async () => {
  peers = await openPeers();
});
after(() => peers.close());

const unavailable = (error: Failure) => error.code === 'unavailable';

test('D04: a unary call that is under way is finished; a stream is ended at once; new calls and connections are not taken', async () => {
  const begun = signalOf('the unary call to begin');
  const goOn = signalOf('the test to let it end');
  const stopped = signalOf('the stream to be stopped');
  const server = await peers.listen({
    status: async () => {
      begun.fire();
      await goOn.promise;
      return { hosts: [{ name: 'finished' }] };
    },
    async *session(_, { signal }) {
      signal.addEventListener('abort', () => stopped.fire(), { once: true });
      yield { heartbeat: { sequence: 1 } };
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    },
  });
  const control = peers.control(server);
  const session = peers.agents(server).session(endless());
  await session.next();
  const unary = control.status({});
  await begun.promise;

  const closed = server.close(5_000);
  await assert.rejects(session.next(), unavailable);
  await stopped.promise;
  await assert.rejects(control.listHosts({}, { deadlineMs: 2_000 }));
  const refused = connect(server.port, '127.0.0.1');
  await assert.rejects(once(refused, 'connect'));
  goOn.fire();
  assert.equal((await unary).hosts[0]?.name, 'finished');
  await closed;
});

test('a handler that heeds nothing does not hold it up longer than the grace', async () => {
  let begun = false;
  const server = await peers.listen({
    status: () => {
      begun = true;
      return new Promise(() => {});
    },
  });
  const call = assert.rejects(peers.control(server).status({}), unavailable);
  await eventually('the call to begin', () => begun);
  await server.close(100);
  await call;
  assert.equal(server.connections(), 0);
});

test('an idle server closes at once, and closing twice is closing once', async () => {
  const server = await peers.listen({ status: async () => ({}) });
  await peers.control(server).status({});
  const before = performance.now();
  await Promise.all([server.close(60_000), server.close(60_000)]);
  await server.close(60_000);
  assert.ok(performance.now() - before < 30_000, 'it waited for its grace though nothing was left');
});

async function* endless(): AsyncGenerator<never> {
  await new Promise(() => {});
}
