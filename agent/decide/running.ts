// What happens to a replica while it is up: its checks, its place in or beside the routes, what it is called.
import { calmed, restart, to, withFailure } from './ending.ts';
import type { In, Of, Step } from './events.ts';
import { liveText, secondsText } from './evidence.ts';
import { isWarm, type Replica } from './replica.ts';
import type { Ms } from './types.ts';

export function watch(replica: In<'healthy'>, event: Of<'probe'>): Step {
  const counted = calmed(count(replica, event) as In<'healthy'>, event.at);
  if (isDead(counted)) return die(counted, event);
  if (counted.probes.fails < (replica.spec.ready?.failures ?? 1)) return [counted, []];
  const { process } = replica.phase;
  const until = isWarm(replica) ? event.at + replica.spec.startTimeoutMs : replica.phase.until;
  const failed = to(counted, { name: 'unhealthy', since: event.at, until, process });
  if (replica.phase.until !== null) return [failed, []];
  return [withFailure(failed, 'failed-after-ready', `not ready any more: ${event.detail}`, event.at), [{ do: 'collect' }]];
}

export function recover(replica: In<'unhealthy'>, event: Of<'probe'>): Step {
  const counted = count(replica, event);
  if (isDead(counted)) return die(counted, event);
  if (counted.probes.oks < (replica.spec.ready?.after ?? 1)) return [counted, []];
  const { process, until } = replica.phase;
  return [to(counted, { name: 'healthy', since: event.at, until, process }), []];
}

export function count(replica: Replica, { check, ok, detail }: Of<'probe'>): Replica {
  const { oks, fails, liveFails, last } = replica.probes;
  if (check === 'live')
    return { ...replica, probes: { oks, fails, last: ok ? last : detail, liveFails: ok ? 0 : liveFails + 1 } };
  return { ...replica, probes: { oks: ok ? oks + 1 : 0, fails: ok ? 0 : fails + 1, liveFails, last: detail } };
}

function isDead({ probes, spec }: Replica): boolean {
  return spec.live !== null && probes.liveFails >= spec.live.failures;
}

function die(replica: Replica, { detail, at }: Of<'probe'>): Step {
  const cause = isWarm(replica) || wasWarm(replica) ? 'failed-after-ready' : 'never-ready';
  const message = liveText(replica.probes.liveFails, detail);
  return restart(replica, at, { cause, message, why: { reason: 'live-check', text: message } });
}

export function giveUpIfLate(replica: In<'starting' | 'unhealthy'>, { at }: Of<'tick'>): Step {
  const { until } = replica.phase;
  if (until === null || at < until) return [replica, []];
  const shown = replica.probes.last || 'no check has been answered';
  const limit = secondsText(replica.spec.startTimeoutMs);
  const message = wasWarm(replica) ? `not ready any more for ${limit}: ${shown}` : `not ready ${limit} after its start: ${shown}`;
  const cause = wasWarm(replica) ? 'failed-after-ready' : 'never-ready';
  return restart(replica, at, { cause, message, why: { reason: 'not-ready', text: message } });
}

function wasWarm({ phase, demotedAt, failure }: Replica): boolean {
  return phase.name === 'unhealthy' && (demotedAt !== undefined || failure?.cause === 'failed-after-ready');
}

export function countAgain(replica: In<'healthy'>, { at }: Of<'adopted'>): Step {
  return replica.phase.until === null ? [replica, []] : [to(replica, { ...replica.phase, since: at }), []];
}

export function promote(replica: In<'healthy'>, { at }: Of<'promote'>): Step {
  if (replica.promotedAt !== null) return [replica, []];
  return [{ ...replica, promotedAt: at, phase: { ...replica.phase, until: null } }, []];
}

export function keep(replica: In<'healthy'>): Step {
  return [replica.phase.until === null ? replica : { ...replica, phase: { ...replica.phase, until: null } }, []];
}

/** A candidate again. What it is answering, it answers to the end: nothing happens to its process. */
export function stepBack(replica: Replica, { at }: { at: Ms }): Step {
  return replica.promotedAt === null ? [replica, []] : [{ ...replica, promotedAt: null, demotedAt: at }, []];
}

export function giveTime(replica: In<'unhealthy'>, event: Of<'demote'>): Step {
  if (replica.promotedAt === null) return [replica, []];
  const phase = { ...replica.phase, until: event.at + replica.spec.startTimeoutMs };
  return stepBack({ ...replica, phase }, event);
}

/** Only what has taken over: a candidate is watched as it is. */
export function wearOut(replica: Replica, { reason }: Of<'worn'>): Step {
  return replica.promotedAt === null || replica.worn === reason ? [replica, []] : [{ ...replica, worn: reason }, []];
}

export function relabel(
  { weight: _, ...replica }: Replica,
  { release, version, deployment, healthyMs, routes, weight }: Of<'relabel'>,
): Step {
  const failure = replica.failure?.deployment === deployment ? replica.failure : null;
  const called = { release, version, deployment, healthyMs, ...(weight === undefined ? {} : { weight }) };
  return [{ ...replica, ...called, spec: { ...replica.spec, routes }, failure }, []];
}

export function collected(replica: Replica, { lines }: Of<'collected'>): Step {
  return [replica.failure ? { ...replica, failure: { ...replica.failure, lines } } : replica, []];
}
