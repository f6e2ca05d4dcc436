// A safe reboot: one host after another is emptied, boots again, takes slots again and serves; none after one that did not.
import type { Ms } from './types.ts';

export type RebootState = 'waiting' | 'draining' | 'rebooting' | 'returning' | 'done' | 'failed';

/** How far one host has come, as last recorded. */
export interface RebootStand {
  host: string;
  state: RebootState;
  since: Ms;
  /** The boot that is to end. */
  bootId: string;
  /** It was drained before anyone asked for this, and is left so. */
  staysDrained: boolean;
  /** Of one that failed. */
  reason: string;
}

/** What is so on a host now. */
export interface RebootFacts {
  connected: boolean;
  bootId: string;
  draining: boolean;
  /** It runs nothing, and is to run nothing. */
  empty: boolean;
  /** Every slot that it should have serves. */
  serving: boolean;
  /** Why it cannot or did not reboot itself; empty: nothing is said against it. */
  refuses: string;
}

export interface RebootLimits {
  /** From being told until it calls with another boot, and from then until it serves. */
  backMs: Ms;
}

/** What is to be done with the change, in the same write. */
export type RebootDeed = 'drain' | 'resume' | null;

export interface RebootMove {
  stand: RebootStand;
  deed: RebootDeed;
}

/** Nothing more comes of it. */
export function isOver(stands: RebootStand[]): boolean {
  return turnOf(stands) === undefined;
}

/** The host whose turn it is. */
export function turnOf(stands: RebootStand[]): RebootStand | undefined {
  if (stands.some(({ state }) => state === 'failed')) return undefined;
  const underWay = stands.find(({ state }) => state !== 'waiting' && state !== 'done');
  return underWay ?? stands.filter(({ state }) => state === 'waiting').sort((a, b) => (a.host < b.host ? -1 : 1))[0];
}

/** null: wait until something changes. */
export function nextMove(stand: RebootStand, facts: RebootFacts, now: Ms, { backMs }: RebootLimits): RebootMove | null {
  const to = (state: RebootState, more: Partial<RebootStand> = {}, deed: RebootDeed = null): RebootMove => {
    return { stand: { ...stand, state, since: now, ...more }, deed };
  };
  const fail = (reason: string) => to('failed', { reason });
  const isLate = now - stand.since >= backMs;
  switch (stand.state) {
    case 'waiting':
      if (facts.refuses) return fail(facts.refuses);
      return facts.draining ? to('draining', { staysDrained: true }) : to('draining', {}, 'drain');
    case 'draining':
      if (!facts.draining) return fail('it was resumed before it was empty');
      if (facts.refuses) return fail(facts.refuses);
      return facts.empty && facts.connected ? to('rebooting', { bootId: facts.bootId }) : null;
    case 'rebooting':
      if (facts.connected && facts.bootId !== stand.bootId)
        return stand.staysDrained ? to('done') : to('returning', {}, 'resume');
      if (facts.refuses) return fail(facts.refuses);
      return isLate ? fail(`it did not come back within ${backMs / 1000} s`) : null;
    case 'returning':
      if (facts.draining || facts.serving) return to('done');
      return isLate ? fail(`it is back, and its slots did not serve within ${backMs / 1000} s`) : null;
    case 'done':
    case 'failed':
      return null;
  }
}
