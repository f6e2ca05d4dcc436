// Operators -> server: what a deployment would do.
import type { ControlService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { makePlan, type Planning } from '../make-plan.ts';
import { noSuchPlan } from '../plan-base.ts';
import { findPlan } from '../records/plans.ts';
import { mayRead } from './guard.ts';
import { checkDeployable, checkTarget, checkVersion } from './names.ts';

export function planHandlers(parts: Planning): Pick<Handlers<ControlService>, 'plan' | 'showPlan'> {
  return {
    plan: async (request, context) => {
      const { app, version, force, set, unset, process } = request;
      if (version) checkVersion(app, version);
      checkDeployable(app, version);
      return makePlan(parts, checkTarget(request), {
        version,
        edit: set.length + unset.length > 0 ? { set, unset, process } : undefined,
        force,
        by: context.caller.name,
        sees: (other) => mayRead(context, other),
      });
    },

    showPlan: async ({ id }, context) => {
      const plan = await findPlan(parts.records.db, id, parts.now());
      if (!plan || !mayRead(context, plan)) throw noSuchPlan(id);
      return JSON.parse(plan.content);
    },
  };
}
