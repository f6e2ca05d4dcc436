// How it was before a change: for each change what the audit keeps as its old, without a secret in it.
import type { UploadOpen } from '../proto/generated/castellan/v1/UploadOpen.ts';
import type { ControlService, IdentitiesService } from '../proto/load.ts';
import type { Handlers } from '../proto/rpc.ts';
import { kept, keptPair } from './audit-words.ts';
import { currentSettings } from './choose-release.ts';
import { findAccount } from './records/acme.ts';
import { findCertificate } from './records/certificates.ts';
import { activeDeployment, findDeployment } from './records/deployments.ts';
import { findHost, findHosts, listHosts } from './records/fleet.ts';
import { listGhosts } from './records/ghosts.ts';
import { drainingOf, labelsOf, removedOf } from './records/hosts.ts';
import { listUnrevoked } from './records/ledger.ts';
import { findOperator, pipelineOf, rightsOf } from './records/operators.ts';
import type { Db } from './records/records.ts';
import { findRelease, findTarget, type Target } from './records/releases.ts';
import { findSecret } from './records/secrets.ts';
import type { HostRow, SecretRow } from './records/tables.ts';
import { findVersion } from './records/versions.ts';
import type { Rotation } from './rotation.ts';
import type { Vault } from './secrets.ts';
import type { ChangingAct } from './services/access.ts';
import { defaultEnvironment } from './services/names.ts';
import { type Entry, entriesOf } from './settings.ts';

/** Where it is looked up. */
export interface Known {
  records: { db: Db };
  vault: Pick<Vault, 'mac' | 'open'>;
  rotation: Pick<Rotation, 'phase'>;
}

type RequestsOf<S> = {
  [M in keyof Handlers<S> & string as Capitalize<M>]: Handlers<S>[M] extends (request: infer R, ...rest: never[]) => unknown
    ? R
    : never;
};
/** What streams in is looked at by its first message. */
type Requests = Omit<RequestsOf<ControlService> & RequestsOf<IdentitiesService>, 'Upload'> & { Upload: UploadOpen };
type Rows = { readonly [Act in ChangingAct]: (known: Known, request: Requests[Act]) => Promise<unknown> };

const rows: Rows = {
  Upload: async ({ records }, { app, version }) => {
    const row = await findVersion(records.db, app, version);
    return row && { bundle: row.bundle };
  },
  Deploy: targetNow,
  Rollback: targetNow,
  Restart: stateNow,
  Stop: stateNow,
  Start: stateNow,
  Scale: (known, { replicas, ...request }) => {
    const keys = Object.keys(replicas).map((process) => `replicas.${process}`);
    return settingsNow(known, request, ({ key, kind }) => kind === 'setting' && keys.includes(key));
  },
  Pause: deploymentNow,
  Resume: deploymentNow,
  Promote: deploymentNow,
  Abort: deploymentNow,
  ClearGhosts: async ({ records }, { version, ...request }) => {
    const ghosts = await listGhosts(records.db, targetOf(request));
    const fitting = ghosts.filter((ghost) => !version || ghost.version === version);
    return fitting.length > 0 ? { ghosts: fitting.map((ghost) => ghost.version).slice(0, most) } : undefined;
  },
  ChangeSettings: (known, { set, unset, process, ...request }) => {
    const keys = new Set([...set.map(({ key }) => key), ...unset]);
    const isSetting = ({ kind }: Entry) => kind === 'variable' || kind === 'setting';
    return settingsNow(known, request, (entry) => isSetting(entry) && keys.has(entry.key) && entry.process === process);
  },
  SetSecret: (known, { name, ...request }) => secretsNow(known, { ...request, names: [name] }),
  UnsetSecrets: secretsNow,

  AddCertificate: certificateNow,
  RemoveCertificate: certificateNow,
  SetAcme: async ({ records, vault }, { environment }) => {
    const row = await findAccount(records.db, environment || defaultEnvironment);
    if (!row) return undefined;
    const { directory, email, challenge, dns, ca, url } = row;
    return kept({ directory, email, challenge, dns, ca, url }, vault.mac);
  },

  LabelHost: hostNow,
  RemoveHost: hostNow,
  MoveHost: hostNow,
  DrainHosts: hostsNow,
  ResumeHosts: hostsNow,
  RebootHosts: hostsNow,
  UpgradeAgents: hostsNow,
  AdoptHosts: async (known, { all, hosts }) => {
    const held = all ? (await listHosts(known.records.db)).filter((row) => row.held !== null) : [];
    return hostsNow(known, { hosts: all ? held.map(({ name }) => name) : hosts });
  },

  InviteHost: (known, { name }) => hostNow(known, { host: name }),
  RevokeHost: async (known, { name }) => withCertificates(known, 'host', name, await hostNow(known, { host: name })),
  InviteOperator: operatorNow,
  AddPipeline: operatorNow,
  ChangeOperator: operatorNow,
  RemoveOperator: async (known, request) => withCertificates(known, 'operator', request.name, await operatorNow(known, request)),
  RotateAuthorities: async ({ rotation }) => ({ phase: rotation.phase() }),
};

/** Of how many hosts, or versions, it is kept. */
const most = 100;

/** undefined: there was nothing. `request`: the one of this act, as it was decoded. */
export async function oldOf(known: Known, act: string, request: object): Promise<unknown> {
  if (!Object.hasOwn(rows, act)) throw new Error(`nobody says what is the old of ${act}`);
  return (rows as unknown as Record<string, (known: Known, request: object) => Promise<unknown>>)[act]?.(known, request);
}

interface OfTarget {
  app: string;
  environment: string;
}

function targetOf({ app, environment }: OfTarget): Target {
  return { app, environment: environment || defaultEnvironment };
}

async function targetNow({ records }: Known, request: OfTarget) {
  const target = targetOf(request);
  const row = await findTarget(records.db, target);
  if (!row) return undefined;
  const { current_release: release, settings_revision: settingsRevision } = row;
  const version = release === null ? undefined : (await findRelease(records.db, target, release))?.version;
  return { release, version, settingsRevision };
}

function stateNow(known: Known, request: OfTarget) {
  return settingsNow(known, request, ({ kind }) => kind === 'state');
}

/** What is not in its settings was not set. */
async function settingsNow(known: Known, request: OfTarget, isMeant: (entry: Entry) => boolean) {
  const now = await targetNow(known, request);
  if (!now) return undefined;
  const { settings } = await currentSettings(known.records.db, targetOf(request));
  const meant = entriesOf(settings).filter(isMeant);
  const before = meant.map(({ key, process, value }) => ({
    ...(process ? { process } : {}),
    ...keptPair({ key, value }, known.vault.mac),
  }));
  return { ...now, settings: before };
}

async function secretsNow(known: Known, { names, process, ...request }: OfTarget & { names: string[]; process: string }) {
  const now = await targetNow(known, request);
  if (!now) return undefined;
  const [{ db }, target] = [known.records, targetOf(request)];
  const all = entriesOf((await currentSettings(db, target)).settings);
  const meant = all.filter(({ key, kind, ...of }) => kind === 'secret' && names.includes(key) && of.process === process);
  const secrets = meant.map(async ({ key: name, value }) => {
    const row = await findSecret(db, target, name, Number(value));
    return { name, version: Number(value), ...hashOf(known.vault, row) };
  });
  return { ...now, secrets: await Promise.all(secrets) };
}

/** Its version alone when nobody can open it any more. */
function hashOf(vault: Known['vault'], row: SecretRow | undefined): { value?: string } {
  if (!row || row.sealed === null) return {};
  try {
    return { value: `hmac:${vault.mac(vault.open(row))}` };
  } catch {
    return {};
  }
}

async function deploymentNow({ records }: Known, { number, ...request }: OfTarget & { number: number }) {
  const { db } = records;
  const row = number > 0 ? await findDeployment(db, number) : await activeDeployment(db, targetOf(request));
  if (!row) return undefined;
  const { app, environment, progress, orders } = row;
  const { paused, promoted, aborted } = orders;
  return { deployment: row.number, app, environment, phase: progress.phase, paused, promoted, aborted };
}

async function certificateNow({ records }: Known, { environment, name }: { environment: string; name: string }) {
  const row = await findCertificate(records.db, environment || defaultEnvironment, name);
  return row && { source: row.source, hosts: row.hosts, notAfter: row.not_after, digest: row.digest };
}

async function hostNow({ records }: Known, { host }: { host: string }) {
  const row = await findHost(records.db, host);
  return row && hostWords(row);
}

async function hostsNow({ records }: Known, { hosts, all = false }: { hosts: string[]; all?: boolean }) {
  const rows = all ? await listHosts(records.db) : [...(await findHosts(records.db, hosts.slice(0, most))).values()];
  if (rows.length === 0) return undefined;
  return Object.fromEntries(rows.slice(0, most).map((row) => [row.name, hostWords(row)]));
}

function hostWords(row: HostRow) {
  const { environment, held, agent_version: agentVersion } = row;
  return { environment, labels: labelsOf(row), draining: drainingOf(row), removed: removedOf(row), held, agentVersion };
}

async function operatorNow({ records, vault }: Known, { name }: { name: string }) {
  const row = await findOperator(records.db, name);
  const pipeline = row && pipelineOf(row);
  return row && { ...rightsOf(row), removed: row.removed_at !== null, pipeline: kept(pipeline, vault.mac) };
}

async function withCertificates({ records }: Known, kind: 'host' | 'operator', name: string, now: object | undefined) {
  const certificates = await listUnrevoked(records.db, { kind, name });
  return now || certificates.length > 0 ? { ...now, certificates } : undefined;
}
