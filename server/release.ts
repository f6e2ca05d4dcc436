// A release's content: version and settings resolved into what each process is, once and for all.
import { createHash } from 'node:crypto';
import { isPlain } from '../bundle/routes.ts';
import type { Manifest, OnceHook, SentProcess, Strategy } from '../bundle/shape.ts';
import type { ReleaseFacts } from './decide/types.ts';
import type { KnownRelease } from './records/releases.ts';
import type { Settings } from './settings.ts';
import { withSettings } from './with-settings.ts';

export interface ReleaseContent {
  bundle: string;
  strategy: Strategy;
  stopped: boolean;
  hooks: Manifest['hooks'];
  processes: Record<string, ReleaseProcess>;
}

export interface ReleaseProcess {
  replicas: number;
  total: { lostAfterMs: number } | null;
  /** Only on hosts with these. */
  on: Record<string, string>;
  fingerprint: string;
  process: SentProcess;
}

/** A command that is run once, or a question: what an agent gets as task_json. */
export type Task =
  | ({ kind: 'command'; command: string[]; timeoutMs: number } & Pick<
      SentProcess,
      'env' | 'secrets' | 'envFiles' | 'user' | 'sandbox' | 'limits'
    >)
  | { kind: 'http'; url: string; timeoutMs: number };

export function resolveRelease(manifest: Manifest, bundle: string, settings: Settings): ReleaseContent {
  const processes: ReleaseContent['processes'] = {};
  for (const [name, process] of Object.entries(manifest.processes)) {
    const { replicas, on, ...sent } = withSettings(process, name, settings);
    const { count, total, lostAfterMs } = replicas;
    processes[name] = {
      replicas: settings.stopped ? 0 : (settings.replicas[name] ?? count),
      total: total ? { lostAfterMs } : null,
      on,
      fingerprint: fingerprint(bundle, sent, settings.restarts),
      process: sent,
    };
  }
  return { bundle, strategy: manifest.deploy, stopped: settings.stopped, hooks: manifest.hooks, processes };
}

export function releaseFacts({ app, number, content }: KnownRelease): ReleaseFacts {
  const processes = Object.entries(content.processes).map(([name, { replicas, total, on, fingerprint, process }]) => [
    name,
    { replicas, total, labels: on, fingerprint, routes: digestOf(process.routes) },
  ]);
  const { release, afterDeploy } = content.hooks;
  const hooks = { releaseMs: release?.timeoutMs ?? null, afterDeployMs: afterDeploy?.timeoutMs ?? null };
  return { app, number, bundle: content.bundle, processes: Object.fromEntries(processes), hooks, needs: needsOf(content) };
}

/** What the first agents knew nothing of. */
function needsOf({ processes, strategy }: ReleaseContent): string[] {
  const ofProcesses = Object.entries(processes).flatMap(([name, { process }]) => [
    ...(process.command.length === 0 ? [`${name}, which has no command`] : []),
    ...(process.routes.every(isPlain) ? [] : [`what the routes of ${name} say`]),
  ]);
  const isShared = strategy.kind === 'canary' && strategy.canarySteps.some(({ weight = 100 }) => weight < 100);
  return [...ofProcesses, ...(isShared ? ['a share of the requests (weight)'] : [])];
}

/** What is run under this name, with the environment of the first process. @throws when the release has nothing of the kind */
export function taskOf({ hooks, strategy, processes }: ReleaseContent, name: string): Task {
  const [first] = Object.values(processes);
  if (!first) throw new Error('a release without a process has no tasks');
  const { env, secrets, envFiles, user, sandbox, limits } = first.process;
  const run = (hook: OnceHook): Task => ({ kind: 'command', ...hook, env, secrets, envFiles, user, sandbox, limits });
  if (name === 'release' && hooks.release) return run(hooks.release);
  if (name === 'after_deploy' && hooks.afterDeploy) return run(hooks.afterDeploy);
  const { command = null, http = null, checkMs } = strategy.verdict ?? {};
  const timeoutMs = checkMs ?? 0;
  if (command) return run({ command, timeoutMs });
  if (http) return { kind: 'http', url: http, timeoutMs };
  throw new Error(`a release without the task ${name}`);
}

/** Equal for replicas that need not be replaced by one another: a change of routes, replica count or place alone restarts nothing. */
function fingerprint(bundle: string, { routes: _, ...run }: SentProcess, restarts: number): string {
  return digestOf([bundle, restarts, run]);
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
