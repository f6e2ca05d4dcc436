// The tables' history, oldest first. A migration that has been released never changes.
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

const migrations: Record<string, Migration> = {
  '0001-main-job': {
    async up(db) {
      for (const statement of mainJob) await sql.raw(statement).execute(db);
    },
  },
  '0002-agent-upgrade': {
    async up(db) {
      for (const statement of agentUpgrade) await sql.raw(statement).execute(db);
    },
  },
  '0003-settings-secrets': {
    async up(db) {
      for (const statement of settingsSecrets) await sql.raw(statement).execute(db);
    },
  },
  '0004-hosts': {
    async up(db) {
      for (const statement of hosts) await sql.raw(statement).execute(db);
    },
  },
  '0005-strategies': {
    async up(db) {
      for (const statement of strategies) await sql.raw(statement).execute(db);
    },
  },
  '0006-plans': {
    async up(db) {
      for (const statement of plans) await sql.raw(statement).execute(db);
    },
  },
  '0007-patches': {
    async up(db) {
      for (const statement of patches) await sql.raw(statement).execute(db);
    },
  },
  '0008-epoch': {
    async up(db) {
      for (const statement of epoch) await sql.raw(statement).execute(db);
    },
  },
  '0012-identities': {
    async up(db) {
      for (const statement of identities) await sql.raw(statement).execute(db);
    },
  },
  '0009-certificates': {
    async up(db) {
      for (const statement of certificates) await sql.raw(statement).execute(db);
    },
  },
  '0010-acme': {
    async up(db) {
      for (const statement of acme) await sql.raw(statement).execute(db);
    },
  },
  '0011-weights': {
    async up(db) {
      for (const statement of weights) await sql.raw(statement).execute(db);
    },
  },
  '0015-signatures': {
    async up(db) {
      for (const statement of signatures) await sql.raw(statement).execute(db);
    },
  },
  '0013-authorities': {
    async up(db) {
      for (const statement of authorities) await sql.raw(statement).execute(db);
    },
  },
  '0016-pipelines': {
    async up(db) {
      for (const statement of pipelines) await sql.raw(statement).execute(db);
    },
  },
  '0017-others': {
    async up(db) {
      for (const statement of others) await sql.raw(statement).execute(db);
    },
  },
  '0018-settings-requests': {
    async up(db) {
      for (const statement of settingsRequests) await sql.raw(statement).execute(db);
    },
  },
};

const mainJob = [
  'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)',
  `CREATE TABLE bundles (digest TEXT PRIMARY KEY, blob_sha256 TEXT NOT NULL, blob_bytes BIGINT NOT NULL,
     unpacked_bytes BIGINT NOT NULL, files INTEGER NOT NULL, manifest TEXT NOT NULL)`,
  'CREATE INDEX bundles_by_blob ON bundles (blob_sha256)',
  `CREATE TABLE versions (app TEXT NOT NULL, name TEXT NOT NULL, bundle TEXT NOT NULL REFERENCES bundles (digest),
     created_at BIGINT NOT NULL, created_by TEXT NOT NULL, PRIMARY KEY (app, name))`,
  `CREATE TABLE settings (app TEXT NOT NULL, environment TEXT NOT NULL, revision INTEGER NOT NULL, content TEXT NOT NULL,
     reason TEXT NOT NULL, created_at BIGINT NOT NULL, created_by TEXT NOT NULL, PRIMARY KEY (app, environment, revision))`,
  `CREATE TABLE releases (app TEXT NOT NULL, environment TEXT NOT NULL, number INTEGER NOT NULL, version TEXT NOT NULL,
     settings_revision INTEGER NOT NULL, content TEXT NOT NULL, reason TEXT NOT NULL, created_at BIGINT NOT NULL,
     created_by TEXT NOT NULL, PRIMARY KEY (app, environment, number))`,
  `CREATE TABLE targets (app TEXT NOT NULL, environment TEXT NOT NULL, current_release INTEGER,
     settings_revision INTEGER NOT NULL, PRIMARY KEY (app, environment))`,
  `CREATE TABLE deployments (number INTEGER PRIMARY KEY AUTOINCREMENT, app TEXT NOT NULL, environment TEXT NOT NULL, kind TEXT NOT NULL,
     to_release INTEGER NOT NULL, from_release INTEGER, progress TEXT NOT NULL, request_id TEXT UNIQUE, request_digest TEXT,
     created_at BIGINT NOT NULL, created_by TEXT NOT NULL, settled_at BIGINT, superseded_by INTEGER)`,
  // At most one deployment of an app in an environment is under way: held here, not in memory.
  'CREATE UNIQUE INDEX one_active_deployment ON deployments (app, environment) WHERE settled_at IS NULL',
  'CREATE INDEX deployments_by_app ON deployments (app, environment, number)',
  `CREATE TABLE deployment_events (id INTEGER PRIMARY KEY AUTOINCREMENT, deployment INTEGER NOT NULL, at BIGINT NOT NULL, text TEXT NOT NULL)`,
  'CREATE INDEX events_by_deployment ON deployment_events (deployment, id)',
  `CREATE TABLE failures (deployment INTEGER NOT NULL, host TEXT NOT NULL, process TEXT NOT NULL, slot INTEGER NOT NULL, at BIGINT NOT NULL,
     cause TEXT NOT NULL, replica TEXT NOT NULL, message TEXT NOT NULL, evidence TEXT, PRIMARY KEY (deployment, host, process, slot, at))`,
  `CREATE TABLE wishes (app TEXT NOT NULL, environment TEXT NOT NULL, host TEXT NOT NULL, process TEXT NOT NULL, slot INTEGER NOT NULL,
     release INTEGER NOT NULL, deployment INTEGER NOT NULL, PRIMARY KEY (app, environment, host, process, slot))`,
  'CREATE INDEX wishes_by_host ON wishes (host)',
  'CREATE TABLE stages (app TEXT NOT NULL, environment TEXT NOT NULL, bundle TEXT NOT NULL, PRIMARY KEY (app, environment, bundle))',
  `CREATE TABLE hosts (name TEXT PRIMARY KEY, environment TEXT NOT NULL, revision BIGINT NOT NULL, first_seen BIGINT NOT NULL)`,
];

const agentUpgrade = [
  'ALTER TABLE hosts ADD COLUMN agent_version TEXT',
  'ALTER TABLE hosts ADD COLUMN agent_asked BIGINT NOT NULL DEFAULT 0',
  'ALTER TABLE hosts ADD COLUMN agent_released INTEGER NOT NULL DEFAULT 0',
];

const settingsSecrets = [
  `CREATE TABLE secrets (app TEXT NOT NULL, environment TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
     process TEXT NOT NULL, sealed TEXT, bytes INTEGER NOT NULL, created_at BIGINT NOT NULL, created_by TEXT NOT NULL,
     PRIMARY KEY (app, environment, name, version))`,
];

const hosts = [
  "ALTER TABLE hosts ADD COLUMN labels TEXT NOT NULL DEFAULT '{}'",
  'ALTER TABLE hosts ADD COLUMN draining TEXT',
  'ALTER TABLE hosts ADD COLUMN removed TEXT',
  `CREATE TABLE reboots (number INTEGER NOT NULL, host TEXT NOT NULL, state TEXT NOT NULL, since BIGINT NOT NULL, boot_id TEXT NOT NULL,
     stays_drained INTEGER NOT NULL, reason TEXT NOT NULL, deadline_ms BIGINT, asked_by TEXT NOT NULL, request_id TEXT,
     PRIMARY KEY (number, host))`,
  'CREATE INDEX reboots_by_host ON reboots (host)',
  'CREATE INDEX reboots_by_request ON reboots (request_id)',
];

const strategies = [
  `ALTER TABLE deployments ADD COLUMN orders TEXT NOT NULL DEFAULT '{"paused":false,"promoted":0,"aborted":null}'`,
  'ALTER TABLE deployments ADD COLUMN runs_hooks INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE wishes ADD COLUMN warm INTEGER NOT NULL DEFAULT 0',
  `CREATE TABLE prospects (app TEXT NOT NULL, environment TEXT NOT NULL, host TEXT NOT NULL, process TEXT NOT NULL, slot INTEGER NOT NULL,
     release INTEGER NOT NULL, deployment INTEGER NOT NULL, warm INTEGER NOT NULL DEFAULT 0,
     PRIMARY KEY (app, environment, host, process, slot))`,
  'CREATE INDEX prospects_by_host ON prospects (host)',
  `CREATE TABLE tasks (deployment INTEGER NOT NULL, name TEXT NOT NULL, host TEXT NOT NULL, state TEXT NOT NULL, message TEXT NOT NULL,
     at BIGINT NOT NULL, evidence TEXT, PRIMARY KEY (deployment, name))`,
  'CREATE INDEX tasks_by_host ON tasks (host)',
  `CREATE TABLE ghosts (app TEXT NOT NULL, environment TEXT NOT NULL, version TEXT NOT NULL, reason TEXT NOT NULL, deployment INTEGER NOT NULL,
     created_at BIGINT NOT NULL, PRIMARY KEY (app, environment, version))`,
  // What each host holds is planned anew at the next start.
  'DROP TABLE stages',
  `CREATE TABLE stages (app TEXT NOT NULL, environment TEXT NOT NULL, host TEXT NOT NULL, bundle TEXT NOT NULL,
     PRIMARY KEY (app, environment, host, bundle))`,
  'CREATE INDEX stages_by_host ON stages (host)',
];

const plans = [
  `CREATE TABLE plans (id TEXT PRIMARY KEY, app TEXT NOT NULL, environment TEXT NOT NULL, version TEXT NOT NULL, base TEXT NOT NULL,
     content TEXT NOT NULL, created_at BIGINT NOT NULL, created_by TEXT NOT NULL, expires_at BIGINT NOT NULL)`,
  'CREATE INDEX plans_by_expiry ON plans (expires_at)',
];

const patches = [
  `CREATE TABLE patches (base TEXT NOT NULL, target TEXT NOT NULL, sha256 TEXT, bytes BIGINT NOT NULL, used_at BIGINT NOT NULL,
     PRIMARY KEY (base, target))`,
  'CREATE INDEX patches_by_target ON patches (target)',
  `CREATE TABLE transfers (deployment INTEGER NOT NULL, host TEXT NOT NULL, bundle TEXT NOT NULL, sent_bytes BIGINT NOT NULL,
     full_bytes BIGINT NOT NULL, patched INTEGER NOT NULL, PRIMARY KEY (deployment, host, bundle))`,
];

const epoch = ['ALTER TABLE hosts ADD COLUMN held TEXT'];

const identities = [
  `CREATE TABLE ledger (fingerprint TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, not_before BIGINT NOT NULL,
     not_after BIGINT NOT NULL, issued_at BIGINT NOT NULL, issued_by TEXT NOT NULL, token TEXT, used_at BIGINT, replaces TEXT,
     replaced_at BIGINT, revoked_at BIGINT, revoked_by TEXT)`,
  'CREATE INDEX ledger_by_name ON ledger (kind, name)',
  `CREATE TABLE operators (name TEXT PRIMARY KEY, role TEXT NOT NULL, scopes TEXT NOT NULL, created_at BIGINT NOT NULL,
     created_by TEXT NOT NULL, removed_at BIGINT, removed_by TEXT)`,
  `CREATE TABLE tokens (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, secret_sha256 TEXT NOT NULL, grants TEXT NOT NULL,
     created_at BIGINT NOT NULL, created_by TEXT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT, used_key TEXT, reply TEXT,
     failures INTEGER NOT NULL DEFAULT 0)`,
  // Never changed and never deleted from: each row carries the hash of the one before.
  `CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at BIGINT NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL)`,
];

const authorities = [
  'ALTER TABLE ledger ADD COLUMN authority TEXT',
  'CREATE TABLE trusts (kind TEXT NOT NULL, name TEXT NOT NULL, trusted TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (kind, name))',
];

const pipelines = [
  'ALTER TABLE operators ADD COLUMN pipeline TEXT',
  `CREATE TABLE exchanges (id TEXT PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, reply TEXT NOT NULL, not_after BIGINT NOT NULL,
     until BIGINT NOT NULL)`,
  'CREATE INDEX exchanges_by_end ON exchanges (until)',
];

const certificates = [
  `CREATE TABLE certificates (environment TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL, hosts TEXT NOT NULL,
     not_before BIGINT NOT NULL, not_after BIGINT NOT NULL, issuer TEXT NOT NULL, digest TEXT NOT NULL, chain TEXT NOT NULL,
     sealed TEXT, created_at BIGINT NOT NULL, created_by TEXT NOT NULL, PRIMARY KEY (environment, name))`,
];

const acme = [
  `CREATE TABLE acme_accounts (environment TEXT PRIMARY KEY, directory TEXT NOT NULL, email TEXT NOT NULL, challenge TEXT NOT NULL,
     dns TEXT NOT NULL, ca TEXT NOT NULL, sealed TEXT, url TEXT NOT NULL, terms TEXT NOT NULL, set_at BIGINT NOT NULL,
     set_by TEXT NOT NULL)`,
  `CREATE TABLE acme_orders (environment TEXT NOT NULL, host TEXT NOT NULL, url TEXT, sealed TEXT, tries INTEGER NOT NULL,
     next_at BIGINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (environment, host))`,
];

const weights = [
  'ALTER TABLE wishes ADD COLUMN weight INTEGER NOT NULL DEFAULT 100',
  'ALTER TABLE prospects ADD COLUMN weight INTEGER NOT NULL DEFAULT 100',
];

const signatures = [
  `CREATE TABLE signatures (app TEXT NOT NULL, version TEXT NOT NULL, key_id TEXT NOT NULL, statement TEXT NOT NULL,
     signature TEXT NOT NULL, added_at BIGINT NOT NULL, added_by TEXT NOT NULL, PRIMARY KEY (app, version, key_id))`,
];

const others = ['ALTER TABLE failures ADD COLUMN others TEXT'];

const settingsRequests = [
  `CREATE TABLE settings_requests (id TEXT PRIMARY KEY, digest TEXT NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL,
     at BIGINT NOT NULL)`,
  'CREATE INDEX settings_requests_by_age ON settings_requests (at)',
];

/** @throws when the database is newer than this program, or a migration fails; nothing is changed then. */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  // They are about tables of their own: one may have a lower number than another that is there already.
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations }, allowUnorderedMigrations: true });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
