// What replicas, their clients and whoever reads their logs must not notice of anything that happens to agents.
import { deepEqual } from 'node:assert/strict';
import { runningReplicas } from '../e2e/fleet.ts';
import type { Cluster } from './cluster.ts';

export async function replicaPids(cluster: Cluster): Promise<Record<string, number>> {
  return Object.fromEntries((await runningReplicas(cluster)).map(({ slot, pid }) => [slot, pid]).sort());
}

export async function allConnected(cluster: Cluster): Promise<void> {
  await cluster.until('every host is connected', async () => {
    const hosts = await cluster.ask<{ state: string }>('hosts', 'list');
    return hosts.every(({ state }) => state.toLowerCase() === 'connected');
  });
}

/** Of what test/apps/counts has written: every line has arrived once, in order, to the end. */
export async function everyLineOnce(cluster: Cluster): Promise<void> {
  const found = await cluster.until('what ended has told its last line', async () => {
    const now = await counts(cluster);
    return now.length > 0 && now.every(isWhole) ? now : undefined;
  });
  for (const { host, pid, lines } of found) {
    deepEqual(
      lines,
      Array.from({ length: lines.length }, (_, at) => at + 1),
      `${host} ${pid}`,
    );
  }
}

interface Counted {
  host: string;
  pid: string;
  lines: number[];
  /** What it said that it had counted to at its end. */
  last: number | undefined;
}

/** Of each process that ever ran. */
async function counts(cluster: Cluster): Promise<Counted[]> {
  const found = new Map<string, Counted>();
  for (const host of cluster.hosts) {
    const { stdout } = await cluster.ctl('logs', 'hello', '--host', host);
    for (const [, pid = '', what, number] of stdout.matchAll(/(\d+) (counts|counted) (\d+)$/gm)) {
      const one = found.get(`${host} ${pid}`) ?? { host, pid, lines: [], last: undefined };
      if (what === 'counts') one.lines.push(Number(number));
      else one.last = Number(number);
      found.set(`${host} ${pid}`, one);
    }
  }
  return [...found.values()];
}

/** One that still runs has not said how many there are. */
function isWhole({ lines, last }: Counted): boolean {
  return last === undefined ? lines.length > 0 : lines.length === last;
}
