// How much one caller may ask of the server, so that others are served whatever it does: calls beyond it are refused with
// word of how long to wait; streams are read more slowly, which loses nothing.
import type { Logger } from 'pino';
import type { Identity } from '../certs/identity.ts';
import { lru } from '../lib/lru.ts';
import { drawn, full, type Level, type Rate, waitMs } from './buckets.ts';
import { fail } from './failure.ts';
import type { Denial } from './gate.ts';

/** Of one caller. */
export interface Quota {
  calls: Rate;
  callsUnderWay: number;
  /** Full RPC name -> what its requests may be together, however many of these calls the caller has under way. */
  streams: Readonly<Record<string, StreamQuota>>;
}

export interface StreamQuota {
  messages: Rate;
  bytes: Rate;
  /** Bytes that a message counts for; without it those on the wire. */
  bytesOf?: (message: never) => number;
}

/** The requests of one stream. */
export interface Pace {
  took(message: object, bytes: number): void;
  /** Before the next one is read. */
  restMs(): number;
}

export interface Quotas {
  /** One more call is under way, until what is returned is called. @throws Failure busy */
  begin(rpc: string, caller: Identity, address: string): () => void;
  pace(rpc: string, caller: Identity): Pace | undefined;
  counted(): { refused: number; waits: number };
}

interface Options {
  quota: Quota;
  /** Told at most once a minute of each caller. */
  denied?: ((denial: Denial) => void) | undefined;
  log: Pick<Logger, 'warn'>;
  /** Milliseconds of a clock that is never set. */
  now?: () => number;
}

interface Known {
  calls: Level;
  streams: Map<string, { messages: Level; bytes: Level }>;
  refused: number;
  toldAt: number;
}

const mostCallers = 20_000;
const tellEveryMs = 60_000;
const underWayMs = 1000;

/** A caller is a certificate: who has not been looked up in the ledger yet must not use up what belongs to another. */
export function openQuotas({ quota, denied, log, now = () => performance.now() }: Options): Quotas {
  const callers = lru<string, Known>(mostCallers);
  const underWay = new Map<string, number>();
  let refused = 0;
  let waits = 0;

  function known(fingerprint: string): Known {
    const found = callers.get(fingerprint);
    if (found) return found;
    const fresh = { calls: full(quota.calls, now()), streams: new Map(), refused: 0, toldAt: Number.NEGATIVE_INFINITY };
    callers.set(fingerprint, fresh);
    return fresh;
  }

  function begin(rpc: string, caller: Identity, address: string): () => void {
    const mine = known(caller.fingerprint);
    const held = underWay.get(caller.fingerprint) ?? 0;
    const rest = waitMs(mine.calls, quota.calls, 1, now());
    if (held >= quota.callsUnderWay) throw refuse(mine, rpc, caller, address, underWayMs, `${held} calls under way`);
    if (rest > 0) throw refuse(mine, rpc, caller, address, rest, `more than ${quota.calls.perSecond} calls a second`);
    mine.calls = drawn(mine.calls, quota.calls, 1, now());
    underWay.set(caller.fingerprint, held + 1);
    return () => ended(caller.fingerprint);
  }

  function refuse(mine: Known, rpc: string, caller: Identity, address: string, rest: number, trouble: string) {
    refused += 1;
    mine.refused += 1;
    if (now() - mine.toldAt >= tellEveryMs) tell(mine, rpc, caller, address, trouble);
    const seconds = Math.ceil(rest / 1000);
    return fail('busy', `too many calls of ${caller.kind} ${caller.name}: ${trouble}; nothing was done`, {
      next: `try again in ${seconds} s`,
      waitMs: rest,
    });
  }

  function tell(mine: Known, rpc: string, { kind, name, fingerprint }: Identity, address: string, trouble: string): void {
    const caller = `${kind} ${name}`;
    const denial = { rpc, address, fingerprint, caller, trouble: `${trouble}; ${mine.refused} refused since it was last told` };
    mine.toldAt = now();
    mine.refused = 0;
    log.warn(denial, 'a caller asks for too much');
    denied?.(denial);
  }

  function ended(fingerprint: string): void {
    const held = (underWay.get(fingerprint) ?? 1) - 1;
    if (held === 0) underWay.delete(fingerprint);
    else underWay.set(fingerprint, held);
  }

  function pace(rpc: string, { fingerprint }: Identity): Pace | undefined {
    const limits = Object.hasOwn(quota.streams, rpc) ? quota.streams[rpc] : undefined;
    if (!limits) return undefined;
    const levels = () => {
      const { streams } = known(fingerprint);
      const found = streams.get(rpc) ?? { messages: full(limits.messages, now()), bytes: full(limits.bytes, now()) };
      streams.set(rpc, found);
      return found;
    };
    return {
      took: (message, bytes) => {
        const mine = levels();
        mine.messages = drawn(mine.messages, limits.messages, 1, now());
        mine.bytes = drawn(mine.bytes, limits.bytes, limits.bytesOf?.(message as never) ?? bytes, now());
      },
      restMs: () => {
        const { messages, bytes } = levels();
        const rest = Math.max(waitMs(messages, limits.messages, 0, now()), waitMs(bytes, limits.bytes, 0, now()));
        if (rest > 0) waits += 1;
        return rest;
      },
    };
  }

  return { begin, pace, counted: () => ({ refused, waits }) };
}
