// A process of a manifest with the settings of its environment: manifest < variables < secrets, and of one process before all.
import { routeKey } from '../bundle/matching.ts';
import { lean, type Route, route, type SentRoute } from '../bundle/routes.ts';
import type { Manifest, Process, SentProcess } from '../bundle/shape.ts';
import type { Settings } from './settings.ts';

/** What a replica finds in its environment besides what the agent sets. Of secrets only which version. */
interface Variables {
  env: Record<string, string>;
  secrets: Record<string, number>;
}

export function withSettings(process: Process, name: string, settings: Settings): SentProcess & Pick<Process, 'replicas' | 'on'> {
  const { env, secrets } = variablesOf(process.env, name, settings, process.secrets);
  return { ...process, env, secrets, routes: routesOf(process, name, settings), on: settings.on[name] ?? process.on };
}

function variablesOf(manifest: Record<string, string>, process: string, settings: Settings, wanted: string[] | null): Variables {
  const all = { ...settings.secrets, ...settings.processSecrets[process] };
  const secrets = wanted ? Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name))) : all;
  const env = { ...manifest, ...settings.variables, ...settings.processVariables[process] };
  return { env: Object.fromEntries(Object.entries(env).filter(([name]) => !Object.hasOwn(secrets, name))), secrets };
}

/** Names that the process asks for and nobody has set, as `web: DB_PASSWORD`. */
export function missingSecrets(processes: Manifest['processes'], settings: Settings): string[] {
  return Object.entries(processes).flatMap(([name, { secrets, routes }]) => {
    const known = { ...settings.secrets, ...settings.processSecrets[name] };
    const ofRoutes = routes.flatMap(({ basicAuth }) => basicAuth?.secret ?? []);
    return [...new Set([...(secrets ?? []), ...ofRoutes])]
      .filter((secret) => !Object.hasOwn(known, secret))
      .map((secret) => `${name}: ${secret}`);
  });
}

function routesOf({ routes }: Process, name: string, settings: Settings): SentRoute[] {
  const hosts = settings.hosts[name];
  const named = hosts ? withHosts(hosts, routes) : routes;
  const changed = named.map((route) => withRules(route, settings.tls[name], settings.allow[name]));
  return (settings.maintenance[name] ? changed.flatMap(inMaintenance) : changed).map(lean);
}

/**
 * Each route of the manifest for each of these names; without any, all of what comes for them. Of several for the same requests
 * the first. A redirect from one name to another is about that name, and tcp knows none.
 */
function withHosts(hosts: string[], routes: Route[]): SentRoute[] {
  const plain = routes.length > 0 ? routes : [route.parse({})];
  const all = plain.flatMap((one) => (keepsName(one) ? [one] : hosts.map((host) => ({ ...one, host }))));
  const first = new Map<string, SentRoute>();
  for (const one of all) {
    const key = routeKey({ port: one.port ?? null, host: one.host ?? null, path: one.path });
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function keepsName({ protocol, host, serves }: Route): boolean {
  if (protocol === 'tcp') return true;
  return host !== undefined && serves?.kind === 'redirect' && (serves.host !== undefined || serves.to !== undefined);
}

function withRules(one: SentRoute, certificate: string | undefined, allow: string[] | undefined): SentRoute {
  if (one.protocol === 'tcp') return one;
  const tls = certificate === undefined ? one.tls : { required: false, ...one.tls, certificate };
  return { ...one, ...(tls ? { tls } : {}), ...(allow ? { allow } : {}) };
}

/** Redirects go on; for what is no HTTP nothing listens. */
function inMaintenance(one: SentRoute): SentRoute[] {
  if (one.protocol === 'tcp') return [];
  return [one.serves?.kind === 'redirect' ? one : { ...one, serves: { kind: 'maintenance' } }];
}
