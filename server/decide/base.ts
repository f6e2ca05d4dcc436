// What a plan was made from, and what of that is not so any more.

export interface Base {
  /** The current release; 0: none. */
  release: number;
  /** The release that it would go to. */
  next: number;
  settings: number;
  /** Digest of the version's bundle. */
  bundle: string;
  /** The deployment that it would supersede; 0: none. */
  underWay: number;
  /** One text for all that hosts are asked for. */
  wishes: string;
  /** Host -> what its place in the environment depends on. */
  hosts: Record<string, string>;
}

/** A sentence for each thing that has moved; none: it is as it was. */
export function movedSince(before: Base, now: Base): string[] {
  const moved = [
    before.release === now.release ? '' : `the current release was ${named(before.release)} and is ${named(now.release)}`,
    before.settings === now.settings ? '' : `the settings were revision ${before.settings} and are revision ${now.settings}`,
    before.bundle === now.bundle ? '' : 'the version names another bundle',
    ...movedHosts(before.hosts, now.hosts),
    before.underWay === now.underWay ? '' : sayUnderWay(before.underWay, now.underWay),
  ].filter(Boolean);
  if (moved.length > 0) return moved;
  if (before.wishes !== now.wishes) return ['slots were moved since'];
  return before.next === now.next ? [] : [`it would be v${now.next} now, not v${before.next}`];
}

function movedHosts(before: Base['hosts'], now: Base['hosts']): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before[name], now[name]];
    if (was === is) return [];
    return [
      was === undefined
        ? `host ${name} has joined`
        : is === undefined
          ? `host ${name} is gone`
          : `host ${name} has other labels, or is drained or not any more`,
    ];
  });
}

function sayUnderWay(before: number, now: number): string {
  return now > 0 ? `deployment ${now} is under way` : `deployment ${before} has ended`;
}

function named(release: number): string {
  return release > 0 ? `v${release}` : 'none';
}
