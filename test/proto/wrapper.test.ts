// Every handler runs in one wrapper: whatever it does, the caller gets a status and the server lives on.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Failure } from '../../proto/failure.ts';
import { eventually } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';

let peers: Peers;
before(async () => {
  peers = await openPeers();
});
afterEach(() => {
  peers.logged.length = 0;
});
after(() => peers.close());

const bug = new TypeError('cannot read properties of the secret 12345');

/** Answered INTERNAL without a word of the bug, which is in the log with the RPC's name. */
async function assertBug(call: Promise<unknown>, rpc: string): Promise<void> {
  await assert.rejects(call, (error: Failure) => {
    assert.equal(error.code, 'internal');
    assert.doesNotMatch(JSON.stringify([error.message, error.details, error.next]), /12345|TypeError/);
    return true;
  });
  await eventually('the bug to be logged', () =>
    peers.logged.some(({ level, fields }) => level === 'error' && fields.rpc === rpc),
  );
}

async function drain(all: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of all);
}

test('a bug in a handler of any kind, thrown at once or later', async () => {
  const server = await peers.listen({
    status: () => {
      throw bug;
    },
    listHosts: async () => {
      await turn();
      throw bug;
    },
    fetchBundle: () => {
      throw bug;
    },
    async *shipLogs() {
      yield { offset: 1 };
      throw bug;
    },
    upload: async () => {
      throw bug;
    },
    deploy: async () => ({ slots: 5 }) as never,
  });
  const control = peers.control(server);
  const agents = peers.agents(server);
  await assertBug(control.status({}), '/castellan.v1.Control/Status');
  await assertBug(control.listHosts({}), '/castellan.v1.Control/ListHosts');
  await assertBug(drain(agents.fetchBundle({})), '/castellan.v1.Agents/FetchBundle');
  await assertBug(drain(agents.shipLogs(none())), '/castellan.v1.Agents/ShipLogs');
  await assertBug(control.upload(none()), '/castellan.v1.Control/Upload');
  await assertBug(control.deploy({}), '/castellan.v1.Control/Deploy');
});

test('a handler that fails after its caller has gone disturbs nobody', async () => {
  let failed = 0;
  const server = await peers.listen({
    async *fetchBundle(_, { signal }) {
      yield { data: Buffer.from('x') };
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      failed += 1;
      throw bug;
    },
    status: async () => ({}),
  });
  for await (const _ of peers.agents(server).fetchBundle({})) break;
  await eventually('the handler to fail', () => failed === 1);
  await peers.control(server).status({});
  assert.deepEqual(peers.logged, []);
});

test('a handler that goes on writing after the end writes to nobody', async () => {
  let written = 0;
  const server = await peers.listen({
    fetchBundle: () => ({
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          written += 1;
          return { done: false, value: { data: Buffer.from('x') } };
        },
      }),
    }),
    status: async () => ({}),
  });
  for await (const _ of peers.agents(server).fetchBundle({})) break;
  await eventually('the handler to be left alone', async () => {
    const before = written;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return written === before;
  });
  await peers.control(server).status({});
});

async function* none(): AsyncGenerator<never> {}
