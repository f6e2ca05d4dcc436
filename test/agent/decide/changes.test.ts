import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Change, failureOf, isWarmReady, planSlot, type SlotPlan } from '../../../agent/decide/changes.ts';
import type { Effect, Event } from '../../../agent/decide/events.ts';
import { deadline, step } from '../../../agent/decide/lifecycle.ts';
import {
  isLeaving,
  isOver,
  isRouted,
  isWarm,
  newReplica,
  type Phase,
  type Replica,
  type Wish,
} from '../../../agent/decide/replica.ts';
import { routesOf, targetsOf } from '../../../agent/decide/routes.ts';
import { aProcess, aReplica, aSpec, aWish, healthy, starting } from './replicas.ts';

const old = aReplica(healthy, { promotedAt: 0 });
const newer: Wish = { ...aWish, release: 2, fingerprint: 'f2', deployment: 2 };
const fresh = (more: Partial<Replica>, phase: Phase = healthy) => ({
  ...aReplica(phase),
  ...newer,
  id: 'hello-web-1-bbbb',
  createdAt: 5,
  ...more,
});

function plan(wish: Wish | null, replicas: Replica[], acknowledged: string[] = [], now = 10_000): SlotPlan {
  return planSlot({ wish, replicas, acknowledged: new Set(acknowledged), now });
}

describe('a slot whose wish changes', () => {
  it('gets a candidate beside what serves', () => {
    deepEqual(plan(newer, [old], [old.id]), { changes: [{ do: 'create', wish: newer }], wakeAt: null, move: 'moving' });
  });

  it('promotes the candidate when it has been healthy for its time, and not before', () => {
    const candidate = fresh({}, { ...healthy, since: 1000, until: 99_000 });
    deepEqual(plan(newer, [old, candidate], [old.id]), { changes: [], wakeAt: 11_000, move: 'moving' });
    deepEqual(plan(newer, [old, candidate], [old.id], 11_000).changes, [{ do: 'promote', replica: candidate.id }]);
  });

  it('lets the old one go only when the new routes are acknowledged', () => {
    const taken = fresh({ promotedAt: 9000 });
    deepEqual(plan(newer, [old, taken], [old.id]).changes, []);
    deepEqual(plan(newer, [old, taken], [taken.id]).changes, [{ do: 'drain', replica: old.id }]);
  });

  it('keeps the old one and does not try again when the candidate has failed', () => {
    const failure = {
      cause: 'exited' as const,
      message: '',
      lastProbe: '',
      exit: null,
      lines: [],
      at: 1,
      release: 2,
      deployment: 2,
    };
    const failed = fresh({ failure }, { name: 'failed', since: 1 });
    deepEqual(plan(newer, [old, failed], [old.id]), { changes: [], wakeAt: null, move: 'failed' });
    const asked = { ...newer, deployment: 3 };
    deepEqual(plan(asked, [old, failed], [old.id]).changes, [
      { do: 'create', wish: asked },
      { do: 'forget', replica: failed.id },
    ]);
  });

  it('stops a candidate at once that nobody wishes for any more', () => {
    deepEqual(plan(aWish, [old, fresh({}, starting)], [old.id]).changes, [{ do: 'stop', replica: 'hello-web-1-bbbb' }]);
  });

  it('only changes the label when nothing differs that runs', () => {
    const same = { ...aWish, release: 7, deployment: 9 };
    deepEqual(plan(same, [old], [old.id]).changes, [{ do: 'relabel', replica: old.id, wish: same }]);
  });

  it('is emptied when there is no wish: what serves drains, what does not stops', () => {
    deepEqual(plan(null, [old, fresh({}, starting)], [old.id]).changes, [
      { do: 'drain', replica: old.id },
      { do: 'stop', replica: 'hello-web-1-bbbb' },
    ]);
    equal(plan(null, [aReplica({ name: 'stopped', since: 1 })]).move, 'settled');
  });

  it('with a fixed port is emptied before it is filled again', () => {
    const spec = { ...aSpec, ports: { http: 8080 } };
    const [fixedWish, fixedOld] = [
      { ...newer, spec },
      { ...old, spec },
    ];
    deepEqual(plan(fixedWish, [fixedOld], [old.id]).changes, [{ do: 'drain', replica: old.id }]);
    deepEqual(plan(fixedWish, [{ ...fixedOld, phase: { name: 'draining', since: 0, until: 1, process: aProcess } }]).changes, []);
    deepEqual(plan(fixedWish, []).changes, [{ do: 'create', wish: fixedWish }]);
  });

  it('is settled when what is wanted serves, is acknowledged and alone', () => {
    equal(plan(aWish, [old], []).move, 'moving');
    equal(plan(aWish, [old], [old.id]).move, 'settled');
    const worker = { ...aWish, spec: { ...aSpec, routes: [] } };
    equal(plan(worker, [{ ...old, spec: worker.spec }], []).move, 'settled');
  });
});

describe('a slot with something to keep warm', () => {
  const warming = { wish: aWish, warm: newer };
  const switched = { wish: newer, warm: aWish };
  const both = (more: Partial<Replica>, phase: Phase = healthy) => [old, fresh(more, phase)];
  const ask = (wishes: { wish: Wish; warm: Wish | null }, replicas: Replica[], acknowledged = [old.id], now = 10_000) =>
    planSlot({ ...wishes, replicas, acknowledged: new Set(acknowledged), now });
  const id = 'hello-web-1-bbbb';
  const trying = { ...healthy, until: 99_000 };

  it('starts it beside what serves, keeps it when it has been ready for its time, and never routes it', () => {
    deepEqual(ask(warming, [old]), { changes: [{ do: 'create', wish: newer }], wakeAt: null, move: 'settled' });
    deepEqual(ask(warming, both({}, { ...trying, since: 1000 })), { changes: [], wakeAt: 11_000, move: 'settled' });
    deepEqual(ask(warming, both({}, trying)).changes, [{ do: 'keep', replica: id }]);
    deepEqual(ask(warming, both({})), { changes: [], wakeAt: null, move: 'settled' });
    equal(isWarmReady({ ...warming, replicas: both({}, trying) }), false);
    equal(isWarmReady({ ...warming, replicas: both({}) }), true);
  });

  it('switches at once, and what served stays when nothing reaches it any more', () => {
    deepEqual(ask(switched, both({}), [old.id], 1).changes, [{ do: 'promote', replica: id }]);
    const taken = both({ promotedAt: 9000 });
    deepEqual(ask(switched, taken, [old.id]), { changes: [], wakeAt: null, move: 'moving' });
    deepEqual(ask(switched, taken, [id]).changes, [{ do: 'demote', replica: old.id }]);
    const demoted = { ...old, promotedAt: null, demotedAt: 9500 };
    deepEqual(ask(switched, [demoted, fresh({ promotedAt: 9000 })], [id]), { changes: [], wakeAt: null, move: 'settled' });
  });

  it('switches back in the same way, without a start', () => {
    const demoted = { ...old, promotedAt: null, demotedAt: 9500 };
    const back = [demoted, fresh({ promotedAt: 9000 })];
    deepEqual(ask(warming, back, [id]).changes, [{ do: 'promote', replica: old.id }]);
    deepEqual(ask(warming, [{ ...demoted, promotedAt: 9900 }, fresh({ promotedAt: 9000 })], [old.id]).changes, [
      { do: 'demote', replica: id },
    ]);
  });

  it('lets it go when it is not wanted any more: drained if it has served, else stopped', () => {
    deepEqual(ask({ wish: aWish, warm: null }, both({})).changes, [{ do: 'stop', replica: id }]);
    deepEqual(ask({ wish: aWish, warm: null }, both({ demotedAt: 5 })).changes, [{ do: 'drain', replica: id }]);
  });

  it('tells its failure as the slot’s, does not try it again, and leaves alone what serves', () => {
    const failure = {
      cause: 'exited',
      message: '',
      lastProbe: '',
      exit: null,
      lines: [],
      at: 1,
      release: 2,
      deployment: 2,
    } as const;
    const failed = [old, fresh({ failure: { ...failure, lines: [] } }, { name: 'failed', since: 1 })];
    const asked = { wish: { ...aWish, deployment: 2 }, warm: newer };
    deepEqual(ask(asked, [{ ...old, deployment: 2 }, ...failed.slice(1)]), { changes: [], wakeAt: null, move: 'settled' });
    equal(failureOf({ ...asked, replicas: failed })?.id, id);
  });

  it('needs no second one of what is no different, and none where both have a fixed port', () => {
    deepEqual(ask({ wish: aWish, warm: { ...newer, fingerprint: 'f1' } }, [old]).changes, []);
    equal(isWarmReady({ wish: aWish, warm: { ...newer, fingerprint: 'f1' }, replicas: [old] }), true);
    const spec = { ...aSpec, ports: { http: 8080 } };
    deepEqual(ask({ wish: { ...aWish, spec }, warm: { ...newer, spec } }, [{ ...old, spec }]).changes, []);
  });
});

describe('over random worlds', () => {
  it('what served goes on serving until its successor does, unless it fails by itself or is not wanted', () => {
    fc.assert(fc.property(picks(), (all) => void played(all)));
  });

  it('a slot comes to rest at its last wish: serving it, or given up with what was there before untouched', () => {
    fc.assert(
      fc.property(picks(), fc.integer({ min: 0, max: wishes.length - 1 }), (all, last) => {
        const world = played(all);
        world.wish = { ...(wishes[last] as Wish), deployment: 1000 };
        world.warm = null;
        world.rest();
        const { move } = world.plan();
        equal(move, isBad(world.wish) ? 'failed' : 'settled');
        if (!isBad(world.wish))
          deepEqual(
            world.here().map(({ fingerprint }) => fingerprint),
            [world.wish.fingerprint],
          );
      }),
    );
  });

  it('a slot with something to keep warm comes to rest with it ready and unrouted, or its failure told', () => {
    const pairs = fc.tuple(fc.nat(1), fc.nat(wishes.length - 1)).filter(([serves, warm]) => serves !== warm);
    fc.assert(
      fc.property(picks(), pairs, (all, [serves, warm]) => {
        const world = played(all);
        const wish = { ...(wishes[serves] as Wish), deployment: 1000 };
        const beside = { ...(wishes[warm] as Wish), deployment: 1000 };
        Object.assign(world, { wish, warm: beside });
        world.rest();
        equal(world.plan().move, 'settled');
        const facts = { wish, warm: beside, replicas: [...world.replicas.values()] };
        deepEqual(
          world
            .here()
            .filter(isRouted)
            .map(({ fingerprint }) => fingerprint),
          [wish.fingerprint],
        );
        equal(isWarmReady(facts), !isBad(beside));
        // What serves may have failed too on its way to rest, and is told first.
        if (isBad(beside)) equal(failureOf({ ...facts, wish: null })?.failure?.release, beside.release);
        else
          deepEqual(
            world
              .here()
              .filter(isWarm)
              .map(({ fingerprint }) => fingerprint),
            [beside.fingerprint],
          );
        equal(world.here().length, isBad(beside) ? 1 : 2);
      }),
    );
  });

  it('a switch to what is warm and back starts and ends nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(100)), { maxLength: 40 }), (all) => {
        const world = new SlotWorld();
        const [one, two] = wishes as [Wish, Wish];
        Object.assign(world, { wish: one, warm: two });
        world.rest();
        const before = [...world.replicas.keys()].sort();
        for (const [pick, pause] of all) {
          world.now += pause;
          if (pick % 5 === 0) [world.wish, world.warm] = [world.warm, world.wish];
          else (pick % 2 === 0 ? world.decide : world.acknowledge).call(world);
          ok(world.routable() > 0, 'nothing serves');
        }
        world.rest();
        deepEqual([...world.replicas.keys()].sort(), before);
        deepEqual(
          [...world.replicas.values()].map(({ run }) => run),
          [1, 1],
        );
        deepEqual(
          world
            .here()
            .filter(isRouted)
            .map(({ fingerprint }) => fingerprint),
          [world.wish?.fingerprint],
        );
      }),
    );
  });

  it('a slot without a wish comes to rest empty', () => {
    fc.assert(
      fc.property(picks(), (all) => {
        const world = played(all);
        world.wish = null;
        world.warm = null;
        world.rest();
        deepEqual([world.here(), world.replicas.size], [[], 0]);
      }),
    );
  });
});

/** f3 never becomes ready, f4 does not start. */
const wishes: Wish[] = ['f1', 'f2', 'f3', 'f4'].map((fingerprint, at) => ({ ...aWish, fingerprint, release: at + 1 }));

function isBad({ fingerprint }: Wish): boolean {
  return fingerprint === 'f3' || fingerprint === 'f4';
}

function picks(): fc.Arbitrary<[number, number][]> {
  return fc.array(fc.tuple(fc.nat(1000), fc.nat(20_000)), { minLength: 40, maxLength: 150, size: 'max' });
}

function played(all: [number, number][]): SlotWorld {
  const world = new SlotWorld();
  for (const [pick, pause] of all) world.act(pick, pause);
  return world;
}

class SlotWorld {
  now = 0;
  wish: Wish | null = wishes[0] as Wish;
  warm: Wish | null = null;
  replicas = new Map<string, Replica>();
  acknowledged: ReadonlySet<string> = new Set();
  /** What was asked of the world and not answered yet. */
  pending: { id: string; effect: Effect }[] = [];
  alive = new Set<string>();
  ids = 0;
  deployments = 0;

  act(pick: number, pause: number): void {
    this.now += pause;
    const doings = [
      () => this.decide(),
      () => this.decide(),
      () => this.acknowledge(),
      () => this.answer(pick),
      () => this.answer(pick),
      () => this.check(pick),
      () => this.tick(),
      () => this.wishFor(pick),
      () => this.crash(pick),
    ];
    (doings[pick % doings.length] as () => void)();
  }

  plan(): SlotPlan {
    const { wish, warm, acknowledged, now } = this;
    return planSlot({ wish, warm, replicas: [...this.replicas.values()], acknowledged, now });
  }

  here(): Replica[] {
    return [...this.replicas.values()].filter((replica) => !isOver(replica));
  }

  /** One decision, carried out: the number of replicas that requests can be sent to does not fall by it. */
  decide(): void {
    const served = this.routable();
    const { changes } = this.plan();
    for (const change of changes) this.carryOut(change);
    const drained = changes.some((change) => change.do === 'drain' || change.do === 'demote');
    if (this.wish && served > 0 && drained) ok(this.routable() > 0, 'the last one that served was let go');
    for (const id of targetsOf(this.table())) ok(isRouted(this.replicas.get(id) as Replica), 'a route to one that is not ready');
  }

  routable(): number {
    return this.here().filter(isRouted).length;
  }

  carryOut(change: Change): void {
    const at = this.now;
    if (change.do === 'create') {
      equal(
        this.here().filter((one) => one.fingerprint === change.wish.fingerprint && one.promotedAt === null && !isLeaving(one))
          .length,
        0,
        'two candidates',
      );
      const id = `r${++this.ids}`;
      this.replicas.set(id, newReplica(id, change.wish, at));
      this.pending.push({ id, effect: { do: 'prepare' } });
    } else if (change.do === 'forget') {
      ok(isOver(this.replicas.get(change.replica) as Replica), 'forgotten while it lives');
      this.replicas.delete(change.replica);
    } else if (change.do === 'relabel') {
      const { release, version, deployment, healthyMs } = change.wish;
      this.send(change.replica, { is: 'relabel', release, version, deployment, healthyMs, routes: change.wish.spec.routes, at });
    } else this.send(change.replica, { is: change.do, at });
  }

  send(id: string, event: Event): void {
    const replica = this.replicas.get(id);
    if (!replica) return;
    const [next, effects] = step(replica, event);
    this.replicas.set(id, next);
    this.pending.push(...effects.map((effect) => ({ id, effect })));
  }

  table() {
    return routesOf(this.wish ? [this.wish] : [], [...this.replicas.values()]);
  }

  acknowledge(): void {
    this.acknowledged = targetsOf(this.table());
  }

  answer(pick: number): void {
    const [one] = this.pending.splice(pick % Math.max(1, this.pending.length), 1);
    const replica = one && this.replicas.get(one.id);
    if (!one || !replica) return;
    const at = this.now;
    const { run } = replica;
    const { effect } = one;
    if (effect.do === 'prepare') this.send(one.id, { is: 'prepared', ports: { http: 1 }, folder: '/b', at });
    if (effect.do === 'collect') this.send(one.id, { is: 'collected', lines: [], at });
    if (effect.do === 'spawn') this.spawn(replica);
    if (effect.do === 'drain' && this.acknowledged.has(one.id)) this.pending.push(one);
    if (effect.do === 'drain' && !this.acknowledged.has(one.id)) this.send(one.id, { is: 'drained', at });
    if (effect.do === 'terminate' || effect.do === 'kill') this.end(one.id, run, 0);
  }

  spawn({ id, run, fingerprint }: Replica): void {
    if (fingerprint === 'f4') {
      this.send(id, { is: 'spawnFailed', run, detail: 'no', at: this.now });
      return;
    }
    this.alive.add(id);
    this.send(id, { is: 'spawned', run, process: aProcess, at: this.now });
  }

  end(id: string, run: number, code: number): void {
    if (!this.alive.delete(id)) return;
    this.send(id, { is: 'exited', run, code, signal: '', at: this.now });
  }

  check(pick: number): void {
    const checked = [...this.replicas.values()].filter(({ id }) => this.alive.has(id));
    const one = checked[pick % Math.max(1, checked.length)];
    if (!one) return;
    const good = !isBad(one) && pick % 7 !== 0;
    for (let again = 0; again < 3; again += 1) this.probe(one, good);
  }

  probe({ id, run }: Replica, good: boolean): void {
    this.send(id, { is: 'probe', run, check: 'ready', ok: good, detail: '', at: this.now });
  }

  tick(): void {
    for (const id of this.replicas.keys()) this.send(id, { is: 'tick', at: this.now });
  }

  wishFor(pick: number): void {
    this.deployments += 1;
    const ask = (at: number) => ({ ...(wishes[at % wishes.length] as Wish), deployment: this.deployments });
    this.wish = pick % 11 === 0 ? null : ask(pick);
    this.warm = this.wish && pick % 3 > 0 ? ask(pick + (pick % 3)) : null;
  }

  crash(pick: number): void {
    const id = [...this.alive][pick % Math.max(1, this.alive.size)];
    const replica = id === undefined ? undefined : this.replicas.get(id);
    if (replica) this.end(replica.id, replica.run, 1);
  }

  /** Everybody does what is asked of them, until nothing is left to do. */
  rest(): void {
    for (let turn = 0; turn < 300; turn += 1) {
      this.tick();
      this.acknowledge();
      this.decide();
      for (const _ of [...this.pending]) this.answer(0);
      for (const one of this.here())
        if (this.alive.has(one.id)) for (let again = 0; again < 3; again += 1) this.probe(one, !isBad(one));
      this.acknowledge();
      const { changes, wakeAt } = this.plan();
      if (changes.length > 0 || this.pending.length > 0) continue;
      const next = [wakeAt, ...this.here().map(deadline)].filter((at) => at !== null && at > this.now);
      if (next.length === 0) return;
      this.now = Math.min(...(next as number[]));
      this.tick();
    }
    throw new Error(
      `not at rest: ${JSON.stringify([...this.replicas.values()].map(({ id, phase, fingerprint }) => ({ id, phase, fingerprint })))}`,
    );
  }
}
