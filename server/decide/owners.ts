// Who answers for a host name: one app in an environment, whatever hosts it runs on.

export interface RouteFacts {
  port: number | null;
  host: string | null;
  path: string;
}

/** A process that takes requests, with the labels of the hosts that it may run on. */
export interface Routed {
  app: string;
  process: string;
  /** Of which release, for people. */
  release: number;
  on: Record<string, string>;
  routes: RouteFacts[];
}

export interface Conflict {
  route: RouteFacts;
  mine: Routed;
  theirs: Routed;
}

/** Routes that both would answer for. The first of each pair of processes' routes. */
export function conflicts(mine: Routed[], others: Routed[]): Conflict[] {
  const owners = new Map<string, Routed[]>();
  for (const theirs of others)
    for (const route of theirs.routes) owners.set(keyOf(route), [...(owners.get(keyOf(route)) ?? []), theirs]);
  return mine.flatMap((own) =>
    own.routes.flatMap((route): Conflict[] => {
      const theirs = owners.get(keyOf(route))?.find((other) => other.app !== own.app && competes(route, own, other));
      return theirs ? [{ route, mine: own, theirs }] : [];
    }),
  );
}

/** `www.example.com/api`, `port 8080`, `every host name` */
export function sayRoute({ port, host, path }: RouteFacts): string {
  const where = port === null ? '' : ` on port ${port}`;
  return `${host ?? 'every host name,'}${host ? path.replace(/\/+$/, '') : ` path ${path}`}${where}`;
}

export function sayConflict({ route, mine, theirs }: Conflict): string {
  return `${mine.process} answers for ${sayRoute(route)}, which belongs to ${theirs.process} of ${theirs.app} (v${theirs.release})`;
}

/** A name leads to all hosts of an environment; a route without one is only about the hosts that both may run on. */
function competes({ host }: RouteFacts, a: Routed, b: Routed): boolean {
  return host !== null || Object.entries(a.on).every(([label, value]) => (b.on[label] ?? value) === value);
}

/** As the router compares them: agent/router/match.ts. */
function keyOf({ port, host, path }: RouteFacts): string {
  return `${port ?? ''} ${host ?? ''} ${path.replace(/\/+$/, '')}`;
}
