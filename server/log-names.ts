// Whether what a question about logs names is there: who mistypes a name is told so, and not shown that nothing was written.
import { environmentOption } from '../lib/environment-option.ts';
import { taskProcess } from '../lib/names.ts';
import { fail } from '../proto/failure.ts';
import type { LogsRequest } from '../proto/generated/castellan/v1/LogsRequest.ts';
import type { Observer } from './facts.ts';
import type { LogStore } from './logs/store.ts';
import { findHost, listHosts, listWishes } from './records/fleet.ts';
import type { Db } from './records/records.ts';
import type { Target } from './records/releases.ts';
import { listTaskNames } from './records/tasks.ts';
import { logReplica } from './views/deployment.ts';
import { reportsOf } from './views/slots.ts';

interface LogNames {
  db: Db;
  logs: Pick<LogStore, 'index'>;
  observer: Pick<Observer, 'sessions'>;
}

type Asked = Target & Pick<LogsRequest, 'hosts' | 'processes' | 'replicas' | 'follow'>;

/** A process or a replica may yet come for one who follows. @throws Failure not-found */
export async function checkLogNames(parts: LogNames, asked: Asked): Promise<void> {
  const { hosts, processes, replicas, follow, environment } = asked;
  const isNarrow = hosts.length > 0 || (!follow && processes.length + replicas.length > 0);
  if (!isNarrow) return;
  const known = await knownNames(parts, asked);
  for (const host of hosts)
    if (!known.hosts.has(host) && (await findHost(parts.db, host))?.environment !== environment)
      throw fail('not-found', `there is no host ${host} in ${environment}`, { next: 'ctl hosts list' });
  if (follow) return;
  for (const process of processes) if (!known.processes.has(process)) throw noSuch('process', process, asked);
  for (const replica of replicas) if (!known.replicas.has(replica)) throw noSuch('replica', replica, asked);
}

function noSuch(kind: 'process' | 'replica', name: string, { app, environment }: Target) {
  const where = environmentOption(environment);
  return fail('not-found', `there is no ${kind} ${name} of ${app} in ${environment}, and no output of one is kept`, {
    next: `ctl status ${app}${where}`,
  });
}

/** Of what is written, of what is wished for, of what the hosts say, and of hooks. A replica can be named by its slot. */
async function knownNames({ db, logs, observer }: LogNames, target: Target) {
  const streams = await streamsOf(logs, target);
  const hosts = await listHosts(db, target.environment);
  const reports = hosts.flatMap(({ name }) => reportsOf(observer.sessions, name, target));
  const tasks = await listTaskNames(db, target);
  const slots = [...(await listWishes(db, target)), ...reports, ...streams];
  return {
    hosts: new Set(streams.map(({ host }) => host)),
    processes: new Set([...slots.map(({ process }) => process), ...tasks.map(({ name }) => taskProcess(name))]),
    replicas: new Set([
      ...streams.map(({ replica }) => replica),
      ...reports.flatMap((slot) => slot.replicas.map(({ id }) => id)),
      ...tasks.map(({ deployment, name }) => logReplica(deployment, name)),
      ...slots.map(({ process, index }) => `${process}/${index}`),
    ]),
  };
}

function streamsOf({ index }: LogNames['logs'], { app, environment }: Target) {
  const columns = ['host', 'process', 'slot as index', 'replica'] as const;
  const ofApp = index.selectFrom('log_streams').where('app', '=', app).where('environment', '=', environment);
  return ofApp.select(columns).distinct().execute();
}
