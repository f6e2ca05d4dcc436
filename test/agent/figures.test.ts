import { deepEqual, equal, ok } from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { openFigures } from '../../agent/figures.ts';
import { aFigure } from './decide/figures.ts';
import { memoryRouter, quiet, until } from './host-world.ts';
import { manualClock } from './manual-clock.ts';

let figures: ReturnType<typeof openFigures> | undefined;
afterEach(() => figures?.close());

function world() {
  const clock = manualClock();
  const seen = { requests: 0, asked: 0, told: 0, busy: false };
  const router = {
    ...memoryRouter(),
    figures: async () => {
      seen.asked += 1;
      return [aFigure({ requests: seen.requests })];
    },
  };
  figures = openFigures({
    router,
    replicas: () => [],
    isBusy: () => seen.busy,
    clock,
    log: quiet,
    changed: () => {
      seen.told += 1;
    },
  });
  return { clock, seen };
}

it('figures are asked for each second while somebody waits for them, else each ten', async () => {
  const { clock, seen } = world();
  await clock.forward(30_000, 1000);
  ok(seen.asked >= 3 && seen.asked <= 4, `asked ${seen.asked} times when idle`);
  seen.busy = true;
  const before = seen.asked;
  await clock.forward(10_000, 1000);
  ok(seen.asked - before >= 9, `asked ${seen.asked - before} times when busy`);
});

it('figures are told at most each two seconds, and only when they are new or were new before', async () => {
  const { clock, seen } = world();
  seen.busy = true;
  await until('the first are told', () => seen.told === 1);
  await clock.forward(10_000, 1000);
  equal(seen.told, 2, 'and once more when nothing was new');
  for (let second = 0; second < 10; second += 1) {
    seen.requests += 1;
    await clock.forward(1000, 1000);
  }
  equal(seen.told, 7);
  const report = figures?.report();
  deepEqual([report?.figures?.[0]?.requests, report?.routes?.[0]?.requests, report?.routesLeftOut], [10, 10, 0]);
  equal(report?.routesMs, clock.now());
});
