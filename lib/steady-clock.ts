// A clock for durations: it says the time of day as it was known when this machine started, plus how long ago that was.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { type Clock, systemClock } from './clock.ts';
import { readJson, writeDurable } from './durable-file.ts';

export interface TimeSources {
  /** Time of day, which can be set: milliseconds since the epoch. */
  wall(): number;
  /** Milliseconds since the machine started, which cannot. */
  uptime(): number;
  /** Another one after each start of the machine. */
  boot: string;
}

/** Who looks at the clock each second and finds that more has gone by has stood still meanwhile. */
const lookMs = 1000;
const stillMs = 3000;

/**
 * Deadlines that are kept and compared with this clock come neither early nor late when somebody sets the time of day,
 * also over restarts of the program: what it goes by is in the file. It is right again after the next start of the machine.
 * While the program stands still (a machine that is paused), so does the clock: nobody was there to see what it waits for.
 */
export function steadyClock(file: string, sources: TimeSources = ofThisMachine()): Clock {
  let base = kept(file, sources.boot) ?? sources.wall() - sources.uptime();
  let looked = sources.uptime();
  const keep = () => store(file, { boot: sources.boot, base });
  const now = () => {
    const up = sources.uptime();
    if (up - looked > stillMs) {
      base -= up - looked;
      keep();
    }
    looked = up;
    return Math.round(base + up);
  };
  keep();
  setInterval(now, lookMs).unref();
  return { now, after: systemClock.after };
}

function kept(file: string, boot: string): number | undefined {
  const { boot: of, base } = (readJson(file) ?? {}) as { boot?: unknown; base?: unknown };
  return of === boot && typeof base === 'number' && Number.isFinite(base) ? base : undefined;
}

function store(file: string, kept: { boot: string; base: number }): void {
  try {
    writeDurable(file, JSON.stringify(kept));
  } catch {
    // On a full disk it holds for this run of the program.
  }
}

function ofThisMachine(): TimeSources {
  const atStart = uptime() * 1000 - performance.now();
  return {
    wall: Date.now,
    uptime: () => atStart + performance.now(),
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  };
}
