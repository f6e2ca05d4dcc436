// What the shape alone cannot say of a manifest: names that lead nowhere, and two things that want the same place.
import { routeKey } from './matching.ts';
import { ofCommand, ofPortName, ofRoute } from './route-contradictions.ts';
import type { Check, Manifest, Process } from './shape.ts';

export interface Contradiction {
  path: (string | number)[];
  message: string;
}

export function contradictions(manifest: Manifest): Contradiction[] {
  const processes = Object.entries(manifest.processes);
  return [
    ...processes.flatMap(([name, process]) => withinProcess(['processes', name], process)),
    ...sharedPorts(processes),
    ...sharedRoutes(processes),
    ...tcpPorts(processes),
    ...ofDeploy(manifest.deploy),
  ];
}

function withinProcess(path: string[], process: Process): Contradiction[] {
  return [
    ...ofCheck([...path, 'ready'], process.ready, process),
    ...ofCheck([...path, 'live'], process.live, process),
    ...ofNotify(path, process),
    ...ofCommand(path, process),
    ...process.routes.flatMap((route, index) => ofRoute([...path, 'routes', index], route, process)),
    ...process.envFiles.flatMap((file, index) => ofEnvFile([...path, 'env_files', index], file)),
    ...ofReplicas(path, process),
    ...ofBackoff(path, process),
  ];
}

function ofCheck(path: string[], check: Check | null, process: Process): Contradiction[] {
  if (check === null || !('port' in check)) return [];
  const key = check.kind === 'tcp' || check.port === null ? check.kind : 'port';
  return ofPortName([...path, key], check.port, process);
}

/** READY=1 is said once, WATCHDOG=1 for as long as it lives: each can be asked for in one place only. */
function ofNotify(path: string[], { ready, live }: Process): Contradiction[] {
  const mistakes: Contradiction[] = [];
  if (ready?.kind === 'notify' && ready.watchdogMs !== null)
    mistakes.push({ path: [...path, 'ready', 'watchdog'], message: 'belongs into live' });
  if (live?.kind === 'notify' && live.watchdogMs === null)
    mistakes.push({ path: [...path, 'live', 'notify'], message: 'needs a time in live; add for example watchdog: 30s' });
  return mistakes;
}

function ofEnvFile(path: (string | number)[], file: string): Contradiction[] {
  const name = file.replace(/^-/, '');
  if (!name.startsWith('/')) return [{ path, message: 'must be an absolute path, since it is read on the host' }];
  if (name.split('/').includes('..') || name.includes('\0')) return [{ path, message: 'must not contain ..' }];
  return [];
}

function ofReplicas(path: string[], process: Process): Contradiction[] {
  const fixed = Object.entries(process.ports).find(([, port]) => port !== 'auto');
  const { count, total } = process.replicas;
  if (!fixed || total || count <= 1) return [];
  const message = `${count} replicas on a host cannot all have port ${fixed[1]}; write ${fixed[0]}: auto`;
  return [{ path: [...path, 'replicas'], message }];
}

function ofBackoff(path: string[], { restart }: Process): Contradiction[] {
  if (restart.minMs <= restart.maxMs) return [];
  return [{ path: [...path, 'restart', 'backoff'], message: 'min is longer than max' }];
}

/** Each step goes further than the one before. */
function ofDeploy({ kind, canarySteps }: Manifest['deploy']): Contradiction[] {
  if (kind !== 'canary') return [];
  const shares = canarySteps.map(({ upTo }) => upTo);
  return shares.flatMap((share, at) => {
    const before = shares[at - 1];
    if (!before || isMore(share, before)) return [];
    return [{ path: ['deploy', 'steps', at, 'share'], message: 'must be more than that of the step before' }];
  });
}

/** A count and a percentage cannot be compared before it is known how many slots there are. */
function isMore(share: Share, before: Share): boolean {
  if (share.count !== undefined && before.count !== undefined) return share.count > before.count;
  return share.percent === undefined || before.percent === undefined || share.percent > before.percent;
}

type Share = { count?: number | undefined; percent?: number | undefined };

/** Fixed ports of processes and ports of routes are all listened on, on the same hosts. */
function sharedPorts(processes: [string, Process][]): Contradiction[] {
  const fixed = processes.flatMap(([name, process]) =>
    Object.entries(process.ports).flatMap(([port, number]) =>
      number === 'auto' ? [] : [{ number, of: `processes.${name}.ports.${port}`, path: ['processes', name, 'ports', port] }],
    ),
  );
  const listened = processes.flatMap(([name, process]) =>
    process.routes.flatMap((route, index) =>
      route.port === undefined ? [] : [{ number: route.port, path: ['processes', name, 'routes', index, 'port'] }],
    ),
  );
  const twice = fixed.flatMap(({ number, path }, index) => {
    const first = fixed.slice(0, index).find((other) => other.number === number);
    return first ? [{ path, message: `port ${number} is taken by ${first.of} already` }] : [];
  });
  const clashes = listened.flatMap(({ number, path }) => {
    const owner = fixed.find((other) => other.number === number);
    return owner ? [{ path, message: `port ${number} is taken by ${owner.of} already; the router cannot listen there too` }] : [];
  });
  return [...twice, ...clashes];
}

function sharedRoutes(processes: [string, Process][]): Contradiction[] {
  const seen = new Map<string, string>();
  return processes.flatMap(([name, process]) =>
    process.routes.flatMap((route, index) => {
      const key = routeKey({ port: route.port ?? null, host: route.host ?? null, path: route.path });
      const owner = seen.get(key);
      if (owner === undefined) seen.set(key, `processes.${name}.routes.${index}`);
      return owner === undefined
        ? []
        : [{ path: ['processes', name, 'routes', index], message: `the same requests go to ${owner} already` }];
    }),
  );
}

/** Whoever connects for tcp says nothing that could tell routes apart; two of tcp are the same requests already. */
function tcpPorts(processes: [string, Process][]): Contradiction[] {
  const all = processes.flatMap(([name, process]) =>
    process.routes.map((route, index) => ({ ...route, of: `processes.${name}.routes.${index}`, path: [name, index] })),
  );
  const tcp = new Map(all.flatMap(({ protocol, port, of }) => (protocol === 'tcp' && port !== undefined ? [[port, of]] : [])));
  return all.flatMap(({ protocol, port, path: [name = '', index = 0] }) => {
    const owner = protocol === 'http' && port !== undefined ? tcp.get(port) : undefined;
    const message = `port ${port} belongs to ${owner}, for tcp; one port cannot have both`;
    return owner === undefined ? [] : [{ path: ['processes', name, 'routes', index, 'port'], message }];
  });
}
