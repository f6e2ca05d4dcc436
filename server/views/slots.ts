// Slots: which app, where, and what answers there.
import type { SlotReport } from '../../proto/generated/castellan/v1/SlotReport.ts';
import type { Target } from '../records/releases.ts';
import type { Sessions } from '../sessions.ts';

/** What the host said last of this app's slots. */
export function reportsOf(sessions: Sessions, host: string, { app, environment }: Target): SlotReport[] {
  const slots = sessions.presence(host)?.report?.slots ?? [];
  return slots.filter((slot) => slot.app === app && slot.environment === environment);
}

export function placeOf(host: string, { process, index }: { process: string; index: number }) {
  return { host, process, index };
}

export function isSame(one: { process: string; index: number }, other: { process: string; index: number }): boolean {
  return one.process === other.process && one.index === other.index;
}
