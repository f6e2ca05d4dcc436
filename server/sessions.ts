// Connected hosts: the newest assignment out, reports in.
import type { Logger } from 'pino';
import { askTogether } from '../lib/ask-together.ts';
import { gather } from '../lib/gather.ts';
import { makeWake } from '../lib/wake.ts';
import { fail } from '../proto/failure.ts';
import type { AssignmentInput } from '../proto/generated/castellan/v1/Assignment.ts';
import type { HostMessage } from '../proto/generated/castellan/v1/HostMessage.ts';
import type { ServerMessageInput } from '../proto/generated/castellan/v1/ServerMessage.ts';
import { sharingProcesses } from '../proto/shared-processes.ts';
import { assignmentsFor } from './assignment.ts';
import type { Bus } from './bus/bus.ts';
import { openClones } from './clones.ts';
import { type FleetTimes, usualTimes } from './decide/fleet.ts';
import type { Ms } from './decide/types.ts';
import { holdIfAhead } from './held.ts';
import { checkHello } from './hello.ts';
import { openPresences, type Presence } from './presence.ts';
import { addHost, findHost, listToTell } from './records/fleet.ts';
import { type Removed, removedOf } from './records/hosts.ts';
import type { Records } from './records/records.ts';
import type { HostRow } from './records/tables.ts';

export interface SessionsOptions {
  records: Records;
  bus: Bus;
  log: Logger;
  cluster: string;
  now(): Ms;
  /** Environment of a host that calls for the first time. */
  environment: string;
  times?: FleetTimes;
  /** A host has said something new, came, or went quiet. */
  changed(environment: string): void;
  /** What it is about to be told to run. */
  telling?(host: string, assignment: AssignmentInput): void;
  /** What routers there answer for HTTP-01: the same object until it is another. */
  challenges?(environment: string): Record<string, string>;
}

/** A host that was removed, and calls all the same. */
export interface Stranger {
  address: string;
  at: Ms;
}

export interface Sessions {
  readonly times: FleetTimes;
  /** One session, from its first message to its end. The host's name is its certificate's. */
  serve(
    host: string,
    address: string,
    requests: AsyncIterable<HostMessage>,
    signal: AbortSignal,
  ): AsyncGenerator<ServerMessageInput>;
  presence(host: string): Presence | undefined;
  /** Hosts that have one now. */
  count(): number;
  stranger(host: string): Stranger | undefined;
  /** That two machines call as this host; undefined: they do not. */
  cloned(host: string): string | undefined;
  /** Nobody calls any more with the certificate that two machines had, or an operator has looked. */
  forgetBoots(host: string): void;
  /** What is recorded of a host has changed: where it belongs, whether it is ours at all. */
  recorded(host: string, now: { environment: string; removed: boolean }): void;
  /** Looks at the clock, each `refreshMs`: hosts that went quiet change their state. */
  refresh(): void;
}

export function startSessions(options: SessionsOptions): Sessions {
  const { records, bus, log, cluster, now, times = usualTimes } = options;
  const presences = openPresences({ ...options, times });
  const clones = openClones({ records, log, now });
  const strangers = new Map<string, Stranger>();
  const live = new Map<string, AbortController>();
  const add = gather<string>((hosts) =>
    records.write(async (tx) => {
      for (const host of hosts) await addHost(tx, host, options.environment, now());
    }),
  );

  // A change wakes all whom it concerns at once.
  const toTell = askTogether(mostTogether, (hosts: string[]) => listToTell(records.db, hosts));
  const assignmentOf = askTogether(mostTogether, (hosts: string[]) => assignmentsFor(records.db, hosts, records.epoch));

  async function* serve(
    host: string,
    address: string,
    requests: AsyncIterable<HostMessage>,
    signal: AbortSignal,
  ): AsyncGenerator<ServerMessageInput> {
    const messages = requests[Symbol.asyncIterator]();
    const first = await messages.next();
    if (first.done || !first.value.hello) throw fail('bad-input', 'a session begins with hello');
    const hello = checkHello(first.value.hello);
    await admitted(host, address);
    await clones.came(host, { bootId: hello.bootId, bootMs: Number(hello.bootMs), address });
    const row = await admitted(host, address);
    const held = await holdIfAhead(records, row, hello);
    if (held !== null) log.warn({ host, reason: held }, 'host is held: nothing is sent to it');
    const presence = presences.came(host, row.environment, { address, hello });
    const own = replaceSession(live, host);
    const ended = AbortSignal.any([signal, own.signal]);

    const wake = makeWake();
    const unsubscribe = bus.subscribe(`assignment:${host}`, wake);
    let reports = 0;
    const takeNext = (message: HostMessage) => {
      presences.heard(presence, message);
      if (message.report) reports += 1;
      if (reports === 1) wake();
    };
    const reading = readAll(messages, takeNext).finally(() => own.abort());
    reading.catch(() => {});
    try {
      yield { welcome: { cluster, serverMs: now(), heartbeatMs: times.heartbeatMs } };
      let pushed = -1;
      let told = 0;
      let answers = nothing;
      for (let sequence = 1; !ended.aborted; sequence += 1) {
        const { revision: newest } = (await toTell(host)) ?? unknown;
        const wanted = (newest !== null && options.challenges?.(presence.environment)) || nothing;
        if (wanted !== answers && Object.keys({ ...wanted, ...answers }).length > 0) {
          yield { challenges: { answers: wanted } };
          answers = wanted;
        }
        if (newest !== null && newest !== pushed) {
          const assignment = (await assignmentOf(host)) ?? { epoch: records.epoch, revision: 0 };
          pushed = Number(assignment.revision);
          options.telling?.(host, assignment);
          const shares = hello.abilities.includes('shared-processes');
          yield { assignment: shares ? sharingProcesses(assignment) : assignment };
          // The last that it is told: to run nothing.
          if ((await toTell(host))?.removed) await admitted(host, address);
        } else {
          told = reports;
          yield { heartbeat: { sequence, reports } };
        }
        // That its report has been taken is told at once the first time: an agent that is on trial waits for it.
        if (told === 0 && reports > 0) continue;
        await wake.wait({ ms: times.heartbeatMs, signal: ended });
      }
      if (!signal.aborted && live.get(host) !== own) throw fail('superseded', `another session of host ${host} has begun`);
      // What it has sent may be why.
      await reading;
    } finally {
      unsubscribe();
      if (live.get(host) === own) live.delete(host);
      own.abort();
      presences.dropped(presence);
    }
  }

  /** One that calls for the first time gets its row. @throws Failure refused when it was removed */
  async function admitted(host: string, address: string): Promise<HostRow> {
    const known = await findHost(records.db, host);
    if (!known) await add(host);
    const row = known ?? (await findHost(records.db, host));
    if (!row) throw new Error(`host ${host} was added and is not there`);
    const removed = removedOf(row);
    if (!removed) return row;
    if (!strangers.has(host)) log.warn({ host, address }, 'a host that was removed calls; it gets nothing');
    strangers.set(host, { address, at: now() });
    throw wasRemoved(host, removed);
  }

  return {
    times,
    serve,
    presence: presences.find,
    count: () => live.size,
    stranger: (host) => strangers.get(host),
    cloned: clones.trouble,
    forgetBoots: clones.forget,
    recorded: (host, { environment, removed }) => {
      if (removed) presences.forget(host);
      else strangers.delete(host);
      presences.moved(host, environment);
      bus.publish(`assignment:${host}`);
      options.changed(environment);
    },
    refresh: presences.refresh,
  };
}

const nothing: Record<string, string> = {};
const unknown = { revision: 0, removed: false };
/** Between two reads of so many hosts everything else gets its turn. */
const mostTogether = 250;

function wasRemoved(host: string, { by, at }: Removed) {
  return fail('refused', `host ${host} was removed by ${by} at ${new Date(at).toISOString()}, and gets no work`, {
    next: `ctl hosts resume ${host}, if it is to belong to the fleet again`,
  });
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
