// What requests met of each release since this server started, over all hosts: it only ever grows, whatever routers restart.
import { type CountedRoute, cameBetween, type Look } from './decide/looks.ts';

export type ReleaseTotal = Omit<CountedRoute, 'process' | 'port' | 'host' | 'path'>;

export interface ReleaseTotals {
  /** Takes what each host's router has counted by now. */
  look(hosts: { host: string; look: Look }[]): ReleaseTotal[];
}

/** Releases of all apps; past it those go that no host tells of any more. */
const mostReleases = 2000;

export function openReleaseTotals(): ReleaseTotals {
  const totals = new Map<string, ReleaseTotal>();
  const counted = new Map<string, Look>();

  function look(hosts: { host: string; look: Look }[]): ReleaseTotal[] {
    for (const total of totals.values()) total.inFlight = 0;
    const told = new Set<string>();
    for (const { host, look } of hosts) {
      for (const { route, came } of cameBetween(before(host, look), look)) {
        const key = JSON.stringify([route.app, route.environment, route.release]);
        told.add(key);
        const total = totals.get(key) ?? nothing(route);
        totals.set(key, total);
        if (came) add(total, came);
        total.inFlight += route.inFlight;
      }
      counted.set(host, look);
    }
    forget(told, new Set(hosts.map(({ host }) => host)));
    return [...totals.values()];
  }

  /** The same look again, and one of a clock that was set back, add nothing. */
  function before(host: string, look: Look): Look | null {
    const known = counted.get(host);
    return known && known.at > look.at ? null : (known ?? null);
  }

  function forget(told: Set<string>, hosts: Set<string>): void {
    for (const key of totals.keys()) if (totals.size > mostReleases && !told.has(key)) totals.delete(key);
    for (const host of counted.keys()) if (!hosts.has(host)) counted.delete(host);
  }

  return { look };
}

function nothing({ app, environment, release }: CountedRoute): ReleaseTotal {
  const none = { requests: 0, failures: 0, abandoned: 0, inFlight: 0, bytesIn: 0, bytesOut: 0, latencyMs: 0 };
  return { app, environment, release, ...none, status: [], latency: [] };
}

function add(total: ReleaseTotal, came: CountedRoute): void {
  for (const name of ['requests', 'failures', 'abandoned', 'bytesIn', 'bytesOut', 'latencyMs'] as const)
    total[name] += came[name];
  for (const name of ['status', 'latency'] as const) {
    for (const [at, count] of came[name].entries()) total[name][at] = (total[name][at] ?? 0) + count;
  }
}
