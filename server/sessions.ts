// Connected hosts: the newest assignment out, reports in. What a host says is kept in memory; it says everything again after a reconnect.
import type { Logger } from 'pino';
import { makeWake } from '../lib/wake.ts';
import { fail } from '../proto/failure.ts';
import type { Hello } from '../proto/generated/castellan/v1/Hello.ts';
import type { HostMessage } from '../proto/generated/castellan/v1/HostMessage.ts';
import type { Report } from '../proto/generated/castellan/v1/Report.ts';
import type { ServerMessageInput } from '../proto/generated/castellan/v1/ServerMessage.ts';
import { assignmentFor } from './assignment.ts';
import type { Bus } from './bus/bus.ts';
import { heartbeatMs, hostState } from './decide/fleet.ts';
import type { Ms } from './decide/types.ts';
import { holdIfAhead } from './held.ts';
import { addHost, findHost, revisionToTell } from './records/fleet.ts';
import type { Records } from './records/records.ts';

/** What is known of a host that has called since this server started. */
export interface Presence {
  host: string;
  environment: string;
  address: string;
  hello: Hello | null;
  /** Its newest report, of this session or an earlier one; null until it has sent one. */
  report: Report | null;
  lastSeen: Ms;
  state: 'connected' | 'unreachable' | 'lost';
  /** Since when it is in that state. */
  since: Ms;
}

export interface SessionsOptions {
  records: Records;
  bus: Bus;
  log: Logger;
  cluster: string;
  now(): Ms;
  /** Environment of a host that calls for the first time. */
  environment: string;
  /** A host has said something new, came, or went quiet. */
  changed(environment: string): void;
}

export interface Sessions {
  /** One session, from its first message to its end. The host's name is its certificate's. */
  serve(
    host: string,
    address: string,
    requests: AsyncIterable<HostMessage>,
    signal: AbortSignal,
  ): AsyncGenerator<ServerMessageInput>;
  presence(host: string): Presence | undefined;
  /** Looks at the clock, each `refreshMs`: hosts that went quiet change their state. */
  refresh(): void;
}

export const refreshMs = 1000;
/** The loop may be late by so much without having stood still. */
const stillMs = 3000;

export function startSessions({ records, bus, log, cluster, now, environment, changed }: SessionsOptions): Sessions {
  const presences = new Map<string, Presence>();
  const live = new Map<string, AbortController>();
  const heard = new WeakMap<Presence, Ms>();
  const steady = withoutSkips(now);

  const seen = (presence: Presence) => {
    presence.lastSeen = now();
    heard.set(presence, steady());
    setState(presence);
  };
  const setState = (presence: Presence) => {
    const state = presence.report ? hostState(heard.get(presence) ?? 0, steady(), 0) : 'unreachable';
    if (state === presence.state) return;
    log.info({ host: presence.host, from: presence.state, to: state }, 'host changed its state');
    presence.state = state;
    presence.since = now();
    changed(presence.environment);
  };
  const take = (presence: Presence, message: HostMessage) => {
    if (message.report) {
      presence.report = message.report;
      seen(presence);
      changed(presence.environment);
      return;
    }
    seen(presence);
  };

  async function* serve(
    host: string,
    address: string,
    requests: AsyncIterable<HostMessage>,
    signal: AbortSignal,
  ): AsyncGenerator<ServerMessageInput> {
    const messages = requests[Symbol.asyncIterator]();
    const first = await messages.next();
    if (first.done || !first.value.hello) throw fail('bad-input', 'a session begins with hello');
    const row = await knownHost(records, host, environment, now());
    const held = await holdIfAhead(records, row, first.value.hello);
    if (held !== null) log.warn({ host, reason: held }, 'host is held: nothing is sent to it');
    const presence = presences.get(host) ?? newPresence(host, row.environment, address, now());
    presences.set(host, presence);
    const own = replaceSession(live, host);
    const ended = AbortSignal.any([signal, own.signal]);
    Object.assign(presence, { hello: first.value.hello, address });
    log.info({ host, address, agent: first.value.hello.agentVersion }, 'host connected');

    const wake = makeWake();
    const unsubscribe = bus.subscribe(`assignment:${host}`, wake);
    let reports = 0;
    const takeNext = (message: HostMessage) => {
      take(presence, message);
      if (message.report) reports += 1;
      if (reports === 1) wake();
    };
    const reading = readAll(messages, takeNext).finally(() => own.abort());
    reading.catch(() => {});
    try {
      yield { welcome: { cluster, serverMs: now(), heartbeatMs } };
      let pushed = -1;
      let told = 0;
      for (let sequence = 1; !ended.aborted; sequence += 1) {
        const newest = await revisionToTell(records.db, host);
        if (newest !== null && newest !== pushed) {
          const assignment = await assignmentFor(records.db, host, records.epoch);
          pushed = Number(assignment.revision);
          yield { assignment };
        } else {
          told = reports;
          yield { heartbeat: { sequence, reports } };
        }
        // That its report has been taken is told at once the first time: an agent that is on trial waits for it.
        if (told === 0 && reports > 0) continue;
        await wake.wait({ ms: heartbeatMs, signal: ended });
      }
      if (!signal.aborted && live.get(host) !== own) throw fail('superseded', `another session of host ${host} has begun`);
    } finally {
      unsubscribe();
      if (live.get(host) === own) live.delete(host);
      own.abort();
      log.info({ host }, 'host disconnected');
    }
  }

  return {
    serve,
    presence: (host) => presences.get(host),
    refresh: () => {
      for (const presence of presences.values()) setState(presence);
    },
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

async function knownHost(records: Records, host: string, environment: string, now: Ms) {
  const found = await findHost(records.db, host);
  if (found) return found;
  await records.write((tx) => addHost(tx, host, environment, now));
  const added = await findHost(records.db, host);
  if (!added) throw new Error(`host ${host} was added and is not there`);
  return added;
}

function newPresence(host: string, environment: string, address: string, now: Ms): Presence {
  return { host, environment, address, hello: null, report: null, lastSeen: now, state: 'unreachable', since: now };
}

/** One session a host: the newest wins, since the older one may be a connection that is dead and does not know it yet. */
function replaceSession(live: Map<string, AbortController>, host: string): AbortController {
  const own = new AbortController();
  const older = live.get(host);
  live.set(host, own);
  older?.abort();
  return own;
}

async function readAll(messages: AsyncIterator<HostMessage>, take: (message: HostMessage) => void): Promise<void> {
  for (let next = await messages.next(); !next.done; next = await messages.next()) take(next.value);
}
