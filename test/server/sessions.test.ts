// What a session sends, and when a host counts as away: by its silence, and not by a server that stood still.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pino } from 'pino';
import type { Failure } from '../../proto/failure.ts';
import type { Hello } from '../../proto/generated/castellan/v1/Hello.ts';
import type { HostMessage } from '../../proto/generated/castellan/v1/HostMessage.ts';
import { localBus } from '../../server/bus/local.ts';
import { checkHello } from '../../server/hello.ts';
import { releaseHost } from '../../server/records/agent-upgrades.ts';
import { replaceAsked } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { startSessions } from '../../server/sessions.ts';

const folder = mkdtempSync(join(tmpdir(), 'sessions-'));
after(() => rmSync(folder, { recursive: true }));
let made = 0;

const hello = { agentVersion: '1', bootId: 'b', bootMs: 0, epoch: 0, revision: 0, routerPorts: [], abilities: [] };
const report = { epoch: 0, revision: 0, slots: [], staged: [], refusals: [], troubles: [] };

/** A host that has said hello and reported once; `tick` lets the clock go on as the server's timer sees it. */
async function connected({ abilities = [] as string[] } = {}) {
  const clock = { now: 1_700_000_000_000 };
  made += 1;
  const records = await openRecords(join(folder, `${made}.sqlite`));
  const bus = localBus();
  const told: string[][] = [];
  const sessions = startSessions({
    records,
    bus,
    log: pino({ enabled: false }),
    cluster: 'c',
    now: () => clock.now,
    environment: 'production',
    changed: () => {},
    telling: (host, { slots = [] }) => void told.push([host, ...slots.map(({ app = '' }) => app)]),
  });
  const stop = new AbortController();
  const ended = new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
  const spoken = Promise.withResolvers<void>();
  const messages = async function* (): AsyncGenerator<HostMessage> {
    yield { hello: { ...hello, abilities }, message: 'hello' };
    yield { report, message: 'report' } as unknown as HostMessage;
    await Promise.race([spoken.promise, ended]);
    yield { heartbeat: { sequence: 1, reports: 0 }, message: 'heartbeat' };
    await ended;
  };
  const session = sessions.serve('h1', '127.0.0.1', messages(), stop.signal);
  assert.ok((await session.next()).value?.welcome);
  assert.ok((await session.next()).value?.assignment);
  const tick = (ms: number) => {
    clock.now += ms;
    sessions.refresh();
  };
  /** The clock is set, and the next thing that happens is a heartbeat. */
  const hear = async (jump: number) => {
    clock.now += jump;
    spoken.resolve();
    while (sessions.presence('h1')?.lastSeen !== clock.now) await new Promise((next) => setImmediate(next));
  };
  const state = () => sessions.presence('h1')?.state;
  const close = async () => {
    stop.abort();
    await session.return(undefined);
    await records.close();
  };
  const wake = () => bus.publish('assignment:h1');
  return { tick, hear, state, close, records, wake, told, next: async () => (await session.next()).value };
}

test('an assignment is sent when its revision is new, and not again; the turn of an agent’s upgrade is one', async () => {
  const { records, wake, next, close } = await connected();
  assert.ok((await next())?.heartbeat);
  for (const revision of [2, 3]) {
    await records.write((tx) => releaseHost(tx, 'h1'));
    wake();
    assert.equal((await next())?.assignment?.revision, revision);
    wake();
    assert.ok((await next())?.heartbeat);
  }
  await close();
});

test('what a process is comes once to an agent that can read it so, and with each slot to an older one', async () => {
  for (const abilities of [[], ['shared-processes']]) {
    const { records, wake, told, next, close } = await connected({ abilities });
    const target = { app: 'hello', environment: 'production' };
    const made = { reason: '', created_at: 1, created_by: 'anna' };
    const content = { bundle: 'b', strategy: {}, processes: { web: { fingerprint: 'f', process: { command: ['run'] } } } };
    const release = { number: 1, version: '1.0', settings_revision: 0, content: JSON.stringify(content) };
    await records.db
      .insertInto('releases')
      .values({ ...target, ...release, ...made })
      .execute();
    const wishes = [1, 2].map((index) => ({ host: 'h1', process: 'web', index, release: 1, deployment: 1 }));
    await records.write((tx) => replaceAsked(tx, target, { wishes, prospects: [], stages: [] }));
    wake();
    const assignment = (await next())?.assignment ?? (await next())?.assignment;
    // Whose output a host may bring goes by this.
    assert.deepEqual(told, [['h1'], ['h1', 'hello', 'hello']]);
    const shared = abilities.length > 0;
    assert.equal(assignment?.processes?.length ?? 0, shared ? 1 : 0);
    assert.deepEqual(
      assignment?.slots?.map(({ processAt = 0, processJson = '' }) => [processAt, processJson !== '']),
      [1, 2].map(() => (shared ? [1, false] : [0, true])),
    );
    await close();
  }
});

test('a silent host is unreachable after 15 s and lost after 60 s', async () => {
  const { tick, state, close } = await connected();
  assert.equal(state(), 'connected');
  for (let second = 1; second <= 14; second += 1) tick(1000);
  assert.equal(state(), 'connected');
  tick(1000);
  assert.equal(state(), 'unreachable');
  for (let second = 16; second <= 60; second += 1) tick(1000);
  assert.equal(state(), 'lost');
  await close();
});

test('C03, D23: a server that stood still for ten minutes holds no silence against a host', async () => {
  const { tick, state, close } = await connected();
  tick(600_000);
  assert.equal(state(), 'connected');
  for (let second = 1; second <= 15; second += 1) tick(1000);
  assert.equal(state(), 'unreachable');
  await close();
});

test('C01: a host that is heard right after the clock was set is not away for that, and not for ever', async () => {
  for (const jump of [3_600_000, -3_600_000]) {
    const { tick, hear, state, close } = await connected();
    await hear(jump);
    tick(1000);
    assert.equal(state(), 'connected');
    for (let second = 1; second <= 15; second += 1) tick(1000);
    assert.equal(state(), 'unreachable');
    await close();
  }
});

test('C01: a clock that is set an hour forward or back changes no host', async () => {
  for (const jump of [3_600_000, -3_600_000]) {
    const { tick, state, close } = await connected();
    tick(jump);
    assert.equal(state(), 'connected');
    for (let second = 1; second <= 16; second += 1) tick(1000);
    assert.equal(state(), 'unreachable');
    await close();
  }
});

test('what a host says of itself has bounds, and all that is out of them is said at once', () => {
  assert.equal(checkHello(hello as Hello), hello);
  const bad = {
    ...hello,
    agentVersion: 'v'.repeat(129),
    bootId: 'b'.repeat(129),
    bootMs: -1,
    routerPorts: [70_000],
    abilities: Array.from({ length: 300 }, () => 'a'.repeat(65)),
  };
  assert.throws(
    () => checkHello(bad as Hello),
    (failure: Failure) => failure.code === 'bad-input' && failure.details.length === 5,
  );
});
