// What is said to people, a line for each thing that happens.
import type { Failure, FailureCause, Part, ReleaseFacts, Slot } from './types.ts';

const causes = {
  'not-staged': 'did not get the bundle',
  'did-not-start': 'did not start',
  exited: 'exited',
  'out-of-memory': 'failed',
  'never-ready': 'was never ready',
  'failed-after-ready': 'failed after it had been ready',
  'host-refused': 'was refused',
  'host-unreachable': 'is out of reach',
  'hook-failed': 'failed its hook',
  verdict: 'does worse',
  aborted: 'was ended',
} as const satisfies Record<FailureCause, string>;

export function sayMove(part: Part, slots: Slot[], to: ReleaseFacts): string {
  if (part === 'emptying') return `${count(slots)} that v${to.number} does not have ${slots.length === 1 ? 'goes' : 'go'} away`;
  if (part === 'clearing') return `${count(slots)} ${slots.length === 1 ? 'stops' : 'stop'} before v${to.number} starts`;
  if (part === 'switch') return `${count(slots)} ${slots.length === 1 ? 'switches' : 'switch'} to v${to.number}`;
  const processes = listed(slots.map((slot) => slot.process));
  const where = `on ${listed(slots.map((slot) => slot.host))}`;
  if (part === 'canary') return `canary: ${processes} ${where} ${processes.includes(',') ? 'move' : 'moves'} to v${to.number}`;
  if (part === 'warming')
    return `${count(slots)} of ${processes} ${where} ${slots.length === 1 ? 'gets' : 'get'} v${to.number} ready`;
  return `${count(slots)} of ${processes} ${where} ${slots.length === 1 ? 'moves' : 'move'} to v${to.number}`;
}

export function sayFailure(failure: Failure): string {
  if (failure.cause === 'verdict' || failure.cause === 'aborted') return failure.message;
  const what = failure.process ? `${failure.process}/${failure.index} on ${failure.host}` : failure.host || 'the environment';
  const how = failure.process === '' && failure.cause === 'host-refused' ? 'refused the assignment' : causes[failure.cause];
  return `${what} ${how}${failure.message ? `: ${failure.message}` : ''}`;
}

export function sayServed(served: number, total: number, release: ReleaseFacts): string {
  return `${served} of ${total} ${total === 1 ? 'slot serves' : 'slots serve'} v${release.number}`;
}

export function listed(names: string[]): string {
  return [...new Set(names)].join(', ');
}

function count(slots: Slot[]): string {
  return slots.length === 1 ? 'one slot' : `${slots.length} slots`;
}
