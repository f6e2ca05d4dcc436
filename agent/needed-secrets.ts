// Everything in an assignment that needs secrets: what is to run, to be ready, what is being prepared, and what is run once.
import type { Assignment } from '../proto/generated/castellan/v1/Assignment.ts';
import type { Accepted, Wanted } from './decide/admit.ts';
import type { Needing } from './secrets.ts';
import { readSlots } from './wanted.ts';
import { readTasks } from './wanted-tasks.ts';

export function needingSecrets(assignment: Assignment | undefined, wanted: Wanted | undefined, accept: Accepted): Needing[] {
  const { prospects = [], tasks = [] } = assignment ?? {};
  const ahead = readSlots(prospects);
  const once = readTasks(tasks, accept, () => '').tasks.flatMap(({ app, environment, spec }) =>
    spec.kind === 'command' ? [{ app, environment, spec }] : [],
  );
  return [...(wanted?.wishes ?? []), ...(wanted?.warm ?? []), ...ahead.wishes, ...ahead.warm, ...once];
}
