// A process of a manifest with the settings of its environment: manifest < variables < secrets, and of one process before all.
import { route, type SentRoute } from '../bundle/routes.ts';
import type { Manifest, Process, SentProcess } from '../bundle/shape.ts';
import type { Settings } from './settings.ts';

/** What a replica finds in its environment besides what the agent sets. Of secrets only which version. */
interface Variables {
  env: Record<string, string>;
  secrets: Record<string, number>;
}

export function withSettings(process: Process, name: string, settings: Settings): SentProcess & Pick<Process, 'replicas' | 'on'> {
  const { env, secrets } = variablesOf(process.env, name, settings, process.secrets);
  const hosts = settings.hosts[name];
  const routes = hosts ? routesFor(hosts, process) : process.routes;
  return { ...process, env, secrets, routes, on: settings.on[name] ?? process.on };
}

function variablesOf(manifest: Record<string, string>, process: string, settings: Settings, wanted: string[] | null): Variables {
  const all = { ...settings.secrets, ...settings.processSecrets[process] };
  const secrets = wanted ? Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name))) : all;
  const env = { ...manifest, ...settings.variables, ...settings.processVariables[process] };
  return { env: Object.fromEntries(Object.entries(env).filter(([name]) => !Object.hasOwn(secrets, name))), secrets };
}

/** Names that the process asks for and nobody has set, as `web: DB_PASSWORD`. */
export function missingSecrets(processes: Manifest['processes'], settings: Settings): string[] {
  return Object.entries(processes).flatMap(([name, { secrets }]) => {
    const known = { ...settings.secrets, ...settings.processSecrets[name] };
    return (secrets ?? []).filter((secret) => !Object.hasOwn(known, secret)).map((secret) => `${name}: ${secret}`);
  });
}

/** Each route of the manifest for each of these names; without any, all of what comes for them. */
function routesFor(hosts: string[], { routes }: Process): SentRoute[] {
  const plain = routes.length > 0 ? routes : [route.parse({})];
  const all = plain.flatMap((route) => hosts.map((host) => ({ ...route, host })));
  return [...new Map(all.map((route) => [JSON.stringify(route, Object.keys(route).sort()), route])).values()];
}
