// Which requests go where: what the hosts of an environment were told, and how far each of them is with it.
import { indexRoutes, type Matched, plainPath, rankedRoutes, routeKey, whyFirst } from '../../bundle/matching.ts';
import type { SentRoute } from '../../bundle/routes.ts';
import { distance } from '../../bundle/spelling.ts';
import type { ExplainRouteReplyInput } from '../../proto/generated/castellan/v1/ExplainRouteReply.ts';
import type { RouteOnHostInput } from '../../proto/generated/castellan/v1/RouteOnHost.ts';
import type { RouteViewInput } from '../../proto/generated/castellan/v1/RouteView.ts';
import type { Wish } from '../decide/types.ts';
import type { Observer } from '../facts.ts';
import { listHosts, listWishes } from '../records/fleet.ts';
import type { Db } from '../records/records.ts';
import { findRelease, listTargets, type Target } from '../records/releases.ts';
import { answersBy, rulesOf } from './route-words.ts';
import { isSame, reportsOf } from './slots.ts';

/** A route of a process, with the hosts that have it. */
export interface KnownRoute extends Matched, Target {
  process: string;
  route: SentRoute;
  hosts: RouteOnHostInput[];
}

/** In an order that does not change. */
export async function routesIn(db: Db, observer: Observer, environment: string, host = ''): Promise<KnownRoute[]> {
  const targets = (await listTargets(db)).filter((target) => target.environment === environment);
  const known = new Map((await listHosts(db, environment)).map((row) => [row.name, row]));
  const found = await Promise.all(targets.map((target) => routesOf(db, observer, target)));
  const routes = found.flat().flatMap((route) => {
    const hosts = route.hosts.filter((one) => known.has(one.host ?? '') && (host === '' || one.host === host));
    return hosts.length > 0 ? [{ ...route, hosts }] : [];
  });
  const order = ({ port, host: name, path, app }: KnownRoute) => `${name ?? ''} ${path} ${port ?? 0} ${app}`;
  return routes.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

async function routesOf(db: Db, observer: Observer, target: Target): Promise<KnownRoute[]> {
  const merged = new Map<string, KnownRoute>();
  const groups = Map.groupBy(await listWishes(db, target), ({ host, process }) => `${host} ${process}`);
  for (const wishes of groups.values()) {
    // While there are two releases on a host, what the newer one says of its routes is what holds.
    const newest = wishes.toSorted((a, b) => b.deployment - a.deployment)[0] as Wish;
    const release = await findRelease(db, target, newest.release);
    const on = onHost(observer, target, wishes, { ...newest, version: release?.version ?? '' });
    for (const route of release?.content.processes[newest.process]?.process.routes ?? []) {
      const place = { port: route.port ?? null, host: route.host ?? null, path: route.path };
      const key = `${newest.process} ${routeKey(place)}`;
      const { app, environment } = target;
      const known = merged.get(key) ?? { ...place, app, environment, process: newest.process, route, hosts: [] };
      merged.set(key, { ...known, hosts: [...known.hosts, on] });
    }
  }
  return [...merged.values()];
}

function onHost({ sessions }: Observer, target: Target, wishes: Wish[], { host, release, version }: Wish & { version: string }) {
  const reports = reportsOf(sessions, host, target).filter((slot) => wishes.some((wish) => isSame(wish, slot)));
  const replicas = reports.flatMap((slot) => slot.replicas.filter(({ routed }) => routed).map(({ id }) => id));
  return { host, release, version, replicas, wanted: wishes.length, away: sessions.presence(host)?.state !== 'connected' };
}

export function routeView({ host, port, path, route, hosts, environment, app, process }: KnownRoute): RouteViewInput {
  const place = { host: host ?? '', port: port ?? 0, path, tcp: route.protocol === 'tcp' };
  return { ...place, environment, app, process, answers: answersBy(route), rules: rulesOf(route), hosts };
}

/** Of an app that the caller may not see: that it is there. */
export function hiddenView({ host, port, path, environment }: KnownRoute): RouteViewInput {
  return { host: host ?? '', port: port ?? 0, path, environment };
}

const shownNearest = 3;

/** A URL as a request for it would be read. */
export interface AskedUrl {
  host: string;
  /** 0: it names none. */
  port: number;
  https: boolean;
  path: string;
}

/** As a router decides it. `routerPorts`: their own. */
export function explain(
  routes: KnownRoute[],
  { host, port: named, https, path: written }: AskedUrl,
  routerPorts: ReadonlySet<number>,
  view: (route: KnownRoute) => RouteViewInput,
): ExplainRouteReplyInput {
  const http = routes.filter(({ route }) => route.protocol !== 'tcp');
  const port = named || (https ? 443 : 80);
  const own = named === 0 || routerPorts.has(port);
  const path = plainPath(written);
  const asked = { host, port: named, path: path ?? written };
  if (path === undefined) return { ...asked, refused: 'its path is read in different ways by different servers: 400' };
  if (!own && !http.some((one) => one.port === port)) return { ...asked, refused: `no router listens on port ${port}` };
  const fits = rankedRoutes(indexRoutes(http), port, own, host, path);
  const [first] = fits;
  return {
    ...asked,
    fits: fits.map((route, at) => ({ route: view(route), behind: at === 0 ? '' : whyFirst(first as KnownRoute, route) })),
    nearest: first ? [] : nearest(http, host).map(view),
  };
}

/** Names that were perhaps meant. */
function nearest(routes: KnownRoute[], host: string): KnownRoute[] {
  const far = ({ host: name }: KnownRoute) => distance(name ?? '', host);
  return routes.toSorted((a, b) => far(a) - far(b)).slice(0, shownNearest);
}
