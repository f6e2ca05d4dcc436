// How long deciding takes as an environment grows: a whole deployment in virtual time, one host in a hundred failing.
import { largeWorld } from '../test/server/decide/large.ts';
import { pairwise, type Row } from './pairwise.ts';

const few = 1_000;
const many = 10_000;

export async function run(): Promise<Row> {
  return pairwise({
    name: `plan: a deployment to ${many} hosts x 4 slots, per plan and 1,000 hosts, against ${few} hosts`,
    goal: '<= 1.5 (near-linear)',
    gate: { atMost: 2 },
    unit: 'ms',
    product: async () => planning(many),
    reference: async () => planning(few),
  });
}

/** Milliseconds of a plan for 1,000 hosts. */
function planning(hosts: number): number {
  const world = largeWorld(hosts, { maxFailures: hosts });
  world.run(() => {});
  return world.planningMs / world.plans / (hosts / 1000);
}
