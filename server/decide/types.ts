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
  /** Another release to have ready in the slot, without requests; missing: none. */
  warm?: number;
  /** Share of the requests that a full one gets, in percent; missing: 100. */
  weight?: number;
}

/** What has to be known of a release to roll it out. */
export interface ReleaseFacts {
  app: string;
  number: number;
  /** Digest of its bundle. */
  bundle: string;
  processes: Record<string, ProcessFacts>;
  /** What an agent must know for it besides replicas by plain routes: `the routes of web`; missing: nothing. */
  needs?: string[];
  /** How long each may take; null: there is none. */
  hooks: { releaseMs: Ms | null; afterDeployMs: Ms | null };
}

export interface ProcessFacts {
  /** On each host that has these labels, or in total. */
  replicas: number;
  /** In total, spread over the hosts; a host that is lost for so long has its share elsewhere. Null: on each host. */
  total: { lostAfterMs: Ms } | null;
  labels: Record<string, string>;
  /** Equal fingerprints are interchangeable: such a slot changes its release number without a restart. */
  fingerprint: string;
  /** Equal for equal routes; missing: nobody asks. */
  routes?: string;
}

export type Amount = { count: number } | { percent: number };

export interface Strategy {
  kind: 'rolling' | 'canary' | 'blue-green' | 'recreate' | 'in-place';
  /** rolling and in-place: so many hosts go first. */
  canaryHosts: number;
  batch: Amount;
  healthyMs: Ms;
  bakeMs: Ms;
  maxFailures: number;
  rollback: boolean;
  progressMs: Ms;
  /** canary: how much has moved after each step, of all that moves. */
  canarySteps: { upTo: Amount; bakeMs: Ms; manual: boolean; weight?: number }[];
  /** canary: null: only failures count. */
  verdict: Verdict | null;
  /** blue-green: the old one stays ready for so long after the switch. */
  keepWarmMs: Ms;
}

/** What the new release may do worse than the old one in the same window. Shares from 0 to 1. */
export interface Verdict {
  /** Fewer of the new release: nobody can tell. */
  minRequests: number;
  /** Its share of failed requests may be so much higher. */
  moreErrors: number;
  latency: { quantile: number; slower: number };
  moreRestarts: number;
  /** A check of the user's, after each bake: how long it may take; null: there is none. */
  checkMs: Ms | null;
}

/** What a router saw of a release since it started. latency: counts per bound, the last for all above. */
export interface Figures {
  requests: number;
  failures: number;
  latency: number[];
  restarts: number;
}

/** Host -> release -> figures. */
export type Baseline = Record<string, Record<number, Figures>>;

export type Outcome = 'done' | 'rolled-back' | 'failed' | 'refused' | 'superseded';

/**
 * `all`: everything at once. `warming`: ready beside what serves, without requests; then `switch`. `clearing`: what is replaced
 * goes first. `emptying`: the slots that the release does not have, last.
 */
export type Part = 'canary' | 'batch' | 'all' | 'warming' | 'switch' | 'clearing' | 'emptying';

/** Where a rollout is: `at` counts the steps of its strategy from 0, `step` what people are told, from 1. */
interface Course {
  step: number;
  at: number;
  /** The most slots that were ever seen to serve the goal. */
  served: number;
  /** Lost hosts that are not waited for. */
  behind: string[];
}

/** `moved`: when a slot last came nearer to its goal; the progress deadline counts from there. */
export type Progress =
  | { phase: 'staging'; since: Ms }
  | { phase: 'hook'; since: Ms }
  | ({ phase: 'moving'; part: Part; moved: Ms } & Course)
  /** passed: the verdict is good and go has been given; what the next step moves is not able to yet. */
  | ({ phase: 'baking'; until: Ms; baseline: Baseline | null; passed?: true } & Course)
  /** Nothing goes on until someone says so, or (inconclusive) there has been enough traffic. */
  | ({ phase: 'holding'; why: 'promotion' | 'inconclusive'; message: string; baseline: Baseline | null } & Course)
  /** Everything serves; the last hook runs. */
  | { phase: 'finishing'; since: Ms }
  /** clearing: what was new goes first. */
  | { phase: 'turning-back'; moved: Ms; served: number; clearing?: true }
  /** warmUntil: the release before is kept ready until then. tookAway: a first release, which failed, is gone again. */
  | { phase: 'settled'; outcome: Outcome; at: Ms; warmUntil?: Ms; tookAway?: boolean };

/** What operators have said of a deployment since it began. */
export interface Orders {
  paused: boolean;
  /** Go is given up to this step, whatever it waits for; 0: none. */
  promoted: number;
  aborted: { rollback: boolean; by: string } | null;
  /** Requests that have been carried out, the newest last: the same again changes nothing. */
  given?: { requestId: string; digest: string }[];
}

/** A command that is run once for a deployment: `release`, `after_deploy`, `verdict/STEP`. */
export interface Task {
  name: string;
  host: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  message: string;
  /** When it was asked for. */
  at: Ms;
}

export type FailureCause =
  | 'not-staged'
  | 'did-not-start'
  | 'exited'
  | 'out-of-memory'
  | 'never-ready'
  | 'failed-after-ready'
  | 'host-refused'
  | 'host-unreachable'
  | 'hook-failed'
  | 'verdict'
  | 'aborted';

/** Where a whole host is meant, process is empty and index 0. */
export interface Failure extends Slot {
  cause: FailureCause;
  /** Empty when the failure is the host's, not a replica's. */
  replica: string;
  message: string;
  at: Ms;
}

/** What there was besides the slot that failed, when it failed. */
export interface Others {
  slots: number;
  serving: number;
  /** Failed too, or out of reach; the rest is neither: it starts, or has nothing yet. */
  notWell: number;
}

export interface Deployment {
  number: number;
  to: ReleaseFacts;
  /** The release to turn back to: the last one that was reached. Null: there is none. */
  from: ReleaseFacts | null;
  strategy: Strategy;
  progress: Progress;
  orders: Orders;
  /** Hooks of the release are for new code and settings, not for scaling or going back. */
  runsHooks: boolean;
  /** As last recorded. */
  tasks: Task[];
  /** All of them, over the whole deployment. */
  failures: Failure[];
}

export interface HostFacts {
  name: string;
  /** unreachable: no heartbeat for 15 s; lost: for 60 s. A lost host runs on; nobody knows what. */
  state: 'connected' | 'unreachable' | 'lost';
  since: Ms;
  /** The server has just started and has not heard it yet: that it is silent says nothing before then. Missing: it does. */
  awaitedUntil?: Ms;
  labels: Record<string, string>;
  /** It is to be emptied, at the latest then; null: it takes slots. */
  draining: { until: Ms | null } | null;
  /** The version of an agent that knows nothing of preflights; missing: it does. */
  tooOld?: string;
  /** The version of an agent that knows of a route’s place alone, and not of what else it may say; missing: it does. */
  plainRoutes?: string;
  /** Its report is about the newest assignment: what it does not name is not there, nor on its way. */
  answers: boolean;
  /** Bundles by digest. */
  staged: Record<string, { state: 'fetching' | 'unpacking' | 'ready' | 'failed'; detail: string }>;
  /** Why it refused the newest assignment; empty when it did not. */
  refusals: string[];
  /** Deployment -> why its prospects cannot be run here; empty: they can; missing: not looked at yet. */
  preflights: Record<number, string[]>;
  /** Of the newest deployment. */
  tasks: Pick<Task, 'name' | 'state' | 'message'>[];
  /** A command of an earlier deployment of the app has not ended there. */
  runsEarlier?: true;
  /** Release -> what its router saw of it. */
  figures: Record<number, Figures>;
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
  /** What it was asked to keep ready; 0: nothing. */
  warm: number;
  warmReady: boolean;
  /** The newest failure of the wanted release, to serve or to be kept ready, under this deployment. */
  failure: Failure | null;
}

export interface Fleet {
  hosts: HostFacts[];
  wishes: Wish[];
}

export interface Stage {
  host: string;
  bundle: string;
}

/** What follows from the facts. Recorded as a whole, then carried out; asked again, it says the same. */
export interface Plan {
  progress: Progress;
  failures: Failure[];
  /** All wishes of this app and environment, those that stay as they are included. */
  wishes: Wish[];
  /** What will be wished for if the hosts can run it. */
  prospects: Wish[];
  tasks: Task[];
  /** Bundles to hold, and where. */
  stage: Stage[];
  /** When to ask again though nothing has changed; null: no need. */
  wakeAt: Ms | null;
  /** A line each, for people. */
  events: string[];
}
