// A whole server in the test's own process, on loopback: the real services over real records, with operators and hosts that
// have certificates; nobody takes in newcomers, and hosts run nothing but what a test says.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import { agentsService, controlService, identitiesService } from '../../proto/load.ts';
import type { Quota } from '../../proto/quotas.ts';
import type { Rights } from '../../proto/rights.ts';
import { type Listener, listen } from '../../proto/server.ts';
import { openClient } from '../../proto/stream.ts';
import { openAcme } from '../../server/acme/acme.ts';
import { openAgentUpgrades } from '../../server/agent-upgrades.ts';
import { openAudit } from '../../server/audit.ts';
import { openAuthority } from '../../server/authority.ts';
import { diskBlobs } from '../../server/blobs/disk.ts';
import { localBus } from '../../server/bus/local.ts';
import { openChallenges } from '../../server/challenges.ts';
import { type Drive, startDrive } from '../../server/drive.ts';
import { openHosts } from '../../server/hosts.ts';
import { openInvitations } from '../../server/invitations.ts';
import { openLedger } from '../../server/ledger.ts';
import { openLogOwners } from '../../server/log-owners.ts';
import { LogStore } from '../../server/logs/store.ts';
import type { LogTables } from '../../server/logs/tables.ts';
import { openOwnCertificate } from '../../server/own-certificate.ts';
import { openPatches } from '../../server/patches/patches.ts';
import { openReboots } from '../../server/reboots.ts';
import { addHost } from '../../server/records/fleet.ts';
import { putOperator } from '../../server/records/operators.ts';
import { openRecords } from '../../server/records/records.ts';
import { openSqlite } from '../../server/records/sqlite.ts';
import { openRenewing } from '../../server/renewing.ts';
import { openRotation } from '../../server/rotation.ts';
import { openVault } from '../../server/secrets.ts';
import { authorize } from '../../server/services/access.ts';
import { servicesOf } from '../../server/services/services.ts';
import { startSessions } from '../../server/sessions.ts';
import { openHolders } from './holders.ts';

export type ControlWorld = Awaited<ReturnType<typeof openControlWorld>>;

interface Wanted {
  operators: Record<string, Rights>;
  /** Name -> environment. */
  hosts: Record<string, string>;
  quota?: Quota;
}

export async function openControlWorld({ operators, hosts: environments, quota }: Wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-control-'));
  const { own, places, add } = await openHolders(folder);
  for (const name of Object.keys(operators)) await add('operator', name);
  for (const name of Object.keys(environments)) await add('host', name);

  const now = Date.now;
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const records = await openRecords(join(folder, 'castellan.sqlite'));
  const file = join(folder, 'logs.sqlite');
  const index = openSqlite<LogTables>(file);
  const logs = await LogStore.open({ folder: join(folder, 'logs'), file, index });
  const vault = await openVault(records, join(folder, 'secrets.key'));
  const ledger = await openLedger({ records, folder: own, log, now });
  const audit = openAudit({ records, log, now });
  const authority = await openAuthority(own);
  const invitations = openInvitations({ records, ledger, authority, audit, log, now });
  const ownCertificate = openOwnCertificate({ folder: own, authority, log, now, random: () => 0 });
  const expel: Listener['expel'] = (whom, connections) => listener.expel(whom, connections);
  const ending = (whom: Parameters<typeof expel>[0]) => expel(whom, true);
  const rotation = await openRotation({ records, ledger, authority, own: ownCertificate, expel: ending, log, now });
  const renewing = openRenewing({ ledger, authority, audit, rotation, now });
  const { cluster } = serverCredentials(own).identity;
  let drive: Drive | undefined;
  const [environment, bus, blobs] = ['production', localBus(), diskBlobs(folder)];
  const patches = await openPatches({ records, blobs, folder, log, now, maxBytes: 2 ** 20 });
  const owners = openLogOwners({ db: records.db, index });
  const changed = (where: string) => {
    bus.publish('hosts');
    void drive?.hostsChanged(where);
  };
  const sessions = startSessions({ records, bus, log, cluster, now, environment, changed, telling: owners.told });
  const observer = { sessions, startedAt: now() };
  drive = startDrive({ records, bus, log, observer, now });
  const hosts = openHosts({ records, bus, log, drive, observer, now });
  const pause = async () => {};
  const challenges = openChallenges({ db: records.db, bus, presence: sessions.presence });
  const acme = openAcme({ records, bus, vault, log, now, challenges, dns: () => undefined, random: () => 0, pause });
  const upgrades = openAgentUpgrades({ records, bus, log, sessions });
  const reboots = openReboots({ records, bus, log, drive, hosts, observer, now, backMs: 60_000 });
  await ledger.change(async (tx) => {
    for (const [name, rights] of Object.entries(operators)) await putOperator(tx, name, rights, { at: 1, by: 'test' });
    for (const [name, of] of Object.entries(environments)) await addHost(tx, name, of, 1);
  });
  const common = { records, ledger, audit, vault, bus, log, now, renewing, rotation, invitations, authority, sessions };
  const kept = { blobs, drive, logs, observer, upgrades, hosts, reboots, acme, patches, owners };
  const listener: Listener = await listen({
    services: servicesOf({
      guarding: common,
      control: { ...common, ...kept, dnsProviders: [] },
      agents: { ...common, ...kept },
      identities: { ...common, cluster, environment, enrollAddress: '127.0.0.1:1', expel },
    }),
    credentials: serverCredentials(own),
    address: '127.0.0.1',
    port: 0,
    log,
    authorize,
    judge: ledger.judge,
    denied: audit.denied,
    ...(quota ? { quota } : {}),
  });
  const opened: { close(): unknown }[] = [];
  const clientOf =
    <S extends object>(service: S) =>
    (name: string, port = listener.port) => {
      const credentials = clientCredentials(places.get(name) as string);
      const client = openClient(service, { address: `127.0.0.1:${port}`, credentials });
      opened.push(client);
      return client;
    };

  return {
    folder,
    add,
    told: owners.told,
    records,
    index,
    logs,
    ledger,
    audit,
    sessions,
    listener,
    lines,
    control: clientOf(controlService),
    agents: clientOf(agentsService),
    identities: clientOf(identitiesService),
    async close(): Promise<void> {
      for (const one of opened) one.close();
      await listener.close(0);
      await drive?.stop();
      await acme.close();
      await patches.close();
      await logs.close();
      await index.destroy();
      await records.close();
      rmSync(folder, { recursive: true, maxRetries: 5 });
    },
  };
}
