// What a watchdog says of a host and of its replicas, look by look.
import { deepEqual, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Replica } from '../../agent/decide/replica.ts';
import type { DiskFigure } from '../../agent/disk-use.ts';
import { type HostUse, hostWhole, openHostUse, watchedOfHost } from '../../agent/host-use.ts';
import { openWatchdog, type WatchdogOptions } from '../../agent/watchdog.ts';
import { aReplica, aSpec, healthy } from './decide/replicas.ts';

const mib = 2 ** 20;
const well: HostUse = { memory: 10, cpu: 10, files: 10, disk: 10, inodes: 10 };
const warned = { warn: 90, restart: null };
const bounds = { memory: warned, cpu: warned, files: warned, disk: warned };

/** So many looks, of which the first find these uses. */
async function looks(turns: number, uses: HostUse[], more: Partial<WatchdogOptions> = {}) {
  const told: string[][] = [];
  const worn: string[] = [];
  const timers: (() => void)[] = [];
  let now = 0;
  const watchdog = openWatchdog({
    folder: '/',
    everyMs: 1,
    host: bounds,
    runtime: { resources: () => undefined },
    replicas: () => [],
    worn: ({ id }, reason) => worn.push(`${id} ${reason}`),
    changed: () => told.push(watchdog.troubles()),
    clock: {
      now: () => now,
      after(_, run) {
        timers.push(run);
        return () => {};
      },
    },
    hostUse: () => {
      now += 1000;
      return uses.shift() ?? well;
    },
    ...more,
  });
  for (let turn = 0; turn < turns; turn += 1) {
    timers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  watchdog.close();
  return { told, worn };
}

describe('a host', () => {
  it('that is short of something says so, once it has been for three looks', async () => {
    const uses = [well, ...Array(3).fill({ ...well, memory: 97, inodes: 99 }), ...Array(3).fill(well)];
    deepEqual((await looks(8, uses)).told, [
      ['uses 97 % of its memory, warning from 90 %', 'uses 99 % of the inodes of that disk, warning from 90 %'],
      [],
    ]);
  });

  for (const [what, said] of [
    ['memory', 'uses 300 MiB of memory, of which 150 MiB are its share'],
    ['cpu', 'uses 3.00 processors, of which 2.00 are its share'],
    ['files', 'uses 300 open files, of which 150 are its share'],
    ['disk', 'uses 300 MiB of disk, of which 150 MiB are its share'],
  ] as const) {
    it(`that is short of ${what} has a replica replaced after three looks, and no other before three more`, async () => {
      const [light, heavy] = ['light', 'heavy'].map((id, at) =>
        aReplica({ ...healthy, process: { ...healthy.process, pid: at + 1 } }, { id, promotedAt: 0 }),
      ) as [Replica, Replica];
      let looked = 0;
      const { worn } = await looks(7, Array(6).fill({ ...well, [what]: 96 }), {
        host: { ...bounds, [what]: { warn: null, restart: 95 } },
        replicas: () => [light, heavy],
        runtime: {
          resources: ({ pid }) => {
            if (pid === 1) return { memoryBytes: mib, cpuMs: 0, pids: 1, files: 1 };
            looked += 1;
            return { memoryBytes: 300 * mib, cpuMs: 3000 * looked, pids: 1, files: 300 };
          },
        },
        disk: disk(({ id }, at) => ({ bytes: id === 'heavy' && at > 0 ? 300 * mib : mib, at, trouble: '' })),
        hostWhole: () => ({ memory: 300 * mib, cpu: 4, files: 300, disk: 300 * mib }),
      });
      const reason = `heavy ${said}, while 96 % of the host’s are used, restart from 95 %`;
      deepEqual(worn, [reason, reason]);
    });
  }

  it('that is short of memory which no replica has has one replaced for what it is short of besides', async () => {
    const replica = aReplica(healthy, { id: 'busy', promotedAt: 0 });
    let looked = 0;
    const { worn } = await looks(7, Array(6).fill({ ...well, memory: 97, cpu: 96 }), {
      host: { ...bounds, memory: { warn: null, restart: 95 }, cpu: { warn: null, restart: 95 } },
      replicas: () => [replica],
      runtime: {
        resources() {
          looked += 1;
          return { memoryBytes: mib, cpuMs: 3000 * looked, pids: 1, files: 1 };
        },
      },
      disk: disk((_, at) => ({ bytes: mib, at, trouble: '' })),
      hostWhole: () => ({ memory: 300 * mib, cpu: 2, files: 300, disk: 300 * mib }),
    });
    const reason = 'busy uses 3.00 processors, of which 2.00 are its share, while 96 % of the host’s are used, restart from 95 %';
    deepEqual(worn, [reason, reason]);
  });

  it('is measured', () => {
    const use = openHostUse('/')();
    for (const what of watchedOfHost) ok(use[what] >= 0 && use[what] <= 100, `${what}: ${use[what]}`);
    ok(use.memory > 0);
    match(String(use.disk), /^\d/);
    for (const [what, whole] of Object.entries(hostWhole('/'))) ok(whole > 0, `${what}: ${whole}`);
  });
});

describe('a replica whose disk is watched', () => {
  const watchdog = { ...aSpec.watchdog, diskBytes: { warn: 2 * mib, restart: 4 * mib } };
  const replica = aReplica(healthy, { id: 'one', promotedAt: 0, spec: { ...aSpec, watchdog } });
  const asked = { replicas: () => [replica], runtime: { resources: () => ({ memoryBytes: 1, cpuMs: 1, pids: 1, files: 1 }) } };
  /** One measurement for each look. */
  const measured = (...bytes: number[]) => disk((_, at) => ({ bytes: bytes[at] ?? bytes.at(-1), at, trouble: '' }));

  it('is told when three measurements are too much, and replaced when three are far too much', async () => {
    const { told, worn } = await looks(5, [], { ...asked, disk: measured(mib, 3 * mib, 5 * mib, 5 * mib, 5 * mib) });
    deepEqual(told, [['hello/production/web/1 uses 5 MiB of disk, warning from 2 MiB of disk']]);
    deepEqual(worn, ['one uses 5 MiB of disk, restart from 4 MiB of disk']);
  });

  it('is not told for one measurement that is looked at again and again', async () => {
    const { told, worn } = await looks(9, [], { ...asked, disk: disk(() => ({ bytes: 5 * mib, at: 1, trouble: '' })) });
    deepEqual([told, worn], [[], []]);
  });

  it('is told, and not replaced, when its start has given nothing back', async () => {
    const { told, worn } = await looks(5, [], { ...asked, disk: measured(4 * mib, 5 * mib) });
    deepEqual([told.length, worn], [1, []]);
  });

  it('is told of when nobody knows how much it is', async () => {
    const { told } = await looks(1, [], { ...asked, disk: disk(() => ({ at: 0, trouble: 'du is not there' })) });
    deepEqual(told, [['hello/production/web/1 uses an unknown amount of disk: du is not there']]);
  });
});

/** `figure`: at each look, which are counted. */
function disk(figure: (replica: Replica, look: number) => DiskFigure): WatchdogOptions['disk'] {
  let at = -1;
  const look = (replicas: Replica[]) => {
    at += 1;
    return new Map(replicas.map((replica) => [replica.id, figure(replica, at)]));
  };
  return { look, close() {} };
}
