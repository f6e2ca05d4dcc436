// Where a trial's log goes: to whoever reads the agent's log, and while it is on trial also to the file that its end is
// explained from.
import { writeSync } from 'node:fs';

export interface TrialLog {
  write(line: string): void;
  /** It is no trial any more. */
  proven(): void;
}

/** Descriptors as agent/start.sh opens them for a trial: 2 is the file, 3 what 2 was before. */
export function openTrialLog(): TrialLog {
  let targets = [3, 2];
  return {
    write(line) {
      for (const target of targets) writeIfPossible(target, line);
    },
    proven() {
      targets = [3];
    },
  };
}

/** A log that cannot be written is no reason to end. */
function writeIfPossible(target: number, line: string): void {
  try {
    writeSync(target, line);
  } catch {
    // A full disk, or a reader that has gone.
  }
}
