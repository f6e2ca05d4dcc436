// What is on a host: what it is to run, and what it has said that it runs.
import type { HostAppInput } from '../proto/generated/castellan/v1/HostApp.ts';
import type { Report } from '../proto/generated/castellan/v1/Report.ts';
import type { Presence } from './presence.ts';
import { wishesForHost } from './records/fleet.ts';
import type { Db } from './records/records.ts';
import type { HostRow } from './records/tables.ts';

export interface HostLoad {
  /** By app and environment, in the order of their names. */
  apps: Required<Pick<HostAppInput, 'app' | 'environment' | 'slots' | 'replicas'>>[];
  /** Nothing is wished of it, and in answer to that it has said that nothing runs. */
  empty: boolean;
}

export async function hostLoad(db: Db, row: HostRow, presence: Presence | undefined): Promise<HostLoad> {
  const report = presence?.report;
  const slots = [
    ...(await wishesForHost(db, row.name)).map(({ app, environment }) => ({ app, environment, slots: 1, replicas: 0 })),
    ...(report?.slots ?? []).map(({ app, environment, replicas }) => ({
      app,
      environment,
      slots: 0,
      replicas: running(replicas),
    })),
  ];
  const apps = [...Map.groupBy(slots, ({ app, environment }) => `${app} ${environment}`).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, alike]) => summed(alike))
    .filter(({ slots, replicas }) => slots + replicas > 0);
  const knows = report?.revision === row.revision && report.refusals.length === 0;
  return { apps, empty: apps.length === 0 && knows && presence?.state === 'connected' };
}

/** `hello in production: 1 slot, 2 replicas` */
export function sayLoad({ app, environment, slots, replicas }: HostLoad['apps'][number]): string {
  return `${app} in ${environment}: ${count(slots, 'slot')}, ${count(replicas, 'replica')}`;
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}

function summed(alike: HostLoad['apps']): HostLoad['apps'][number] {
  const [first] = alike as [HostLoad['apps'][number]];
  const sum = (of: 'slots' | 'replicas') => alike.reduce((total, each) => total + each[of], 0);
  return { app: first.app, environment: first.environment, slots: sum('slots'), replicas: sum('replicas') };
}

function running(replicas: Report['slots'][number]['replicas']): number {
  return replicas.filter(({ phase }) => phase !== 'stopped' && phase !== 'failed').length;
}
