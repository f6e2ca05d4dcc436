// ctl plan: what a deployment would do, slot by slot. Status 0: nothing, 10: something, 4: it would be refused.
import type { DeploymentPlan } from '../../proto/generated/castellan/v1/DeploymentPlan.ts';
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withServer } from '../connect.ts';
import { appAtVersion, environmentName } from '../names.ts';
import { exitOf } from '../show/deployment.ts';
import { changesNothing, planLines } from '../show/plan.ts';

export async function run({ args, options, screen }: Call): Promise<number> {
  const request = {
    ...appAtVersion(args[0] ?? ''),
    environment: environmentName(options.env),
    force: options.force === true,
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
