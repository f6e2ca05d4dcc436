// Replicas as transient units of systemd, one for each run: a cgroup, limits, a user and a sandbox of its own. systemd notes
// down how it ended, whether or not an agent is there.
import { createHash, randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFolder, writeDurable } from '../../lib/durable-file.ts';
import type { Exit, Limits, Proc } from '../decide/replica.ts';
import { reserve } from '../reserved-file.ts';
import { NoRoom, roomTrouble } from '../room.ts';
import { hostStops, runUnit, type Shown, shownOnceBegun, shownOnceUp, shownOnceUpNow } from './ask-systemd.ts';
import { foldersIn, foldersOf, killAll, membersOf } from './cgroup.ts';
import { openChanges } from './changes.ts';
import { findExecutable } from './executable.ts';
import { filesHere } from './files-limit.ts';
import { controllers, hierarchies } from './hierarchies.ts';
import { resourcesOf } from './members.ts';
import { readStat } from './process-identity.ts';
import { exitOf, noteBytes } from './run-notes.ts';
import { type Found, NotStarted, type Resources, type Run, type RunPlan, type Runtime, type Unenforced } from './runtime.ts';
import { commandScript, placeScripts, slice, unitArguments } from './unit.ts';
import { commandAs, commandAsIds, findUser } from './users.ts';

/** Whether systemd runs this host and takes our orders. */
export function systemdRuns(): boolean {
  return existsSync('/run/systemd/system') && process.getuid?.() === 0;
}

/** `stateDir`: the agent's. What is kept about a run goes with the host's next boot, as the run itself. */
export function openSystemd(stateDir: string): Runtime {
  const state = resolve(stateDir);
  if (/[^\w./+@-]/.test(state)) throw new Error(`systemd needs a state folder without special characters in its name: ${state}`);
  const tag = createHash('sha256').update(state).digest('hex').slice(0, 6);
  const notes = makeFolder(`/run/castellan/runs-${tag}`);
  const bootId = thisBoot('/run/castellan/boot');
  const scripts = placeScripts('/run/castellan');
  const changes = openChanges(notes);
  const unitOf = ({ replica, run }: Run) => `castellan-${tag}-${replica}.${run}.service`;
  const pathOf = (run: Run) => join(notes, unitOf(run));

  async function start(plan: RunPlan): Promise<Proc> {
    findExecutable(plan);
    for (const trouble of refusals(plan)) throw new NotStarted(`did not start: ${trouble}`);
    const [unit, path] = [unitOf(plan), pathOf(plan)];
    if (readExit(path)) return overAlready(unit);
    // An agent before this one may have begun it.
    const begun = existsSync(`${path}.claim`) ? processOf(await shownOnceUp(unit)) : undefined;
    if (!begun) await launch(plan, unit, path);
    else await clearUpAfter(unit, path);
    return begun ?? processOf(await shownOnceUp(unit)) ?? overAlready(unit);
  }

  /** Killed in the middle, it left what it had handed over; systemd may be just reading that. */
  async function clearUpAfter(unit: string, path: string): Promise<void> {
    await shownOnceBegun(unit);
    rmSync(`${path}.env`, { force: true });
  }

  async function launch(plan: RunPlan, unit: string, path: string): Promise<void> {
    const [envFile, exitFile] = [`${path}.env`, `${path}.exit`];
    for (const file of [plan.stdout, plan.stderr])
      withRoom(dirname(file), 0, () => writeFileSync(file, '', { flag: 'a', mode: 0o600 }));
    const script = commandScript(plan);
    withRoom(notes, noteBytes + script.length, () => {
      if (!existsSync(`${exitFile}.tmp`)) reserve(`${exitFile}.tmp`, noteBytes);
      writeFileSync(envFile, script, { mode: 0o600 });
      writeFileSync(`${path}.claim`, '');
    });
    const args = unitArguments({ ...plan, unit, stateDir: state, envFile, exitFile, scripts });
    const { status: ended, stderr } = await runUnit(unit, args, () => existsSync(exitFile));
    rmSync(envFile, { force: true });
    if (ended === 0) return;
    const status = readNote(exitFile)[1];
    // It began, and was over before systemd-run could say so.
    if (status !== undefined && !(status in startTroubles)) return;
    forget(plan);
    throw new NotStarted(`did not start: ${startTroubles[status ?? ''] ?? (stderr.trim() || `journalctl -u ${unit} says why`)}`);
  }

  /** It was over before it could be looked at: a process that no pid can be mistaken for. */
  function overAlready(unit: string): Proc {
    return { bootId, pid: 0, started: -1, group: 0, groupStarted: -1, cgroup: `/${slice}/${unit}` };
  }

  function processOf({ MainPID, ControlGroup }: Shown): Proc | undefined {
    const pid = Number(MainPID);
    const stat = pid > 0 ? readStat(pid) : undefined;
    if (!stat || !ControlGroup) return undefined;
    return { bootId, pid, started: stat.started, group: pid, groupStarted: stat.started, cgroup: ControlGroup };
  }

  function find(run: Run, process: Proc | null): Found {
    const path = pathOf(run);
    if (!process && !existsSync(`${path}.claim`)) return { is: 'never-started' };
    if (process && process.bootId !== bootId) return { is: 'vanished' };
    const exit = readExit(path);
    if (exit) return { is: 'ended', exit };
    const shown = process ? {} : shownOnceUpNow(unitOf(run), `${path}.claim`);
    const found = process ?? processOf(shown) ?? overAlready(unitOf(run));
    if (isThere(found)) return { is: 'running', process: found };
    const late = readExit(path);
    // An end leaves a note: whoever made the claim did not come to ask systemd, or was not heard.
    if (!late && shown.ActiveState === 'inactive') return { is: 'never-started' };
    return { is: 'ended', exit: late ?? unknownExit() };
  }

  async function ended(run: Run, process: Proc, signal: AbortSignal): Promise<Exit> {
    const path = pathOf(run);
    await changes.until(() => existsSync(`${path}.exit`) || !isThere(process), `${path}.exit`, undefined, signal);
    const exit = readExit(path);
    if (!exit && (await hostStops())) await aborted(signal);
    return exit ?? readExit(path) ?? unknownExit();
  }

  function signal(target: Proc, name: string): void {
    // Once its main process has gone, systemd is at work in its cgroup.
    if (!isAlive(target) || !target.cgroup) return;
    if (name === 'SIGKILL') killAll(target.cgroup);
    else for (const pid of membersOf(target.cgroup)) send(pid, name);
  }

  function isAlive({ bootId: boot, pid, started }: Proc): boolean {
    return boot === bootId && readStat(pid)?.started === started;
  }

  /** Also while systemd clears up after it. */
  function isThere(process: Proc): boolean {
    if (isAlive(process)) return true;
    return process.bootId === bootId && process.cgroup !== undefined && foldersOf(process.cgroup).length > 0;
  }

  function members(process: Proc): number[] {
    if (!isAlive(process)) return [];
    return [process.pid, ...membersOf(process.cgroup ?? '').filter((pid) => pid !== process.pid)];
  }

  function resources(process: Proc): Resources | undefined {
    const pids = members(process);
    return pids.length === 0 ? undefined : resourcesOf({ ...process, group: 0 });
  }

  function forget(run: Run): void {
    for (const end of ['claim', 'env', 'exit', 'exit.tmp']) rmSync(`${pathOf(run)}.${end}`, { force: true });
  }

  function sweep(known: Run[]): void {
    const units = new Set(known.map(unitOf));
    const ours = (name: string) => name.startsWith(`castellan-${tag}-`);
    const running = foldersOf(`/${slice}`).flatMap(foldersIn).filter(ours);
    for (const unit of running) if (!units.has(unit)) killAll(`/${slice}/${unit}`);
    for (const note of readdirSync(notes)) {
      if (!units.has(note.replace(/\.service\..*$/, '.service'))) rmSync(join(notes, note), { force: true });
    }
  }

  return {
    unable: 'the runtime systemd cannot change a version in place',
    refusals,
    troubles: () => [],
    unenforced,
    start,
    find,
    ended,
    signal,
    members,
    resources,
    commandAs: asReplica,
    forget,
    sweep,
  };
}

/** @throws NotStarted when there is none */
function withRoom(folder: string, bytes: number, write: () => void): void {
  try {
    write();
  } catch (error) {
    const told = roomTrouble(error, folder, { bytes, inodes: 3 });
    throw told instanceof NoRoom ? new NotStarted(`did not start: ${told.message}`) : told;
  }
}

/** What is in /run goes with each boot, of a container too, whose boot id may be that of the kernel below. */
function thisBoot(path: string): string {
  if (!existsSync(path)) writeDurable(path, randomUUID());
  return readFileSync(path, 'utf8');
}

/** Exit statuses that are systemd's own (systemd.exec(5), "Process Exit Codes"). */
const startTroubles: Record<string, string> = {
  200: 'its folder cannot be entered',
  203: '/bin/sh cannot be run',
  206: 'a limit cannot be set',
  209: 'its output cannot be opened',
  216: 'its group does not exist',
  217: 'its user does not exist',
  218: 'capabilities cannot be set',
  226: 'its sandbox cannot be set up; a path in sandbox.write that does not exist needs a leading -',
  243: 'its environment cannot be handed over',
};

/** A user of its own owns the data folder from its first start on; before that it is nobody. */
function asReplica(user: string | null, command: string[], data = ''): string[] {
  if (user !== 'dynamic') return commandAs(user, command);
  const { uid = 0, gid = 0 } = statSync(data, { throwIfNoEntry: false }) ?? {};
  return uid === 0 ? commandAs('nobody', command) : commandAsIds({ uid, gid }, command);
}

function refusals({ user }: Pick<RunPlan, 'user'>): string[] {
  return user === null || user === 'dynamic' || findUser(user) ? [] : [`user ${user} does not exist on this host`];
}

function unenforced({ memoryBytes, cpu, pids, files }: Limits): Unenforced[] {
  const given = { memory: memoryBytes, cpu, pids };
  const held = new Set(hierarchies().flatMap((each) => (isOurs(each.root) ? each.controllers : [])));
  const missing = controllers.filter((name) => given[name] !== null && !held.has(name));
  const most = filesHere(1);
  return [
    ...missing.map((limit) => ({ limit, reason: `no ${limit} controller` })),
    ...(files !== null && files > most ? [{ limit: 'files' as const, reason: `${most} are the most here` }] : []),
  ];
}

/** A container may see controllers that are not its own. */
function isOurs(root: string): boolean {
  try {
    accessSync(join(root, 'cgroup.procs'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** `exited 7 exit-code 0`, `killed TERM signal 0`, `killed KILL oom-kill 1` (systemd.exec(5), $EXIT_CODE and its siblings) */
function readExit(path: string): Exit | undefined {
  const [how, status = '', result, kills = '0'] = readNote(`${path}.exit`);
  if (how === undefined) return undefined;
  const at = Math.round(statSync(`${path}.exit`).mtimeMs);
  const exit = how === 'exited' ? { code: Number(status), signal: '', at } : { code: -1, signal: signalOf(status), at };
  return exitOf(exit, Number(kills) + (result === 'oom-kill' ? 1 : 0));
}

function signalOf(status: string): string {
  return status === 'none' ? '' : `SIG${status}`;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function unknownExit(): Exit {
  return { code: -1, signal: '', at: Date.now() };
}

function readNote(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trim().split(' ');
  } catch {
    return [];
  }
}

function send(pid: number, name: string): void {
  try {
    process.kill(pid, name as NodeJS.Signals);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
