// Checks one run of a replica over and over: often while it starts, then at its own pace; one check at a time.
import { type Clock, pause } from '../../lib/clock.ts';
import type { Event } from '../decide/events.ts';
import { probed } from '../decide/lifecycle.ts';
import { type Check, isLeaving, type Replica } from '../decide/replica.ts';
import { runCheck, type Target } from './check.ts';

/** The pause while starting: this much, and a twentieth of the time that has gone by, so that little is added to any start. */
const shortestMs = 25;
const longestMs = 1000;
const growth = 0.05;

export interface ProberOptions {
  replica(): Replica;
  target: Target;
  send(event: Event): void;
  clock: Clock;
  signal: AbortSignal;
}

/** Until the signal aborts, or nothing is to be checked any more. */
export async function probe(options: ProberOptions): Promise<void> {
  const { replica, clock, signal } = options;
  let liveDue = 0;
  while (!signal.aborted && !isLeaving(replica())) {
    const { ready, live } = probed(replica());
    const { spec } = replica();
    if (ready && spec.ready) await checkOnce('ready', spec.ready, options);
    if (live && spec.live && clock.now() >= liveDue && !signal.aborted) {
      liveDue = clock.now() + spec.live.everyMs;
      await checkOnce('live', spec.live, options);
    }
    await pause(clock, pauseMs(replica(), clock.now()), signal);
  }
}

async function checkOnce(
  check: 'ready' | 'live',
  what: Check,
  { replica, target, send, clock, signal }: ProberOptions,
): Promise<void> {
  const { run } = replica();
  const { ok, detail } = await runCheck(what, target, signal);
  if (!signal.aborted) send({ is: 'probe', run, check, ok, detail, at: clock.now() });
}

function pauseMs({ phase, spec }: Replica, now: number): number {
  const everyMs = Math.min(spec.ready?.everyMs ?? Infinity, spec.live?.everyMs ?? Infinity);
  if (phase.name !== 'starting') return everyMs;
  return Math.min(longestMs, Math.max(shortestMs, everyMs < shortestMs ? everyMs : shortestMs + (now - phase.since) * growth));
}
