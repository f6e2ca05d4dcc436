// The facts that a deployment is decided on, and what the decision says. Plain data; time is milliseconds since the epoch.

export type Ms = number;

/** A place for one replica: the n-th of a process on a host. Of one app in one environment throughout this folder. */
export interface Slot {
  host: string;
  process: string;
  index: number;
}

/** What a slot should run, as last recorded. A slot that should be empty has no wish. */
export interface Wish extends Slot {
  release: number;
  /** The deployment that set it. A host tries a failed wish again only when this changes. */
  deployment: number;
}

/** What has to be known of a release to roll it out. */
export interface ReleaseFacts {
  number: number;
  /** Digest of its bundle. */
  bundle: string;
  /** Equal fingerprints are interchangeable: such a slot changes its release number without a restart. */
  processes: Record<string, { replicas: number; fingerprint: string }>;
}

export interface Strategy {
  canaryHosts: number;
  batch: { count: number } | { percent: number };
  healthyMs: Ms;
  bakeMs: Ms;
  maxFailures: number;
  rollback: boolean;
  progressMs: Ms;
}

export type Outcome = 'done' | 'rolled-back' | 'failed' | 'refused' | 'superseded';

/** `all`: nothing that serves is replaced. `emptying`: the slots that the release does not have, last. */
export type Part = 'canary' | 'batch' | 'all' | 'emptying';

/**
 * `moved`: when a slot last came nearer to its goal; the progress deadline counts from there.
 * `served`: the most slots that were ever seen to serve the goal. `behind`: lost hosts that are not waited for.
 */
export type Progress =
  | { phase: 'staging'; since: Ms }
  | { phase: 'moving'; step: number; part: Part; moved: Ms; served: number; behind: string[] }
  | { phase: 'baking'; step: number; until: Ms; served: number; behind: string[] }
  | { phase: 'turning-back'; moved: Ms; served: number }
  | { phase: 'settled'; outcome: Outcome; at: Ms };

export type FailureCause =
  | 'not-staged'
  | 'did-not-start'
  | 'exited'
  | 'never-ready'
  | 'failed-after-ready'
  | 'host-refused'
  | 'host-unreachable';

/** Where a whole host is meant, process is empty and index 0. */
export interface Failure extends Slot {
  cause: FailureCause;
  /** Empty when the failure is the host's, not a replica's. */
  replica: string;
  message: string;
  at: Ms;
}

export interface Deployment {
  number: number;
  to: ReleaseFacts;
  /** The release to turn back to: the last one that was reached. Null: there is none. */
  from: ReleaseFacts | null;
  strategy: Strategy;
  progress: Progress;
  /** All of them, over the whole deployment. */
  failures: Failure[];
}

export interface HostFacts {
  name: string;
  /** unreachable: no heartbeat for 15 s; lost: for 60 s. A lost host runs on; nobody knows what. */
  state: 'connected' | 'unreachable' | 'lost';
  since: Ms;
  /** Bundles by digest. */
  staged: Record<string, { state: 'fetching' | 'unpacking' | 'ready' | 'failed'; detail: string }>;
  /** Why it refused the newest assignment; empty when it did not. */
  refusals: string[];
  slots: SlotFacts[];
}

/** A slot as its host reported it last. */
export interface SlotFacts extends Slot {
  /** The wish that the report is about; 0: asked to be empty. Reports about older wishes are ignored. */
  wanted: number;
  deployment: number;
  /** settled: what is wanted serves and is ready, and nothing else is left; failed: given up. */
  move: 'moving' | 'settled' | 'failed';
  /** The release whose replica is routed or would be; 0: none. */
  serving: number;
  /** The newest failure of the wanted release under this deployment, also after it had been serving. */
  failure: Failure | null;
}

export interface Fleet {
  hosts: HostFacts[];
  wishes: Wish[];
}

/** What follows from the facts. Recorded as a whole, then carried out; asked again, it says the same. */
export interface Plan {
  progress: Progress;
  failures: Failure[];
  /** All wishes of this app and environment, those that stay as they are included. */
  wishes: Wish[];
  /** Bundles that every host should hold. */
  stage: string[];
  /** When to ask again though nothing has changed; null: no need. */
  wakeAt: Ms | null;
  /** A line each, for people. */
  events: string[];
}
