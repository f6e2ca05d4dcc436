// What is recorded of a plan: wishes over the hosts that there are now, what they should hold, when to look again.
import { deadlineOf } from './deadlines.ts';
import { bySlot, keyOf, movesAfter, place } from './place.ts';
import type { Scene } from './scene.ts';
import { taskLimits } from './tasks.ts';
import type { Deployment, Fleet, Ms, Plan, ReleaseFacts, Stage, Wish } from './types.ts';
import { emptied, kept } from './wishes.ts';

export function recorded({ deployment, fleet, now, events }: Scene): Plan {
  const { progress, failures, tasks, number, to } = deployment;
  const reached = reachedBy(deployment);
  const warmUntil = progress.phase === 'settled' ? (progress.warmUntil ?? 0) : Infinity;
  const wishes = reached ? kept(reached, number, fleet, now, warmUntil) : emptied(to, fleet, now);
  const prospects = progress.phase === 'staging' ? prospectsOf(deployment, fleet, now) : [];
  const stage = stages(deployment, wishes, fleet, now);
  return { progress, failures, wishes, prospects, tasks, stage, wakeAt: wakeAt(deployment, fleet, now), events };
}

/** What a host will have at the most: with blue-green what serves now is to be there beside it. */
function prospectsOf({ to, number, strategy }: Deployment, { hosts, wishes }: Fleet, now: Ms): Wish[] {
  const wished = bySlot(strategy.kind === 'blue-green' ? wishes.filter(({ release }) => release !== to.number) : []);
  return place(to, hosts, now).map((slot) => {
    const before = wished.get(keyOf(slot));
    return { ...slot, release: to.number, deployment: number, ...(before ? { warm: before.release } : {}) };
  });
}

/** The way back stays open until there is no going back; what was refused is not tried for ever. */
function stages(deployment: Deployment, wishes: Wish[], fleet: Fleet, now: Ms): Stage[] {
  const { progress, to, from } = deployment;
  const outcome = progress.phase === 'settled' ? progress.outcome : null;
  const wanted = [outcome === 'rolled-back' || outcome === 'refused' ? null : to, outcome === 'done' ? null : from];
  const found = wanted.flatMap((release) => (release ? hostsOf(release, wishes, fleet, now).map(staged(release)) : []));
  return [...new Map(found.map((one) => [`${one.host} ${one.bundle}`, one])).values()];
}

function staged({ bundle }: ReleaseFacts): (host: string) => Stage {
  return (host) => ({ host, bundle });
}

/** Where it has a place, or is. */
function hostsOf(release: ReleaseFacts, wishes: Wish[], { hosts }: Fleet, now: Ms): string[] {
  const there = wishes.filter((wish) => wish.release === release.number || wish.warm === release.number);
  return [...new Set([...place(release, hosts, now), ...there].map(({ host }) => host))];
}

/** The release that a settled deployment keeps in place; null: it leaves things as they are. */
function reachedBy({ progress, to, from }: Deployment): ReleaseFacts | null {
  if (progress.phase !== 'settled') return null;
  if (progress.outcome === 'done') return to;
  return progress.outcome === 'rolled-back' || progress.outcome === 'refused' ? from : null;
}

/** Times that have passed have had their effect. */
function wakeAt(deployment: Deployment, { hosts }: Fleet, now: Ms): Ms | null {
  const { progress } = deployment;
  const limits = Object.values((reachedBy(deployment) ?? deployment.to).processes).flatMap((facts) => movesAfter(facts) ?? []);
  const times = [
    deadlineOf(deployment, now),
    ...taskLimits(deployment),
    progress.phase === 'settled' ? (progress.warmUntil ?? null) : null,
    ...(progress.phase === 'settled' ? [] : hosts.map(({ awaitedUntil }) => awaitedUntil ?? null)),
    ...hosts.map(({ draining }) => draining?.until ?? null),
    ...hosts.flatMap(({ state, since }) => (state === 'lost' ? limits.map((after) => since + after) : [])),
  ];
  const ahead = times.filter((at): at is Ms => at !== null && at > now);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}
