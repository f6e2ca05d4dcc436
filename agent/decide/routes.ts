// The route table: a pure function of what is wanted and of the replicas' phases.
import { isRouted, type Replica, type Route, slotName, type Wish } from './replica.ts';
import type { RouteEntry, RouteTarget } from './types.ts';

/** Where replicas listen. */
const address = '127.0.0.1';

/** Sorted, so that equal facts give an equal table. A route without a target stays: known, but nothing is ready. */
export function routesOf(wishes: Wish[], replicas: Replica[]): RouteEntry[] {
  const serving = oneOfEachSlot(replicas.filter(isRouted), wishes);
  const entries = new Map<string, RouteEntry>();
  for (const owner of [...wishes, ...replicas.filter(({ promotedAt }) => promotedAt !== null)]) {
    for (const route of owner.spec.routes) {
      const key = routeKey(route);
      if (!entries.has(key)) entries.set(key, entryOf(owner, route));
    }
  }
  for (const replica of serving) addTargets(entries, replica);
  return sortedBy([...entries.values()], (entry) => `${entry.port ?? 0} ${entry.host ?? ''} ${entry.path}`);
}

/** The ids of the replicas that requests reach by these routes. */
export function targetsOf(routes: RouteEntry[]): Set<string> {
  return new Set(routes.flatMap(({ targets }) => targets.map(({ replica }) => replica)));
}

export function routeKey({ port, host, path }: Route): string {
  return `${port ?? 'router'} ${host ?? 'any'} ${path}`;
}

/** While two of a slot could serve, the one that is wished for does, and of such the one that took over last. */
function oneOfEachSlot(replicas: Replica[], wishes: Wish[]): Replica[] {
  const wished = new Map(wishes.map((wish) => [slotName(wish), wish.fingerprint]));
  const isWished = (replica: Replica) => wished.get(slotName(replica)) === replica.fingerprint;
  const chosen = new Map<string, Replica>();
  for (const replica of replicas) {
    const known = chosen.get(slotName(replica));
    const isBetter = known && (isWished(replica) === isWished(known) ? isNewer(replica, known) : isWished(replica));
    if (!known || isBetter) chosen.set(slotName(replica), replica);
  }
  return sortedBy([...chosen.values()], ({ id }) => id);
}

function isNewer(a: Replica, b: Replica): boolean {
  const [takenA, takenB] = [a.promotedAt ?? 0, b.promotedAt ?? 0];
  return takenA === takenB ? a.id > b.id : takenA > takenB;
}

function entryOf({ app, environment, process }: Wish, { port, host, path }: Route): RouteEntry {
  return { port: port ?? null, host: host ?? null, path, app, environment, process, targets: [] };
}

function addTargets(entries: Map<string, RouteEntry>, replica: Replica): void {
  for (const route of replica.spec.routes) {
    const entry = entries.get(routeKey(route));
    const target = targetOf(replica, route);
    if (entry && target && isOf(entry, replica)) entry.targets.push(target);
  }
}

function isOf(entry: RouteEntry, { app, environment, process }: Replica): boolean {
  return entry.app === app && entry.environment === environment && entry.process === process;
}

function targetOf({ id, release, ports }: Replica, { to }: Route): RouteTarget | undefined {
  const port = to === undefined ? Object.values(ports)[0] : ports[to];
  return port === undefined ? undefined : { replica: id, release, address, port };
}

function sortedBy<T>(items: T[], key: (item: T) => string): T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
