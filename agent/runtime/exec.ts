// Replicas as plain processes: a session and group of their own, behind a launcher that outlives the agent.
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { makeFolder } from '../../lib/durable-file.ts';
import type { Exit, Limits, Proc } from '../decide/replica.ts';
import { checkExecutable } from './executable.ts';
import { readArgv, readBootId, readStat } from './process-identity.ts';
import { type Found, NotStarted, type Run, type RunPlan, type Runtime } from './runtime.ts';

const launcher = join(import.meta.dirname, 'launcher.sh');
const startPollMs = 2;
const startDeadlineMs = 10_000;
const adoptedPollMs = 50;

/** `folder` keeps three small files for each run, from its start until it is forgotten. */
export function openExec(folder: string): Runtime {
  const runs = makeFolder(resolve(folder));
  const bootId = readBootId();
  const children = new Map<string, Promise<unknown>>();
  const killed = new Set<number>();
  const pathOf = ({ replica, run }: Run) => join(runs, `${replica}.${run}`);

  async function start(plan: RunPlan): Promise<Proc> {
    checkExecutable(plan);
    const path = pathOf(plan);
    const child = launch(plan, path, bootId);
    const gone = child.finally(() => children.delete(path));
    children.set(path, gone);
    return await begun(path, bootId, gone);
  }

  function find(run: Run, process: Proc | null): Found {
    const path = pathOf(run);
    const claim = readClaim(path);
    if (!claim && !process) return { is: 'never-started' };
    const exit = readExit(path);
    if (exit) return { is: 'ended', exit };
    if ((process?.bootId ?? claim?.bootId) !== bootId) return { is: 'vanished' };
    const found = process ?? identify(path, bootId);
    if (found && isAlive(found)) return { is: 'running', process: found };
    return { is: 'ended', exit: readExit(path) ?? unknownExit(found) };
  }

  async function ended(run: Run, process: Proc, signal: AbortSignal): Promise<Exit> {
    const path = pathOf(run);
    await children.get(path);
    while (!existsSync(`${path}.exit`) && isAlive(process)) await sleep(adoptedPollMs, undefined, { signal, ref: false });
    signal.throwIfAborted();
    return readExit(path) ?? unknownExit(process);
  }

  function unknownExit(process: Proc | undefined): Exit {
    const wasKilled = process !== undefined && killed.delete(process.group);
    return { code: -1, signal: wasKilled ? 'SIGKILL' : '', at: Date.now() };
  }

  function signal(target: Proc, name: string): void {
    if (target.bootId !== bootId || !isAlive(target)) return;
    if (name === 'SIGKILL') killed.add(target.group);
    try {
      process.kill(-target.group, name as NodeJS.Signals);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  function forget(run: Run): void {
    for (const end of ['claim', 'pid', 'exit', 'exit.tmp']) rmSync(`${pathOf(run)}.${end}`, { force: true });
  }

  return {
    refusals: ({ user }) => (user === null ? [] : [`user ${user}: replicas run as the agent’s user here`]),
    unenforced: (limits) => limitsGiven(limits).map((limit) => ({ limit, reason: 'not built yet' })),
    start,
    find,
    ended,
    signal,
    members: (process) => (isAlive(process) ? [process.pid] : []),
    resources: () => undefined,
    commandAs: (_, command) => command,
    forget,
    sweep() {},
  };
}

function limitsGiven(limits: Limits): (keyof Limits)[] {
  return (Object.keys(limits) as (keyof Limits)[]).filter((limit) => limits[limit] !== null);
}

/** Resolves when the launcher is gone, however it ended. */
function launch({ command, folder, env, stdout, stderr }: RunPlan, path: string, bootId: string): Promise<unknown> {
  const out = openSync(stdout, 'a', 0o600);
  const err = openSync(stderr, 'a', 0o600);
  try {
    const child = execa('/bin/sh', [launcher, path, bootId, ...command], {
      cwd: folder,
      env,
      extendEnv: false,
      detached: true,
      cleanup: false,
      reject: false,
      buffer: false,
      // Any descriptor will do; the types know the first few.
      stdio: ['ignore', out as 1, err as 2],
    });
    child.nodeChildProcess.unref();
    return child.then((result) => result);
  } finally {
    closeSync(out);
    closeSync(err);
  }
}

/** The process once the launcher has noted it. */
async function begun(path: string, bootId: string, gone: Promise<unknown>): Promise<Proc> {
  let launcherGone = false;
  void gone.then(() => {
    launcherGone = true;
  });
  for (let waited = 0; waited < startDeadlineMs; waited += startPollMs) {
    const process = identify(path, bootId) ?? (launcherGone ? endedAlready(path, bootId) : undefined);
    if (process) return process;
    await sleep(startPollMs, undefined, { ref: false });
  }
  throw new NotStarted(`the launcher did not come up within ${startDeadlineMs / 1000} s`);
}

/** From the launcher's notes and /proc. The notes hold no start time, so the launcher must look like the one of this run. */
function identify(path: string, bootId: string): Proc | undefined {
  const claim = readClaim(path);
  const pid = readNumber(`${path}.pid`);
  if (!claim || pid === undefined || claim.bootId !== bootId || !readArgv(claim.pid).includes(path)) return undefined;
  const [app, leader] = [readStat(pid), readStat(claim.pid)];
  if (!app || !leader || app.group !== claim.pid) return undefined;
  return { bootId, pid, started: app.started, group: claim.pid, groupStarted: leader.started };
}

/** It was over before it could be looked at: a process that no pid can be mistaken for, and an exit to be read. */
function endedAlready(path: string, bootId: string): Proc | undefined {
  const claim = readClaim(path);
  if (!claim) throw new NotStarted('the launcher ended before it could start anything');
  if (readArgv(claim.pid).includes(path)) return undefined;
  return { bootId, pid: readNumber(`${path}.pid`) ?? 0, started: -1, group: claim.pid, groupStarted: -1 };
}

function isAlive({ pid, started, group, groupStarted }: Proc): boolean {
  return readStat(group)?.started === groupStarted || readStat(pid)?.started === started;
}

function readClaim(path: string): { pid: number; bootId: string } | undefined {
  const [pid, bootId] = readNote(`${path}.claim`)?.split(' ') ?? [];
  return pid && bootId ? { pid: Number(pid), bootId } : undefined;
}

function readExit(path: string): Exit | undefined {
  const status = readNumber(`${path}.exit`);
  if (status === undefined) return undefined;
  const at = Math.round(statSync(`${path}.exit`).mtimeMs);
  const signal = status > 128 ? signalName(status - 128) : undefined;
  return signal ? { code: -1, signal, at } : { code: status, signal: '', at };
}

function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}

function readNumber(path: string): number | undefined {
  const text = readNote(path);
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A whole line, or nothing: it may be just being written. */
function readNote(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text.endsWith('\n') ? text.trim() : undefined;
  } catch {
    return undefined;
  }
}
