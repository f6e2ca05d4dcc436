// Operators -> identities: who calls, decode, one call, encode.
import type { Identity } from '../../certs/identity.ts';
import { fail } from '../../proto/failure.ts';
import type { IdentitiesService } from '../../proto/load.ts';
import { type Rights, type Role, roles, type Scope } from '../../proto/rights.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { type Audit, entryOf } from '../audit.ts';
import { type Authority, noAuthority } from '../authority.ts';
import { endQuarantine } from '../clones.ts';
import type { Invitations } from '../invitations.ts';
import type { Ledger } from '../ledger.ts';
import { readAudit } from '../records/audit.ts';
import { findHost } from '../records/fleet.ts';
import { revokeCertificates } from '../records/ledger.ts';
import { findOperator, putOperator, removeOperator } from '../records/operators.ts';
import type { Records, Tx } from '../records/records.ts';
import type { LedgerRow, OperatorRow } from '../records/tables.ts';
import { withdrawTokens } from '../records/tokens.ts';
import type { Renewing } from '../renewing.ts';
import type { Rotation } from '../rotation.ts';
import type { Sessions } from '../sessions.ts';
import { authoritiesView } from '../views/authorities.ts';
import { certificateView, isLive, operatorView } from '../views/operators.ts';
import { checkFilter, checkHosts, checkRows } from './names.ts';
import { checkPipeline, putPipeline } from './pipelines.ts';

export interface IdentitiesParts {
  records: Records;
  ledger: Ledger;
  audit: Audit;
  invitations: Invitations;
  renewing: Renewing;
  /** undefined: it is kept elsewhere. */
  authority: Authority | undefined;
  rotation: Rotation;
  sessions: Pick<Sessions, 'forgetBoots'>;
  cluster: string;
  /** Environment of a host that nobody says one for. */
  environment: string;
  /** host:port of the listener for newcomers, as they are to be told. */
  enrollAddress: string;
  /** Ends what they have under way; with `connections`, their connections too. Resolves when they have ended. */
  expel(whom: (identity: Identity) => boolean, connections: boolean): Promise<void>;
  now(): number;
}

const dayMs = 86_400_000;
const mostScopes = 100;
const auditPiece = 500;

export function identitiesHandlers(parts: IdentitiesParts): Handlers<IdentitiesService> {
  const { records, ledger, audit, invitations, expel, now } = parts;
  const { db } = records;

  function view(row: OperatorRow) {
    const certificates = ledger.of('operator', row.name).filter((one) => isLive(one, now()));
    return operatorView(row, certificates, { address: parts.enrollAddress, pins: parts.authority?.pins() ?? [] });
  }

  async function mustFind(name: string): Promise<OperatorRow> {
    const row = await findOperator(db, name);
    if (row && row.removed_at === null) return row;
    throw fail('not-found', `there is no operator ${name}`, { next: 'ctl operators list' });
  }

  /** Somebody has to be able to undo it; a pipeline can do so only when its platform lets it. */
  function keepAnAdmin(without: string): void {
    const admins = ledger.operators().filter((row) => row.role === 'admin' && row.scopes === '[]' && row.pipeline === null);
    const left = admins.filter(({ name }) => name !== without);
    if (left.length === 0)
      throw fail('refused', `${without} is the only admin`, {
        next: 'make another one first: ctl operators add NAME --role admin',
      });
  }

  async function endOf(
    who: { kind: 'host' | 'operator'; name: string },
    by: string,
    also?: (tx: Tx) => Promise<void>,
  ): Promise<string[]> {
    const fingerprints = await ledger.change(async (tx) => {
      await withdrawTokens(tx, who, now());
      await also?.(tx);
      return revokeCertificates(tx, who, { at: now(), by });
    });
    await expel(isThis(who), true);
    return fingerprints;
  }

  return {
    whoAmI: async (_, { caller }) => {
      const own = ledger.find(caller.fingerprint);
      return {
        operator: view(await mustFind(caller.name)),
        certificate: own && certificateView(own),
        cluster: parts.cluster,
      };
    },

    inviteHost: async ({ name, environment, ttlMs }, { caller }) => {
      const [host] = checkHosts([name]) as [string];
      checkFilter({ app: '', environment });
      const grants = { environment: environment || parts.environment };
      const { token, expiresMs } = await invitations.invite({ kind: 'host', name: host, grants, ttlMs, by: caller.name });
      return { token, expiresMs, address: parts.enrollAddress };
    },

    revokeHost: async ({ name }, { caller }) => {
      const [host] = checkHosts([name]) as [string];
      if (!(await findHost(db, host)) && ledger.of('host', host).length === 0)
        throw fail('not-found', `there is no host ${host}`, { next: 'ctl hosts list' });
      const fingerprints = await endOf({ kind: 'host', name: host }, caller.name, (tx) => endQuarantine(tx, host));
      parts.sessions.forgetBoots(host);
      return { fingerprints };
    },

    inviteOperator: async ({ name, role, scopes, ttlMs, lifeMs }, { caller }) => {
      checkHosts([name]);
      const rights = checkRights(role, scopes);
      if (lifeMs < 0 || lifeMs > 366 * dayMs) throw fail('bad-input', 'a certificate lives for at most a year');
      if (ledger.isPipeline(name)) throw isPipeline(name);
      const grants = lifeMs === 0 ? {} : { lifeMs };
      const put = (tx: Tx) => putOperator(tx, name, rights, { at: now(), by: caller.name }, null);
      const { token, expiresMs } = await invitations.invite({ kind: 'operator', name, grants, ttlMs, by: caller.name }, put);
      return { token, expiresMs, address: parts.enrollAddress };
    },

    addPipeline: async ({ name, role, scopes, ...declared }, { caller }) => {
      checkHosts([name]);
      if (!parts.authority) throw noAuthority();
      const [rights, pipeline] = [checkRights(role, scopes), checkPipeline({ name, role, scopes, ...declared }, parts.cluster)];
      const ended = await putPipeline(ledger, name, { rights, pipeline, at: now(), by: caller.name });
      if (ended) await expel(isThis({ kind: 'operator', name }), true);
      return view(await mustFind(name));
    },

    changeOperator: async ({ name, role, scopes }, { caller }) => {
      const rights = checkRights(role, scopes);
      await mustFind(name);
      if (rights.role !== 'admin' || rights.scopes.length > 0) keepAnAdmin(name);
      await ledger.change((tx) => putOperator(tx, name, rights, { at: now(), by: caller.name }));
      // What is under way was allowed by what no longer holds; it may be asked for again.
      if (name !== caller.name) await expel(isThis({ kind: 'operator', name }), false);
      return view(await mustFind(name));
    },

    removeOperator: async ({ name }, { caller }) => {
      await mustFind(name);
      keepAnAdmin(name);
      const given = { at: now(), by: caller.name };
      return { fingerprints: await endOf({ kind: 'operator', name }, caller.name, (tx) => removeOperator(tx, name, given)) };
    },

    listOperators: async () => ({ operators: ledger.operators().map(view) }),

    renewOperator: ({ csr, trusted }, { caller, address }) => parts.renewing.renew({ caller, address, csr, trusted }),

    listIdentityCertificates: async ({ kind, name, all, limit }) => {
      const fits = (row: LedgerRow) =>
        (all || isLive(row, now())) && (!kind || row.kind === kind) && (!name || row.name === name);
      const rows = ledger.certificates().filter(fits);
      const newest = rows.toSorted((a, b) => b.issued_at - a.issued_at).slice(0, checkRows(limit));
      return { certificates: newest.map(certificateView), more: rows.length - newest.length };
    },

    showAuthorities: () => authoritiesView(parts.authority, parts.rotation),
    rotateAuthorities: async ({ back, force }) => {
      await parts.rotation.rotate({ back, force });
      return authoritiesView(parts.authority, parts.rotation);
    },

    readAudit: async function* ({ sinceMs, untilMs, actor, app, act, limit }) {
      for (let [after, left] = [0, limit || Number.POSITIVE_INFINITY]; left > 0; ) {
        const links = await readAudit(db, { sinceMs, untilMs, after, limit: auditPiece });
        if (links.length === 0) return;
        after = links.at(-1)?.number ?? 0;
        for (const link of links) {
          const entry = entryOf(link);
          const fits =
            (!actor || entry.actor === actor || entry.actor === `operator ${actor}`) && (!app || entry.subject?.app === app);
          if (!fits || (act && entry.act !== act) || left === 0) continue;
          left -= 1;
          yield { number: link.number, atMs: link.at, entry: link.entry, hash: link.hash };
        }
      }
    },

    verifyAudit: async ({ number, hash }) => audit.verify(number > 0 ? { number, hash } : undefined),
  };
}

function checkRights(role: string, scopes: { app: string; environment: string }[]): Rights {
  if (!roles.includes(role as Role)) throw fail('bad-input', `a role is ${roles.join(', ')}`);
  if (scopes.length > mostScopes) throw fail('bad-input', `at most ${mostScopes} scopes`);
  for (const scope of scopes) checkFilter(scope);
  const read = scopes.map(({ app, environment }): Scope => ({ app: app || null, environment: environment || null }));
  // One that holds for all would take the others' meaning away.
  return { role: role as Role, scopes: read.some((scope) => scope.app === null && scope.environment === null) ? [] : read };
}

function isThis(who: Pick<Identity, 'kind' | 'name'>): (identity: Identity) => boolean {
  return ({ kind, name }) => kind === who.kind && name === who.name;
}

function isPipeline(name: string) {
  return fail('refused', `${name} is a pipeline, which comes with tokens of its platform`, {
    next: `take another name, or ctl operators remove ${name} first`,
  });
}
