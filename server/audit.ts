// The audit: every change before it takes effect, how it ended, and every denial; each entry chained to the one before it.
import type { Logger } from 'pino';
import { beginning, brokenAt, type Link, linkHash } from '../lib/hash-chain.ts';
import { Failure } from '../proto/failure.ts';
import type { Denial } from '../proto/gate.ts';
import type { Context } from '../proto/rpc.ts';
import { addAudit, findAudit, lastAudit, readAudit } from './records/audit.ts';
import type { Records, Tx } from './records/records.ts';

export interface AuditEntry {
  /** `operator ann`, `host web-1`, `server`; for a denial perhaps nobody. */
  actor: string;
  /** Of the certificate; empty: none. */
  fingerprint: string;
  /** IP address; empty: on the server itself. */
  address: string;
  /** Name of the RPC, or what was done. */
  act: string;
  outcome: 'asked' | 'done' | 'refused' | 'failed' | 'denied';
  /** Of the entry that this is the outcome of. */
  of?: number;
  /** Environment and app, host, or operator. */
  subject?: Record<string, string>;
  old?: unknown;
  /** What was asked for; secrets as hashes. */
  new?: unknown;
  reason?: string;
  /** So many alike within a minute stand in this one. */
  times?: number;
}

export interface Audit {
  /** On disk when it resolves; returns its number. */
  add(entry: AuditEntry): Promise<number>;
  /** Within a change of the records that stands or falls with it. */
  addWithin(tx: Tx, entry: AuditEntry): Promise<number>;
  /** Runs the work between two entries: that it was asked for, and how it ended. @throws what the work throws */
  around<T>(context: Context, what: Pick<AuditEntry, 'act' | 'subject' | 'old' | 'new'>, work: () => Promise<T>): Promise<T>;
  denied(denial: Denial): void;
  /** What is wrong with the chain, if anything. */
  verify(anchor?: { number: number; hash: string }): Promise<{ entries: number; lastHash: string; broken: string }>;
}

interface Options {
  records: Records;
  log: Pick<Logger, 'error'>;
  now(): number;
}

const denialsEveryMs = 60_000;
const mostDenials = 1000;
const pieceSize = 1000;

export function openAudit({ records, log, now }: Options): Audit {
  const denials = new Map<string, { at: number; times: number }>();

  async function addWithin(tx: Tx, entry: AuditEntry): Promise<number> {
    const last = await lastAudit(tx);
    const link = { number: last.number + 1, at: now(), entry: JSON.stringify(entry) };
    await addAudit(tx, { ...link, hash: linkHash(last.hash, link) });
    return link.number;
  }

  const add = (entry: AuditEntry) => records.write((tx) => addWithin(tx, entry));

  async function around<T>(
    context: Context,
    what: Pick<AuditEntry, 'act' | 'subject' | 'old' | 'new'>,
    work: () => Promise<T>,
  ): Promise<T> {
    const who = actorOf(context);
    const of = await add({ ...who, ...what, outcome: 'asked' });
    try {
      const result = await work();
      await add({ ...who, act: what.act, outcome: 'done', of });
      return result;
    } catch (error) {
      const reason = error instanceof Failure ? error.message : 'the server failed on this call';
      const outcome = error instanceof Failure ? 'refused' : 'failed';
      await add({ ...who, act: what.act, outcome, of, reason }).catch((failed: unknown) => log.error({ err: failed }, 'audit'));
      throw error;
    }
  }

  /** The first of its kind is written at once, others are counted until the minute is over: a flood writes little. */
  function denied(denial: Denial): void {
    const key = `${denial.fingerprint} ${denial.caller} ${denial.address} ${denial.rpc}`;
    const before = denials.get(key);
    if (before && now() - before.at < denialsEveryMs) {
      before.times += 1;
      return;
    }
    if (denials.size >= mostDenials) denials.clear();
    denials.set(key, { at: now(), times: 0 });
    const { rpc, address, fingerprint = '', caller = 'nobody', trouble } = denial;
    const times = before?.times ? { times: before.times + 1 } : {};
    const entry: AuditEntry = {
      actor: caller,
      fingerprint,
      address,
      act: actOf(rpc),
      outcome: 'denied',
      reason: trouble,
      ...times,
    };
    add(entry).catch((error: unknown) => log.error({ err: error }, 'a denial is not in the audit'));
  }

  async function verify(anchor?: { number: number; hash: string }) {
    let [entries, after, previous] = [0, 0, beginning];
    for (;;) {
      const links = await readAudit(records.db, { sinceMs: 0, untilMs: 0, after, limit: pieceSize });
      const broken = brokenAt(links, after, previous);
      if (broken !== undefined) return { entries, lastHash: previous, broken };
      const last = links.at(-1);
      if (!last) break;
      [entries, after, previous] = [entries + links.length, last.number, last.hash];
    }
    const anchored = anchor ? await findAudit(records.db, anchor.number) : undefined;
    const wrong = anchor && anchored?.hash !== anchor.hash;
    return { entries, lastHash: previous, broken: wrong ? `entry ${anchor.number} has not the hash ${anchor.hash}` : '' };
  }

  return { add, addWithin, around, denied, verify };
}

export function actorOf({ caller, address }: Context): Pick<AuditEntry, 'actor' | 'fingerprint' | 'address'> {
  return { actor: `${caller.kind} ${caller.name}`, fingerprint: caller.fingerprint, address };
}

/** `/castellan.v1.Control/Deploy` -> `Deploy` */
export function actOf(rpc: string): string {
  return rpc.slice(rpc.lastIndexOf('/') + 1);
}

export function entryOf({ entry }: Link): AuditEntry {
  return JSON.parse(entry);
}
