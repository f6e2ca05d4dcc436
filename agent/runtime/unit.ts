// The unit of one run, as arguments of systemd-run(1). systemd reads a transient unit again from what it has written down whenever
// it is told to reload, and version 252 neither keeps commands with a prefix nor words with quotes, `$` or `;`: hence files.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeDurable } from '../../lib/durable-file.ts';
import type { Limits } from '../decide/replica.ts';
import { NotStarted, type RunPlan } from './runtime.ts';
import { sandboxProperties } from './sandbox.ts';

export interface UnitPlan extends RunPlan {
  unit: string;
  /** The agent's own folder: of all that is in it, a replica sees its bundle and its data. */
  stateDir: string;
  /** Holds the environment and the command until it has been started. */
  envFile: string;
  /** Says how it ended, afterwards. */
  exitFile: string;
  scripts: UnitScripts;
}

/** Paths of what systemd runs of ours. */
export type UnitScripts = Record<'begin' | 'before' | 'after', string>;

export const slice = 'castellan.slice';

/** Puts them below this folder, where units find them when the files of this agent are long gone. */
export function placeScripts(folder: string): UnitScripts {
  // Every user of a replica gets to the first of them.
  chmodSync(folder, 0o711);
  return { begin: placed('begin', folder), before: placed('before', folder), after: placed('after', folder) };
}

/** Each version of it has a name of its own. */
function placed(name: keyof UnitScripts, folder: string): string {
  const text = readFileSync(join(import.meta.dirname, `unit-${name}.sh`), 'utf8');
  const path = join(folder, `unit-${name}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.sh`);
  if (!existsSync(path)) writeDurable(path, text, 0o644);
  return path;
}

const ofSystemd = 'INVOCATION_ID SYSTEMD_EXEC_PID JOURNAL_STREAM LANG PATH HOME USER LOGNAME SHELL'.split(' ');

export function unitArguments(plan: UnitPlan): string[] {
  return [
    '--quiet',
    '--collect',
    `--unit=${plan.unit}`,
    `--slice=${slice}`,
    `--description=Castellan replica ${plan.replica}, run ${plan.run}`,
    '--service-type=exec',
    `--working-directory=${plan.folder}`,
    ...properties(plan).map((property) => `--property=${property}`),
    '--',
    ...['/bin/sh', plan.scripts.begin],
  ];
}

/**
 * What the unit sources: each variable, and none that it was not given; then the command. It comes as a credential: what systemd
 * runs as root must not get it, and nobody may ask systemd for it. @throws NotStarted for a name that no shell takes
 */
export function commandScript({ env, command }: Pick<RunPlan, 'env' | 'command'>): string {
  const odd = Object.keys(env).find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (odd !== undefined) throw new NotStarted(`did not start: a variable cannot be named ${odd}`);
  const given = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  const others = ['CREDENTIALS_DIRECTORY', ...ofSystemd].filter((name) => !(name in env));
  return `unset ${others.join(' ')}\n${given.join('')}exec ${command.map(quoted).join(' ')}\n`;
}

function properties(plan: UnitPlan): string[] {
  const { stateDir, folder, data, stdout, stderr, env, limits, user, sandbox, stop, scripts } = plan;
  const socketFolder = env.NOTIFY_SOCKET?.startsWith(`${stateDir}/`) ? [`BindReadOnlyPaths=${dirname(env.NOTIFY_SOCKET)}`] : [];
  return [
    `StandardOutput=append:${stdout}`,
    `StandardError=append:${stderr}`,
    `LoadCredential=environment:${plan.envFile}`,
    `TemporaryFileSystem=${stateDir}:ro`,
    `BindReadOnlyPaths=${folder}`,
    `BindPaths=${data}`,
    ...socketFolder,
    ...userProperties(user, data),
    // What stands before and after the command runs as root, whoever it is that the command runs as.
    'PermissionsStartOnly=yes',
    `ExecStartPre=/bin/sh ${scripts.before} ${data} ${userName(user, data)}`,
    `ExecStopPost=/bin/sh ${scripts.after} ${plan.exitFile}`,
    // A host that goes down stops the agent first, which else would start it again.
    'Before=castellan-agent.service',
    // Whoever restarts all that is there, as apt may after an upgrade, leaves replicas to their agent.
    'RefuseManualStop=yes',
    // Its keys are nothing to a replica that runs as root.
    'InaccessiblePaths=-/etc/castellan/tls -/run/castellan/keys',
    'TimeoutStartSec=infinity',
    // What the command leaves behind is killed as soon as it has ended. A host that goes down asks the command alone to end.
    'KillMode=mixed',
    `KillSignal=${stop.signal}`,
    `TimeoutStopSec=${stop.timeoutMs}ms`,
    ...limitProperties(limits),
    ...sandboxProperties(sandbox, user),
  ];
}

function userProperties(user: string | null, data: string): string[] {
  if (user === null) return [];
  return [...(user === 'dynamic' ? ['DynamicUser=yes'] : []), `User=${userName(user, data)}`];
}

/** A user of its own is the same one for all replicas that share a data folder. */
function userName(user: string | null, data: string): string {
  if (user !== 'dynamic') return user ?? 'root';
  return `castellan-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`;
}

function limitProperties({ memoryBytes, cpu, pids, files }: Limits): string[] {
  return [
    'MemoryAccounting=yes',
    'CPUAccounting=yes',
    'OOMPolicy=kill',
    ...(memoryBytes === null ? [] : [`MemoryMax=${Math.round(memoryBytes)}`, 'MemorySwapMax=0']),
    ...(cpu === null ? [] : [`CPUQuota=${Math.max(1, Math.round(cpu * 100))}%`]),
    `TasksMax=${pids ?? 'infinity'}`,
    `LimitNOFILE=${files ?? 524_288}`,
  ];
}

/** One word of a shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
