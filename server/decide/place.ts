// Which slots a release has, and which of them a deployment has to change.
import type { Deployment, HostFacts, ReleaseFacts, Slot, Wish } from './types.ts';

/** Hosts by name, processes by name, indexes from 1. */
export function place(release: ReleaseFacts | null, hosts: HostFacts[]): Slot[] {
  if (!release) return [];
  const names = hosts.map((host) => host.name).sort();
  const processes = Object.entries(release.processes).sort(([a], [b]) => (a < b ? -1 : 1));
  return names.flatMap((host) =>
    processes.flatMap(([process, { replicas }]) => Array.from({ length: replicas }, (_, n) => ({ host, process, index: n + 1 }))),
  );
}

export function keyOf(slot: Slot): string {
  return `${slot.host}/${slot.process}/${slot.index}`;
}

export function bySlot<T extends Slot>(slots: T[]): Map<string, T> {
  return new Map(slots.map((slot) => [keyOf(slot), slot]));
}

/** The slots that cannot keep what runs there under `from`, new ones included. */
export function changes({ to, from }: Deployment, hosts: HostFacts[]): Slot[] {
  return place(to, hosts).filter(({ process, index }) => {
    const before = from?.processes[process];
    return !before || index > before.replicas || before.fingerprint !== to.processes[process]?.fingerprint;
  });
}

/** What the wish asks for is what `to` asks for: it takes the new number without a restart. */
export function isAlike(wish: Wish, { to, from }: Deployment): boolean {
  if (wish.release === to.number) return true;
  if (wish.release !== from?.number) return false;
  const before = from.processes[wish.process];
  return before !== undefined && before.fingerprint === to.processes[wish.process]?.fingerprint;
}
