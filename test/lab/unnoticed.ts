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
  const probe = async () => {
    const running = new Set((await runningReplicas(cluster)).map(({ slot, pid }) => `${slot.split('/')[0]} ${pid}`));
    const now = await counts(cluster);
    const not = now.filter((one) => !isWhole(one, running));
    if (now.length === 0 || not.length > 0) throw new Error(`of ${now.length} these are not whole: ${not.map(sayCounted)}`);
    return now;
  };
  const found = await cluster.until('what runs no more has told its last line, and all before it are there', probe, 180_000);
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
    for (const [, pid = '', started, what, number] of stdout.matchAll(/(\d+)\.(\d+) (counts|counted) (\d+)$/gm)) {
      const key = `${host} ${pid} ${started}`;
      const one = found.get(key) ?? { host, pid, lines: [], last: undefined };
      if (what === 'counts') one.lines.push(Number(number));
      else one.last = Number(number);
      found.set(key, one);
    }
  }
  return [...found.values()];
}

/** Only one that still runs may not have said yet how many there are. */
function isWhole({ host, pid, lines, last }: Counted, running: Set<string>): boolean {
  return last === undefined ? lines.length > 0 && running.has(`${host} ${pid}`) : lines.length === last;
}

function sayCounted({ host, pid, lines, last }: Counted): string {
  return `${host} ${pid} (${lines.length} lines, ${last === undefined ? 'no last one' : `the last one says ${last}`})`;
}
