// The unit of one run, as arguments of systemd-run(1).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Limits } from '../decide/replica.ts';
import { NotStarted, type RunPlan } from './runtime.ts';
import { sandboxProperties } from './sandbox.ts';

export interface UnitPlan extends RunPlan {
  unit: string;
  /** The agent's own folder: of all that is in it, a replica sees its bundle and its data. */
  stateDir: string;
  /** Holds the environment until it has been started. */
  envFile: string;
  /** Says how it ended, afterwards. */
  exitFile: string;
}

export const slice = 'castellan.slice';

// Read once: a unit needs them when the files of this agent are long gone.
const [before, after] = ['unit-before.sh', 'unit-after.sh'].map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));
/** The environment comes as a credential: what systemd runs as root must not get it, and nobody may ask systemd for it. */
const begin = '. "$CREDENTIALS_DIRECTORY/environment" && exec "$@"';
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
    ...['/bin/sh', '-c', begin, 'sh', ...plan.command].map(literal),
  ];
}

/** What the unit sources: each variable, and none that it was not given. @throws NotStarted for a name that no shell takes */
export function environmentScript(env: Record<string, string>): string {
  const odd = Object.keys(env).find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (odd !== undefined) throw new NotStarted(`did not start: a variable cannot be named ${odd}`);
  const given = Object.entries(env).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`);
  const others = ['CREDENTIALS_DIRECTORY', ...ofSystemd].filter((name) => !(name in env));
  return `unset ${others.join(' ')}\n${given.join('')}`;
}

function properties(plan: UnitPlan): string[] {
  const { stateDir, folder, data, stdout, stderr, env, limits, user, sandbox, stop } = plan;
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
    `ExecStopPost=+/bin/sh -c ${quoted(literal(after ?? ''))} ${quoted(literal(plan.exitFile))}`,
    // A host that goes down stops the agent first, which else would start it again.
    'Before=castellan-agent.service',
    // Whoever restarts all that is there, as apt may after an upgrade, leaves replicas to their agent.
    'RefuseManualStop=yes',
    // Its keys are nothing to a replica that runs as root.
    'InaccessiblePaths=-/etc/castellan/tls',
    'TimeoutStartSec=infinity',
    // What the command leaves behind is killed as soon as it has ended. A host that goes down asks the command alone to end.
    'KillMode=mixed',
    `KillSignal=${stop.signal}`,
    `TimeoutStopSec=${stop.timeoutMs}ms`,
    ...limitProperties(limits),
    ...sandboxProperties(sandbox, user),
  ];
}

/** A user of its own is the same one for all replicas that share a data folder. */
function userProperties(user: string | null, data: string): string[] {
  const name =
    user === 'dynamic' ? `castellan-${createHash('sha256').update(data).digest('hex').slice(0, 12)}` : (user ?? 'root');
  const own = `ExecStartPre=+/bin/sh -c ${quoted(literal(before ?? ''))} ${quoted(literal(data))} ${name}`;
  if (user === null) return [own];
  return [...(user === 'dynamic' ? ['DynamicUser=yes'] : []), `User=${name}`, own];
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

/** systemd puts variables in the place of `$`. */
function literal(word: string): string {
  return word.replaceAll('$', '$$$$');
}

/** One word of systemd.syntax(7). */
function quoted(word: string): string {
  return `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
