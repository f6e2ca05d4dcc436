// What would run nowhere when hosts take no slots any more.
import { place } from './place.ts';
import type { HostFacts, Ms, ReleaseFacts, Wish } from './types.ts';

/** Processes of this release with slots on the leaving hosts and a place on none of the others that can be reached. */
export function homeless(release: ReleaseFacts, wishes: Wish[], hosts: HostFacts[], leaving: string[], now: Ms): string[] {
  const staying = hosts.filter(({ name, state }) => !leaving.includes(name) && state !== 'lost');
  const there = new Set(place(release, staying, now).map(({ process }) => process));
  const going = wishes.filter(({ host, release: wished }) => leaving.includes(host) && wished === release.number);
  return [...new Set(going.map(({ process }) => process))].filter((process) => !there.has(process)).sort();
}
