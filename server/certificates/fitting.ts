// Which of an environment's certificates a route is answered with.
import { covers } from '../decide/certificates.ts';
import type { Db } from '../records/records.ts';
import { findRelease, type KnownRelease, listTargets, type Target } from '../records/releases.ts';
import type { CertificateRow } from '../records/tables.ts';
import { releasesInForce } from '../route-owners.ts';

/** A route that is in force somewhere, or is about to be. */
export interface UsedRoute {
  app: string;
  process: string;
  host: string | null;
  /** `acme`, or the name of one; undefined: whichever fits. */
  certificate: string | undefined;
}

type Named = Pick<CertificateRow, 'name' | 'not_after'> & { hosts: string[] };

/** What is got by ACME is called so: a name that nobody can give by hand. */
export function acmeName(host: string): string {
  return `acme:${host}`;
}

/** The one that lasts longest first. */
export function fitting<Known extends Named>(certificates: Known[], { host, certificate }: UsedRoute): Known[] {
  if (host === null) return [];
  const name = certificate === 'acme' ? acmeName(host) : certificate;
  return certificates
    .filter((one) => (name === undefined || one.name === name) && one.hosts.some((known) => covers(known, host)))
    .sort((a, b) => b.not_after - a.not_after || (a.name < b.name ? -1 : 1));
}

export function routesOf({ app, content }: KnownRelease, process: string): UsedRoute[] {
  const routes = content.processes[process]?.process.routes ?? [];
  return routes.map(({ host = null, tls }) => ({ app, process, host, certificate: tls?.certificate }));
}

/** Of all apps, or of one. A process without replicas answers for nothing. */
export async function routesIn(db: Db, environment: string, app?: string): Promise<UsedRoute[]> {
  const targets = (await listTargets(db)).filter((one) => one.environment === environment && (!app || one.app === app));
  const releases = await Promise.all(targets.map((target) => releasesInForce(db, target, target.current_release)));
  const all = releases.flat().flatMap((release) =>
    Object.entries(release.content.processes)
      .filter(([, { replicas }]) => replicas > 0)
      .flatMap(([process]) => routesOf(release, process)),
  );
  return [...new Map(all.map((route) => [JSON.stringify(route), route])).values()];
}

/** Hosts that have, or are to have, routes for one of these names. */
export async function hostsServing(db: Db, environment: string, names: string[]): Promise<string[]> {
  const asked = await askedIn(db, environment);
  const known = new Map<string, Promise<KnownRelease | undefined>>();
  const releaseOf = (target: Target, number: number) => {
    const key = `${target.app} ${number}`;
    if (!known.has(key)) known.set(key, findRelease(db, target, number));
    return known.get(key);
  };
  const found = new Set<string>();
  for (const { host, app, process, release, warm } of asked)
    for (const number of [release, warm]) {
      const of = number ? await releaseOf({ app, environment }, number) : undefined;
      const isServed = of && routesOf(of, process).some((route) => names.some((name) => route.host && covers(name, route.host)));
      if (isServed) found.add(host);
    }
  return [...found].sort();
}

async function askedIn(db: Db, environment: string) {
  const of = (table: 'wishes' | 'prospects') =>
    db
      .selectFrom(table)
      .select(['host', 'app', 'process', 'release', 'warm'])
      .distinct()
      .where('environment', '=', environment)
      .execute();
  return [...(await of('wishes')), ...(await of('prospects'))];
}
