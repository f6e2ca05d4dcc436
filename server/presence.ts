// What the hosts have said since this server started, and how sure it is of each. In memory: they say everything again.
import type { Logger } from 'pino';
import type { Hello } from '../proto/generated/castellan/v1/Hello.ts';
import type { HostMessage } from '../proto/generated/castellan/v1/HostMessage.ts';
import type { Report } from '../proto/generated/castellan/v1/Report.ts';
import { type FleetTimes, hostState } from './decide/fleet.ts';
import { type Look, type Looks, lookedAgain } from './decide/looks.ts';
import { flapTrouble, type Steadiness, steadiness, steady } from './decide/steadiness.ts';
import type { Ms } from './decide/types.ts';

/** What is known of a host that has called since this server started. */
export interface Presence {
  host: string;
  environment: string;
  address: string;
  hello: Hello | null;
  /** Its newest report, of this session or an earlier one; null until it has sent one. */
  report: Report | null;
  /** What its router has counted, the last two times that it was looked at. */
  looks: Looks | null;
  lastSeen: Ms;
  /** The same without the time that this process stood still since. */
  heardAt: Ms;
  state: 'connected' | 'unreachable' | 'lost';
  /** Since when it is in that state. */
  since: Ms;
  steadiness: Steadiness;
}

export interface PresencesOptions {
  log: Logger;
  now(): Ms;
  times: FleetTimes;
  /** A host has said something new, came, or went quiet. */
  changed(environment: string): void;
}

export interface Presences {
  find(host: string): Presence | undefined;
  /** It calls. */
  came(host: string, environment: string, call: { address: string; hello: Hello }): Presence;
  heard(presence: Presence, message: HostMessage): void;
  /** Its connection was lost. */
  dropped(presence: Presence): void;
  /** It has another environment from now on. */
  moved(host: string, environment: string): void;
  /** It is no host of ours any more. */
  forget(host: string): void;
  /** Looks at the clock, each `refreshMs`: hosts that went quiet change their state. */
  refresh(): void;
}

export const refreshMs = 1000;
/** The loop may be late by so much without having stood still. */
const stillMs = 3000;

export function openPresences({ log, now, times, changed }: PresencesOptions): Presences {
  const presences = new Map<string, Presence>();
  const steadyNow = withoutSkips(now);

  function came(host: string, environment: string, call: { address: string; hello: Hello }): Presence {
    const presence = presences.get(host) ?? newPresence(host, environment, now());
    presences.set(host, presence);
    Object.assign(presence, { ...call, environment });
    const level = presence.steadiness.flaps ? 'debug' : 'info';
    log[level]({ host, address: call.address, agent: call.hello.agentVersion }, 'host connected');
    return presence;
  }

  function heard(presence: Presence, { report }: HostMessage): void {
    if (report) {
      presence.report = report;
      presence.looks = lookedAgain(presence.looks, lookOf(report));
    }
    presence.lastSeen = now();
    presence.heardAt = steadyNow();
    judge(presence);
    if (report) changed(presence.environment);
  }

  function judge(presence: Presence): void {
    const { host, state: before } = presence;
    const state = presence.report ? hostState(presence.heardAt, steadyNow(), 0, times) : 'unreachable';
    watch(presence, before === 'connected' && state !== 'connected');
    if (state === before) return;
    log[presence.steadiness.flaps ? 'debug' : 'info']({ host, from: before, to: state }, 'host changed its state');
    presence.state = state;
    presence.since = now();
    changed(presence.environment);
  }

  function watch(presence: Presence, dropped: boolean): void {
    const { host, steadiness: before } = presence;
    const next = steadiness(before, steadyNow(), dropped);
    presence.steadiness = next;
    if (next.flaps === before.flaps) return;
    if (next.flaps) log.warn({ host }, flapTrouble(next));
    else log.info({ host }, 'the connection of this host is steady again');
    changed(presence.environment);
  }

  function refresh(): void {
    for (const presence of presences.values()) judge(presence);
  }

  return {
    find: (host) => presences.get(host),
    came,
    heard,
    dropped: (presence) => {
      watch(presence, true);
      if (!presence.steadiness.flaps) log.info({ host: presence.host }, 'host disconnected');
    },
    moved: (host, environment) => {
      const presence = presences.get(host);
      if (presence) presence.environment = environment;
    },
    forget: (host) => void presences.delete(host),
    refresh,
  };
}

/** Read at least each `refreshMs`. When it jumps, this process stood still or the clock was set: no host has been silent for that long. */
function withoutSkips(now: () => Ms): () => Ms {
  let looked = now();
  let skipped = 0;
  return () => {
    const at = now();
    if (Math.abs(at - looked) > stillMs) skipped += at - looked;
    looked = at;
    return at - skipped;
  };
}

function lookOf({ routes, routesMs, routesLeftOut }: Report): Look {
  return { at: routesMs, routes, isCut: routesLeftOut > 0 };
}

function newPresence(host: string, environment: string, now: Ms): Presence {
  const unknown = { address: '', hello: null, report: null, looks: null, lastSeen: now, heardAt: 0, steadiness: steady };
  return { host, environment, ...unknown, state: 'unreachable', since: now };
}
