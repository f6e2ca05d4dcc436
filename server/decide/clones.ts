// One certificate on two hosts: seen by boots that come back after a newer one was there. The newest boot wins; when both
// keep returning, neither gets anything.
import type { Ms } from './types.ts';

export interface Boot {
  id: string;
  /** When it booted, by its own clock. */
  bootMs: Ms;
}

export interface Boots {
  current: Boot | undefined;
  /** Those that another one came after. */
  earlier: Boot[];
  /** Since one of these came back; how often each has come since then. */
  alarm: { since: Ms; returns: Record<string, number> } | undefined;
}

export interface Came {
  boots: Boots;
  /** An older boot than the one that counts: it is turned away. */
  older: boolean;
  /** Both keep returning. */
  quarantined: boolean;
}

export const noBoots: Boots = { current: undefined, earlier: [], alarm: undefined };

/** Boots further apart than this are told apart by when they were. */
const apartMs = 60_000;
const alarmMs = 600_000;
const mostReturns = 3;
const mostEarlier = 8;

/** A session begins. A boot that nobody has seen is a reboot, until an earlier one comes back. */
export function bootCame(before: Boots, boot: Boot, at: Ms): Came {
  const alarm = before.alarm && at - before.alarm.since < alarmMs ? before.alarm : undefined;
  const { current } = before;
  if (!current || current.id === boot.id) return came({ ...before, current: boot, alarm }, boot, false);
  const returns = before.earlier.some(({ id }) => id === boot.id);
  const older = returns && boot.bootMs <= current.bootMs + apartMs;
  const raised = returns ? (alarm ?? { since: at, returns: {} }) : alarm;
  if (older) return came({ ...before, alarm: raised }, boot, true);
  const earlier = [current, ...before.earlier.filter(({ id }) => id !== boot.id)].slice(0, mostEarlier);
  return came({ current: boot, earlier, alarm: raised }, boot, false);
}

function came({ alarm, ...boots }: Boots, { id }: Boot, older: boolean): Came {
  if (!alarm) return { boots: { ...boots, alarm }, older, quarantined: false };
  const returns = { ...alarm.returns, [id]: (alarm.returns[id] ?? 0) + 1 };
  const often = Object.values(returns).filter((times) => times >= mostReturns);
  return { boots: { ...boots, alarm: { ...alarm, returns } }, older, quarantined: often.length > 1 };
}
