// What the wishes become: slots moved on, turned back, or kept as a settled deployment left them.
import { bySlot, keyOf, movesAfter, place } from './place.ts';
import { factsByWish, staysWhileLost } from './scene.ts';
import type { Deployment, Fleet, HostFacts, Ms, ReleaseFacts, Slot, Wish } from './types.ts';

export function moved(slots: Slot[], { to, number }: Deployment, fleet: Fleet): Wish[] {
  return replaced(
    present(fleet),
    slots.map((slot) => wishFor(slot, to, number)),
  );
}

/** The goal is made ready beside what serves; a slot where nothing does waits for the switch. */
export function warmed(slots: Slot[], { to, number }: Deployment, fleet: Fleet): Wish[] {
  const wished = bySlot(fleet.wishes);
  return replaced(
    present(fleet),
    slots.flatMap((slot): Wish[] => {
      const wish = wished.get(keyOf(slot));
      return wish ? [{ ...bare(wish), deployment: number, warm: to.number }] : [];
    }),
  );
}

/** The goal serves, and what served is kept ready. */
export function switched(slots: Slot[], { to, number }: Deployment, fleet: Fleet): Wish[] {
  const wished = bySlot(fleet.wishes);
  return replaced(
    present(fleet),
    slots.map((slot) => {
      const before = wished.get(keyOf(slot));
      const wish = wishFor(slot, to, number);
      return before && before.release !== to.number ? { ...wish, warm: before.release } : wish;
    }),
  );
}

/** What this deployment has moved so far gets so much of a full one's requests; what it runs unchanged gets all of its own. */
export function weighted(wishes: Wish[], weight: number, { to, from, number }: Deployment): Wish[] {
  return wishes.map((wish) => {
    const isNew = to.processes[wish.process]?.fingerprint !== from?.processes[wish.process]?.fingerprint;
    const isLess = weight < 100 && isNew && wish.deployment === number && wish.release === to.number;
    return isLess ? { ...wish, weight } : full(wish);
  });
}

export function without(slots: Slot[], fleet: Fleet): Wish[] {
  const gone = bySlot(slots);
  return present(fleet).filter((wish) => !gone.has(keyOf(wish)));
}

/** Everything as under `from`. What was never moved keeps its wish, so that its host has nothing to do. */
export function turnedBack({ from, number }: Deployment, fleet: Fleet, now: Ms): Wish[] {
  return placed(from, number, fleet, now, (wish) => wish.release === from?.number && wish.deployment !== number);
}

/**
 * A release as it was reached, over the hosts that there are now. What it has elsewhere by now goes when its place is taken;
 * what was kept ready beside it stays until `warmUntil`.
 */
export function kept(release: ReleaseFacts | null, deployment: number, fleet: Fleet, now: Ms, warmUntil: Ms): Wish[] {
  const wishes = placed(release, deployment, fleet, now, (wish) => wish.release === release?.number);
  const wanted = (now < warmUntil ? wishes : wishes.map(bare)).map(full);
  return [...wanted, ...lingering(release, wanted, fleet, now)];
}

/** Wishes without those of hosts that are to be emptied, as soon as nothing depends on them any more. */
export function emptied(release: ReleaseFacts | null, fleet: Fleet, now: Ms): Wish[] {
  const hosts = byName(fleet);
  const covered = coveredProcesses(release, fleet.wishes, fleet);
  return fleet.wishes.filter((wish) => {
    const host = hosts.get(wish.host);
    if (!host?.draining) return true;
    return !isOverdue(host, now) && movesAfter(release?.processes[wish.process]) !== null && !covered.has(wish.process);
  });
}

/** It was to be empty by now. */
function isOverdue({ draining }: HostFacts, now: Ms): boolean {
  return draining !== null && draining.until !== null && now >= draining.until;
}

function placed(release: ReleaseFacts | null, deployment: number, fleet: Fleet, now: Ms, stays: (wish: Wish) => boolean): Wish[] {
  const wished = bySlot(fleet.wishes);
  return place(release, fleet.hosts, now).map((slot) => {
    const wish = wished.get(keyOf(slot));
    return wish && stays(wish) ? wish : wishFor(slot, release as ReleaseFacts, deployment);
  });
}

/** Of the release, where it has no place any more: on lost hosts, and until those that have its place serve. */
function lingering(release: ReleaseFacts | null, wanted: Wish[], fleet: Fleet, now: Ms): Wish[] {
  const hosts = byName(fleet);
  const known = bySlot(wanted);
  const covered = coveredProcesses(release, wanted, fleet);
  return fleet.wishes.filter((wish) => {
    if (known.has(keyOf(wish)) || wish.release !== release?.number) return false;
    const host = hosts.get(wish.host);
    if (!host || staysWhileLost(wish, host, release)) return host !== undefined;
    return !isOverdue(host, now) && movesAfter(release.processes[wish.process]) !== null && !covered.has(wish.process);
  });
}

/** Processes that have places, and serve at all of them. */
function coveredProcesses(release: ReleaseFacts | null, wishes: Wish[], fleet: Fleet): Set<string> {
  const facts = factsByWish(fleet);
  const hosts = byName(fleet);
  const proper = wishes.filter(({ host }) => {
    const known = hosts.get(host);
    return known && !known.draining && known.state !== 'lost';
  });
  const missing = new Set(proper.filter((wish) => facts(wish)?.move !== 'settled').map(({ process }) => process));
  const there = proper.map(({ process }) => process).filter((process) => !missing.has(process));
  return new Set(there.filter((process) => release?.processes[process]));
}

function replaced(wishes: Wish[], newer: Wish[]): Wish[] {
  return [...bySlot([...wishes, ...newer]).values()];
}

/** A host that was removed has nobody left to wish anything of. */
function present(fleet: Fleet): Wish[] {
  const hosts = byName(fleet);
  return fleet.wishes.filter((wish) => hosts.has(wish.host));
}

function byName({ hosts }: Fleet): Map<string, HostFacts> {
  return new Map(hosts.map((host) => [host.name, host]));
}

function bare({ warm: _, ...wish }: Wish): Wish {
  return wish;
}

function full({ weight: _, ...wish }: Wish): Wish {
  return wish;
}

function wishFor({ host, process, index }: Slot, release: ReleaseFacts, deployment: number): Wish {
  return { host, process, index, release: release.number, deployment };
}
