// How a replica comes up: its hooks, its start, and the checks until it is ready.
import { again, stopThen, to, withFailure } from './ending.ts';
import type { In, Of, Step } from './events.ts';
import { noProbes, type Phase, type Proc, type Replica } from './replica.ts';
import { count } from './running.ts';
import type { Ms } from './types.ts';

export function askThenStart(replica: In<'preparing'>, { ports, folder, at }: Of<'prepared'>): Step {
  const prepared = { ...replica, ports, folder };
  const before = replica.run === 0 ? replica.spec.start?.before : null;
  if (!before) return start(prepared, { at });
  const asking: Phase = { name: 'before-start', since: at, until: at + before.timeoutMs };
  return [to(prepared, asking), [{ do: 'hook', hook: 'before-start' }]];
}

export function start(replica: Replica, { at }: { at: Ms }): Step {
  const run = replica.run + 1;
  const starting: Phase = { name: 'starting', since: at, until: at + replica.spec.startTimeoutMs, process: null };
  const { worn: _, startedAt: __, ...fresh } = to(replica, starting);
  return [{ ...fresh, run, probes: noProbes }, [{ do: 'spawn', run }]];
}

/** What it said is all the evidence there is: the replica itself may not have run at all. */
export function failHook(replica: In<'before-start' | 'after-start'>, { detail, lines, at }: Of<'hookFailed'>): Step {
  const when = replica.phase.name === 'before-start' ? 'before' : 'after';
  const message = `the hook ${when} its start failed: ${detail}`;
  const { failure, ...rest } = withFailure(replica, 'hook-failed', message, at);
  const failed = { ...rest, failure: failure && { ...failure, lines } };
  if (replica.phase.name === 'before-start') return [to(failed, { name: 'failed', since: at }), []];
  return stopThen(failed, 'failed', at);
}

export function failHookIfLate(replica: In<'before-start' | 'after-start'>, { at }: Of<'tick'>): Step {
  const { name, since, until } = replica.phase;
  if (at < until) return [replica, []];
  return failHook(replica, {
    is: 'hookFailed',
    hook: name,
    detail: `did not end within ${until - since} ms`,
    lines: [],
    at,
  });
}

/** The host was restarted: nobody knows how far it came, and it is not run twice. */
export function forgetHook(replica: In<'after-start'>, { at }: Of<'vanished'>): Step {
  const detail = 'the host was restarted while it ran, and it is not run a second time';
  const [{ failure }] = failHook(replica, { is: 'hookFailed', hook: 'after-start', detail, lines: [], at });
  return [to({ ...replica, failure }, { name: 'failed', since: at }), []];
}

export function notStarted(replica: In<'preparing' | 'starting'>, event: Of<'prepareFailed' | 'spawnFailed'>): Step {
  const cause = event.is === 'prepareFailed' ? event.cause : 'did-not-start';
  return again(withFailure(replica, cause, event.detail, event.at), event.at);
}

export function began(replica: In<'starting'>, { process, at, startedAt = at }: Of<'spawned'>): Step {
  const { since, until } = replica.phase;
  const started = { ...replica, startedAt };
  if (replica.spec.ready) return [{ ...started, phase: { name: 'starting', since, until, process } }, []];
  return isReady(started, process, at);
}

export function warmUp(replica: In<'starting'>, event: Of<'probe'>): Step {
  const { process } = replica.phase;
  if (event.check === 'live' || !process) return [replica, []];
  const counted = count(replica, event) as In<'starting'>;
  if (counted.probes.oks < (replica.spec.ready?.after ?? 1)) return [counted, []];
  return isReady(counted, process, event.at);
}

/** Before it takes traffic, and once in its life: what serves or has served is not greeted. */
function isReady(replica: In<'starting'>, process: Proc, at: Ms): Step {
  const after = replica.promotedAt === null && !replica.demotedAt && !replica.greeted ? replica.spec.start?.after : null;
  const { until } = replica.phase;
  if (!after) return [to(replica, { name: 'healthy', since: at, until: untilPromoted(replica, until), process }), []];
  const asking: Phase = { name: 'after-start', since: at, until: at + after.timeoutMs, process };
  return [to({ ...replica, greeted: true }, asking), [{ do: 'hook', hook: 'after-start' }]];
}

export function greeted(replica: In<'after-start'>, { at }: Of<'hookEnded'>): Step {
  const until = untilPromoted(replica, at + replica.spec.startTimeoutMs);
  return [to(replica, { name: 'healthy', since: at, until, process: replica.phase.process }), []];
}

/** A candidate whose checks come and go must not be watched for ever. */
function untilPromoted(replica: Replica, until: Ms): Ms | null {
  return replica.promotedAt === null ? until + replica.healthyMs : null;
}
