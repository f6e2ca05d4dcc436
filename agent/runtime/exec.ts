// Replicas as plain processes: a session, a group and where possible a cgroup of their own, behind a launcher that outlives the agent.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, openSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder, readJson, writeDurable } from '../../lib/durable-file.ts';
import type { Exit, Limits, Proc } from '../decide/replica.ts';
import { checkRoom, NoRoom, roomTrouble } from '../room.ts';
import { eventsFile, foldersOf, killAll, membersOf, oomKills, removeGroup } from './cgroup.ts';
import { openCgroups } from './cgroups.ts';
import { openChanges } from './changes.ts';
import { findExecutable } from './executable.ts';
import { filesHere } from './files-limit.ts';
import { controllers, type Hierarchy } from './hierarchies.ts';
import { membersOfRun, resourcesOf } from './members.ts';
import { obeyedLater } from './obeyed.ts';
import { output } from './output.ts';
import { readArgv, readBootId, readStat } from './process-identity.ts';
import { exitOf, readClaim, readExit, readPid, removeNotes, reserveNotes, roomForNotes } from './run-notes.ts';
import { type Found, NotStarted, type Run, type RunPlan, type Runtime, type Unenforced } from './runtime.ts';
import { commandAs, findUser, troubleWithUser } from './users.ts';

const launcher = join(import.meta.dirname, 'launcher.sh');
const startPollMs = 2;
const startDeadlineMs = 30_000;
const leftPollMs = 5;
/** What is stuck in the kernel for longer is left to the next sweep. */
const leftDeadlineMs = 10_000;

/**
 * `folder` keeps three small files for each run, from its start until it is forgotten, and the name of our cgroups.
 * `hierarchies`: those of this host, unless only some are to be used.
 */
export function openExec(folder: string, hierarchies?: Hierarchy[]): Runtime {
  const runs = makeFolder(resolve(folder));
  const bootId = readBootId();
  const cgroups = openCgroups(`castellan/${ownName(runs)}`, hierarchies);
  const changes = openChanges(runs);
  const killed = new Set<number>();
  const nameOf = ({ replica, run }: Run) => `${replica}.${run}`;
  const pathOf = (run: Run) => join(runs, nameOf(run));

  function unenforced(limits: Limits): Unenforced[] {
    const given = { memory: limits.memoryBytes, cpu: limits.cpu, pids: limits.pids };
    const missing = controllers.filter((name) => given[name] !== null && !cgroups.holds.has(name));
    const most = filesHere();
    const tooMany = limits.files !== null && limits.files > most;
    return [
      ...missing.map((limit) => ({ limit, reason: `no ${limit} controller` })),
      ...(tooMany ? [{ limit: 'files' as const, reason: `${most} are the most here` }] : []),
    ];
  }

  async function start(plan: RunPlan): Promise<Proc> {
    findExecutable(plan);
    await handOver(plan);
    const path = pathOf(plan);
    const launcher = withRoom(plan, path, grouped(plan));
    void launcher.gone.then(() => changes.wake(`${path}.exit`));
    return await begun(path, launcher);
  }

  /** @throws NotStarted when there is none */
  function withRoom(plan: RunPlan, path: string, cgroups: string[]): Launcher {
    try {
      if (!existsSync(`${path}.claim`)) reserveNotes(path, isOver);
      return launch(plan, path, bootId, cgroups);
    } catch (error) {
      const told = roomTrouble(error, runs, roomForNotes);
      throw told instanceof NoRoom ? new NotStarted(`did not start: ${told.message}`) : told;
    }
  }

  function grouped(plan: RunPlan): string[] {
    try {
      return cgroups.make(nameOf(plan), plan.limits);
    } catch (error) {
      throw new NotStarted(`did not start: its cgroup cannot be made: ${(error as Error).message}`);
    }
  }

  /** The process once the launcher has noted it. */
  async function begun(path: string, { pid, gone }: Launcher): Promise<Proc> {
    let launcherGone = false;
    void gone.then(() => {
      launcherGone = true;
    });
    for (const deadline = performance.now() + startDeadlineMs; performance.now() < deadline; ) {
      const process = identify(path) ?? (launcherGone ? endedAlready(path) : undefined);
      if (process) return process;
      await sleep(startPollMs, undefined, { ref: false });
    }
    if (pid !== undefined) kill(-pid, 'SIGKILL');
    killAll(cgroupOf(path));
    throw new NotStarted(`the launcher did not come up within ${startDeadlineMs / 1000} s`);
  }

  /** From the launcher's notes and /proc. A pid in them is believed if its launcher, or its cgroup, is this run's. */
  function identify(path: string): Proc | undefined {
    const claim = readClaim(path);
    const pid = readPid(path);
    if (!claim || pid === undefined || claim.bootId !== bootId) return undefined;
    const [app, leader] = [readStat(pid), readArgv(claim.pid).includes(path) ? readStat(claim.pid) : undefined];
    const isOurs = app && (leader ? app.group === claim.pid : membersOf(cgroupOf(path)).includes(pid));
    return isOurs ? procOf(path, pid, app.started, claim.pid, leader?.started ?? -1) : undefined;
  }

  /** Nothing will be noted about it any more. */
  function isOver(path: string): boolean {
    const claim = readClaim(path);
    if (!claim) return !existsSync(`${path}.claim`);
    return readExit(path) !== undefined || (!readArgv(claim.pid).includes(path) && !identify(path));
  }

  /** It was over before it could be looked at: a process that no pid can be mistaken for, and an exit to be read. */
  function endedAlready(path: string): Proc | undefined {
    const claim = readClaim(path);
    if (!claim) throw neverBegun('the launcher ended before it could start anything');
    if (readArgv(claim.pid).includes(path)) return undefined;
    const pid = readPid(path);
    if (pid === undefined && readExit(path)?.code === 126) throw neverBegun('did not start: its stderr says why');
    return procOf(path, pid ?? 0, -1, claim.pid, -1);
  }

  function neverBegun(otherwise: string): NotStarted {
    try {
      checkRoom(runs, roomForNotes);
      return new NotStarted(otherwise);
    } catch (error) {
      return new NotStarted(`did not start: ${(error as Error).message}`);
    }
  }

  function procOf(path: string, pid: number, started: number, group: number, groupStarted: number): Proc {
    const cgroup = cgroupOf(path);
    return { bootId, pid, started, group, groupStarted, ...(foldersOf(cgroup).length > 0 ? { cgroup } : {}) };
  }

  function cgroupOf(path: string): string {
    return cgroups.pathOf(basename(path));
  }

  function find(run: Run, process: Proc | null): Found {
    const path = pathOf(run);
    const claim = readClaim(path);
    if (!claim && !process) return { is: 'never-started' };
    const exit = readExit(path);
    if (!exit && (process?.bootId ?? claim?.bootId) !== bootId) return { is: 'vanished' };
    const found = process ?? identify(path);
    if (!exit && found && isAlive(found)) return { is: 'running', process: found };
    killAll(cgroupOf(path));
    return { is: 'ended', exit: exit ?? readExit(path) ?? unknownExit(found, path) };
  }

  async function ended(run: Run, process: Proc, signal: AbortSignal): Promise<Exit> {
    const path = pathOf(run);
    const events = process.cgroup && eventsFile(process.cgroup);
    await changes.until(() => existsSync(`${path}.exit`) || !isAlive(process), `${path}.exit`, events, signal);
    const exit = readExit(path) ?? unknownExit(process, path);
    await clear(process, signal);
    return exit;
  }

  function unknownExit(process: Proc | undefined, path: string): Exit {
    const wasKilled = process !== undefined && killed.delete(process.group);
    return exitOf({ code: -1, signal: wasKilled ? 'SIGKILL' : '', at: Date.now() }, oomKills(cgroupOf(path)));
  }

  /** Nothing of it is left, wherever it has put itself. */
  async function clear(process: Proc, signal: AbortSignal): Promise<void> {
    for (let waited = 0; waited < leftDeadlineMs && membersOfRun(process).length > 0; waited += leftPollMs) {
      if (process.cgroup) killAll(process.cgroup);
      // The launcher is at it itself, and would tell of every helper of its own that was killed.
      if (readStat(process.group)?.started !== process.groupStarted)
        for (const pid of membersOfRun(process)) kill(pid, 'SIGKILL');
      await sleep(leftPollMs, undefined, { signal, ref: false });
    }
    if (process.cgroup) removeGroup(process.cgroup);
  }

  /** The launcher is left to write down how it ended, unless it has nothing to wait for. */
  function signal(target: Proc, name: string): void {
    if (target.bootId !== bootId) return;
    const { cgroup, group } = target;
    const isUp = readStat(target.pid)?.started === target.started;
    if (name === 'SIGKILL' && cgroup) killAll(cgroup);
    if (!isAlive(target) || (name === 'SIGKILL' && cgroup && isUp)) return;
    if (name === 'SIGKILL') killed.add(group);
    kill(-group, name);
  }

  function forget(run: Run): void {
    removeNotes(pathOf(run));
    const cgroup = cgroups.pathOf(nameOf(run));
    killAll(cgroup);
    removeGroup(cgroup);
    cgroups.tidy();
  }

  /** What this agent's predecessors started and nobody has a record of any more. */
  function sweep(known: Run[]): void {
    const names = new Set(known.map(nameOf));
    const claims = readdirSync(runs).flatMap((name) => (name.endsWith('.claim') ? [name.slice(0, -'.claim'.length)] : []));
    for (const name of new Set([...claims, ...cgroups.names()])) if (!names.has(name)) end(name);
    cgroups.tidy();
  }

  function end(name: string): void {
    const path = join(runs, name);
    const found = identify(path);
    if (found) kill(-found.group, 'SIGKILL');
    killAll(cgroups.pathOf(name));
    removeGroup(cgroups.pathOf(name));
    removeNotes(path);
  }

  function troubles(): string[] {
    return cgroups.canBeMade ? [] : ['no cgroups can be made on this host: what a replica puts into the background outlives it'];
  }

  return {
    unable: 'the runtime exec cannot change a version in place',
    troubles,
    refusals: ({ user }) => [troubleWithUser(user)].filter(Boolean),
    unenforced,
    start,
    find,
    ended,
    signal,
    members: membersOfRun,
    resources: resourcesOf,
    commandAs: (user, command) => commandAs(user, command),
    forget,
    sweep,
  };
}

/** What the folder's cgroups are called, for as long as it is there. */
function ownName(runs: string): string {
  const file = join(runs, 'cgroup.json');
  const known = (readJson(file) as { name?: string } | undefined)?.name;
  if (known && /^[0-9a-f]{8}$/.test(known)) return known;
  const name = randomBytes(4).toString('hex');
  writeDurable(file, JSON.stringify({ name }));
  return name;
}

/** The data folder becomes its user's. @throws NotStarted when that user cannot get to where it is to run */
async function handOver({ user, folder, data }: RunPlan): Promise<void> {
  const trouble = troubleWithUser(user);
  if (trouble) throw new NotStarted(`did not start: ${trouble}`);
  const other = user === null ? undefined : findUser(user);
  if (!other) return;
  if (process.getuid?.() === 0) chownSync(data, other.uid, other.gid);
  for (const place of [folder, data]) {
    const [file = '', ...args] = commandAs(user, ['/bin/sh', '-c', 'cd "$0"', place]);
    const { status } = await output(file, args, { timeout: startDeadlineMs });
    if (status !== 0) throw new NotStarted(`did not start: user ${user} cannot get into ${place}`);
  }
}

interface Launcher {
  pid: number | undefined;
  /** Resolves however it ended. */
  gone: Promise<unknown>;
}

function launch(plan: RunPlan, path: string, bootId: string, cgroups: string[]): Launcher {
  const { folder, stdout, stderr, limits, user, sandbox } = plan;
  const { command, env } = obeyedLater(user, plan.command, plan.env);
  const files = limits.files === null ? '' : String(Math.min(limits.files, filesHere()));
  const out = openSync(stdout, 'a', 0o600);
  const err = openSync(stderr, 'a', 0o600);
  try {
    const begun = commandAs(user, command, sandbox.noNewPrivileges);
    const args = [launcher, path, bootId, files, cgroups.join(':'), ...begun];
    const child = spawn('/bin/sh', args, { cwd: folder, env, detached: true, stdio: ['ignore', out, 'ignore', err] });
    child.unref();
    const gone = new Promise((resolve) => {
      child.once('exit', resolve);
      child.once('error', resolve);
    });
    return { pid: child.pid, gone };
  } finally {
    closeSync(out);
    closeSync(err);
  }
}

function isAlive({ pid, started, group, groupStarted }: Proc): boolean {
  return readStat(group)?.started === groupStarted || readStat(pid)?.started === started;
}

function kill(pid: number, signal: string): void {
  try {
    process.kill(pid, signal as NodeJS.Signals);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
