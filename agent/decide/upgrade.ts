// The agent replaces itself: what to do about the release that is wished for, and what became of one that was on trial.
import type { Ms } from './types.ts';

/** A release of the agent, by the digest of its bundle. */
export interface AgentRelease {
  version: string;
  digest: string;
}

export interface AgentTrial extends AgentRelease {
  asked: number;
}

/** How the newest upgrade ended. */
export interface AgentOutcome {
  version: string;
  asked: number;
  is: 'committed' | 'turned-back';
  reason: string;
  /** The last lines that a release which was turned back wrote. */
  lines: string[];
}

/** What is kept. */
export interface AgentRecord {
  /** null: the installation that the starter lies in. */
  current: AgentRelease | null;
  trial: AgentTrial | null;
  last: AgentOutcome | null;
}

export const noRecord: AgentRecord = { current: null, trial: null, last: null };

export interface UpgradeFacts {
  wish: AgentTrial | null;
  record: AgentRecord;
  /** This process is the one on trial. */
  onTrial: boolean;
  /** Why this agent cannot replace itself; empty: it can. */
  unable: string;
  /** Why this host takes no bundle such as this: it is not signed as it asks; empty: it does. */
  unproven: string;
  staging: 'absent' | 'under-way' | 'ready';
  /** It is there, and this is what makes it no release of the agent; empty: nothing. */
  unfit: string;
}

export type UpgradeMove =
  | { do: 'rest' }
  | { do: 'fetch' }
  /** Set the trial and make room for it. */
  | { do: 'hand-over' }
  | { do: 'settle'; is: AgentOutcome['is']; reason: string };

/** Asked again it says the same; a wish that was settled once, however, is not taken up again. */
export function nextMove({ wish, record, onTrial, unable, unproven, staging, unfit }: UpgradeFacts): UpgradeMove {
  if (!wish || onTrial || record.last?.asked === wish.asked) return { do: 'rest' };
  if (record.current?.digest === wish.digest) return { do: 'settle', is: 'committed', reason: '' };
  const barred = unable || unproven;
  if (barred) return { do: 'settle', is: 'turned-back', reason: barred };
  if (staging === 'under-way') return { do: 'rest' };
  if (staging === 'absent') return { do: 'fetch' };
  return unfit ? { do: 'settle', is: 'turned-back', reason: unfit } : { do: 'hand-over' };
}

/** What the starter has left behind; digests that the links point to, null: no such link. */
export interface LinksFound {
  current: string | null;
  trial: string | null;
  failed: string | null;
  reason: string;
  lines: string[];
  /** The starter has started this process as the trial. */
  onTrial: boolean;
}

/**
 * What a starting agent makes of it. The links decide: the starter moves them, each by one rename, and what is recorded is
 * brought up to them, so that a crash between the two means nothing.
 */
export function recordAtStart(record: AgentRecord, found: LinksFound): AgentRecord {
  const { trial } = record;
  const current = found.current === null ? null : named(record, found.current);
  if (!trial) return { ...record, current };
  if (found.onTrial && found.trial === trial.digest) return { ...record, current };
  if (found.current === trial.digest) return { current, trial: null, last: outcome(trial, 'committed', '') };
  // Neither tried nor failed: the one before was killed while it set the trial, and the wish still stands.
  if (found.failed !== trial.digest) return { ...record, current, trial: null };
  const reason = found.reason || 'it ended before it had reported in';
  return { current, trial: null, last: { ...outcome(trial, 'turned-back', reason), lines: found.lines } };
}

function named({ current, trial }: AgentRecord, digest: string): AgentRelease {
  if (current?.digest === digest) return current;
  return { digest, version: trial?.digest === digest ? trial.version : digest.slice(0, 12) };
}

export function outcome({ version, asked }: AgentTrial, is: AgentOutcome['is'], reason: string): AgentOutcome {
  return { version, asked, is, reason, lines: [] };
}

export interface TrialFacts {
  /** The server has taken a report of this process. */
  reported: boolean;
  /** State files of replicas that this release could not read. */
  unread: string[];
  now: Ms;
  until: Ms;
}

export type TrialVerdict = { is: 'waiting' } | { is: 'commit' } | { is: 'turn-back'; reason: string };

export function judgeTrial({ reported, unread, now, until }: TrialFacts): TrialVerdict {
  if (unread.length > 0) return { is: 'turn-back', reason: `it cannot read what is kept of replicas: ${unread.join(', ')}` };
  if (reported) return { is: 'commit' };
  return now < until ? { is: 'waiting' } : { is: 'turn-back', reason: 'the server has not taken a report of it in time' };
}
