// What the wishes become: slots moved on, turned back, or kept as a settled deployment left them.
import { bySlot, keyOf, place } from './place.ts';
import type { Deployment, Fleet, ReleaseFacts, Slot, Wish } from './types.ts';

export function moved(slots: Slot[], { to, number }: Deployment, fleet: Fleet): Wish[] {
  return replaced(
    present(fleet),
    slots.map((slot) => wishFor(slot, to, number)),
  );
}

export function without(slots: Slot[], fleet: Fleet): Wish[] {
  const gone = bySlot(slots);
  return present(fleet).filter((wish) => !gone.has(keyOf(wish)));
}

/** Everything as under `from`. What was never moved keeps its wish, so that its host has nothing to do. */
export function turnedBack({ from, number }: Deployment, fleet: Fleet): Wish[] {
  return placed(from, number, fleet, (wish) => wish.release === from?.number && wish.deployment !== number);
}

/** A release as it was reached, over the hosts that there are now. */
export function kept(release: ReleaseFacts | null, deployment: number, fleet: Fleet): Wish[] {
  return placed(release, deployment, fleet, (wish) => wish.release === release?.number);
}

function placed(release: ReleaseFacts | null, deployment: number, fleet: Fleet, stays: (wish: Wish) => boolean): Wish[] {
  const wished = bySlot(fleet.wishes);
  return place(release, fleet.hosts).map((slot) => {
    const wish = wished.get(keyOf(slot));
    return wish && stays(wish) ? wish : wishFor(slot, release as ReleaseFacts, deployment);
  });
}

function replaced(wishes: Wish[], newer: Wish[]): Wish[] {
  return [...bySlot([...wishes, ...newer]).values()];
}

/** A host that was removed has nobody left to wish anything of. */
function present({ hosts, wishes }: Fleet): Wish[] {
  const names = new Set(hosts.map((host) => host.name));
  return wishes.filter((wish) => names.has(wish.host));
}

function wishFor({ host, process, index }: Slot, release: ReleaseFacts, deployment: number): Wish {
  return { host, process, index, release: release.number, deployment };
}
