// Which of a deployment's failures says best why it ended as it did.
import type { FailureCause } from './types.ts';

interface Told {
  cause: FailureCause;
  at: number;
  /** Its host has said more of it than that it happened. */
  hasEvidence: boolean;
}

/** The first, the most telling one: what someone did or found out, then what a replica did, then what did not happen. */
const order: FailureCause[] = [
  'aborted',
  'verdict',
  'hook-failed',
  'out-of-memory',
  'exited',
  'did-not-start',
  'failed-after-ready',
  'never-ready',
  'not-staged',
  'host-refused',
  'host-unreachable',
];

/** Of those with the same cause one with evidence, and of these the first. */
export function mostTelling<Of extends Told>(failures: Of[]): Of | undefined {
  const rank = ({ cause, hasEvidence }: Told) => order.indexOf(cause) * 2 + (hasEvidence ? 0 : 1);
  return failures.toSorted((a, b) => rank(a) - rank(b) || a.at - b.at)[0];
}
