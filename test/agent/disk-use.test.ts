// What replicas' folders hold, as du finds it.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Replica } from '../../agent/decide/replica.ts';
import { type DiskFigure, type DiskUse, openDiskUse } from '../../agent/disk-use.ts';
import { dataFolderOf, outputs } from '../../agent/replica.ts';
import { systemClock } from '../../lib/clock.ts';
import { aReplica, healthy } from './decide/replicas.ts';
import { temporaryFolder, until } from './host-world.ts';

const mib = 2 ** 20;
/** Of folders and of blocks that are not full. */
const aLittle = mib / 2;

describe('the disk use of replicas', () => {
  const [one, two] = ['one', 'two'].map((id) => aReplica(healthy, { id })) as [Replica, Replica];
  const other = aReplica(healthy, { id: 'other', process: 'worker' });
  let folder: ReturnType<typeof temporaryFolder>;
  let data: string;
  let disk: DiskUse;
  let now = 0;
  const clock = { ...systemClock, now: () => now };

  beforeEach(() => {
    folder = temporaryFolder();
    data = dataFolderOf(one, folder.path);
    mkdirSync(join(folder.path, 'logs'));
    mkdirSync(data, { recursive: true });
    disk = openDiskUse({ stateDir: folder.path, clock });
  });
  afterEach(() => {
    disk.close();
    folder.remove();
  });

  const figure = (is: (one: DiskFigure) => boolean): Promise<DiskFigure> =>
    until(
      'it is measured',
      () => {
        const found = disk.look([one, two]).get(one.id);
        return found && is(found) ? found : undefined;
      },
      () => [...disk.look([one, two])],
    );

  it('is what their data folder and their own output hold', async () => {
    writeFileSync(join(data, 'cache'), Buffer.alloc(4 * mib, 1));
    writeFileSync(outputs(two, folder.path).stdout, Buffer.alloc(2 * mib, 1));
    const { bytes = 0 } = await figure(() => true);
    ok(Math.abs(bytes - 4 * mib) < aLittle, `${bytes}`);
    const other = disk.look([one, two]).get(two.id)?.bytes ?? 0;
    ok(Math.abs(other - 6 * mib) < aLittle, `${other}`);
  });

  it('is measured again when it is a minute old, and not before', async () => {
    const first = await figure(() => true);
    writeFileSync(join(data, 'cache'), Buffer.alloc(4 * mib, 1));
    now += 59_000;
    deepEqual(disk.look([one, two]).get(one.id), first);
    now += 1000;
    const second = await figure(({ at }) => at > first.at);
    ok((second.bytes ?? 0) - (first.bytes ?? 0) >= 4 * mib);
  });

  it('is told to be unknown, with the reason, where it cannot be measured', async () => {
    rmSync(data, { recursive: true });
    const { bytes, trouble } = await figure(() => true);
    equal(bytes, undefined);
    match(trouble, /du: .*web.*: No such file or directory/);
  });

  it('is measured no more than a tenth of the time in all: after each folder it rests for nine times as long', async () => {
    mkdirSync(dataFolderOf(other, folder.path), { recursive: true });
    disk.close();
    const rests: number[] = [];
    const slow = {
      now: () => (now += 100),
      after: (ms: number, run: () => void) => {
        rests.push(ms);
        return systemClock.after(0, run);
      },
    };
    disk = openDiskUse({ stateDir: folder.path, clock: slow });
    disk.look([one, other]);
    await until('two folders are measured', () => rests.length === 2);
    deepEqual(rests, [900, 900]);
  });

  it('is given up where it takes too long', async () => {
    disk.close();
    disk = openDiskUse({ stateDir: folder.path, clock, mostMs: 1, everyMs: 0 });
    const { trouble } = await figure((found) => found.trouble !== '');
    match(trouble, /^du .*web takes longer than 0.001 s$/);
  });
});
