// The route table: a pure function of what is wanted and of the replicas' phases.
import { isRouted, type Replica, type Route, slotName, type Wish } from './replica.ts';
import { answersBy, needsFolder, rulesOf } from './rules.ts';
import type { BasicUser, RouteEntry, RouteTarget } from './types.ts';

/** Where replicas listen. */
const address = '127.0.0.1';

/** Who may pass, by a secret of its process. The same for the same secret, so that equal facts give an equal table. */
export type UsersOf = (owner: Wish, secret: string) => BasicUser[];

/**
 * Sorted, so that equal facts give an equal table. A route without a target stays: known, but nothing is ready. What holds for a
 * route is what the newest replica that serves by it says.
 */
export function routesOf(wishes: Wish[], replicas: Replica[], usersOf: UsersOf = () => []): RouteEntry[] {
  const serving = oneOfEachSlot(replicas.filter(isRouted), wishes);
  const told = tellers([...wishes, ...replicas.filter(({ promotedAt }) => promotedAt !== null)], serving);
  const entries = new Map([...told].map(([key, { owner, route }]) => [key, entryOf(owner, route, usersOf)]));
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

interface Teller {
  owner: Wish;
  route: Route;
}

/** Whose word about each route counts. Whose it is was said by the first. */
function tellers(owners: Wish[], serving: Replica[]): Map<string, Teller> {
  const told = new Map<string, Teller>();
  for (const owner of owners)
    for (const route of owner.spec.routes) if (!told.has(routeKey(route))) told.set(routeKey(route), { owner, route });
  const newestLast = serving.toSorted(
    (a, b) => a.deployment - b.deployment || (a.promotedAt ?? 0) - (b.promotedAt ?? 0) || (a.id < b.id ? -1 : 1),
  );
  for (const replica of newestLast) {
    for (const route of replica.spec.routes) {
      const known = told.get(routeKey(route));
      if (known && isSameProcess(known.owner, replica)) told.set(routeKey(route), { owner: replica, route });
    }
  }
  return told;
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

function entryOf(owner: Wish, route: Route, usersOf: UsersOf): RouteEntry {
  const { app, environment, process } = owner;
  const rules = rulesOf(route, route.basicAuth ? usersOf(owner, route.basicAuth.secret) : []);
  const place = { port: route.port ?? null, host: route.host ?? null, path: route.path };
  return { ...place, app, environment, process, targets: [], ...answersBy(route), ...(rules ? { rules } : {}) };
}

function addTargets(entries: Map<string, RouteEntry>, replica: Replica): void {
  for (const route of replica.spec.routes) {
    const entry = entries.get(routeKey(route));
    const target = targetOf(replica, route);
    if (entry && target && isSameProcess(entry, replica) && isFit(entry, target)) entry.targets.push(target);
  }
}

/** What is passed on needs a port: one that has none is of a release whose route was answered otherwise. */
function isFit({ serves }: RouteEntry, { port }: RouteTarget): boolean {
  return serves !== undefined || port > 0;
}

type OfProcess = Pick<Wish, 'app' | 'environment' | 'process'>;

function isSameProcess(a: OfProcess, b: OfProcess): boolean {
  return a.app === b.app && a.environment === b.environment && a.process === b.process;
}

function targetOf(replica: Replica, route: Route): RouteTarget | undefined {
  const { id, release, ports, folder, weight = 100 } = replica;
  const port = route.to === undefined ? Object.values(ports)[0] : ports[route.to];
  if (port === undefined && !route.serves) return undefined;
  return {
    replica: id,
    release,
    address,
    port: port ?? 0,
    ...(weight < 100 ? { weight } : {}),
    ...(folder && needsFolder(route) ? { folder } : {}),
  };
}

function sortedBy<T>(items: T[], key: (item: T) => string): T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
