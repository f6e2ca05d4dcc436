// W13: whoever asks for too much is told to wait, or is read more slowly; nobody else notices, and nothing is lost.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Identity } from '../../certs/identity.ts';
import { Failure, fail } from '../../proto/failure.ts';
import type { Denial } from '../../proto/gate.ts';
import { patiently } from '../../proto/patience.ts';
import { openQuotas, type Quota } from '../../proto/quotas.ts';
import { openPeers, type Peers } from './peers.ts';

const never = 1 / 3600;
const scarce: Quota = {
  calls: { perSecond: 10, burst: 3 },
  callsUnderWay: 100,
  streams: {
    '/castellan.v1.Agents/ShipLogs': { messages: { perSecond: 1000, burst: 2 }, bytes: { perSecond: 1e6, burst: 1e6 } },
  },
};
const identity = (name: string) => ({ kind: 'host', name, fingerprint: name }) as Identity;

describe('what one caller may ask for', () => {
  it('is so many calls at once and so many a second, for each by itself', () => {
    let now = 0;
    const told: Denial[] = [];
    const lines: string[] = [];
    const log = { warn: (_: unknown, text: string) => void lines.push(text) };
    const quotas = openQuotas({ quota: scarce, denied: (denial) => told.push(denial), log: log as never, now: () => now });
    const call = (name: string) => quotas.begin('/castellan.v1.Agents/Renew', identity(name), '192.0.2.1')();
    const refusals = (times: number) => {
      let waits: number[] = [];
      for (let i = 0; i < times; i += 1) {
        try {
          call('web-1');
        } catch (error) {
          ok(error instanceof Failure && error.code === 'busy');
          match(error.message, /^too many calls of host web-1: more than 10 calls a second; nothing was done$/);
          waits = [...waits, Math.round(error.waitMs ?? -1)];
        }
      }
      return waits;
    };
    deepEqual(refusals(5), [100, 100]);
    call('web-2');
    now = 150;
    deepEqual(refusals(2), [50]);
    equal(quotas.counted().refused, 3);
    // Told at the first, and not again before a minute has gone by; with all that came meanwhile.
    equal(told.length, 1);
    now = 60_000;
    deepEqual(refusals(4), [100]);
    deepEqual(
      told.map(({ caller, address, trouble }) => [caller, address, trouble]),
      [
        ['host web-1', '192.0.2.1', 'more than 10 calls a second; 1 refused since it was last told'],
        ['host web-1', '192.0.2.1', 'more than 10 calls a second; 3 refused since it was last told'],
      ],
    );
    equal(lines.length, 2);
  });

  it('is so many calls under way', () => {
    const quota = { ...scarce, calls: { perSecond: 1000, burst: 1000 }, callsUnderWay: 2 };
    const quotas = openQuotas({ quota, log: { warn: () => {} }, now: () => 0 });
    const begin = (name: string) => quotas.begin('/castellan.v1.Control/Logs', identity(name), '');
    const first = begin('a');
    begin('a');
    begin('b');
    const third = () => begin('a');
    equal((thrown(third) as Failure).message, 'too many calls of host a: 2 calls under way; nothing was done');
    first();
    begin('a');
    equal((thrown(third) as Failure).code, 'busy');
  });

  it('is remembered of so many callers that nobody can fill the memory', () => {
    const quotas = openQuotas({ quota: scarce, log: { warn: () => {} }, now: () => 0 });
    for (let i = 0; i < 50_000; i += 1) quotas.begin('x', identity(`host-${i}`), '')();
    equal(quotas.counted().refused, 0);
  });
});

describe('who was told to wait', () => {
  const busy = (waitMs: number) => fail('busy', 'too many', { waitMs });
  const calling = (...answers: (Failure | string)[]) => {
    const deadlines: number[] = [];
    const call = async function* ({ deadlineMs = 0 }: { deadlineMs?: number }) {
      deadlines.push(deadlineMs);
      const answer = answers.shift();
      if (answer instanceof Failure) throw answer;
      yield answer;
    };
    return { call, deadlines };
  };
  const collected = (replies: AsyncIterable<unknown>) => Array.fromAsync(replies);

  it('asks again, and gets the answer', async () => {
    const { call, deadlines } = calling(busy(1), busy(1), 'here');
    deepEqual(await collected(patiently(call, { deadlineMs: 60_000 }, () => 0)), ['here']);
    equal(deadlines.length, 3);
    ok((deadlines[2] as number) < 60_000);
  });

  it('gives up when it would take longer than it has, or when it is told to', async () => {
    await rejects(collected(patiently(calling(busy(10_000)).call, { deadlineMs: 5000 })), { code: 'busy' });
    await rejects(collected(patiently(calling(busy(61_000)).call, {})), { code: 'busy' });
    const aborted = { signal: AbortSignal.abort() };
    await rejects(collected(patiently(calling(busy(1)).call, aborted)), { code: 'busy' });
  });

  it('asks nothing again that failed for another reason', async () => {
    await rejects(collected(patiently(calling(fail('unavailable', 'gone'), 'never').call, {})), { code: 'unavailable' });
  });
});

describe('W13: one floods, the others are served', () => {
  let peers: Peers;
  before(async () => {
    peers = await openPeers();
  });
  after(() => peers.close());

  it('its calls are refused before anything is done, and those of others are not', async () => {
    let reached = 0;
    const handlers = {
      listHosts: async () => {
        reached += 1;
        return {};
      },
    };
    const quota = { ...scarce, calls: { perSecond: never, burst: 20 } };
    const server = await peers.listen(handlers, { quota });
    const flooding = peers.control(server, peers.folders.host);
    const asked = await Promise.allSettled(Array.from({ length: 500 }, () => flooding.listHosts({})));
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as Failure] : []));
    deepEqual([refused.length, reached], [480, 20]);
    deepEqual([...new Set(refused.map(({ code }) => code))], ['busy']);
    match(refused[0]?.next ?? '', /^try again in \d+ s$/);
    equal(server.counted().refused, 480);
    for (let i = 0; i < 20; i += 1) await peers.control(server).listHosts({});
    equal(reached, 40);
    equal(peers.logged.filter(({ text }) => text === 'a caller asks for too much').length, 1);
  });

  it('a caller that meets the limit for a moment gets all of its answers, later', async () => {
    const quota = { ...scarce, calls: { perSecond: 200, burst: 1 } };
    const server = await peers.listen({ listHosts: async () => ({}) }, { quota });
    const client = peers.control(server);
    equal((await Promise.all(Array.from({ length: 10 }, () => client.listHosts({})))).length, 10);
    ok(server.counted().refused > 0);
  });

  it('its streams are read more slowly, and nothing of them is lost', async () => {
    const offsets: number[] = [];
    const shipLogs = async function* (blocks: AsyncIterable<{ offset: number }>) {
      for await (const { offset } of blocks) offsets.push(offset);
      yield { offset: offsets.length };
    };
    const server = await peers.listen({ shipLogs }, { quota: scarce });
    const sent = async function* () {
      for (let offset = 0; offset < 50; offset += 1) yield { offset };
    };
    const acks = await Array.fromAsync(peers.agents(server).shipLogs(sent()));
    deepEqual([acks[0]?.offset, acks.length], [50, 1]);
    deepEqual(
      offsets,
      Array.from({ length: 50 }, (_, i) => i),
    );
    ok(server.counted().waits > 0);
    equal(server.counted().refused, 0);
  });

  it('who must wait for ever is not read at all, and its end is heard all the same', async () => {
    let [taken, over] = [0, false];
    const shipLogs = async function* (blocks: AsyncIterable<object>): AsyncGenerator<object> {
      try {
        for await (const _ of blocks) taken += 1;
        yield {};
      } finally {
        over = true;
      }
    };
    const quota = { ...scarce, streams: { '/castellan.v1.Agents/ShipLogs': { ...slow } } };
    const server = await peers.listen({ shipLogs }, { quota });
    let made = 0;
    const endless = async function* () {
      for (;;) {
        made += 1;
        yield { offset: made, data: Buffer.alloc(200_000) };
      }
    };
    const ending = new AbortController();
    const call = peers.agents(server).shipLogs(endless(), { signal: ending.signal }).next();
    call.catch(() => {});
    // The window fills up, and then the sender stands.
    const until = Date.now() + 60_000;
    for (let before = -1; before !== made || made === 0; ) {
      ok(Date.now() < until, `the sender never stood still: ${made}`);
      before = made;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    ok(taken <= 3, `${taken} were read`);
    ok(made < 200, `${made} were made`);
    for (let i = 0; i < 10; i += 1) await peers.control(await peers.listen({ listHosts: async () => ({}) })).listHosts({});
    ending.abort();
    await rejects(call, { code: 'cancelled' });
    while (!over) {
      ok(Date.now() < until, 'the handler never heard that its caller has gone');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
});

const slow = { messages: { perSecond: never, burst: 2 }, bytes: { perSecond: 1e6, burst: 1e6 } };

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
