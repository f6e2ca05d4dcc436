import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openExec } from '../../agent/runtime/exec.ts';
import { readStat } from '../../agent/runtime/process-identity.ts';
import { NotStarted, type RunPlan } from '../../agent/runtime/runtime.ts';
import { temporaryFolder, until } from './host-world.ts';

describe('the exec runtime', () => {
  const folder = temporaryFolder();
  const never = new AbortController().signal;
  let number = 0;

  before(() => mkdirSync(join(folder.path, 'bundle')));
  after(() => folder.remove());

  function plan(command: string[], env: Record<string, string> = {}): RunPlan {
    number += 1;
    const output = join(folder.path, `out.${number}`);
    const outputs = { stdout: `${output}.stdout`, stderr: `${output}.stderr` };
    return {
      replica: 'one',
      run: number,
      command,
      folder: join(folder.path, 'bundle'),
      env: { PATH: process.env.PATH ?? '', ...env },
      data: folder.path,
      limits: { memoryBytes: null, cpu: null, pids: null, files: null },
      user: null,
      ...outputs,
    };
  }
  const sh = (script: string, env = {}) => plan(['/bin/sh', '-c', script], env);
  const open = () => openExec(join(folder.path, 'runs'));

  for (const [what, script, code, signal] of [
    ['status 0', 'exit 0', 0, ''],
    ['status 3', 'exit 3', 3, ''],
    ['a signal', 'kill -USR1 $$', -1, 'SIGUSR1'],
  ] as const) {
    it(`knows that it ended with ${what}`, async () => {
      const runtime = open();
      const run = sh(script);
      const exit = await runtime.ended(run, await runtime.start(run), never);
      deepEqual([exit.code, exit.signal], [code, signal]);
    });
  }

  it('says in another life how it ended', async () => {
    const run = sh('exit 5');
    const runtime = open();
    await runtime.ended(run, await runtime.start(run), never);
    const found = open().find(run, null);
    deepEqual([found.is, found.is === 'ended' && found.exit.code], ['ended', 5]);
  });

  it('starts a run once, whoever asks', async () => {
    const run = sh('echo begun; exec sleep 60');
    const [one, other] = [open(), open()];
    const [first, second] = [await one.start(run), await other.start(run)];
    deepEqual(second, first);
    deepEqual(other.find(run, null), { is: 'running', process: first });
    one.signal(first, 'SIGKILL');
    await Promise.all([one.ended(run, first, never), other.ended(run, first, never)]);
    equal(readFileSync(run.stdout, 'utf8'), 'begun\n');
  });

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR2']) {
    it(`gives it ${signal} as the system has it`, async () => {
      const runtime = open();
      const run = plan(['sleep', '60']);
      const running = await runtime.start(run);
      runtime.signal(running, signal);
      equal((await runtime.ended(run, running, never)).signal, signal);
    });
  }

  it('leaves nothing of the group behind, also what ignores signals', async () => {
    const runtime = open();
    const run = sh('(trap "" TERM; echo $BASHPID; sleep 60) & echo child $!; trap "exit 4" TERM; echo ready; wait');
    const running = await runtime.start(run);
    await until('it is ready', () => readFileSync(run.stdout, 'utf8').includes('ready'));
    const child = Number(/child (\d+)/.exec(readFileSync(run.stdout, 'utf8'))?.[1]);
    ok(readStat(child));
    runtime.signal(running, 'SIGTERM');
    equal((await runtime.ended(run, running, never)).code, 4);
    await until('the child has ended', () => !readStat(child));
  });

  it('ends one that ignores SIGTERM with SIGKILL to the whole group', async () => {
    const runtime = open();
    const run = sh('trap "" TERM; sleep 61 & echo $!; while :; do sleep 1; done');
    const running = await runtime.start(run);
    const child = await until('its child runs', () => Number(readFileSync(run.stdout, 'utf8').trim()));
    runtime.signal(running, 'SIGTERM');
    runtime.signal(running, 'SIGKILL');
    const exit = await runtime.ended(run, running, never);
    deepEqual([exit.code, exit.signal], [-1, 'SIGKILL']);
    await until('the child has ended', () => !readStat(child) && !readStat(running.pid) && !readStat(running.group));
  });

  it('passes no descriptors but 0, 1 and 2, and no variables but those it was given', async () => {
    const runtime = open();
    const run = plan(
      [
        process.execPath,
        '-e',
        'console.log(JSON.stringify({fds: fs.readdirSync("/proc/self/fd").map((fd) => { try { return fs.readlinkSync("/proc/self/fd/" + fd) } catch { return "" } }).filter((to) => to.startsWith("/") && !to.startsWith("/proc")), env: Object.keys(process.env)}))',
      ],
      { GIVEN: '1' },
    );
    await runtime.ended(run, await runtime.start(run), never);
    const { fds, env } = JSON.parse(readFileSync(run.stdout, 'utf8')) as { fds: string[]; env: string[] };
    deepEqual(fds.filter((to) => !to.startsWith('/dev/null')).sort(), [run.stdout, run.stderr].sort());
    deepEqual(env.filter((name) => !['PWD', 'OLDPWD', '_', 'SHLVL'].includes(name)).sort(), ['GIVEN', 'PATH']);
  });

  it('refuses what cannot be started, before anything is', async () => {
    const runtime = open();
    writeFileSync(join(folder.path, 'bundle', 'plain'), 'text', { mode: 0o644 });
    for (const [command, reason] of [
      ['nowhere', 'did not start: nowhere: not found in PATH'],
      ['./nowhere', 'did not start: ./nowhere: no such file in the bundle'],
      ['./plain', 'did not start: ./plain: not executable'],
    ] as const) {
      const run = plan([command]);
      await rejects(runtime.start(run), (error) => error instanceof NotStarted && error.message === reason);
      ok(!readdirSync(join(folder.path, 'runs')).some((name) => name.startsWith(`one.${run.run}.`)));
    }
  });

  it('forgets', async () => {
    const runtime = open();
    const run = sh('exit 0');
    await runtime.ended(run, await runtime.start(run), never);
    runtime.forget(run);
    deepEqual(runtime.find(run, null), { is: 'never-started' });
  });
});
