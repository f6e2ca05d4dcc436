// What operators say of a deployment that is under way: pause, go on, promote, abort. Recorded, then left to the drive.
import { failpoint } from '../lib/failpoint.ts';
import { fail } from '../proto/failure.ts';
import { afresh } from './decide/deadlines.ts';
import type { Ms, Orders, Progress } from './decide/types.ts';
import { type Asked, type Deploying, digestOf } from './deploy.ts';
import {
  activeDeployment,
  addEvents,
  findDeployment,
  type KnownDeployment,
  saveOrders,
  saveProgress,
} from './records/deployments.ts';
import { findByOrder } from './records/given-orders.ts';
import type { Tx } from './records/records.ts';
import type { Target } from './records/releases.ts';

/** Which deployment: its number, or the one that is under way. */
export interface Which extends Target {
  number: number;
}

/** Who says so. The same request id again gives the same deployment, and changes nothing. */
export type Ordered = Pick<Asked, 'by' | 'requestId'>;

/** No further step begins; what moves ends, and failures turn back as ever. @throws Failure refused, not-found, conflict */
export function pause(parts: Deploying, which: Which, asked: Ordered): Promise<number> {
  return order(parts, { order: 'pause', which }, asked, 'paused', ({ orders }) => ({ orders: { ...orders, paused: true } }));
}

/** @throws Failure refused, not-found, conflict */
export function resume(parts: Deploying, which: Which, asked: Ordered): Promise<number> {
  return order(parts, { order: 'resume', which }, asked, 'resumed', ({ orders, progress }, now) => ({
    orders: { ...orders, paused: false },
    progress: afresh(progress, now),
  }));
}

/** Ends the bake or the waiting of the present step, whatever the verdict is. @throws Failure refused, not-found, conflict */
export function promote(parts: Deploying, which: Which, asked: Ordered): Promise<number> {
  return order(parts, { order: 'promote', which }, asked, '', (row) => {
    const { progress, orders } = row;
    if (progress.phase !== 'baking' && progress.phase !== 'holding')
      throw fail('refused', `deployment ${row.number} waits for nobody: it is ${progress.phase}`, {
        next: `ctl attach ${row.number}`,
      });
    return { orders: { ...orders, promoted: progress.step, paused: false }, said: `promoted from step ${progress.step}` };
  });
}

/** @throws Failure refused, not-found, conflict */
export function abort(parts: Deploying, which: Which, asked: Ordered, rollback: boolean): Promise<number> {
  return order(parts, { order: 'abort', which, rollback }, asked, '', (row) => {
    if (row.progress.phase === 'turning-back')
      throw fail('refused', `deployment ${row.number} is turning back already`, { next: `ctl attach ${row.number}` });
    return { orders: { ...row.orders, aborted: { by: asked.by, rollback } } };
  });
}

/** What is ordered: the same request id with another order is refused. */
interface What {
  order: string;
  which: Which;
  rollback?: boolean;
}

/** `said`: what is noted instead. */
type Change = (row: KnownDeployment, now: Ms) => { orders: Orders; progress?: Progress; said?: string };

async function order(parts: Deploying, what: What, asked: Ordered, said: string, change: Change): Promise<number> {
  const { records, drive, bus, now } = parts;
  const { row, isNew } = await drive.alone(() =>
    records.write(async (tx) => {
      const known = await sameOrder(tx, what, asked);
      if (known) return { row: known, isNew: false };
      const row = await mustBeActive(tx, what.which);
      const { orders, progress, said: noted = said } = change(row, now());
      await saveOrders(tx, row.number, remembering(orders, what, asked));
      if (progress) await saveProgress(tx, row.number, progress);
      if (noted) await addEvents(tx, row.number, now(), [`${noted} by ${asked.by}`]);
      return { row, isNew: true };
    }),
  );
  if (isNew) failpoint('order.recorded');
  const target = { app: row.app, environment: row.environment };
  bus.publish(`target:${target.app}/${target.environment}`);
  drive.changed(target);
  return row.number;
}

/** Also when it has ended since: it was done, and is not for the next one. */
async function sameOrder(tx: Tx, what: What, { requestId }: Ordered): Promise<KnownDeployment | undefined> {
  if (!requestId) return undefined;
  const known = await findByOrder(tx, requestId);
  if (!known || known.digest === digestOf(what)) return known?.row;
  throw fail('conflict', `the request id ${requestId} was used before, for another order (deployment ${known.row.number})`);
}

/** Nobody repeats a request for so long that this many others come between. */
const mostRemembered = 20;

function remembering(orders: Orders, what: What, { requestId }: Ordered): Orders {
  if (!requestId) return orders;
  const given = [...(orders.given ?? []), { requestId, digest: digestOf(what) }];
  return { ...orders, given: given.slice(-mostRemembered) };
}

async function mustBeActive(tx: Tx, { number, app, environment }: Which): Promise<KnownDeployment> {
  const row = number > 0 ? await findDeployment(tx, number) : await activeDeployment(tx, { app, environment });
  if (!row && number > 0) throw fail('not-found', `there is no deployment ${number}`, { next: 'ctl deployments' });
  if (!row) throw fail('refused', `no deployment of ${app} is under way in ${environment}`, { next: `ctl deployments ${app}` });
  if (row.settled_at === null) return row;
  throw fail('refused', `deployment ${row.number} has ended`, { next: `ctl deployments show ${row.number}` });
}
