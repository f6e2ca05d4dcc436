// Replicas are started and found while systemd executes itself anew again and again, as each upgrade of its package has it do.
// Runs on a host of the lab (../runtime-systemd.test.ts).
import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { execa } from 'execa';
import type { RunPlan } from '../../../agent/runtime/runtime.ts';
import { openSystemd } from '../../../agent/runtime/systemd.ts';
import { aSpec } from '../../agent/decide/replicas.ts';

const state = '/var/lib/castellan/reexec';
const starts = 12;
const never = new AbortController().signal;

describe('a systemd that hangs up on whoever asks', () => {
  const over = new AbortController();
  let hangingUp: Promise<number>;

  before(() => {
    for (const name of ['bundle', 'data']) mkdirSync(join(state, name), { recursive: true });
    hangingUp = executeAnew(over.signal);
  });
  after(async () => {
    over.abort();
    await hangingUp;
    openSystemd(state).sweep([]);
    rmSync(state, { recursive: true });
  });

  it('A02 starts each run once all the same, and an agent that comes then finds it', async () => {
    const runtime = openSystemd(state);
    for (let run = 1; run <= starts; run += 1) {
      const plan = planOf(run);
      const process = await runtime.start(plan);
      ok(process.pid > 0, `run ${run} has no pid`);
      deepEqual(openSystemd(state).find(plan, null), { is: 'running', process }, `run ${run}`);
      runtime.signal(process, 'SIGKILL');
      equal((await runtime.ended(plan, process, never)).signal, 'SIGKILL', `run ${run}`);
      equal(readFileSync(plan.stdout, 'utf8'), 'begun\n');
      runtime.forget(plan);
    }
    over.abort();
    ok((await hangingUp) > 1, 'it did not execute itself anew meanwhile');
  });
});

/** Until then; how often. */
async function executeAnew(signal: AbortSignal): Promise<number> {
  let count = 0;
  for (; !signal.aborted; count += 1) {
    await execa('systemctl', ['daemon-reexec'], { reject: false });
    await pause(100);
  }
  return count;
}

function planOf(run: number): RunPlan {
  return {
    ...{ replica: 'reexec-web-1', run, command: ['/bin/sh', '-c', 'echo begun; exec sleep 1000'] },
    ...{ folder: join(state, 'bundle'), data: join(state, 'data'), env: { PATH: '/usr/bin:/bin' } },
    ...{ stdout: join(state, `out.${run}`), stderr: join(state, `err.${run}`) },
    ...{ limits: aSpec.limits, stop: aSpec.stop, user: run % 2 === 0 ? 'dynamic' : null, sandbox: aSpec.sandbox },
  };
}
