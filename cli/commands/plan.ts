// ctl plan: what a deployment would do, slot by slot. Status 0: nothing, 10: something, 4: it would be refused.
import type { DeploymentPlan } from '../../proto/generated/castellan/v1/DeploymentPlan.ts';
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { appAtVersion, appName, environmentName, keyAndValue, processName } from '../names.ts';
import { exitOf } from '../show/deployment.ts';
import { changesNothing, planLines } from '../show/plan.ts';

export async function run({ args, options, screen }: Call): Promise<number> {
  const [named = '', ...pairs] = args;
  const { process, unset = [] } = options;
  const request = {
    ...(named.includes('@') ? appAtVersion(named) : { app: appName(named), version: '' }),
    environment: environmentName(options.env),
    force: options.force === true,
    set: pairs.map(keyAndValue),
    unset,
    process: process === undefined ? '' : processName([process].flat()[0] ?? ''),
  };
  const plan = await withServer(options, (client) => repeated(() => client.plan(request, once)));
  if (screen.json) screen.object(plan);
  else for (const line of planLines(plan, screen)) screen.out(line);
  return statusOf(plan);
}

const somethingToDo = 10;

function statusOf(plan: DeploymentPlan): number {
  if (plan.refusals.length > 0) return exitOf.REFUSED;
  return changesNothing(plan) ? 0 : somethingToDo;
}
