// Commands that deployments have run once: what was asked for, and what came of it.
import type { Task } from '../decide/types.ts';
import { among } from './many.ts';
import type { Db, Tx } from './records.ts';
import type { Target } from './releases.ts';
import type { TaskRow } from './tables.ts';

export async function listTasks(db: Db, deployment: number): Promise<Task[]> {
  return (await tasksOf(db, deployment)).map(({ deployment: _, evidence: __, ...task }) => task);
}

/** With what their hosts told of them: proto TaskReport as JSON. */
export async function tasksOf(db: Db, deployment: number): Promise<TaskRow[]> {
  return db.selectFrom('tasks').selectAll().where('deployment', '=', deployment).orderBy('at').orderBy('name').execute();
}

/** Of all deployments of an app that are kept. */
export async function listTaskNames(db: Db, { app, environment }: Target): Promise<Pick<TaskRow, 'deployment' | 'name'>[]> {
  const tasks = db.selectFrom('tasks').innerJoin('deployments', 'deployments.number', 'tasks.deployment');
  const ofApp = tasks.where('deployments.app', '=', app).where('deployments.environment', '=', environment);
  return ofApp.select(['tasks.deployment', 'tasks.name']).execute();
}

/** Of deployments that are under way where each of these hosts belongs. */
export async function tasksForHosts(db: Db, hosts: string[]) {
  return db
    .selectFrom('tasks')
    .innerJoin('deployments', 'deployments.number', 'tasks.deployment')
    .innerJoin('hosts', (join) =>
      join.onRef('hosts.name', '=', 'tasks.host').onRef('hosts.environment', '=', 'deployments.environment'),
    )
    .select([
      'tasks.host',
      'tasks.deployment',
      'tasks.name',
      'deployments.app',
      'deployments.environment',
      'deployments.to_release',
    ])
    .where('tasks.host', 'in', among(hosts))
    .where('tasks.state', 'in', ['waiting', 'running'])
    .where('deployments.settled_at', 'is', null)
    .where('hosts.removed', 'is', null)
    .orderBy('tasks.deployment')
    .execute();
}

export async function saveTasks(tx: Tx, deployment: number, tasks: (Task & { evidence: string | null })[]): Promise<void> {
  for (const task of tasks) {
    const { state, message, evidence } = task;
    await tx
      .insertInto('tasks')
      .values({ deployment, ...task })
      .onConflict((conflict) => conflict.columns(['deployment', 'name']).doUpdateSet({ state, message, evidence }))
      .execute();
  }
}
