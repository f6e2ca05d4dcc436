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

/**
 * Deadlines that are kept and compared with this clock come neither early nor late when somebody sets the time of day,
 * also over restarts of the program: what it goes by is in the file. It is right again after the next start of the machine.
 */
export function steadyClock(file: string, sources: TimeSources = ofThisMachine()): Clock & { skewMs(): number } {
  const base = kept(file, sources.boot) ?? begun(file, sources);
  const now = () => Math.round(base + sources.uptime());
  return { now, after: systemClock.after, skewMs: () => Math.round(sources.wall() - now()) };
}

function kept(file: string, boot: string): number | undefined {
  const { boot: of, base } = (readJson(file) ?? {}) as { boot?: unknown; base?: unknown };
  return of === boot && typeof base === 'number' && Number.isFinite(base) ? base : undefined;
}

function begun(file: string, { wall, uptime: up, boot }: TimeSources): number {
  const base = wall() - up();
  try {
    writeDurable(file, JSON.stringify({ boot, base }));
  } catch {
    // On a full disk it holds for this run of the program.
  }
  return base;
}

function ofThisMachine(): TimeSources {
  const atStart = uptime() * 1000 - performance.now();
  return {
    wall: Date.now,
    uptime: () => atStart + performance.now(),
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  };
}
