// The four kinds of calls over a real connection: what goes through, what fails, and how each is called off.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Failure, fail } from '../../proto/failure.ts';
import { eventually, signalOf } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';

let peers: Peers;
before(async () => {
  peers = await openPeers();
});
after(() => peers.close());

async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
}

const parts = (count: number) => Array.from({ length: count }, (_, index) => ({ data: Buffer.from([index]) }));

async function* from<T>(all: Iterable<T>): AsyncGenerator<T> {
  yield* all;
}

describe('a call goes through', () => {
  test('one request, one reply, and the handler knows who asks and from where', async () => {
    const seen = signalOf<unknown>('the handler to be called');
    const server = await peers.listen({
      listHosts: async ({ environment }, { caller, address }) => {
        seen.fire({ environment, kind: caller.kind, name: caller.name, address });
        return { hosts: [{ name: 'web-1', state: 'CONNECTED', lastSeenMs: 1_790_000_000_000 }] };
      },
    });
    const { hosts } = await peers.control(server).listHosts({ environment: 'production' });
    assert.equal(hosts[0]?.name, 'web-1');
    assert.equal(hosts[0]?.lastSeenMs, 1_790_000_000_000);
    assert.deepEqual(await seen.promise, { environment: 'production', kind: 'operator', name: 'ann', address: '127.0.0.1' });
  });

  test('one request, many replies, in order', async () => {
    const server = await peers.listen({
      async *fetchBundle({ offset }) {
        for (const part of parts(300).slice(offset)) yield part;
        yield { commit: { length: 300, sha256: 'ab' } };
      },
    });
    const got = await collect(peers.agents(server).fetchBundle({ blobSha256: 'ab', offset: 100 }));
    assert.deepEqual(
      got.slice(0, -1).map(({ data }) => data?.[0]),
      parts(300)
        .slice(100)
        .map(({ data }) => data[0]),
    );
    assert.deepEqual(got.at(-1)?.commit, { length: 300, sha256: 'ab' });
  });

  test('many requests, one reply', async () => {
    const server = await peers.listen({
      upload: async (requests) => ({ packedBytes: (await collect(requests)).length }),
    });
    const version = await peers
      .control(server)
      .upload(from([{ open: { app: 'hello' } }, ...parts(500), { commit: { length: 500 } }]));
    assert.equal(version.packedBytes, 502);
  });

  test('many requests, many replies, each answered before the next is sent', async () => {
    const server = await peers.listen({
      async *shipLogs(blocks) {
        for await (const { replica, offset } of blocks) yield { replica, offset: offset + 1 };
      },
    });
    const offsets: number[] = [];
    async function* blocks() {
      for (let offset = 0; offset < 20; offset += 1) {
        yield { replica: 'r', offset };
        await eventually('an answer', () => offsets.length > offset);
      }
    }
    for await (const { offset } of peers.agents(server).shipLogs(blocks())) offsets.push(offset);
    assert.deepEqual(
      offsets,
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });
});

describe('a failure reaches the caller whole', () => {
  const thrown = fail('refused', 'no room on web-1 – „voll“', { details: ['needs 512 MiB', 'has 100 MiB'], next: 'ctl hosts' });
  const same = (error: unknown) => {
    assert.ok(error instanceof Failure);
    assert.deepEqual(
      [error.code, error.message, error.details, error.next],
      ['refused', thrown.message, thrown.details, 'ctl hosts'],
    );
    return true;
  };

  test('from each kind of handler', async () => {
    const server = await peers.listen({
      status: async () => {
        throw thrown;
      },
      async *fetchBundle() {
        yield* parts(1);
        throw thrown;
      },
      upload: async (requests) => {
        for await (const _ of requests) throw thrown;
        return {};
      },
      async *shipLogs(requests) {
        for await (const { offset } of requests) {
          yield { offset };
          throw thrown;
        }
      },
    });
    await assert.rejects(peers.control(server).status({}), same);
    await assert.rejects(collect(peers.agents(server).fetchBundle({})), same);
    await assert.rejects(peers.control(server).upload(from(parts(1000))), same);
    await assert.rejects(collect(peers.agents(server).shipLogs(from([{ replica: 'r' }]))), same);
  });

  test('a producer of requests that throws is heard as it is, and the handler sees a hang-up', async () => {
    const seen = signalOf<unknown>('the handler to hear of it');
    let begun = false;
    const server = await peers.listen({
      upload: async (requests) => {
        begun = true;
        await collect(requests).then(seen.fire, seen.fire);
        return {};
      },
    });
    async function* broken() {
      yield* parts(3);
      await eventually('the handler to run', () => begun);
      throw new Error('the disk is gone');
    }
    await assert.rejects(peers.control(server).upload(broken()), /the disk is gone/);
    const error = await seen.promise;
    assert.ok(error instanceof Failure, 'the stream of requests must not look complete');
    assert.equal(error.code, 'cancelled');
  });

  test('a message above 1 MiB is refused, and the connection goes on', async () => {
    const server = await peers.listen({
      upload: async (requests) => ({ packedBytes: (await collect(requests)).length }),
    });
    const client = peers.control(server);
    const tooLarge = from([{ data: Buffer.alloc((1 << 20) + 1) }]);
    await assert.rejects(client.upload(tooLarge), (error: Failure) => error.code === 'resource-exhausted');
    assert.equal((await client.upload(from([{ data: Buffer.alloc((1 << 20) - 16) }]))).packedBytes, 1);
  });
});

describe('a call is called off', () => {
  /** A handler of each kind that waits until it is told to stop, and says so. */
  async function waiting() {
    const started = { count: 0 };
    const stopped = { count: 0 };
    const wait = async (signal: AbortSignal) => {
      started.count += 1;
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      stopped.count += 1;
    };
    const server = await peers.listen({
      status: async (_, { signal }) => {
        await wait(signal);
        return {};
      },
      async *fetchBundle(_, { signal }) {
        yield* parts(1);
        await wait(signal);
      },
      upload: async (_, { signal }) => {
        await wait(signal);
        return {};
      },
      async *shipLogs(_, { signal }) {
        yield { offset: 1 };
        await wait(signal);
      },
    });
    return { server, started, stopped };
  }

  async function* forever() {
    yield* parts(1);
    await new Promise(() => {});
  }

  test('by a signal: each kind rejects as cancelled, with the reason, and the handler stops', async () => {
    const { server, started, stopped } = await waiting();
    const control = peers.control(server);
    const agents = peers.agents(server);
    const stop = new AbortController();
    const how = { signal: stop.signal };
    const calls = [
      control.status({}, how),
      collect(agents.fetchBundle({}, how)),
      control.upload(forever(), how),
      collect(agents.shipLogs(from([{ replica: 'r' }]), how)),
    ].map((call) =>
      call.then(
        () => 'done',
        (error: Failure) => [error.code, error.cause],
      ),
    );
    await eventually('all four handlers to run', () => started.count === 4);
    const reason = new Error('enough');
    stop.abort(reason);
    for (const outcome of await Promise.all(calls)) assert.deepEqual(outcome, ['cancelled', reason]);
    await eventually('all four handlers to stop', () => stopped.count === 4);
    await assert.rejects(control.status({}, how), (error: Failure) => error.code === 'cancelled');
    assert.equal(started.count, 4, 'nothing is called with a signal that is aborted already');
  });

  test('by a deadline', async () => {
    const { server, stopped } = await waiting();
    const how = { deadlineMs: 300 };
    const control = peers.control(server);
    const timedOut = (error: Failure) => error.code === 'timeout';
    await Promise.all([
      assert.rejects(control.status({}, how), timedOut),
      assert.rejects(collect(peers.agents(server).fetchBundle({}, how)), timedOut),
      assert.rejects(control.upload(forever(), how), timedOut),
      assert.rejects(collect(peers.agents(server).shipLogs(forever(), how)), timedOut),
    ]);
    await eventually('the handlers to stop', () => stopped.count > 0);
  });

  test('by leaving the loop: the handler and the producer of requests stop', async () => {
    const { server, stopped } = await waiting();
    for await (const _ of peers.agents(server).fetchBundle({})) break;
    await eventually('the first handler to stop', () => stopped.count === 1);

    const ended = signalOf('the producer to be ended');
    const producer: AsyncIterable<{ replica: string }> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          ended.fire();
          return { done: true, value: undefined };
        },
      }),
    };
    for await (const _ of peers.agents(server).shipLogs(producer)) break;
    await ended.promise;
    await eventually('the second handler to stop', () => stopped.count === 2);
  });

  test('by the handler: an early end stops the sender', async () => {
    const server = await peers.listen({
      upload: async (requests) => {
        for await (const { data } of requests) return { packedBytes: data?.length ?? 0 };
        return {};
      },
    });
    let sent = 0;
    let ended = false;
    async function* endless() {
      try {
        while (true) {
          sent += 1;
          yield { data: Buffer.alloc(65_536) };
        }
      } finally {
        ended = true;
      }
    }
    assert.equal((await peers.control(server).upload(endless())).packedBytes, 65_536);
    await eventually('the producer to be ended', () => ended);
    assert.ok(sent < 1000, `sent ${sent} messages`);
  });
});
