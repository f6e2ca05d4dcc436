import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planSlot } from '../../../agent/decide/changes.ts';
import { calm, gauge, isWatched, mostBeyondShare, sample, sayUse } from '../../../agent/decide/watchdog.ts';
import { type HostUse, openHostUse, watchedOfHost } from '../../../agent/host-use.ts';
import { openWatchdog } from '../../../agent/watchdog.ts';
import { aReplica, aWish, healthy } from './replicas.ts';

const feed = (values: number[], line: number | null) => values.reduce((before, value) => gauge(before, value, line), calm);

describe('a gauge', () => {
  it('goes on after three samples in a row at its line, and off after three well below it', () => {
    equal(feed([90, 90], 90).on, false);
    equal(feed([90, 89, 90, 90], 90).on, false);
    equal(feed([90, 95, 91], 90).on, true);
    equal(feed([90, 95, 91, 80, 80], 90).on, true);
    equal(feed([90, 95, 91, 80, 86, 80, 80], 90).on, true, 'not low enough in between');
    equal(feed([90, 95, 91, 80, 80, 80], 90).on, false);
    equal(feed([100, 100, 100], null).on, false);
  });

  it('does not flap: it never changes more often than every third sample', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 80, max: 100 }), { maxLength: 200 }), (values) => {
        let [now, since] = [calm, 3];
        for (const value of values) {
          const next = gauge(now, value, 90);
          since += 1;
          if (next.on !== now.on) {
            ok(since >= 3, 'it changed twice within three samples');
            since = 0;
          }
          now = next;
        }
      }),
    );
  });

  it('warns before it asks for a restart', () => {
    const bounds = { warn: 80, restart: 95 };
    const after = (values: number[]) =>
      values.reduce<ReturnType<typeof sample> | undefined>((before, value) => sample(before, value, bounds), undefined);
    deepEqual([after([85, 85, 85])?.warn.on, after([85, 85, 85])?.restart.on], [true, false]);
    deepEqual([after([95, 96, 97])?.warn.on, after([95, 96, 97])?.restart.on], [true, true]);
  });
});

it('what is used is told in its own measure', () => {
  equal(sayUse('memoryBytes', 430 * 2 ** 20, 400 * 2 ** 20, 'warning'), 'uses 430 MiB of memory, warning from 400 MiB of memory');
  equal(sayUse('cpu', 0.951, 0.9, 'warning'), 'uses 0.95 processors, warning from 0.90 processors');
  equal(isWatched(undefined), false);
});

describe('a slot whose replica has worn out', () => {
  const worn = aReplica(healthy, { promotedAt: 0, worn: 'uses much', restarts: 2 });
  const facts = { wish: aWish, acknowledged: new Set([worn.id]), now: 1 };

  it('gets another one beside it, which counts as its restart', () => {
    deepEqual(planSlot({ ...facts, replicas: [worn] }).changes, [{ do: 'create', wish: aWish, restarts: 3 }]);
  });

  it('lets it go when the other one serves', () => {
    const next = aReplica(healthy, { id: 'next', promotedAt: 1, createdAt: 1 });
    deepEqual(planSlot({ ...facts, replicas: [worn, next], acknowledged: new Set(['next']) }).changes, [
      { do: 'drain', replica: worn.id },
    ]);
  });

  it('keeps it when the other one failed', () => {
    const failed = aReplica({ name: 'failed', since: 1 }, { id: 'next', createdAt: 1 });
    deepEqual(planSlot({ ...facts, replicas: [worn, failed] }).changes, []);
  });

  it('with a fixed port is emptied first', () => {
    const spec = { ...aWish.spec, ports: { http: 8080 } };
    const plan = planSlot({ ...facts, wish: { ...aWish, spec }, replicas: [{ ...worn, spec }] });
    deepEqual(plan.changes, [{ do: 'drain', replica: worn.id }]);
  });
});

describe('a host', () => {
  it('that is short of something says so, once it has been for three looks', () => {
    const well: HostUse = { memory: 10, cpu: 10, files: 10, disk: 10, inodes: 10 };
    const uses = [well, ...Array(3).fill({ ...well, memory: 97, inodes: 99 }), ...Array(3).fill(well)];
    const told: string[][] = [];
    const timers: (() => void)[] = [];
    const watchdog = openWatchdog({
      folder: '/',
      everyMs: 1,
      host: { memory: 90, cpu: 90, files: 90, disk: 90 },
      memoryRestart: null,
      runtime: { resources: () => undefined },
      replicas: () => [],
      worn() {},
      changed: () => told.push(watchdog.troubles()),
      clock: {
        now: () => 0,
        after(_, run) {
          timers.push(run);
          return () => {};
        },
      },
      hostUse: () => uses.shift() ?? well,
    });
    return drain(timers, 8).then(() => {
      deepEqual(told, [
        ['uses 97 % of its memory, warning from 90 %', 'uses 99 % of the inodes of that disk, warning from 90 %'],
        [],
      ]);
      watchdog.close();
    });
  });

  it('that is short of memory has the one replaced that has most beyond its share, if any has', () => {
    const uses = [
      { replica: 'limited', bytes: 490, limit: 500 },
      { replica: 'small', bytes: 10, limit: null },
      { replica: 'large', bytes: 300, limit: null },
      { replica: 'largest', bytes: 400, limit: null },
    ];
    deepEqual(mostBeyondShare(uses, 1000), { replica: 'largest', bytes: 400, share: 250 });
    equal(mostBeyondShare(uses, 4000), null, 'others use it');
    equal(mostBeyondShare([], 1000), null);
  });

  it('is measured', () => {
    const use = openHostUse('/')();
    for (const what of watchedOfHost) ok(use[what] >= 0 && use[what] <= 100, `${what}: ${use[what]}`);
    ok(use.memory > 0);
    match(String(use.disk), /^\d/);
  });
});

async function drain(timers: (() => void)[], turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    timers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
