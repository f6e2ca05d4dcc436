// Which router this host has: the built-in one, or a proxy that is there already, each by its adapter.
import { cpus, networkInterfaces } from 'node:os';
import { abilities } from '../proto/abilities.ts';
import { type AgentSettings, routerFolder, routerListen, routerPorts, routerProcesses } from './config.ts';
import type { RouterKind, RouterLimits } from './decide/router-kinds.ts';
import { haproxyFiles } from './proxy-settings.ts';
import { type BuiltinRouter, startBuiltin } from './router/builtin.ts';
import { openHaproxy } from './router/haproxy.ts';
import { readListen } from './router/listen-on.ts';
import type { Log } from './router/log.ts';
import { openNginx } from './router/nginx.ts';
import type { Router } from './router/router.ts';

interface OpenedRouter {
  router: Router;
  /** Of its table in force: the next one must be newer. */
  revision: number;
  /** This agent stays: the router has to be of its release too. */
  renew(): void;
}

const kinds = { builtin: openBuiltin, haproxy: openOwnHaproxy, nginx: openBeforeBuiltin } satisfies Record<
  RouterKind,
  (settings: AgentSettings, asItIs: boolean, log: Log) => Promise<OpenedRouter>
>;

/** asItIs: one that runs is not replaced before `renew`. */
export function openRouter(settings: AgentSettings, asItIs: boolean, log: Log): Promise<OpenedRouter> {
  return kinds[settings.router.kind](settings, asItIs, log);
}

/** For looking ahead. */
export function routerLimits({ router }: AgentSettings): RouterLimits {
  return { kind: router.kind, ports: router.haproxy.ports };
}

/** Of this host: HAProxy answers no challenges of ACME. */
export function abilitiesWith(kind: RouterKind): string[] {
  return abilities.filter((ability) => kind !== 'haproxy' || ability !== 'challenges');
}

/** That no replica can have. */
export function portsOfRouter(settings: AgentSettings): number[] {
  const { router } = settings;
  const more = { builtin: [], haproxy: router.haproxy.ports, nginx: [router.nginx.port] } satisfies Record<RouterKind, number[]>;
  return [...routerPorts(settings), ...more[router.kind]];
}

async function openBuiltin(
  settings: AgentSettings,
  asItIs: boolean,
  log: Log,
): Promise<OpenedRouter & { router: BuiltinRouter }> {
  const router = await startBuiltin({
    stateDir: routerFolder(settings),
    listen: routerListen(settings),
    workers: routerProcesses(settings, cpus().length),
    start: settings.router.start,
    asItIs,
    log,
  });
  return { router, revision: (await router.hello()).revision, renew: () => void router.renew() };
}

async function openOwnHaproxy(settings: AgentSettings, _: boolean, log: Log): Promise<OpenedRouter> {
  const { ports } = settings.router.haproxy;
  const router = openHaproxy({ stateDir: routerFolder(settings), files: haproxyFiles(settings.router.haproxy), ports, log });
  return { router, revision: router.revision(), renew: () => {} };
}

async function openBeforeBuiltin(settings: AgentSettings, asItIs: boolean, log: Log): Promise<OpenedRouter> {
  const { listen, nginx } = settings.router;
  const { router, revision, renew } = await openBuiltin(settings, asItIs, log);
  return {
    router: openNginx({ ...nginx, builtin: router, listen: readListen(listen.join(',')), ipv6: hasIpv6(), log }),
    revision,
    renew,
  };
}

export function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ family }) => family === 'IPv6'));
}
