// What is hard on the path of a log, for as long and as large as it gets.
import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type NoisyWorld, startNoisyWorld } from './noisy.ts';
import { processesNaming } from './processes.ts';
import type { World } from './world.ts';

const skip = process.env.LAB === 'all' ? false : 'takes its time: make lab';
const mebibyte = 2 ** 20;
const awayMs = 600_000;

describe('the path of a log, at full size', { skip }, () => {
  let on: NoisyWorld;
  let world: World;

  before(async () => {
    on = await startNoisyWorld({ max_replica: '4G', max_host: '4G' });
    world = on.world;
  });

  after(() => world?.close());

  it('L01: a server away for 10 minutes while 1000 lines a second are written costs no line and doubles none', async () => {
    const ticking = tickFor(awayMs / 60_000 + 1);
    await world.until('ticks arrive', async () => (await on.linesWith('tick ')).length > 100);
    await world.kill('server');
    await sleep(awayMs);
    await world.start('server');
    const ticks = await ticking;
    ok(ticks > (awayMs / 1000) * 200, `${ticks} lines are too few`);
    await on.everythingArrived();
    deepEqual(
      await on.linesWith('tick '),
      Array.from({ length: ticks }, (_, at) => `tick ${at + 1}`),
    );
  });

  it('P13: 1 GiB without a newline arrives as it was, and neither agent nor server holds it in memory', async () => {
    await on.write('what=junk');
    await on.write(`what=endless&size=${1024 * mebibyte}`);
    await on.write('what=junk');
    await on.everythingArrived(600_000);
    const programs = processesNaming(world.folder).filter(({ command }) => /(server|agent)\/main\.ts/.test(command));
    ok(programs.length >= 2, programs.map(({ command }) => command).join('\n'));
    for (const { pid, command } of programs) {
      const peak = peakBytes(pid);
      ok(peak < 900 * mebibyte, `${Math.round(peak / mebibyte)} MiB of memory: ${command}`);
    }
  });

  /** A router does not wait for an answer for longer than five minutes. */
  async function tickFor(minutes: number): Promise<number> {
    let ticks = 0;
    for (let minute = 0; minute < minutes; minute += 1) ({ ticks } = await on.write('what=ticking&seconds=60'));
    return ticks;
  }
});

/** proc_pid_status(5): the most that it ever had resident. */
function peakBytes(pid: number): number {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}
