import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Effect, Event, HookName } from '../../../agent/decide/events.ts';
import { deadline, probed, resume, step } from '../../../agent/decide/lifecycle.ts';
import { isLooping, isOver, isRouted, isWarm, newReplica, type Phase, type Replica } from '../../../agent/decide/replica.ts';
import { aProcess, aReplica, aSpec, aWish, healthy, starting, unhealthy } from './replicas.ts';

const answered = (check: 'ready' | 'live', good: boolean, at = 1): Event => ({
  is: 'probe',
  run: 1,
  check,
  ok: good,
  detail: `${check} ${good}`,
  at,
});

function after(replica: Replica, ...events: Event[]): { replica: Replica; effects: Effect[] } {
  let effects: Effect[] = [];
  for (const event of events) {
    const [next, more] = step(replica, event);
    replica = next;
    effects = [...effects, ...more];
  }
  return { replica, effects };
}

describe('a candidate', () => {
  it('is prepared, started, and healthy after enough good checks in a row', () => {
    const fresh = newReplica('one', aWish, 0);
    const prepared = after(fresh, { is: 'prepared', ports: { http: 1 }, folder: '/b', at: 1 });
    deepEqual(prepared.effects, [{ do: 'spawn', run: 1 }]);
    const spawned = after(prepared.replica, { is: 'spawned', run: 1, process: aProcess, at: 2 });
    equal(
      after(spawned.replica, answered('ready', true), answered('ready', false), answered('ready', true)).replica.phase.name,
      'starting',
    );
    equal(after(spawned.replica, answered('ready', true), answered('ready', true)).replica.phase.name, 'healthy');
  });

  it('without a check is ready when it runs', () => {
    const spec = { ...aSpec, ready: null };
    const { replica } = after(aReplica({ ...starting, process: null }, { spec }), {
      is: 'spawned',
      run: 1,
      process: aProcess,
      at: 2,
    });
    equal(replica.phase.name, 'healthy');
    equal(isRouted(replica), false, 'it has not taken over');
  });

  it('that exits has failed, with its status and how long it ran', () => {
    const { replica, effects } = after(aReplica(starting), { is: 'exited', run: 1, code: 3, signal: '', at: 3000 });
    equal(replica.phase.name, 'failed');
    equal(replica.failure?.message, 'exited with status 3 after 3.0 s');
    deepEqual(effects, [{ do: 'collect' }]);
  });

  it('that is not ready by its deadline is stopped, and then has failed', () => {
    const late = after(aReplica(starting), answered('ready', false), { is: 'tick', at: 60_000 });
    equal(late.replica.failure?.cause, 'never-ready');
    match(late.replica.failure?.message ?? '', /not ready 1 min 0 s after its start: ready false/);
    deepEqual(late.effects[0], { do: 'terminate', process: aProcess });
    equal(after(late.replica, { is: 'exited', run: 1, code: 0, signal: '', at: 60_001 }).replica.phase.name, 'failed');
  });

  it('whose checks come and go is given up as well', () => {
    const phase: Phase = { ...unhealthy, until: 70_000 };
    equal(after(aReplica(phase), { is: 'tick', at: 70_000 }).replica.failure?.cause, 'never-ready');
  });
});

describe('a replica that has taken over', () => {
  const serving = aReplica(healthy, { promotedAt: 0 });

  it('leaves the routes after enough bad checks in a row, and comes back', () => {
    const bad = after(serving, answered('ready', false), answered('ready', false), answered('ready', false)).replica;
    equal(bad.phase.name, 'unhealthy');
    equal(isRouted(bad), false);
    equal(bad.failure?.cause, 'failed-after-ready');
    equal(isRouted(after(bad, answered('ready', true), answered('ready', true)).replica), true);
  });

  it('is restarted when its live check fails', () => {
    const dead = after(serving, answered('live', false), answered('live', false));
    const why = { reason: 'live-check', text: 'live check failed 2 times in a row, last: live false' };
    deepEqual(dead.replica.phase, { name: 'stopping', since: 1, until: 10_001, process: aProcess, next: 'waiting', why });
  });

  it('is started again after a pause that doubles up to its longest, and begins anew after a stable time', () => {
    const pauses: number[] = [];
    let replica = serving;
    for (let at = 100_000; pauses.length < 8; at += 100_000) {
      replica = after(
        { ...replica, phase: { ...healthy, since: at } },
        { is: 'exited', run: 1, code: 1, signal: '', at: at + 500 },
      ).replica;
      pauses.push((deadline(replica) ?? 0) - (at + 500));
    }
    deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    const calm = after({ ...replica, phase: healthy }, { is: 'exited', run: 1, code: 1, signal: '', at: 60_000 }).replica;
    deepEqual([calm.phase.name, calm.restarts, deadline(calm)], ['preparing', replica.restarts + 1, null]);
  });

  it('is started again at once after the first crash of a proven run, then after pauses that double', () => {
    const pauses: number[] = [];
    let replica = serving;
    for (let at = 100_000; pauses.length < 8; at += 100_000) {
      replica = after(
        { ...replica, phase: { ...healthy, since: at } },
        { is: 'exited', run: 1, code: 1, signal: '', at: at + 1000 },
      ).replica;
      pauses.push((deadline(replica) ?? at + 1000) - (at + 1000));
    }
    deepEqual(pauses, [0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
  });

  it('is prepared and started again when the pause is over, and counted', () => {
    const waiting = aReplica({ name: 'waiting', since: 0, until: 1000 }, { promotedAt: 0 });
    deepEqual(after(waiting, { is: 'tick', at: 999 }).effects, []);
    const due = after(waiting, { is: 'tick', at: 1000 });
    deepEqual([due.replica.phase.name, due.replica.restarts, due.effects], ['preparing', 1, [{ do: 'prepare' }]]);
  });

  for (const [policy, code, phase] of [
    ['always', 0, 'waiting'],
    ['always', 1, 'waiting'],
    ['on-failure', 0, 'stopped'],
    ['on-failure', 1, 'waiting'],
    ['never', 0, 'stopped'],
    ['never', 1, 'failed'],
  ] as const) {
    it(`with restart ${policy} is ${phase} after status ${code}`, () => {
      const replica = { ...serving, spec: { ...aSpec, restart: { ...aSpec.restart, policy } } };
      equal(after(replica, { is: 'exited', run: 1, code, signal: '', at: 5 }).replica.phase.name, phase);
    });
  }

  it('is out of the routes first when it drains, then told to end, then killed', () => {
    const draining = after(serving, { is: 'drain', at: 5 });
    deepEqual([isRouted(draining.replica), draining.effects], [false, [{ do: 'drain' }]]);
    const stopping = after(draining.replica, { is: 'drained', at: 6 });
    deepEqual(stopping.effects, [{ do: 'terminate', process: aProcess }]);
    deepEqual(after(stopping.replica, { is: 'tick', at: 10_006 }).effects, [{ do: 'kill', process: aProcess }]);
    equal(after(draining.replica, { is: 'tick', at: 30_005 }).replica.phase.name, 'stopping');
  });

  it('does not become healthy again by a late check while it drains', () => {
    const draining = after(serving, { is: 'drain', at: 5 }).replica;
    equal(after(draining, answered('ready', true), answered('ready', true)).replica, draining);
  });

  it('is started again without blame after the host was restarted', () => {
    const { replica, effects } = after(serving, { is: 'vanished', at: 9 });
    deepEqual([replica.phase.name, replica.failure, effects], ['preparing', null, [{ do: 'prepare' }]]);
  });
});

it('an event of an earlier run changes nothing', () => {
  const second = aReplica(healthy, { run: 2, promotedAt: 0 });
  equal(after(second, { is: 'exited', run: 1, code: 1, signal: '', at: 5 }).replica, second);
});

it('one that is stopped while it is being started is told to end as soon as it runs', () => {
  const early = after(aReplica({ ...starting, process: null }), { is: 'stop', at: 1 });
  deepEqual([early.replica.phase.name, early.effects], ['stopping', []]);
  const late = after(early.replica, { is: 'spawned', run: 1, process: aProcess, at: 2 });
  deepEqual(late.effects, [{ do: 'terminate', process: aProcess }]);
  equal(after(early.replica, { is: 'spawnFailed', run: 1, detail: 'no', at: 2 }).replica.phase.name, 'stopped');
});

describe('P03: pauses before a start', () => {
  it('double from min to max whatever it does, and begin anew after it was ready for as long as max', () => {
    const crash = fc.record({ ready: fc.boolean(), ranMs: fc.oneof(fc.nat(2000), fc.nat(120_000)) });
    fc.assert(
      fc.property(fc.array(crash, { maxLength: 30 }), (crashes) => {
        let replica = aReplica(healthy, { promotedAt: 0 });
        let [at, before] = [0, 0];
        for (const { ready, ranMs } of crashes) {
          const phase: Phase = ready ? { ...healthy, since: at } : { ...starting, since: at, until: at + 600_000 };
          const end: Event = { is: 'exited', run: 1, code: 1, signal: '', at: at + ranMs };
          replica = after({ ...replica, phase }, end).replica;
          const pauseMs = (deadline(replica) ?? end.at) - end.at;
          const isStable = ready && ranMs >= aSpec.restart.maxMs;
          const allowed = isStable || before === 0 ? [0, 1000] : [Math.min(before * 2, 60_000)];
          ok(allowed.includes(pauseMs) || (before === 0 && pauseMs === 1000), `${pauseMs} after ${before}`);
          ok(pauseMs > 0 || (ready && ranMs >= aSpec.restart.minMs), 'started at once though it proved nothing');
          [at, before] = [end.at + pauseMs, pauseMs];
        }
      }),
    );
  });

  it('are told as a crash loop after more crashes in a row than the limit, and not any more after a stable time', () => {
    let replica = aReplica(healthy, { promotedAt: 0 });
    const crash = (ranMs: number) => {
      replica = after({ ...replica, phase: healthy }, { is: 'exited', run: 1, code: 1, signal: '', at: ranMs }).replica;
      return replica.failure?.message ?? '';
    };
    for (let turn = 1; turn <= 5; turn += 1) equal(crash(10), 'exited with status 1, 0.0 s after it was ready');
    equal(
      crash(10),
      'crash loop: ended 6 times in a row without being ready for 1 min 0 s; last: exited with status 1, 0.0 s after it was ready',
    );
    equal(isLooping(replica), true);
    crash(60_000);
    equal(isLooping(replica), false);
  });

  it('do not count what failed before a stable time, also when it was its check that failed', () => {
    const old = aReplica(healthy, { promotedAt: 0, crashes: 6 });
    const [at, dead] = [100_000, after(old, answered('live', false, 100_000), answered('live', false, 100_000)).replica];
    equal(dead.crashes, 0);
    equal(after(dead, { is: 'exited', run: 1, code: 0, signal: '', at }).replica.phase.name, 'waiting');
  });
});

describe('a replica that has worn out', () => {
  it('serves on until another one has taken over', () => {
    const worn = after(aReplica(healthy, { promotedAt: 0 }), { is: 'worn', run: 1, reason: 'uses much', at: 5 }).replica;
    deepEqual([worn.worn, worn.phase.name, isRouted(worn)], ['uses much', 'healthy', true]);
    const candidate = aReplica(healthy);
    equal(after(candidate, { is: 'worn', run: 1, reason: 'uses much', at: 5 }).replica, candidate);
  });

  it('is not worn any more when it has been started again', () => {
    const worn = aReplica({ name: 'preparing', since: 0 }, { promotedAt: 0, worn: 'uses much' });
    const { replica } = after(worn, { is: 'prepared', ports: {}, folder: '/b', at: 1 });
    equal('worn' in replica, false);
  });
});

describe('over random lives', () => {
  it('nothing is started twice without an end between, nothing happens after the end, only the ready are routed', () => {
    fc.assert(fc.property(choices(), (picks) => void live(picks)));
  });

  it('every life that is stopped comes to its end, whatever the process does', () => {
    fc.assert(
      fc.property(choices(), fc.boolean(), (picks, stubborn) => {
        const world = live(picks);
        world.send({ is: 'stop', at: world.now });
        for (let turn = 0; turn < 20 && !isOver(world.replica); turn += 1) world.settle(stubborn);
        ok(isOver(world.replica), `still ${world.replica.phase.name}`);
      }),
    );
  });

  it('an agent that comes back asks again for what it was waiting for', () => {
    fc.assert(
      fc.property(choices(), (picks) => {
        const { replica, preparing, spawning } = live(picks);
        const asked = resume(replica).map((effect) => effect.do);
        if (preparing && !isOver(replica)) ok(asked.includes('prepare'), replica.phase.name);
        if (spawning && replica.phase.name === 'starting') ok(asked.includes('spawn'), replica.phase.name);
      }),
    );
  });
});

type Pick = [number, number];

function choices(): fc.Arbitrary<Pick[]> {
  return fc.array(fc.tuple(fc.nat(1000), fc.nat(20_000)), { maxLength: 60 });
}

/** A life in a world that answers what it was asked, in any order and at any time. */
function live(picks: Pick[]): World {
  const world = new World(picks.length % 2 === 1);
  for (const [pick, pause] of picks) world.act(pick, pause);
  return world;
}

class World {
  replica: Replica;
  /** Those that have not ended. */
  hooking: HookName[] = [];
  hooksRun: HookName[] = [];
  now = 0;
  preparing = true;
  spawning = false;
  alive = false;
  killed = false;

  constructor(hooked: boolean) {
    const hook = { command: ['true'], timeoutMs: 5000 };
    const both = { before: hook, after: hook };
    const spec = hooked ? { ...aSpec, start: both, stop: { ...aSpec.stop, ...both } } : aSpec;
    this.replica = newReplica('one', { ...aWish, spec }, 0);
  }

  act(pick: number, pause: number): void {
    this.now += pause;
    const events = this.possible();
    this.send(events[pick % events.length] as Event);
  }

  /** What may happen now. Checks may come late; what was asked for may be answered at any time. */
  possible(): Event[] {
    const at = this.now;
    const { run } = this.replica;
    const checks = (['ready', 'live'] as const).flatMap((check) =>
      [true, false].map((good) => ({ ...answered(check, good, at), run })),
    );
    const always: Event[] = [
      ...checks,
      { is: 'tick', at },
      { is: 'promote', at },
      { is: 'keep', at },
      { is: 'demote', at },
      { is: 'collected', lines: [], at },
      { is: 'adopted', at },
    ];
    const rare: Event[] = [
      { is: 'drain', at },
      { is: 'drained', at },
      { is: 'stop', at },
    ];
    const prepared: Event[] = [
      { is: 'prepared', ports: {}, folder: '/b', at },
      { is: 'prepareFailed', cause: 'not-staged', detail: 'gone', at },
    ];
    const spawned: Event[] = [
      { is: 'spawned', run, process: aProcess, at },
      { is: 'spawnFailed', run, detail: 'no', at },
    ];
    const ended: Event[] = [{ is: 'exited', run, code: 1, signal: '', at }];
    return [
      ...always,
      ...rare,
      ...(this.preparing ? prepared : []),
      ...(this.spawning ? spawned : []),
      ...(this.alive ? ended : []),
      ...this.hooking.flatMap((hook) => this.hookAnswers(hook)),
    ];
  }

  hookAnswers(hook: HookName): Event[] {
    const ended: Event = { is: 'hookEnded', hook, at: this.now };
    if (hook !== 'before-start' && hook !== 'after-start') return [ended];
    return [ended, { is: 'hookFailed', hook, detail: 'no', lines: [], at: this.now }];
  }

  send(event: Event): void {
    const wasOver = isOver(this.replica);
    this.happen(event);
    const [next, effects] = step(this.replica, event);
    ok(!wasOver || (effects.length === 0 && next.phase === this.replica.phase), `${event.is} moved a replica that was over`);
    this.replica = next;
    for (const effect of effects) this.perform(effect);
    if (isRouted(next)) ok(this.alive, 'routed, and nothing runs');
    if (probed(next).ready) ok(this.alive, 'checked, and nothing runs');
    if (isOver(next)) ok(!this.alive && !this.spawning, `${next.phase.name}, and something runs`);
  }

  happen(event: Event): void {
    if (event.is === 'prepared' || event.is === 'prepareFailed') this.preparing = false;
    if (event.is === 'spawned' || event.is === 'spawnFailed') this.spawning = false;
    if (event.is === 'spawned') this.alive = true;
    if (event.is === 'exited') this.alive = false;
    if ('hook' in event) this.hooking = this.hooking.filter((hook) => hook !== event.hook);
  }

  perform(effect: Effect): void {
    if (effect.do === 'prepare') this.preparing = true;
    if (effect.do === 'kill') this.killed = true;
    if (effect.do === 'hook') this.runHook(effect.hook);
    if (effect.do !== 'spawn') return;
    ok(!this.alive && !this.spawning, 'started twice');
    this.spawning = true;
    this.killed = false;
  }

  runHook(hook: HookName): void {
    ok(!this.hooksRun.includes(hook), `the hook ${hook} is run twice`);
    equal(this.alive, hook === 'after-start' || hook === 'before-stop', `the hook ${hook}, and something runs or not`);
    ok(!isRouted(this.replica), `the hook ${hook}, and it takes traffic`);
    this.hooksRun.push(hook);
    this.hooking.push(hook);
  }

  /** As a process that ends when it is told to, or only when it is killed. */
  settle(stubborn: boolean): void {
    this.send(this.nextEvent(stubborn));
  }

  nextEvent(stubborn: boolean): Event {
    const { run } = this.replica;
    if (this.spawning) return { is: 'spawned', run, process: aProcess, at: this.now };
    if (this.alive && (this.killed || !stubborn)) return { is: 'exited', run, code: -1, signal: 'SIGKILL', at: this.now };
    this.now = Math.max(this.now, deadline(this.replica) ?? this.now);
    return { is: 'tick', at: this.now };
  }
}

describe('hooks', () => {
  const hook = { command: ['true'], timeoutMs: 5000 };
  const spec = { ...aSpec, stop: { ...aSpec.stop, before: hook, after: hook } };
  const exited: Event = { is: 'exited', run: 1, code: 0, signal: '', at: 7 };
  const ended = (hook: HookName): Event => ({ is: 'hookEnded', hook, at: 8 });

  it('are run once each, before the signal and after the end, when it is stopped for good', () => {
    const stopped = after(aReplica(healthy, { spec }), { is: 'drain', at: 1 }, { is: 'drained', at: 2 });
    deepEqual(stopped.effects, [{ do: 'drain' }, { do: 'hook', hook: 'before-stop' }]);
    const signalled = after(stopped.replica, ended('before-stop'));
    deepEqual(signalled.effects, [{ do: 'terminate', process: aProcess }]);
    const gone = after(signalled.replica, exited);
    deepEqual(gone.effects, [{ do: 'hook', hook: 'after-stop' }]);
    equal(isOver(gone.replica), false);
    equal(after(gone.replica, ended('before-stop')).replica, gone.replica, 'what the other hook says is taken for its own');
    equal(after(gone.replica, ended('after-stop')).replica.phase.name, 'stopped');
  });

  it('are not waited for longer than they may take', () => {
    const asking = after(aReplica(healthy, { spec }), { is: 'stop', at: 1 });
    equal(deadline(asking.replica), 5001);
    deepEqual(after(asking.replica, { is: 'tick', at: 5001 }).effects, [{ do: 'terminate', process: aProcess }]);
    const cleaning = after(asking.replica, exited);
    equal(after(cleaning.replica, { is: 'tick', at: 5007 }).replica.phase.name, 'stopped');
  });

  it('are not run for a replica that crashed and is started again, nor for one that is restarted', () => {
    const crashed = after(aReplica(healthy, { spec, promotedAt: 0 }), exited);
    deepEqual([crashed.replica.phase.name, crashed.effects], ['waiting', [{ do: 'collect' }]]);
    const dead = Array.from({ length: 3 }, () => answered('live', false));
    const restarted = after(aReplica(healthy, { spec: { ...spec, live: aSpec.ready }, promotedAt: 0 }), ...dead);
    equal(restarted.replica.phase.name, 'stopping');
    ok(!restarted.effects.some((effect) => effect.do === 'hook'));
  });

  it('are run for a candidate that was given up, which then has failed', () => {
    const late = after(aReplica(starting, { spec }), { is: 'tick', at: 60_000 });
    ok(late.effects.some((effect) => effect.do === 'hook'));
    const gone = after(late.replica, ended('before-stop'), exited, ended('after-stop'));
    equal(gone.replica.phase.name, 'failed');
  });
});

describe('hooks around the start', () => {
  const hook = { command: ['true'], timeoutMs: 5000 };
  const spec = { ...aSpec, start: { before: hook, after: hook } };
  const prepared: Event = { is: 'prepared', ports: { http: 1 }, folder: '/b', at: 1 };
  const fresh = newReplica('one', { ...aWish, spec }, 0);
  const failed = (hook: 'before-start' | 'after-start'): Event => ({
    is: 'hookFailed',
    hook,
    detail: 'exited with status 3',
    lines: ['no such table'],
    at: 9,
  });
  const asking = after(fresh, prepared);
  const greeting = after(
    asking.replica,
    { is: 'hookEnded', hook: 'before-start', at: 2 },
    { is: 'spawned', run: 1, process: aProcess, at: 3 },
    answered('ready', true),
    answered('ready', true),
  );

  it('are run before the first start, and when it is ready for the first time', () => {
    deepEqual(
      [asking.replica.phase, asking.effects],
      [{ name: 'before-start', since: 1, until: 5001 }, [{ do: 'hook', hook: 'before-start' }]],
    );
    deepEqual(greeting.effects, [
      { do: 'spawn', run: 1 },
      { do: 'hook', hook: 'after-start' },
    ]);
    equal(isRouted(greeting.replica), false);
    const ready = after(greeting.replica, { is: 'hookEnded', hook: 'after-start', at: 9 }).replica;
    deepEqual(ready.phase, { name: 'healthy', since: 9, until: 9 + 60_000 + 10_000, process: aProcess });
  });

  it('fail the replica with their last lines, and nothing is started', () => {
    const before = after(asking.replica, failed('before-start'));
    deepEqual([before.replica.phase.name, before.replica.run, before.effects], ['failed', 0, []]);
    deepEqual(
      [before.replica.failure?.cause, before.replica.failure?.message, before.replica.failure?.lines],
      ['hook-failed', 'the hook before its start failed: exited with status 3', ['no such table']],
    );
    const later = after(greeting.replica, failed('after-start'));
    deepEqual(later.effects, [{ do: 'terminate', process: aProcess }]);
    equal(after(later.replica, { is: 'exited', run: 1, code: 0, signal: '', at: 10 }).replica.phase.name, 'failed');
    equal(later.replica.failure?.message, 'the hook after its start failed: exited with status 3');
  });

  it('are not waited for longer than they may take', () => {
    const late = after(asking.replica, { is: 'tick', at: 5001 }).replica;
    deepEqual(
      [late.phase.name, late.failure?.message],
      ['failed', 'the hook before its start failed: did not end within 5000 ms'],
    );
  });

  it('are not run again for a start after a crash, a restart of the host, or a switch', () => {
    const ran = { spec, run: 1, greeted: true } as const;
    const again = after(aReplica({ name: 'preparing', since: 0 }, { ...ran, promotedAt: 0 }), prepared);
    deepEqual(again.effects, [{ do: 'spawn', run: 2 }]);
    for (const more of [{ promotedAt: 0 }, { demotedAt: 5 }, {}]) {
      const ready = after(aReplica(starting, { ...ran, ...more }), answered('ready', true), answered('ready', true));
      deepEqual([ready.replica.phase.name, ready.effects], ['healthy', []]);
    }
    const older = after(aReplica(starting, { spec, promotedAt: 0 }), answered('ready', true), answered('ready', true));
    deepEqual(older.effects, [], 'one that an older agent started');
  });

  it('fail it when the host goes down meanwhile: nobody knows how far they came', () => {
    const { replica } = after(greeting.replica, { is: 'vanished', at: 9 });
    deepEqual([replica.phase.name, replica.failure?.cause], ['failed', 'hook-failed']);
  });

  it('are left alone when it is stopped meanwhile', () => {
    deepEqual(after(asking.replica, { is: 'stop', at: 2 }).replica.phase.name, 'stopped');
    const stopped = after(greeting.replica, { is: 'stop', at: 9 });
    deepEqual(stopped.effects, [{ do: 'terminate', process: aProcess }]);
    equal(after(stopped.replica, failed('after-start')).replica, stopped.replica);
  });
});

describe('a replica that is kept warm', () => {
  const warm = after(aReplica({ ...healthy, until: 70_000 }), { is: 'keep', at: 10_000 }).replica;
  const bad = [1, 2, 3].map(() => answered('ready', false, 100_000));

  it('is not given up for not having taken over, also by an agent that comes back', () => {
    deepEqual([isWarm(warm), isRouted(warm), deadline(warm)], [true, false, null]);
    equal(after(warm, { is: 'adopted', at: 99_000 }).replica.phase.since, warm.phase.since);
    equal(isRouted(after(warm, { is: 'promote', at: 99_000 }).replica), true);
  });

  it('has failed when it is not ready any more for as long as a start may take', () => {
    const sick = after(warm, ...bad).replica;
    deepEqual([sick.phase.name, sick.failure?.cause, deadline(sick)], ['unhealthy', 'failed-after-ready', 160_000]);
    const lost = after(sick, { is: 'tick', at: 160_000 }).replica;
    deepEqual([lost.phase.name, lost.failure?.message], ['stopping', 'not ready any more for 1 min 0 s: ready false']);
    equal(after(lost, { is: 'exited', run: 1, code: 0, signal: '', at: 160_001 }).replica.phase.name, 'failed');
  });

  it('has failed when it ends', () => {
    const { replica } = after(warm, { is: 'exited', run: 1, code: 1, signal: '', at: 20_000 });
    deepEqual([replica.phase.name, replica.failure?.cause], ['failed', 'failed-after-ready']);
  });

  it('may have served before: it leaves the routes, and nothing happens to its process', () => {
    const demoted = after(aReplica(healthy, { promotedAt: 5 }), { is: 'demote', at: 9 });
    deepEqual(demoted.effects, []);
    deepEqual([isWarm(demoted.replica), demoted.replica.phase, demoted.replica.demotedAt], [true, healthy, 9]);
  });

  for (const [what, phase, until] of [
    ['not ready', unhealthy, 60_009],
    ['being started again', starting, 60_000],
    ['waiting to be started again', { name: 'waiting', since: 0, until: 50 }, 50],
    ['being prepared', { name: 'preparing', since: 0 }, null],
  ] as const) {
    it(`may be ${what} when it leaves the routes, and is watched as a candidate is`, () => {
      const demoted = after(aReplica(phase, { promotedAt: 5 }), { is: 'demote', at: 9 }).replica;
      deepEqual([demoted.promotedAt, demoted.phase.name, deadline(demoted)], [null, phase.name, until]);
    });
  }

  for (const phase of ['before-stop', 'draining', 'stopping', 'after-stop', 'stopped', 'failed'] as const) {
    it(`is not made of one that is ${phase}`, () => {
      const leaving = { name: phase, since: 0, until: 5, process: aProcess, next: 'stopped' } as Phase;
      equal(after(aReplica(leaving), { is: 'demote', at: 9 }).replica.phase, leaving);
    });
  }
});

it('out of memory is a cause of its own', () => {
  const killed: Event = { is: 'exited', run: 1, code: -1, signal: 'SIGKILL', at: 3000, result: 'out-of-memory' };
  const { failure } = after(aReplica(starting), killed).replica;
  const whose = 'its host’s: it has no limits.memory';
  deepEqual([failure?.cause, failure?.message], ['out-of-memory', `out of memory (${whose}): ended by SIGKILL after 3.0 s`]);
  equal(after(aReplica(healthy, { promotedAt: 0 }), killed).replica.failure?.cause, 'out-of-memory');
});
