import { deepEqual, equal, ok } from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Host } from '../../agent/host.ts';
import type { SlotWish } from '../../proto/generated/castellan/v1/SlotWish.ts';
import {
  assignment,
  isRunning,
  type MemoryRouter,
  openTestHost,
  temporaryFolder,
  until,
  type WishOptions,
  wish,
} from './host-world.ts';

let folder: ReturnType<typeof temporaryFolder>;
let host: Host;
let router: MemoryRouter;

beforeEach(() => {
  folder = temporaryFolder();
  ({ host, router } = openTestHost(folder.path));
});

afterEach(async () => {
  await host.assign(assignment());
  await until('everything has ended', () => host.replicas().length === 0, host.report);
  host.close();
  folder.remove();
});

/** This release serves, and that one is kept warm. */
function both(serves: number, warm: number, deployment: number, more: WishOptions = {}): SlotWish {
  return { ...wish({ release: serves, deployment }), warm: wish({ release: warm, ...more }) };
}

const slot = () => host.report().slots?.[0];
const served = () => router.tables.at(-1)?.routes[0]?.targets.map(({ release }) => release) ?? [];
const pids = () => Object.fromEntries(slot()?.replicas?.map(({ release, pid }) => [release, pid]) ?? []);
const settled = (release: number, isWarm: boolean) =>
  until(
    `release ${release} serves${isWarm ? ' with another one warm' : ''}`,
    () => slot()?.move === 'SETTLED' && slot()?.wanted === release && slot()?.warmReady === isWarm && served()[0] === release,
    host.report,
  );

async function warmedUp(): Promise<Record<string, number | undefined>> {
  await host.assign(assignment(wish()));
  await settled(1, false);
  await host.assign(assignment(both(1, 2, 2)));
  await settled(1, true);
  return pids();
}

describe('a replica that is kept warm', () => {
  it('runs and is checked beside what serves, takes over at once, and back, with the same processes', async () => {
    const before = await warmedUp();
    const tables = router.tables.length;
    deepEqual([served(), slot()?.warm, slot()?.replicas?.map(({ phase }) => phase)], [[1], 2, ['healthy', 'warm']]);
    await host.assign(assignment(both(2, 1, 2)));
    await settled(2, true);
    deepEqual(pids(), before);
    await host.assign(assignment(both(1, 2, 3)));
    await settled(1, true);
    deepEqual(pids(), before);
    ok(
      router.tables.slice(tables).every(({ routes }) => routes[0]?.targets.length === 1),
      'nothing or two of them served meanwhile',
    );
  });

  it('that served stays as it is until the router has the new routes', async () => {
    await warmedUp();
    let acknowledge = () => {};
    router.gate = new Promise((resolve) => {
      acknowledge = resolve;
    });
    await host.assign(assignment(both(2, 1, 2)));
    await until(
      'the warm one has taken over',
      () => slot()?.replicas?.some(({ release, routed }) => release === 2 && routed),
      host.report,
    );
    deepEqual([slot()?.move, slot()?.warmReady, slot()?.replicas?.filter(({ routed }) => routed).length], ['MOVING', false, 2]);
    acknowledge();
    await settled(2, true);
  });

  it('goes when it is not wanted any more, and what serves stays', async () => {
    const before = await warmedUp();
    await host.assign(assignment(wish({ release: 1, deployment: 2 })));
    await settled(1, false);
    await until('the warm one has gone', () => !isRunning(before[2] ?? 0), host.report);
    deepEqual(pids(), { 1: before[1] });
  });

  it('that fails is told as the failure of the slot, is not tried again, and what serves goes on', async () => {
    await host.assign(assignment(wish()));
    await settled(1, false);
    const [before] = Object.values(pids());
    await host.assign(assignment(both(1, 2, 2, { env: { EXIT_AFTER_MS: '50', EXIT_STATUS: '3', HEALTH: '500' } })));
    const failure = await until('it has failed', () => slot()?.failure, host.report);
    deepEqual([failure.release, failure.cause, slot()?.move, slot()?.warmReady], [2, 'EXITED', 'SETTLED', false]);
    deepEqual([served(), pids()[1]], [[1], before]);
  });

  it('is not given up though it waits for longer than a start may take', async () => {
    await host.assign(assignment(wish()));
    await settled(1, false);
    await host.assign(assignment(both(1, 2, 2, { process: { start_timeout: '1s' } })));
    await settled(1, true);
    const [warm] = host.replicas().filter(({ release }) => release === 2);
    deepEqual([warm?.phase.name, warm?.phase.name === 'healthy' && warm.phase.until], ['healthy', null]);
  });

  it('is kept over a restart of the agent, and can take over at once after it', async () => {
    const before = await warmedUp();
    host.close();
    ({ host, router } = openTestHost(folder.path));
    await settled(1, true);
    deepEqual([pids(), served()], [before, [1]]);
    await host.assign(assignment(both(2, 1, 2)));
    await settled(2, true);
    deepEqual(pids(), before);
    host.close();
    ({ host, router } = openTestHost(folder.path));
    await settled(2, true);
    deepEqual(pids(), before);
    ok(router.tables.every(({ routes }) => routes[0]?.targets[0]?.release === 2));
  });
});

it('one that is to be kept warm is refused where it would need the port of what serves', async () => {
  const process = { ports: { http: 8080 } };
  const fixed = { ...wish({ process }), warm: wish({ release: 2, process }) };
  const reasons = await host.assign(assignment(fixed));
  equal(reasons.at(-1), 'hello/production/web: port 8080 is fixed, and cannot be held by a second replica that is kept warm');
});
