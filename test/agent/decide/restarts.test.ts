// Why a replica was started again: known for as long as it runs, and told.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Change, planSlot } from '../../../agent/decide/changes.ts';
import type { Event } from '../../../agent/decide/events.ts';
import { step } from '../../../agent/decide/lifecycle.ts';
import { type Exit, noProbes, type Replica } from '../../../agent/decide/replica.ts';
import { exitReport, slotReport } from '../../../agent/report.ts';
import { aProcess, aReplica, aSpec, aWish, healthy, starting } from './replicas.ts';

const limits = { ...aSpec.limits, memoryBytes: 64 * 2 ** 20 };
const serving = aReplica(healthy, { promotedAt: 0, spec: { ...aSpec, limits }, startedAt: 1 });
const killed: Event = { is: 'exited', run: 1, code: -1, signal: 'SIGKILL', at: 3000, result: 'out-of-memory' };
const dead = (at: number): Event => ({ is: 'probe', run: 1, check: 'live', ok: false, detail: 'GET /livez answered 503', at });
const terminated = (at: number): Event => ({ is: 'exited', run: 1, code: -1, signal: 'SIGTERM', at });

/** As an agent finds it that was restarted at this moment. */
function keptOnDisk(replica: Replica): Replica {
  return JSON.parse(JSON.stringify({ ...replica, probes: noProbes })) as Replica;
}

function after(replica: Replica, ...events: Event[]): Replica {
  return events.reduce((before, event) => keptOnDisk(step(before, event)[0]), replica);
}

/** Once more, until it is ready. */
function runsAgain(replica: Replica): Replica {
  const at = 100_000;
  const good = { is: 'probe', run: 2, check: 'ready', ok: true, detail: '', at } as const;
  const due = replica.phase.name === 'waiting' ? after(replica, { is: 'tick', at }) : replica;
  const up = after(due, { is: 'prepared', ports: {}, folder: '/b', at }, { is: 'spawned', run: 2, process: aProcess, at });
  return [good, good].reduce((before, event) => step(before, event)[0], up);
}

function told(replica: Replica) {
  const facts = { wish: aWish, warm: null, replicas: [replica] };
  const { phase, restarts, lastExit, startedMs } = slotReport('h1', aWish, facts, 'settled').replicas?.[0] ?? {};
  return { phase, restarts, startedMs, ...lastExit };
}

describe('a replica that runs again', () => {
  it('P05 tells that it was out of memory, with its limit', () => {
    const detail = 'out of memory (limits.memory is 64 MiB)';
    deepEqual(told(runsAgain(after(serving, killed))), {
      ...{ phase: 'healthy', restarts: 1, startedMs: 100_000 },
      ...{ code: -1, signal: 'SIGKILL', atMs: 3000, reason: 'OUT_OF_MEMORY', detail },
    });
    const unlimited = after({ ...serving, spec: aSpec }, killed);
    equal(
      unlimited.failure?.message,
      'out of memory (its host’s: it has no limits.memory): ended by SIGKILL, 3.0 s after it was ready',
    );
    equal(told(unlimited).detail, 'out of memory (its host’s: it has no limits.memory)');
  });

  it('tells which check failed, how often, and what was answered last, also when the agent came back in between', () => {
    const once = step(serving, dead(10))[0];
    const stopping = keptOnDisk(step(once, dead(11))[0]);
    equal(stopping.phase.name, 'stopping');
    const { reason, detail, signal, restarts } = told(runsAgain(after(stopping, terminated(12))));
    deepEqual([reason, signal, restarts], ['LIVE_CHECK', 'SIGTERM', 1]);
    equal(detail, 'live check failed 2 times in a row, last: GET /livez answered 503');
  });

  it('tells that it was out of memory when that came before it could be stopped for its check', () => {
    const stopping = step(step(serving, dead(10))[0], dead(11))[0];
    equal(told(after(stopping, killed)).reason, 'OUT_OF_MEMORY');
  });

  it('tells that it was not ready in time', () => {
    const late = after(aReplica(starting, { promotedAt: 0 }), { is: 'tick', at: 60_000 }, terminated(60_001));
    const { reason, detail } = told(late);
    equal(reason, 'NOT_READY');
    match(detail ?? '', /^not ready 1 min 0 s after its start: /);
  });

  it('has no reason to tell when it ended by itself, was stopped, or when its agent did not write one down', () => {
    equal(told(after(serving, { is: 'exited', run: 1, code: 3, signal: '', at: 5 })).reason, undefined);
    equal(told(after(serving, { is: 'stop', at: 4 }, terminated(5))).reason, undefined);
    const older: Exit = { code: -1, signal: 'SIGKILL', at: 5, result: 'out-of-memory' };
    equal(exitReport(older).reason, 'OUT_OF_MEMORY');
    const newer = { ...older, why: { reason: 'a reason of tomorrow', text: '' } } as unknown as Exit;
    deepEqual(exitReport(newer), { code: -1, signal: 'SIGKILL', atMs: 5 });
  });
});

describe('one that takes the place of a replica that wore out', () => {
  const text = 'uses 412 open files, restart from 400 open files';
  const worn = aReplica(healthy, { promotedAt: 0, worn: text, restarts: 2 });
  const facts = { wish: aWish, acknowledged: new Set([worn.id]), now: 9 };
  const why = { reason: 'watchdog', text: `watchdog: it ${text}` };

  it('tells why, though the other one still runs', () => {
    const lastExit = { code: -1, signal: '', at: 9, why };
    deepEqual(planSlot({ ...facts, replicas: [worn] }).changes, [{ do: 'create', wish: aWish, restarts: 3, lastExit }]);
    const { reason, detail } = exitReport(lastExit as Exit);
    deepEqual([reason, detail], ['WATCHDOG', why.text]);
  });

  it('with a fixed port, which can start only then, tells how the other one ended, and counts on', () => {
    const spec = { ...aSpec, ports: { http: 8080 }, restart: { ...aSpec.restart, policy: 'on-failure' } } as const;
    const ended = after({ ...worn, spec }, { is: 'stop', at: 5 }, { is: 'exited', run: 1, code: 0, signal: '', at: 6 });
    const { changes, move } = planSlot({ ...facts, wish: { ...aWish, spec }, replicas: [ended] });
    const [create] = changes as [Extract<Change, { do: 'create' }>];
    deepEqual([create.do, create.restarts, create.lastExit], ['create', 3, { code: 0, signal: '', at: 6, why }]);
    equal(move, 'moving');
  });

  it('is no start again when it is of another release', () => {
    const wish = { ...aWish, release: 2, deployment: 2, fingerprint: 'f2' };
    deepEqual(planSlot({ ...facts, wish, replicas: [worn] }).changes, [{ do: 'create', wish }]);
  });
});

describe('since when a process runs', () => {
  const fresh = aReplica({ ...starting, process: null }, { spec: { ...aSpec, ready: null } });

  it('is kept when an agent that comes back counts its healthy time anew', () => {
    const up = after(fresh, { is: 'spawned', run: 1, process: aProcess, at: 7 });
    const adopted = after(up, { is: 'adopted', at: 500 });
    deepEqual([adopted.phase.since, adopted.startedAt, told(adopted).startedMs], [500, 7, 7]);
  });

  it('is when it was started, also where the agent finds out only when it comes back', () => {
    equal(after(fresh, { is: 'spawned', run: 1, process: aProcess, at: 500, startedAt: 7 }).startedAt, 7);
  });

  it('is nothing when none runs', () => {
    const waiting = after(serving, killed);
    ok(waiting.phase.name === 'waiting' || waiting.phase.name === 'preparing');
    equal(told(waiting).startedMs, 0);
  });
});
