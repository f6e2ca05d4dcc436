// One replica as the agent knows it: plain data, kept as it is in a file of its own.
import type { HeaderChanges, Ms, Pages, RateLimit, RouteRules, Serves } from './types.ts';
import type { Watch } from './watchdog.ts';

/** A place on this host: the n-th replica of a process of an app in an environment. */
export interface SlotKey {
  app: string;
  environment: string;
  process: string;
  index: number;
}

/** What a slot should run. */
export interface Wish extends SlotKey {
  release: number;
  version: string;
  bundle: string;
  fingerprint: string;
  deployment: number;
  healthyMs: Ms;
  spec: Spec;
  /** Share of a full one's requests, in percent; missing: 100. */
  weight?: number;
}

export interface CheckTiming {
  everyMs: Ms;
  timeoutMs: Ms;
  after: number;
  failures: number;
}

export type Check = CheckTiming &
  (
    | { kind: 'http'; path: string; port: string | null }
    | { kind: 'tcp'; port: string | null }
    | { kind: 'grpc'; service: string; port: string | null }
    | { kind: 'command'; command: string[] }
    /** watchdogMs: so long without a sign of life; null: it is asked whether it has said that it is ready. */
    | { kind: 'notify'; watchdogMs: Ms | null }
  );

/** As the manifest has it; older servers sent the first four alone. */
export interface Route {
  host?: string | undefined;
  port?: number | undefined;
  path: string;
  to?: string | undefined;
  protocol?: 'http' | 'tcp' | undefined;
  stripPath?: boolean | undefined;
  /** null: its replicas. */
  serves?: Serves | null | undefined;
  tls?: { certificate?: string | undefined; required: boolean; hsts?: Ms | undefined } | undefined;
  affinity?: RouteRules['affinity'];
  timeouts?: RouteRules['timeouts'];
  limits?: RouteRules['limits'];
  rateLimits?: RateLimit[] | undefined;
  /** secret: its name. */
  basicAuth?: { realm: string; secret: string } | null | undefined;
  allow?: string[] | undefined;
  headers?: { request: HeaderChanges; response: HeaderChanges } | undefined;
  compress?: RouteRules['compress'];
  methodOverride?: RouteRules['methodOverride'];
  pages?: Pages | undefined;
}

/** A process of a manifest, with every default filled in. */
export interface Spec {
  command: string[];
  ports: Record<string, 'auto' | number>;
  env: Record<string, string>;
  /** Name -> version. Older agents wrote none down. */
  secrets?: Record<string, number>;
  envFiles: string[];
  ready: Check | null;
  live: Check | null;
  startTimeoutMs: Ms;
  /** Around its first start. Older agents wrote none down. */
  start?: { before: Hook | null; after: Hook | null };
  stop: { signal: string; drainMs: Ms; timeoutMs: Ms; before: Hook | null; after: Hook | null };
  /** limit: more crashes in a row than this are a loop. */
  restart: { policy: 'always' | 'on-failure' | 'never'; minMs: Ms; maxMs: Ms; limit: number };
  routes: Route[];
  limits: Limits;
  /** null: the agent's own. */
  user: string | null;
  sandbox: Sandbox;
  watchdog: Watch;
}

/** What it is kept from, where the runtime can; each can be opened. */
export interface Sandbox {
  privateTmp: boolean;
  privateDevices: boolean;
  protectSystem: boolean;
  protectHome: boolean;
  protectKernel: boolean;
  noNewPrivileges: boolean;
  restrictSuidSgid: boolean;
  restrictNamespaces: boolean;
  restrictRealtime: boolean;
  restrictAddressFamilies: boolean;
  lockPersonality: boolean;
  systemCalls: boolean;
  /** More than its user has by itself: `CAP_NET_ADMIN`. */
  capabilities: string[];
  /** Paths that it may write to, besides its data. */
  write: string[];
}

/** A command that is run once in a replica’s life, whatever becomes of it. */
export interface Hook {
  command: string[];
  timeoutMs: Ms;
}

/** null: none. */
export interface Limits {
  memoryBytes: number | null;
  /** Processors: 0.5 is half of one. */
  cpu: number | null;
  pids: number | null;
  /** Open descriptors of each process. */
  files: number | null;
}

/** A process of the operating system that cannot be mistaken for another one: a pid alone comes back. */
export interface Proc {
  bootId: string;
  /** The app's own pid, and when it started in clock ticks since boot. */
  pid: number;
  started: number;
  /** Its process group: the launcher's pid. */
  group: number;
  groupStarted: number;
  /** Its cgroup, as a path within each hierarchy: `/castellan/x/web-1.1`; missing: none of its own. */
  cgroup?: string;
}

export interface Exit {
  /** -1: ended by a signal, or nobody knows. */
  code: number;
  /** Empty: none. */
  signal: string;
  at: Ms;
  /** What the kernel did to it. */
  result?: 'out-of-memory';
  /** Missing: it ended by itself or was told to, or an older agent wrote it down. */
  why?: Why;
}

/** Why a run was ended that was to go on. */
export interface Why {
  reason: 'out-of-memory' | 'watchdog' | 'live-check' | 'not-ready';
  /** For people, with what was measured or answered. */
  text: string;
}

export type FailureCause =
  | 'not-staged'
  | 'did-not-start'
  | 'exited'
  | 'out-of-memory'
  | 'never-ready'
  | 'failed-after-ready'
  | 'hook-failed';

export interface Failure {
  cause: FailureCause;
  message: string;
  lastProbe: string;
  exit: Exit | null;
  /** The last lines that it wrote, oldest first; null: still being read, and the failure is not told yet. */
  lines: string[] | null;
  at: Ms;
  release: number;
  deployment: number;
}

export type Phase =
  | { name: 'preparing'; since: Ms }
  /** Before its first start, while a hook runs; until: the hook has failed. */
  | { name: 'before-start'; since: Ms; until: Ms }
  /** until: not ready by then, and it is given up. process: null while it is being started. */
  | { name: 'starting'; since: Ms; until: Ms; process: Proc | null }
  /** Ready for the first time, while a hook runs; until: the hook has failed. */
  | { name: 'after-start'; since: Ms; until: Ms; process: Proc }
  /** until: a candidate that is not ready then is given up; null: it has been promoted, or is kept warm. */
  | { name: 'healthy'; since: Ms; until: Ms | null; process: Proc }
  | { name: 'unhealthy'; since: Ms; until: Ms | null; process: Proc }
  | { name: 'waiting'; since: Ms; until: Ms }
  | { name: 'draining'; since: Ms; until: Ms; process: Proc }
  /** until: SIGKILL. next: what it is when the process has ended. why: it was to go on. */
  | { name: 'stopping'; since: Ms; until: Ms; process: Proc | null; next: 'stopped' | 'waiting' | 'failed'; why?: Why }
  /** Around stopping for good, while a hook runs; until: it is not waited for any longer. */
  | { name: 'before-stop'; since: Ms; until: Ms; process: Proc; next: 'stopped' | 'failed' }
  | { name: 'after-stop'; since: Ms; until: Ms; next: 'stopped' | 'failed' }
  | { name: 'stopped'; since: Ms }
  | { name: 'failed'; since: Ms };

export interface Replica extends Wish {
  id: string;
  createdAt: Ms;
  /** When it took over its slot; null: a candidate. */
  promotedAt: Ms | null;
  /** When it was last taken out of the routes to be kept warm; missing: never. */
  demotedAt?: Ms;
  /** The hook after its start is behind it. */
  greeted?: true;
  /** How often it has been started. */
  run: number;
  /** When the process of this run was started; missing: not yet. */
  startedAt?: Ms;
  restarts: number;
  /** Pauses before a start without a stable time between, the next start’s included. */
  crashes: number;
  ports: Record<string, number>;
  /** Where its bundle is unpacked; empty: not yet. */
  folder: string;
  /** Of its run before, or of the replica whose place it takes. */
  lastExit: Exit | null;
  failure: Failure | null;
  /** What its run has used too much of: another one is to take its place. */
  worn?: string;
  /** Of the checks since the last change; not kept over a restart of the agent. */
  probes: Probes;
  phase: Phase;
}

export interface Probes {
  oks: number;
  fails: number;
  liveFails: number;
  last: string;
}

export const noProbes: Probes = { oks: 0, fails: 0, liveFails: 0, last: '' };

export function newReplica(id: string, wish: Wish, at: Ms): Replica {
  const life = {
    promotedAt: null,
    run: 0,
    restarts: 0,
    crashes: 0,
    ports: {},
    folder: '',
    lastExit: null,
    failure: null,
    probes: noProbes,
  };
  return { ...wish, id, createdAt: at, ...life, phase: { name: 'preparing', since: at } };
}

export function slotName({ app, environment, process, index }: SlotKey): string {
  return `${app}/${environment}/${process}/${index}`;
}

export function isOver({ phase }: Replica): boolean {
  return phase.name === 'stopped' || phase.name === 'failed';
}

/** It is on its way out and does not come back. */
export function isLeaving({ phase }: Replica): boolean {
  return phase.name === 'draining' || ('next' in phase && phase.next !== 'waiting');
}

/** It has failed, or will have as soon as it has ended. */
export function hasFailed({ phase }: Replica): boolean {
  return phase.name === 'failed' || ('next' in phase && phase.next === 'failed');
}

/** A candidate that has been ready for its time: it takes over as soon as it is to. */
export function isWarm({ phase, promotedAt }: Replica): boolean {
  return promotedAt === null && phase.name === 'healthy' && phase.until === null;
}

/** Requests may reach it. */
export function isRouted({ phase, promotedAt }: Replica): boolean {
  return promotedAt !== null && phase.name === 'healthy';
}

/** It has ended too often without a stable time between; it is tried again for as long as it is wanted. */
export function isLooping({ crashes, spec }: Replica): boolean {
  return crashes - 1 > spec.restart.limit;
}

/** It is asked to say itself how it is. */
export function isToNotify({ ready, live }: Spec): boolean {
  return ready?.kind === 'notify' || live?.kind === 'notify';
}

export function runningProcess({ phase }: Replica): Proc | null {
  return 'process' in phase ? phase.process : null;
}
