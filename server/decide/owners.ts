// Who answers for a host name: one app in an environment, whatever hosts it runs on.

export interface RouteFacts {
  port: number | null;
  host: string | null;
  path: string;
  /** Connections to its port, whatever they carry. */
  tcp?: boolean;
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
  const byKey = new Map<string, Routed[]>();
  const byPort = new Map<number, { tcp: boolean; of: Routed }[]>();
  for (const of of others)
    for (const { tcp = false, ...route } of of.routes) {
      byKey.set(keyOf(route), [...(byKey.get(keyOf(route)) ?? []), of]);
      if (route.port !== null) byPort.set(route.port, [...(byPort.get(route.port) ?? []), { tcp, of }]);
    }
  return mine.flatMap((own) =>
    own.routes.flatMap((route): Conflict[] => {
      const same = byKey.get(keyOf(route)) ?? [];
      const theirs =
        same.find((other) => other.app !== own.app && competes(route, own, other)) ??
        // A port has either tcp or HTTP, on each host by itself.
        byPort.get(route.port ?? 0)?.find(({ tcp, of }) => of.app !== own.app && tcp !== !!route.tcp && mayMeet(own, of))?.of;
      return theirs ? [{ route, mine: own, theirs }] : [];
    }),
  );
}

/** `www.example.com/api`, `port 8080`, `every host name` */
export function sayRoute({ port, host, path, tcp }: RouteFacts): string {
  if (tcp) return `tcp on port ${port}`;
  const where = port === null ? '' : ` on port ${port}`;
  return `${host ?? 'every host name,'}${host ? path.replace(/\/+$/, '') : ` path ${path}`}${where}`;
}

export function sayConflict({ route, mine, theirs }: Conflict, isSeen = true): string {
  const other = isSeen ? `${theirs.process} of ${theirs.app} (v${theirs.release})` : 'another app';
  return `${mine.process} answers for ${sayRoute(route)}, which belongs to ${other}`;
}

/** A name leads to all hosts of an environment; a route without one is only about the hosts that both may run on. */
function competes({ host }: RouteFacts, a: Routed, b: Routed): boolean {
  return host !== null || mayMeet(a, b);
}

/** There may be a host that both run on. */
function mayMeet(a: Routed, b: Routed): boolean {
  return Object.entries(a.on).every(([label, value]) => (b.on[label] ?? value) === value);
}

/** As the router compares them: bundle/matching.ts. */
function keyOf({ port, host, path }: RouteFacts): string {
  return `${port ?? ''} ${host ?? ''} ${path.replace(/\/+$/, '')}`;
}
