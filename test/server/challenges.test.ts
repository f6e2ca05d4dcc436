// What routers answer for HTTP-01: told to every host of the environment, and published when all that can answer do.
import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, it } from 'node:test';
import { pino } from 'pino';
import type { HostMessage } from '../../proto/generated/castellan/v1/HostMessage.ts';
import type { ServerMessageInput } from '../../proto/generated/castellan/v1/ServerMessage.ts';
import { localBus } from '../../server/bus/local.ts';
import { openChallenges } from '../../server/challenges.ts';
import { hold } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { startSessions } from '../../server/sessions.ts';

const folder = mkdtempSync(join(tmpdir(), 'challenges-'));
after(() => rmSync(folder, { recursive: true }));
let made = 0;
let close = async () => {};
afterEach(() => close());

async function open({ withinMs = 60_000 } = {}) {
  made += 1;
  const records = await openRecords(join(folder, `${made}.sqlite`));
  const bus = localBus();
  const times = { heartbeatMs: 20, unreachableMs: 15_000, lostMs: 60_000 };
  const sessions = startSessions({
    ...{ records, bus, times, log: pino({ enabled: false }), cluster: 'c', now: Date.now, environment: 'production' },
    changed: () => {},
    challenges: (environment) => challenges.of(environment),
  });
  const challenges = openChallenges({ db: records.db, bus, presence: sessions.presence, withinMs });
  const ending: (() => Promise<void>)[] = [];
  /** Its agent has these abilities; `told` is what it was told last. */
  const connect = async (host: string, abilities: string[]) => {
    const stop = new AbortController();
    const outgoing: HostMessage[] = [];
    const say = (tokens: string[]) => {
      const report = { epoch: 0, revision: 0, slots: [], staged: [], refusals: [], troubles: [], challenges: tokens };
      outgoing.push({ report, message: 'report' } as unknown as HostMessage);
    };
    const messages = async function* (): AsyncGenerator<HostMessage> {
      const hello = { agentVersion: '1', bootId: 'b', bootMs: 0, epoch: 0, revision: 0, routerPorts: [], abilities };
      yield { hello, message: 'hello' };
      say([]);
      for (; !stop.signal.aborted; await new Promise((next) => setTimeout(next, 5))) yield* outgoing.splice(0);
    };
    const heard = { told: [] as string[], answers: true };
    const take = ({ challenges: one }: ServerMessageInput) => {
      if (!one) return;
      heard.told = Object.keys(one.answers ?? {});
      if (heard.answers) say(heard.told);
    };
    const session = sessions.serve(host, '127.0.0.1', messages(), stop.signal);
    take((await session.next()).value ?? {});
    const reading = (async () => {
      for await (const message of session) take(message);
    })();
    ending.push(async () => {
      stop.abort();
      await reading.catch(() => {});
    });
    return heard;
  };
  close = async () => {
    await Promise.all(ending.map((end) => end()));
    await records.close();
  };
  return { records, challenges, connect };
}

const never = new AbortController().signal;
const able = ['preflight', 'challenges'];

it('it is published when every connected host answers it; taken away, they are told too', async () => {
  const { challenges, connect } = await open();
  const hosts = [await connect('h1', able), await connect('h2', able), await connect('old', ['preflight'])];
  await challenges.publish('production', 'token-1', 'a', never);
  deepEqual(
    hosts.map(({ told }) => told.join()),
    ['token-1', 'token-1', 'token-1'],
  );
  deepEqual(challenges.of('production'), { 'token-1': 'a' });
  deepEqual(challenges.of('staging'), {});
  await challenges.publish('production', 'token-2', 'b', never);
  await challenges.withdraw('production', 'token-1');
  for (const deadline = Date.now() + 60_000; hosts[1]?.told.join() !== 'token-2' && Date.now() < deadline; )
    await new Promise((next) => setTimeout(next, 5));
  equal(hosts[1]?.told.join(), 'token-2');
});

it('a host that does not answer is named, and one that calls later is told what holds', async () => {
  const { challenges, connect } = await open({ withinMs: 300 });
  await connect('h1', able);
  const deaf = await connect('h2', able);
  deaf.answers = false;
  await rejects(challenges.publish('production', 'token-1', 'a', never), /the routers of h2 do not answer the challenge/);
  const late = await connect('h3', able);
  for (const deadline = Date.now() + 60_000; late.told.length === 0 && Date.now() < deadline; )
    await new Promise((next) => setTimeout(next, 5));
  deepEqual(late.told, ['token-1']);
});

it('nobody there, only agents that are too old, or a host that is held: nothing is published', async () => {
  const { challenges, connect, records } = await open({ withinMs: 300 });
  await rejects(challenges.publish('production', 'token-1', 'a', never), { code: 'refused' });
  await connect('old', ['preflight']);
  await rejects(challenges.publish('production', 'token-1', 'a', never), { code: 'refused' });
  await challenges.withdraw('production', 'token-1');
  const held = await connect('h1', able);
  await records.write((tx) => hold(tx, 'h1', 'an old copy'));
  await rejects(challenges.publish('production', 'token-2', 'a', never), { code: 'timeout' });
  deepEqual(held.told, []);
});
