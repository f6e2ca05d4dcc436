// What of the records is kept: whatever is named or new stays, the rest goes by age and by number.
import type { Ms } from './types.ts';

/** Of deployments, releases and revisions, for each app in an environment. */
export interface Keep {
  ageMs: Ms;
  /** So many of the newest stay whatever their age. */
  least: number;
  /** And beyond so many they go whatever their age. */
  most: number;
}

/** Of an app in an environment; each list newest first. */
export interface History {
  deployments: { number: number; at: Ms; settled: boolean; done: boolean; to: number; from: number | null }[];
  releases: { number: number; at: Ms; revision: number }[];
  revisions: { number: number; at: Ms }[];
  /** The release that it is on. */
  current: number | null;
  /** The revision in use. */
  revision: number;
  /** Releases that hosts are asked for, or may be. */
  wished: number[];
  /** Deployments that wishes and ghosts name. */
  named: number[];
}

export interface Gone {
  deployments: number[];
  releases: number[];
  revisions: number[];
}

/** A deployment that stays keeps its releases, a release its revision; the release that `ctl rollback` goes to stays. */
export function goneFrom(history: History, keep: Keep, now: Ms): Gone {
  const { deployments, releases, revisions, current, revision, wished, named } = history;
  const wayBack = deployments.find(({ done, to }) => done && to !== current)?.number ?? 0;
  const keptDeployments = kept(deployments, keep, now, new Set([...named, wayBack, ...unsettled(history)]));
  const needed = keptDeployments.flatMap(({ to, from }) => [to, from ?? 0]);
  const keptReleases = kept(releases, keep, now, new Set([...needed, ...wished, current ?? 0]));
  const used = keptReleases.map((release) => release.revision);
  const keptRevisions = kept(revisions, keep, now, new Set([...used, revision]));
  return {
    deployments: without(deployments, keptDeployments),
    releases: without(releases, keptReleases),
    revisions: without(revisions, keptRevisions),
  };
}

export interface LedgerFacts {
  fingerprint: string;
  kind: string;
  name: string;
  not_before: Ms;
  not_after: Ms;
  issued_at: Ms;
}

/** What a certificate that ended can still say, it says within this time: pipelines get a new one for each run. */
const endedMs = 7 * 86_400_000;

/** Certificates that ended long ago. The newest of a host stays: it says why the host is not heard. */
export function longEnded(all: LedgerFacts[], now: Ms): string[] {
  const newest = new Map<string, LedgerFacts>();
  for (const one of all) {
    const known = newest.get(one.name);
    if (one.kind === 'host' && (!known || one.issued_at >= known.issued_at)) newest.set(one.name, one);
  }
  const ended = all.filter((one) => isLongEnded(one.not_after, now) && newest.get(one.name) !== one);
  return ended.map(({ fingerprint }) => fingerprint);
}

export function isLongEnded(notAfter: Ms, now: Ms): boolean {
  return notAfter < now - endedMs;
}

/** While not one certificate is good by the clock, it is the clock that is wrong, and nothing is old by it. */
export function isBelieved(now: Ms, all: LedgerFacts[]): boolean {
  return all.some(({ not_before, not_after }) => not_before <= now && now < not_after);
}

function unsettled({ deployments }: History): number[] {
  return deployments.filter(({ settled }) => !settled).map(({ number }) => number);
}

function kept<Item extends { number: number; at: Ms }>(
  items: Item[],
  { ageMs, least, most }: Keep,
  now: Ms,
  needed: Set<number>,
): Item[] {
  const isNew = ({ at }: Item, rank: number) => rank < least || (rank < most && now - at <= ageMs);
  return items.filter((item, rank) => needed.has(item.number) || isNew(item, rank));
}

function without(all: { number: number }[], some: { number: number }[]): number[] {
  const numbers = new Set(some.map(({ number }) => number));
  return all.filter(({ number }) => !numbers.has(number)).map(({ number }) => number);
}
