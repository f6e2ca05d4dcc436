// What a process is, with all of its variables, is in an assignment once, however many slots of it there are.
import type { Assignment, AssignmentInput } from './generated/castellan/v1/Assignment.ts';

/** For agents with the ability `shared-processes`. */
export function sharingProcesses(assignment: AssignmentInput): AssignmentInput {
  const places = new Map<string, number>();
  const share = <Sent extends { processJson?: string }>(sent: Sent) => {
    const json = sent.processJson ?? '';
    if (!places.has(json)) places.set(json, places.size + 1);
    return { ...sent, processJson: '', processAt: places.get(json) };
  };
  const all = (slots: AssignmentInput['slots'] = []) =>
    slots.map((slot) => ({ ...share(slot), ...(slot.warm ? { warm: share(slot.warm) } : {}) }));
  const { slots, prospects } = assignment;
  const sharing = { slots: all(slots), prospects: all(prospects) };
  return { ...assignment, ...sharing, processes: [...places.keys()] };
}

/** As if each slot had been sent with all of it: so it is read, and so it is kept, for an agent before this one too. */
export function withProcesses({ processes, ...assignment }: Assignment): Assignment {
  const own = <Sent extends { processJson: string; processAt: number }>(sent: Sent) =>
    sent.processAt > 0 ? { ...sent, processJson: processes[sent.processAt - 1] ?? '', processAt: 0 } : sent;
  const all = (slots: Assignment['slots']) => slots.map((slot) => ({ ...own(slot), warm: slot.warm && own(slot.warm) }));
  return { ...assignment, slots: all(assignment.slots), prospects: all(assignment.prospects), processes: [] };
}
