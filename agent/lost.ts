// Replicas that run though their own file makes no sense any more: put together again from what else is known of them, so
// that no process is left without an owner and no slot has two for ever.
import { manifestShape } from '../bundle/shape.ts';
import { isOver, newReplica, type Phase, type Proc, type Replica, type Spec, slotName, type Wish } from './decide/replica.ts';
import { type Owner, readOwners } from './log-owners.ts';
import { ageOf, readEnvironment } from './runtime/process-identity.ts';
import type { Run, Runtime } from './runtime/runtime.ts';

export interface Lost extends Owner, Run {
  proc: Proc;
  /** What it was started with; empty when that cannot be read any more. */
  env: Record<string, string>;
}

/** Known by whose output it is, which stands in another file, and found by the runtime's own notes. */
export function findLost(stateDir: string, known: ReadonlySet<string>, runtime: Runtime): Lost[] {
  const owners = readOwners(stateDir).filter(({ id }) => !known.has(id));
  // The file may be of the run before: it is written after the start.
  return owners.flatMap((owner) => [owner.run, owner.run + 1].flatMap((run) => runningAs(owner, run, runtime)));
}

function runningAs(owner: Owner, run: number, runtime: Runtime): Lost[] {
  const found = runtime.find({ replica: owner.id, run }, null);
  if (found.is !== 'running') return [];
  const { pid, group } = found.process;
  const env = [group, pid].map(readEnvironment).find(({ CASTELLAN_REPLICA }) => CASTELLAN_REPLICA === owner.id) ?? {};
  return [{ ...owner, run, replica: owner.id, proc: found.process, env }];
}

export interface LostFacts {
  lost: Lost;
  /** Of its slot. */
  wish: Wish | null;
  /** Where the wish's bundle is unpacked; empty: nowhere. */
  folder: string;
  others: Replica[];
  now: number;
}

/**
 * It serves on, unless another one of its slot has taken over. What was started for another release than the wished one gets
 * what the wish says of checks and routes, and is replaced; without a wish it is stopped.
 */
export function recovered({ lost, wish, folder, others, now }: LostFacts): Replica {
  const { id, app, environment, process, index, release, run, proc, env } = lost;
  const slot = { app, environment, process, index };
  const isWished = wish?.release === release;
  const spec = wish?.spec ?? plainSpec;
  const as = isWished && wish ? wish : { bundle: '', fingerprint: '', deployment: 0, healthyMs: 0 };
  const rival = others.some((other) => slotName(other) === slotName(slot) && other.promotedAt !== null && !isOver(other));
  const serves = wish !== null && !rival;
  const phase: Phase = serves
    ? { name: 'healthy', since: now, until: null, process: proc }
    : { name: 'starting', since: now, until: now + spec.startTimeoutMs, process: proc };
  return {
    ...newReplica(id, { ...as, ...slot, release, version: env.CASTELLAN_VERSION ?? '', spec }, now),
    promotedAt: serves ? now : null,
    run,
    startedAt: now - ageOf(proc),
    restarts: run - 1,
    ports: portsOf(env, spec),
    folder,
    phase,
  };
}

/** The inverse of what it was given; without a spec that names them, by what they are called there. */
function portsOf(env: Record<string, string>, spec: Spec): Record<string, number> {
  const given = Object.entries(env).filter(([key, value]) => key.startsWith('PORT_') && /^\d{1,5}$/.test(value));
  const names = new Map(Object.keys(spec.ports).map((name) => [`PORT_${name.toUpperCase().replaceAll('-', '_')}`, name]));
  return Object.fromEntries(given.map(([key, value]) => [names.get(key) ?? key, Number(value)]));
}

/** For one that nothing is known of but that it is to end: every default, and no second start. */
const unknown = manifestShape.parse({
  app: 'unknown',
  processes: { unknown: { command: ['unknown'], restart: { policy: 'never' } } },
}).processes.unknown;
const plainSpec = { ...unknown, secrets: {} } as Spec;
