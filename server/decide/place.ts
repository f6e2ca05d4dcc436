// Which slots a release has on the hosts that there are, and which of them a deployment has to change.
import type { Deployment, HostFacts, Ms, ProcessFacts, ReleaseFacts, Slot, Wish } from './types.ts';

/** Hosts by name, processes by name, indexes from 1. The same facts give the same slots, whatever was there before. */
export function place(release: ReleaseFacts | null, hosts: HostFacts[], now: Ms): Slot[] {
  if (!release) return [];
  const sorted = hosts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const processes = Object.keys(release.processes).sort();
  const counts = new Map(processes.map((process) => [process, countsOf(release, process, sorted, now)]));
  return sorted.flatMap(({ name: host }) =>
    processes.flatMap((process) =>
      Array.from({ length: counts.get(process)?.get(host) ?? 0 }, (_, n) => ({ host, process, index: n + 1 })),
    ),
  );
}

export function keyOf(slot: Slot): string {
  return `${slot.host}/${slot.process}/${slot.index}`;
}

export function bySlot<T extends Slot>(slots: T[]): Map<string, T> {
  return new Map(slots.map((slot) => [keyOf(slot), slot]));
}

/** The slots that cannot keep what runs there under `from`, new ones included. */
export function changes({ to, from }: Deployment, hosts: HostFacts[], now: Ms): Slot[] {
  const before = new Set(place(from, hosts, now).map(keyOf));
  return place(to, hosts, now).filter(
    (slot) => !before.has(keyOf(slot)) || from?.processes[slot.process]?.fingerprint !== to.processes[slot.process]?.fingerprint,
  );
}

/** What the wish asks for is what `to` asks for: it takes the new number without a restart. */
export function isAlike(wish: Wish, { to, from }: Deployment): boolean {
  if (wish.release === to.number) return true;
  if (wish.release !== from?.number) return false;
  const before = from.processes[wish.process];
  return before !== undefined && before.fingerprint === to.processes[wish.process]?.fingerprint;
}

/** So long a host must be lost for its share to be started elsewhere; null: it is never. */
export function movesAfter(process: ProcessFacts | undefined): Ms | null {
  return process?.total ? process.total.lostAfterMs : null;
}

/** Host -> replicas. In total: equal shares, and what is over to the first ones in an order of their own for each process. */
function countsOf(release: ReleaseFacts, process: string, hosts: HostFacts[], now: Ms): Map<string, number> {
  const facts = release.processes[process] as ProcessFacts;
  const fit = hosts.filter((host) => !host.draining && hasLabels(host, facts.labels) && !isGivenUp(host, facts, now));
  if (!facts.total) return new Map(fit.map(({ name }) => [name, facts.replicas]));
  const order = fit.map(({ name }) => ({ name, rank: hash(`${release.app}/${process}/${name}`) }));
  order.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  const share = Math.floor(facts.replicas / Math.max(1, order.length));
  const over = facts.replicas - share * order.length;
  return new Map(order.map(({ name }, at) => [name, share + (at < over ? 1 : 0)]));
}

function hasLabels({ labels }: HostFacts, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

function isGivenUp({ state, since }: HostFacts, facts: ProcessFacts, now: Ms): boolean {
  const after = movesAfter(facts);
  return after !== null && state === 'lost' && now - since >= after;
}

/** FNV-1a (www.isthe.com/chongo/tech/comp/fnv), with its bits mixed once more so that like names lie apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
