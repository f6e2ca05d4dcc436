// An agent's core in a process of its own, so that it can be killed while its replicas run on.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import type { Report } from '../../proto/generated/castellan/v1/Report.ts';
import { until } from './host-world.ts';

export interface ChildAgent {
  child: ChildProcess;
  /** Its newest. */
  report(): Report | undefined;
  /** The replica of its first slot, once that is settled on this release. */
  settled(release: number): Promise<Report['slots'][number]['replicas'][number]>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface ChildAgentOptions {
  wanted?: Assignment | undefined;
  env?: Record<string, string>;
  /** Where the agent's program lies: this repository, or an older state of it. */
  root?: string;
}

export function startChildAgent(stateDir: string, { wanted, env = {}, root }: ChildAgentOptions = {}): ChildAgent {
  const file = join(stateDir, 'wanted.json');
  if (wanted) writeFileSync(file, JSON.stringify(wanted));
  const program = join(root ? join(root, 'test/agent') : import.meta.dirname, 'host-child.ts');
  const args = [program, stateDir, ...(wanted ? [file] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  let newest: Report | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    newest = JSON.parse(line) as Report;
  });
  const report = () => newest;
  const serving = (release: number) => {
    const slot = newest?.slots[0];
    return slot?.move === 'SETTLED' && slot.wanted === release ? slot.replicas[0] : undefined;
  };
  const runs = () => child.exitCode === null && child.signalCode === null;
  const servingYet = (release: number) => {
    if (!runs()) throw new Error(`the agent has ended: ${child.signalCode ?? child.exitCode}`);
    return serving(release);
  };
  return {
    child,
    report,
    settled: (release) => until(`release ${release} serves`, () => servingYet(release), report),
    async kill() {
      child.kill('SIGKILL');
      if (runs()) await once(child, 'exit');
    },
  };
}
