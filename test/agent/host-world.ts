// A host with real processes: bundles are a folder, and the router is one that only remembers its tables.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RouteTable } from '../../agent/decide/types.ts';
import { openNotices } from '../../agent/health/notices.ts';
import { type Host, type HostOptions, openHost } from '../../agent/host.ts';
import { openLogRuns } from '../../agent/log-runs.ts';
import { openPorts } from '../../agent/ports.ts';
import type { Router } from '../../agent/router/router.ts';
import { openExec } from '../../agent/runtime/exec.ts';
import { writeProcess } from '../../bundle/process.ts';
import { manifestShape } from '../../bundle/shape.ts';
import { systemClock } from '../../lib/clock.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import type { SlotWish } from '../../proto/generated/castellan/v1/SlotWish.ts';
import type { TaskWish } from '../../proto/generated/castellan/v1/TaskWish.ts';
import { portStretch, portsOfHost } from '../ports.ts';

export const apps = join(import.meta.dirname, '../apps');
export const digest = 'd'.repeat(64);
const never = { warn: null, restart: null };
export const unwatched = { memory: never, cpu: never, files: never, disk: never };
export const quiet = { info() {}, warn() {}, error() {} };

export interface MemoryRouter extends Router {
  tables: RouteTable[];
  /** Replaced to hold an acknowledgement back. */
  gate: Promise<void>;
}

export function memoryRouter(): MemoryRouter {
  const router: MemoryRouter = {
    tables: [],
    gate: Promise.resolve(),
    async apply(table) {
      await router.gate;
      router.tables.push(table);
    },
    drained: async () => 0,
    figures: async () => [],
    close: async () => {},
  };
  return router;
}

const { first } = await portStretch(1);
/** For this process alone. */
export const portRange = { from: first, to: first + portsOfHost - 1 };

export function openTestHost(stateDir: string, more: Partial<HostOptions> = {}): { host: Host; router: MemoryRouter } {
  const router = memoryRouter();
  const host = openHost({
    name: 'h1',
    stateDir,
    runtime: openExec(join(stateDir, 'runs')),
    router,
    tableRevision: 0,
    routerPorts: [],
    accept: { slots: 1000, users: [], envFolders: ['/'] },
    keepReleases: 5,
    bundles: { ensure: async () => apps, find: () => apps, states: () => [], prune: async () => [] },
    notices: openNotices(join(stateDir, 'notices')),
    secrets: () => ({ ensure: async () => {}, trouble: async () => '', values: () => ({}), prune() {} }),
    watchdog: { everyMs: 50, host: unwatched },
    logs: openLogRuns(stateDir, { follow() {}, finished() {}, troubles: () => [] }, quiet),
    ports: openPorts(portRange, systemClock),
    clock: systemClock,
    log: quiet,
    newId: () => randomBytes(4).toString('hex'),
    changed() {},
    ...more,
  });
  return { host, router };
}

export interface WishOptions {
  release?: number;
  deployment?: number;
  index?: number;
  env?: Record<string, string>;
  healthyMs?: number;
  process?: Record<string, unknown>;
}

export function wish({
  release = 1,
  deployment = release,
  index = 1,
  env = {},
  healthyMs = 50,
  process: more = {},
}: WishOptions = {}): SlotWish {
  const raw = {
    command: [process.execPath, 'agent-app.mjs'],
    ports: { http: 'auto' },
    env,
    ready: { http: '/healthz', every: '50ms' },
    stop: { drain: '1s', timeout: '500ms' },
    restart: { backoff: { min: '50ms', max: '200ms' } },
    routes: [{ host: 'hello.example' }],
    ...more,
  };
  const manifest = manifestShape.parse({ app: 'hello', processes: { web: raw } });
  const processJson = writeProcess({ ...manifest.processes.web });
  const key = { app: 'hello', environment: 'production', process: 'web', index };
  return {
    ...key,
    release,
    version: `1.${release}.0`,
    bundle: digest,
    fingerprint: `f${release}`,
    deployment,
    processJson,
    healthyMs,
    warm: null,
    inPlace: false,
    weight: 0,
    processAt: 0,
  };
}

/** To be run once, in the folder of the test apps. */
export function task(command: string | string[], more: Partial<TaskWish> & { spec?: object } = {}): TaskWish {
  const { spec = {}, ...rest } = more;
  const argv = typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
  const taskJson = JSON.stringify({
    kind: 'command',
    command: argv,
    timeoutMs: 60_000,
    env: {},
    envFiles: [],
    user: null,
    ...spec,
  });
  const of = { app: 'hello', environment: 'production', release: 1, version: '1.1.0', bundle: digest };
  return { deployment: 1, name: 'release', ...of, taskJson, ...rest };
}

let revision = 0;

export function assignment(...slots: SlotWish[]): Assignment {
  revision += 1;
  const ref = { digest, blobSha256: digest, blobBytes: 1, unpackedBytes: 1, files: 1, app: 'hello', version: '', signatures: [] };
  const nothing = { agent: null, reboot: null, prospects: [], tasks: [], certificates: [], processes: [] };
  return { epoch: 1, revision, slots, stage: [ref], ...nothing };
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'castellan-host-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export async function until<T>(what: string, probe: () => T, told: () => unknown = () => ''): Promise<NonNullable<T>> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}: ${JSON.stringify(told())}`);
    await sleep(5);
  }
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
