// Certificates that the server gets and renews by itself: what routes want is compared with what is there, again and again.
import type { Logger } from 'pino';
import { readTraffic, type TrafficCertificate } from '../../certs/traffic.ts';
import { Failure, fail } from '../../proto/failure.ts';
import { acmeName, routesIn } from '../certificates/fitting.ts';
import { type Keeping, keep, tell } from '../certificates/store.ts';
import { againAt, renewAt, type Trouble, unfit } from '../decide/certificates.ts';
import { findAccount, findOrder, forgetUrl, listAccounts, listOrders, putOrder, removeOrder } from '../records/acme.ts';
import { findCertificate, listFacts, removeCertificate } from '../records/certificates.ts';
import { about } from '../records/sealed.ts';
import type { AcmeAccountRow, AcmeOrderRow } from '../records/tables.ts';
import { type AcmeOrder, openAccount, setAccount } from './account.ts';
import { type Authority, openAuthority, Problem } from './authority.ts';
import { httpsTransport, type Transport } from './http.ts';
import { newKey } from './jws.ts';
import { complete } from './order.ts';
import { type ChallengeKind, type Proving, proofFor } from './proofs.ts';

export interface AcmeOptions extends Keeping, Proving {
  log: Logger;
  /** 0 to 1 */
  random(): number;
  /** Real time, however the clock goes. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  transport?: (ca: string) => Transport;
}

export interface Acme {
  /** Records whom an environment gets its certificates from, when the account is made. @throws Failure refused */
  set(order: AcmeOrder): Promise<AcmeAccountRow>;
  /** Routes may have changed, or time has passed: what is due is begun. Resolves when it is known what is. */
  look(): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Wanted {
  environment: string;
  host: string;
}

const mostAtOnce = 4;

export function openAcme(options: AcmeOptions): Acme {
  const { records, vault, log, now, random, pause, transport = httpsTransport } = options;
  const { db } = records;
  const life = new AbortController();
  const running = new Map<string, Promise<void>>();
  const authorities = new Map<string, Authority>();
  let looking: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function authorityOf({ directory, ca }: Pick<AcmeAccountRow, 'directory' | 'ca'>): Authority {
    const key = `${directory}\n${ca}`;
    const known = authorities.get(key) ?? openAuthority(directory, transport(ca), now);
    authorities.set(key, known);
    return known;
  }

  async function set(order: AcmeOrder): Promise<AcmeAccountRow> {
    const { directory, ca } = order;
    const row = await setAccount(options, openAuthority(directory, transport(ca), now), order);
    log.info({ environment: row.environment, directory, by: order.by }, 'an account at a certificate authority was set');
    void look();
    return row;
  }

  /** One at a time: whoever comes meanwhile gets the answer of the one that follows. */
  function look(): Promise<void> {
    next ??= (looking ?? Promise.resolve()).then(lookNow);
    return next;
  }

  function lookNow(): Promise<void> {
    next = undefined;
    looking = begin().catch((error: unknown) => {
      if (!life.signal.aborted) log.error({ err: error }, 'certificates could not be looked at');
    });
    return looking;
  }

  async function begin(): Promise<void> {
    for (const account of await listAccounts(db)) {
      const wanted = await wantedIn(account);
      await tidy(account.environment, wanted);
      for (const host of wanted) {
        if (life.signal.aborted || running.size >= mostAtOnce) return;
        const one = { environment: account.environment, host };
        if (!running.has(keyOf(one)) && (await isDue(one))) start(one);
      }
    }
  }

  async function wantedIn({ environment, challenge }: AcmeAccountRow): Promise<string[]> {
    const routes = (await routesIn(db, environment)).filter(({ certificate }) => certificate === 'acme');
    const hosts = routes.flatMap(({ host }) => (host !== null && unfit(host, challenge) === null ? [host] : []));
    return [...new Set(hosts)].sort();
  }

  /** What nothing asks for any more is not ordered again, and goes when it is over. */
  async function tidy(environment: string, wanted: string[]): Promise<void> {
    const orders = (await listOrders(db, environment)).filter(({ host }) => !wanted.includes(host));
    const over = (await listFacts(db, environment)).filter(
      ({ source, not_after: end, hosts }) => source === 'acme' && end < now() && !hosts.some((host) => wanted.includes(host)),
    );
    if (orders.length + over.length === 0) return;
    await records.write(async (tx) => {
      for (const order of orders) await removeOrder(tx, order);
      for (const certificate of over) await removeCertificate(tx, certificate);
    });
  }

  async function isDue({ environment, host }: Wanted): Promise<boolean> {
    const order = await findOrder(db, environment, host);
    if (order && order.next_at > now()) return false;
    const known = await findCertificate(db, environment, acmeName(host));
    if (!known || known.sealed === null) return true;
    const { not_before: notBefore, not_after: notAfter, created_at: obtainedAt } = known;
    return renewAt({ notBefore, notAfter, obtainedAt }) <= now();
  }

  function start(one: Wanted): void {
    const work = obtain(one)
      .catch((error: unknown) => failed(one, error))
      .catch((error: unknown) => {
        if (!life.signal.aborted) log.error({ err: error, ...one }, 'a certificate could not be ordered');
      })
      .finally(() => {
        running.delete(keyOf(one));
        if (!life.signal.aborted) void look();
      });
    running.set(keyOf(one), work);
  }

  async function obtain(one: Wanted): Promise<void> {
    const row = await findAccount(db, one.environment);
    if (!row) return;
    const authority = authorityOf(row);
    const account = await openAccount(options, authority, row);
    const proof = proofFor(options, row, account.key);
    const { order, key } = await opened(one, authority, account);
    const ordering = { authority, account, proof, challenge: row.challenge as ChallengeKind, pause, signal: life.signal };
    const made = checked(await complete(ordering, one.host, order, key), key, one.host, now());
    const hosts = await records.write(async (tx) => {
      await removeOrder(tx, one);
      return keep(options, tx, placeOf(one), { ...made, source: 'acme', by: 'acme' });
    });
    tell(options, hosts);
    log.info({ ...one, until: new Date(made.notAfterMs).toISOString() }, 'a certificate was obtained');
  }

  /** The one that is open there, or a new one: recorded with the key of its certificate before anything else happens. */
  async function opened(one: Wanted, authority: Authority, account: { url: string; key: string }) {
    const known = await findOrder(db, one.environment, one.host);
    if (known?.url && known.sealed) {
      const order = await authority.order(account, known.url).catch(unlessUnknown);
      if (order && order.status !== 'invalid') return { order, key: vault.openKey(about.order(one), known.sealed) };
    }
    const key = newKey();
    const order = await authority.newOrder(account, one.host);
    const { tries = 0, reason = '', next_at = 0 } = known ?? {};
    const row = { ...one, url: order.url, sealed: vault.sealKey(about.order(one), key), tries, reason, next_at };
    await records.write((tx) => putOrder(tx, row));
    return { order, key };
  }

  /** An order that the authority has not refused is gone on with at the next try. */
  async function failed(one: Wanted, error: unknown): Promise<void> {
    if (life.signal.aborted) return;
    // Where its calls are is asked again too.
    authorities.clear();
    const known = await findOrder(db, one.environment, one.host);
    const trouble = troubleOf(error, now());
    const open =
      trouble.kind === 'away' ? { url: known?.url ?? null, sealed: known?.sealed ?? null } : { url: null, sealed: null };
    const tries = (known?.tries ?? 0) + 1;
    const reason = (error as Error).message.slice(0, 500);
    const row: AcmeOrderRow = { ...one, ...open, tries, reason, next_at: againAt(trouble, tries, now(), random()) };
    await records.write(async (tx) => {
      await putOrder(tx, row);
      if (error instanceof Problem && error.kind === 'accountDoesNotExist') await forgetUrl(tx, one.environment);
    });
    log.warn({ ...one, tries, again: new Date(row.next_at).toISOString(), reason }, 'no certificate was obtained');
  }

  async function settled(): Promise<void> {
    while (next || running.size > 0) await Promise.all([next, ...running.values()]);
    await looking;
  }

  async function close(): Promise<void> {
    life.abort(new Error('the server stops'));
    await Promise.all([next, looking, ...running.values()]);
  }

  return { set, look, settled, close };
}

function placeOf({ environment, host }: Wanted) {
  return { environment, name: acmeName(host) };
}

function keyOf({ environment, host }: Wanted): string {
  return `${environment}/${host}`;
}

/** What an authority sends is looked at like what an operator sends. */
function checked(chain: string, key: string, host: string, now: number): TrafficCertificate {
  const read = readTraffic(chain, key, now);
  const mistakes = 'mistakes' in read ? read.mistakes : [];
  if ('certificate' in read && read.certificate.hosts.join() !== host)
    mistakes.push(`it is for ${read.certificate.hosts.join(', ')}`);
  if ('certificate' in read && mistakes.length === 0) return read.certificate;
  throw fail('refused', `the authority sent a certificate that cannot be used: ${mistakes.join('; ')}`);
}

function troubleOf(error: unknown, now: number): Trouble {
  if (error instanceof Problem && error.kind === 'rateLimited')
    return { kind: 'limited', untilMs: error.waitMs === null ? null : now + error.waitMs };
  const isNo =
    error instanceof Problem ? error.kind !== 'accountDoesNotExist' : error instanceof Failure && error.code === 'refused';
  return { kind: isNo ? 'refused' : 'away' };
}

/** Orders end there by themselves. */
function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
  return undefined;
}
