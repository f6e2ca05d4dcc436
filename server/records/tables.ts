// What must survive, as tables. Times are milliseconds since the epoch; JSON columns say what they hold.
import type { Generated } from 'kysely';

export interface Tables {
  meta: { key: string; value: string };
  bundles: BundleRow;
  versions: VersionRow;
  signatures: SignatureRow;
  settings: SettingsRow;
  settings_requests: SettingsRequestRow;
  secrets: SecretRow;
  releases: ReleaseRow;
  /** The release that an app is on in an environment. */
  targets: { app: string; environment: string; current_release: number | null; settings_revision: number };
  deployments: DeploymentRow;
  deployment_events: { id: Generated<number>; deployment: number; at: number; text: string };
  failures: FailureRow;
  wishes: WishRow;
  /** What will be wished for if the hosts can run it. */
  prospects: WishRow;
  /** Bundles to hold, and where. */
  stages: { app: string; environment: string; host: string; bundle: string };
  tasks: TaskRow;
  ghosts: GhostRow;
  plans: PlanRow;
  hosts: HostRow;
  reboots: RebootRow;
  patches: PatchRow;
  transfers: TransferRow;
  certificates: CertificateRow;
  acme_accounts: AcmeAccountRow;
  acme_orders: AcmeOrderRow;
  ledger: LedgerRow;
  operators: OperatorRow;
  tokens: TokenRow;
  exchanges: ExchangeRow;
  /** Whom each holder has said to trust: sha256 of authorities, JSON. */
  trusts: { kind: string; name: string; trusted: string; at: number };
  /** entry: JSON of server/audit.ts; hash: sha256 of the hash before and of it. */
  audit: { number: Generated<number>; at: number; entry: string; hash: string };
}

/** One that may be used, or might have been: what is not here is nobody's. */
export interface LedgerRow {
  /** sha256 of the DER, lower-case hex. */
  fingerprint: string;
  kind: string;
  name: string;
  not_before: number;
  not_after: number;
  issued_at: number;
  issued_by: string;
  /** Id of the token that it was given for. */
  token: string | null;
  /** First seen in a call. */
  used_at: number | null;
  /** Fingerprint of the one that it is the renewal of, which ends when this one is first used. */
  replaces: string | null;
  replaced_at: number | null;
  revoked_at: number | null;
  revoked_by: string | null;
  /** sha256 of the authority that signed it; null: not known, so the oldest that is trusted. */
  authority: string | null;
}

export interface OperatorRow {
  name: string;
  role: string;
  /** JSON of proto/rights.ts Scope[]. */
  scopes: string;
  created_at: number;
  created_by: string;
  removed_at: number | null;
  removed_by: string | null;
  /** JSON of server/decide/pipelines.ts Pipeline; null: comes with an invitation. */
  pipeline: string | null;
}

/** A pipeline's token that was exchanged. */
export interface ExchangeRow {
  /** sha256 of what is signed of it. */
  id: string;
  /** The operator. */
  name: string;
  /** sha256 of the public key that it was exchanged for. */
  key: string;
  /** The certificate, in PEM, for whoever asks again with the same key. */
  reply: string;
  /** The certificate's end. */
  not_after: number;
  /** Then it would not be taken any more. */
  until: number;
}

export interface TokenRow {
  id: string;
  /** host or operator */
  kind: string;
  name: string;
  secret_sha256: string;
  /** JSON: what comes with it (environment of a host, life of the certificate). */
  grants: string;
  created_at: number;
  created_by: string;
  expires_at: number;
  used_at: number | null;
  /** sha256 of the public key that it was used for. */
  used_key: string | null;
  /** The certificate that was given, in PEM, for whoever asks again with the same key. */
  reply: string | null;
  failures: number;
}

export interface BundleRow {
  /** sha256 of the uncompressed tar. */
  digest: string;
  blob_sha256: string;
  blob_bytes: number;
  unpacked_bytes: number;
  files: number;
  /** castellan.yaml as it was in the bundle. */
  manifest: string;
}

export interface VersionRow {
  app: string;
  name: string;
  bundle: string;
  created_at: number;
  created_by: string;
}

/** Of a version: who has the key says what its content is. Hosts judge it, not the server. */
export interface SignatureRow {
  app: string;
  version: string;
  /** As minisign shows it. */
  key_id: string;
  /** bundle/statement.ts */
  statement: string;
  signature: string;
  added_at: number;
  added_by: string;
}

export interface SettingsRow {
  app: string;
  environment: string;
  revision: number;
  /** server/settings.ts Settings. */
  content: string;
  reason: string;
  created_at: number;
  created_by: string;
}

export interface SettingsRequestRow {
  id: string;
  /** Of what was asked for. */
  digest: string;
  /** The revisions in use before and after it; the same: it changed nothing. */
  before: number;
  after: number;
  at: number;
}

export interface SecretRow {
  app: string;
  environment: string;
  name: string;
  version: number;
  /** The process that it was set for; empty: all. */
  process: string;
  /** base64 of lib/seal.ts; null: nothing names it any more. */
  sealed: string | null;
  /** Of the value. */
  bytes: number;
  created_at: number;
  created_by: string;
}

export interface ReleaseRow {
  app: string;
  environment: string;
  number: number;
  version: string;
  settings_revision: number;
  /** server/release.ts ReleaseContent: all that its replicas need to know, so that nothing can change it later. */
  content: string;
  reason: string;
  created_at: number;
  created_by: string;
}

export interface DeploymentRow {
  number: Generated<number>;
  app: string;
  environment: string;
  kind: string;
  to_release: number;
  from_release: number | null;
  /** server/decide/types.ts Progress. */
  progress: string;
  /** Given by the caller: the same id again is the same deployment. */
  request_id: string | null;
  /** sha256 of the request, to refuse the same id with other content. */
  request_digest: string | null;
  created_at: number;
  created_by: string;
  settled_at: number | null;
  superseded_by: number | null;
  /** server/decide/types.ts Orders. */
  orders: string;
  /** 1: the hooks of its release are run. */
  runs_hooks: number;
}

export interface TaskRow {
  deployment: number;
  name: string;
  host: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  message: string;
  at: number;
  /** proto TaskReport as the host told it last, or null. */
  evidence: string | null;
}

/** A version that failed in an environment. */
export interface GhostRow {
  app: string;
  environment: string;
  version: string;
  reason: string;
  deployment: number;
  created_at: number;
}

/** A deployment that was looked at before it was asked for. */
export interface PlanRow {
  id: string;
  app: string;
  environment: string;
  version: string;
  /** server/decide/base.ts Base. */
  base: string;
  /** proto DeploymentPlan. */
  content: string;
  created_at: number;
  created_by: string;
  expires_at: number;
}

export interface FailureRow {
  deployment: number;
  host: string;
  process: string;
  slot: number;
  at: number;
  cause: string;
  replica: string;
  message: string;
  /** proto Failure as the host told it, or null when the server itself found out. */
  evidence: string | null;
  /** server/decide/types.ts Others; null: it was recorded before these were counted. */
  others: string | null;
}

export interface WishRow {
  app: string;
  environment: string;
  host: string;
  process: string;
  slot: number;
  release: number;
  deployment: number;
  /** Release to keep ready without requests; 0: none. */
  warm: number;
  /** Percent. */
  weight: number;
}

export interface HostRow {
  name: string;
  environment: string;
  /** Of its assignment; grows with each change. */
  revision: number;
  first_seen: number;
  /** Version of castellan-agent that was asked for last; null: none, or a newer upgrade left it out. */
  agent_version: string | null;
  /** Number of the upgrade that last named this host. */
  agent_asked: number;
  /** 1: its turn has come, and its assignment says so. */
  agent_released: number;
  /** Name -> value, JSON. */
  labels: string;
  /** server/records/hosts.ts Draining, or null: it takes slots. */
  draining: string | null;
  /** server/records/hosts.ts Removed, or null: it belongs to the fleet. */
  removed: string | null;
  /** Why nothing is sent to it until an operator adopts it; null: it is not held. */
  held: string | null;
}

/** One host of a safe reboot. */
export interface RebootRow {
  number: number;
  host: string;
  state: 'waiting' | 'draining' | 'rebooting' | 'returning' | 'done' | 'failed';
  since: number;
  boot_id: string;
  stays_drained: number;
  reason: string;
  deadline_ms: number | null;
  asked_by: string;
  request_id: string | null;
}

export interface PatchRow {
  /** Digests of the bundles. */
  base: string;
  target: string;
  /** Of the blob; null: it was made, and is too large to be worth it. */
  sha256: string | null;
  bytes: number;
  used_at: number;
}

/** What a deployment has sent to a host for a bundle. */
export interface TransferRow {
  deployment: number;
  host: string;
  bundle: string;
  sent_bytes: number;
  /** Of the whole blob. */
  full_bytes: number;
  /** 1: the last that was sent is a patch. */
  patched: number;
}

export interface PatchRow {
  /** Digests of the bundles. */
  base: string;
  target: string;
  /** Of the blob; null: it was made, and is too large to be worth it. */
  sha256: string | null;
  bytes: number;
  used_at: number;
}

/** What a deployment has sent to a host for a bundle. */
export interface TransferRow {
  deployment: number;
  host: string;
  bundle: string;
  sent_bytes: number;
  /** Of the whole blob. */
  full_bytes: number;
  /** 1: the last that was sent is a patch. */
  patched: number;
}

/** For users' traffic. */
export interface CertificateRow {
  environment: string;
  name: string;
  source: 'added' | 'acme';
  /** Names in it, JSON. */
  hosts: string;
  not_before: number;
  not_after: number;
  issuer: string;
  /** sha256 of `chain`. */
  digest: string;
  /** PEM, the certificate itself first. */
  chain: string;
  /** The key: base64 of lib/seal.ts; null: it is lost. */
  sealed: string | null;
  created_at: number;
  created_by: string;
}

export interface AcmeAccountRow {
  environment: string;
  directory: string;
  email: string;
  challenge: string;
  dns: string;
  /** PEM; empty: the authorities of the system. */
  ca: string;
  /** Its key, as CertificateRow.sealed; null: another one is made when it is next used. */
  sealed: string | null;
  /** The authority's name for it; empty: not made yet. */
  url: string;
  terms: string;
  set_at: number;
  set_by: string;
}

/** A certificate on its way, and why the last try came to nothing. */
export interface AcmeOrderRow {
  environment: string;
  host: string;
  /** At the authority; null: none is open. */
  url: string | null;
  /** The key that the certificate is to be for, as CertificateRow.sealed. */
  sealed: string | null;
  /** In a row that have failed. */
  tries: number;
  next_at: number;
  reason: string;
}
