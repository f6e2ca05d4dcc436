import { deepEqual, equal, ok } from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { openSession, type Session, type SessionLimits } from '../../agent/session.ts';
import { makeWake } from '../../lib/wake.ts';
import type { HostMessageInput } from '../../proto/generated/castellan/v1/HostMessage.ts';
import type { ServerMessage } from '../../proto/generated/castellan/v1/ServerMessage.ts';
import { assignment, quiet, until } from './host-world.ts';

const limits: SessionLimits = { throttleMs: 20, heartbeatMs: 30, silenceMs: 5000, retryMinMs: 1, retryMaxMs: 20 };

/** A server that takes what it is sent, and says what it is told to. */
function fakeServer() {
  const calls: { got: HostMessageInput[]; say(message: Partial<ServerMessage>): void; hangUp(): void; over: boolean }[] = [];
  async function* open(
    messages: AsyncIterable<HostMessageInput>,
    { signal }: { signal?: AbortSignal },
  ): AsyncGenerator<ServerMessage> {
    const wake = makeWake();
    const toSay: Partial<ServerMessage>[] = [];
    const got: HostMessageInput[] = [];
    let hungUp = false;
    const call = {
      got,
      over: false,
      say: (message: Partial<ServerMessage>) => {
        toSay.push(message);
        wake();
      },
      hangUp: () => {
        hungUp = true;
        wake();
      },
    };
    calls.push(call);
    void (async () => {
      for await (const message of messages) got.push(message);
    })();
    signal?.addEventListener('abort', wake);
    while (!hungUp && !signal?.aborted) {
      while (toSay.length > 0) yield toSay.shift() as ServerMessage;
      await wake.wait(signal ? { signal } : {});
    }
    call.over = true;
    if (hungUp) throw new Error('the connection was lost');
  }
  return { calls, open };
}

describe('a session', () => {
  let session: Session;
  afterEach(() => session.close());

  function start(more: Partial<Parameters<typeof openSession>[0]> = {}) {
    const server = fakeServer();
    let revision = 0;
    const assigned: number[] = [];
    session = openSession({
      open: server.open,
      hello: () => ({ bootId: 'boot' }),
      report: () => ({ revision: ++revision }),
      assign: async ({ revision: next }) => {
        assigned.push(next);
        return [];
      },
      log: quiet,
      random: () => 0,
      limits,
      ...more,
    });
    return { ...server, assigned };
  }
  const kinds = (messages: HostMessageInput[] = []) => messages.map((message) => Object.keys(message)[0]);

  it('begins with hello and a complete report, then beats', async () => {
    const { calls } = start();
    await until('it beats', () => calls[0]?.got.some((message) => message.heartbeat));
    deepEqual(kinds(calls[0]?.got).slice(0, 3), ['hello', 'report', 'heartbeat']);
  });

  it('sends one report for many changes, and the newest', async () => {
    const { calls } = start();
    await until('it has reported', () => calls[0]?.got.length === 2);
    for (let change = 0; change < 100; change += 1) session.changed();
    await until('it has reported again', () => calls[0]?.got.filter((message) => message.report).length === 2);
    await until('it beats', () => calls[0]?.got.some((message) => message.heartbeat));
    equal(calls[0]?.got.filter((message) => message.report).length, 2);
  });

  it('hands each assignment on', async () => {
    const { calls, assigned } = start();
    await until('it is there', () => calls.length === 1);
    const [one, other] = [assignment(), assignment()];
    calls[0]?.say({ assignment: one });
    calls[0]?.say({ assignment: other });
    await until('both have come', () => assigned.length === 2);
    deepEqual(assigned, [one.revision, other.revision]);
  });

  it('comes back when the connection is lost, and says everything again', async () => {
    const { calls } = start();
    for (let nth = 0; nth < 3; nth += 1) {
      await until(`call ${nth}`, () => calls[nth]?.got.length === 2);
      deepEqual(kinds(calls[nth]?.got), ['hello', 'report']);
      calls[nth]?.hangUp();
    }
  });

  it('gives a connection up on which nothing is heard', async () => {
    const { calls } = start({ limits: { ...limits, silenceMs: 60 } });
    await until('it has called again', () => calls.length >= 2);
    ok(calls[0]?.over);
  });
});
