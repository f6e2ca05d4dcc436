// What operators say of a deployment that is under way: pause, go on, promote, abort. Recorded, then left to the drive.
import { fail } from '../proto/failure.ts';
import { afresh } from './decide/deadlines.ts';
import type { Ms, Orders, Progress } from './decide/types.ts';
import type { Deploying } from './deploy.ts';
import {
  activeDeployment,
  addEvents,
  findDeployment,
  type KnownDeployment,
  saveOrders,
  saveProgress,
} from './records/deployments.ts';
import type { Tx } from './records/records.ts';
import type { Target } from './records/releases.ts';

/** Which deployment: its number, or the one that is under way. */
export interface Which extends Target {
  number: number;
}

/** No further step begins; what moves comes to its end, and failures turn back as ever. @throws Failure refused, not-found */
export function pause(parts: Deploying, which: Which, by: string): Promise<number> {
  return order(parts, which, by, 'paused', ({ orders }) => ({ orders: { ...orders, paused: true } }));
}

/** @throws Failure refused, not-found */
export function resume(parts: Deploying, which: Which, by: string): Promise<number> {
  return order(parts, which, by, 'resumed', ({ orders, progress }, now) => ({
    orders: { ...orders, paused: false },
    progress: afresh(progress, now),
  }));
}

/** Ends the bake or the waiting of the present step, whatever the verdict is. @throws Failure refused, not-found */
export function promote(parts: Deploying, which: Which, by: string): Promise<number> {
  return order(parts, which, by, '', (row) => {
    const { progress, orders } = row;
    if (progress.phase !== 'baking' && progress.phase !== 'holding')
      throw fail('refused', `deployment ${row.number} waits for nobody: it is ${progress.phase}`, {
        next: `ctl attach ${row.number}`,
      });
    return { orders: { ...orders, promoted: progress.step, paused: false }, said: `promoted from step ${progress.step}` };
  });
}

/** @throws Failure refused, not-found */
export function abort(parts: Deploying, which: Which, by: string, rollback: boolean): Promise<number> {
  return order(parts, which, by, '', (row) => {
    if (row.progress.phase === 'turning-back')
      throw fail('refused', `deployment ${row.number} is turning back already`, { next: `ctl attach ${row.number}` });
    return { orders: { ...row.orders, aborted: { by, rollback } } };
  });
}

/** `said`: what is noted instead. */
type Change = (row: KnownDeployment, now: Ms) => { orders: Orders; progress?: Progress; said?: string };

async function order(parts: Deploying, which: Which, by: string, said: string, change: Change): Promise<number> {
  const { records, drive, bus, now } = parts;
  const row = await drive.alone(() =>
    records.write(async (tx) => {
      const row = await mustBeActive(tx, which);
      const { orders, progress, said: noted = said } = change(row, now());
      await saveOrders(tx, row.number, orders);
      if (progress) await saveProgress(tx, row.number, progress);
      if (noted) await addEvents(tx, row.number, now(), [`${noted} by ${by}`]);
      return row;
    }),
  );
  const target = { app: row.app, environment: row.environment };
  bus.publish(`target:${target.app}/${target.environment}`);
  drive.changed(target);
  return row.number;
}

async function mustBeActive(tx: Tx, { number, app, environment }: Which): Promise<KnownDeployment> {
  const row = number > 0 ? await findDeployment(tx, number) : await activeDeployment(tx, { app, environment });
  if (!row && number > 0) throw fail('not-found', `there is no deployment ${number}`, { next: 'ctl deployments' });
  if (!row) throw fail('refused', `no deployment of ${app} is under way in ${environment}`, { next: `ctl deployments ${app}` });
  if (row.settled_at === null) return row;
  throw fail('refused', `deployment ${row.number} has ended`, { next: `ctl deployments show ${row.number}` });
}
