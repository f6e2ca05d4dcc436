// The control server: opens what it keeps, listens, drives deployments until it is told to stop.
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { pause, systemClock } from '../lib/clock.ts';
import { makeFolder } from '../lib/durable-file.ts';
import { exposition } from '../lib/exposition.ts';
import { gather } from '../lib/gather.ts';
import { lockFolder } from '../lib/lock-folder.ts';
import { writtenAtOnce } from '../lib/log-destination.ts';
import { serveMetrics } from '../lib/metrics-server.ts';
import { sayReady } from '../lib/service-manager.ts';
import { settingsAtStart } from '../lib/settings.ts';
import type { Failure } from '../proto/failure.ts';
import { type Listener, listen } from '../proto/server.ts';
import { openAcme } from './acme/acme.ts';
import { type AgentUpgrades, openAgentUpgrades } from './agent-upgrades.ts';
import { openAudit } from './audit.ts';
import { openAuthority } from './authority.ts';
import { diskBlobs } from './blobs/disk.ts';
import { localBus } from './bus/local.ts';
import { openCatchUp } from './catch-up.ts';
import { openChallenges } from './challenges.ts';
import { type ServerConfig, serverShape, splitAddress } from './config.ts';
import { certificateTrouble } from './decide/certificate-life.ts';
import { openDns } from './dns/providers.ts';
import { type Drive, startDrive } from './drive.ts';
import { openExchanges } from './exchanges.ts';
import { openHosts } from './hosts.ts';
import { openInvitations } from './invitations.ts';
import { startKeeping } from './keeping.ts';
import { openLedger } from './ledger.ts';
import { openLogOwners } from './log-owners.ts';
import { LogStore } from './logs/store.ts';
import type { LogTables } from './logs/tables.ts';
import { openMetrics } from './metrics.ts';
import { addressesOf, forNewcomers, listenForNewcomers } from './newcomers.ts';
import { openOwnCertificate, replaceEnded } from './own-certificate.ts';
import { openPatches } from './patches/patches.ts';
import { refreshMs } from './presence.ts';
import { quota } from './quotas.ts';
import { openReboots, type Reboots } from './reboots.ts';
import { deadlinesMovedUntil } from './records/deadlines.ts';
import { openRecords } from './records/records.ts';
import { openSqlite } from './records/sqlite.ts';
import { openRenewing } from './renewing.ts';
import { openRotation } from './rotation.ts';
import { keyPath, openVault } from './secrets.ts';
import { authorize } from './services/access.ts';
import { servicesOf } from './services/services.ts';
import { type Sessions, startSessions } from './sessions.ts';
import { openSkips } from './skips.ts';

// A flood can write gigabytes within the hour.
const pruneEveryMs = 60_000;
const keepEveryMs = 600_000;
// All routes are read for it, when an authority is set.
const orderEveryMs = 5000;
const renewEveryMs = 60_000;

const others = ['ctl server init|backup|restore|rekey|forget-secrets (each with --help)'];
const config = settingsAtStart({ program: 'server', shape: serverShape, argv: process.argv.slice(2), env: process.env, others });
const log = pino({ base: { program: 'castellan-server' } }, writtenAtOnce(2));

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    log.fatal({ err: error }, `${event}: the server ends, so that what is recorded is started from again`);
    process.exit(1);
  });
}

try {
  await run(config);
} catch (error) {
  const { next } = error as Partial<Failure>;
  log.fatal({ reason: (error as Error).message, next }, 'the server does not start');
  process.exit(1);
}

/** Nothing is asked of a disk again that has failed: after a failed fsync nobody knows what is on it. */
function recordsBroken(error: Error): void {
  log.fatal({ reason: error.message }, 'the server’s disk fails or its files are damaged: it ends, and hosts run on');
  process.exit(1);
}

async function run(config: ServerConfig): Promise<void> {
  const { listen: where, tls, state, environment, logs: keep, patches: keepPatches, hosts: hostTimes } = config;
  const authority = await openAuthority(tls);
  await replaceEnded({ folder: tls, authority, log, now: Date.now });
  const own = openOwnCertificate({ folder: tls, authority, log, now: Date.now, random: Math.random });
  const keepUp = () =>
    own.keepUp().catch((error: unknown) => log.error({ err: error }, 'the server’s certificate is not renewed'));
  await keepUp();
  const credentials = own.current();
  const folder = makeFolder(resolve(state));
  await lockFolder(folder, 'server');
  const records = await openRecords(join(folder, 'castellan.sqlite'), recordsBroken);
  const vault = await openVault(records, keyPath(config));
  const ledger = await openLedger({ records, folder: tls, log, now: Date.now });
  const audit = openAudit({ records, log, now: Date.now });
  const invitations = openInvitations({ records, ledger, authority, audit, log, now: Date.now });
  const exchanges = openExchanges({ records, ledger, authority, audit, log, now: Date.now });
  const rotation = await openRotation({
    records,
    ledger,
    authority,
    own,
    expel: (whom) => listener.expel(whom, true),
    log,
    now: Date.now,
  });
  const renewing = openRenewing({ ledger, authority, audit, rotation, now: Date.now });
  const file = join(folder, 'logs.sqlite');
  const index = openSqlite<LogTables>(file);
  const logs = await LogStore.open({ folder: join(folder, 'logs'), file, index, broken: recordsBroken });
  const owners = openLogOwners({ db: records.db, index });
  const blobs = diskBlobs(folder);
  const bus = localBus();
  const { heartbeat: heartbeatMs, unreachable: unreachableMs, lost: lostMs } = hostTimes;
  const times = { heartbeatMs, unreachableMs, lostMs };
  const now = Date.now;
  const patches = await openPatches({ records, blobs, folder, log, now, maxBytes: keepPatches.max_gib * 2 ** 30 });
  let drive: Drive | undefined;
  let upgrades: AgentUpgrades | undefined;
  let reboots: Reboots | undefined;
  const presence: Sessions['presence'] = (host) => sessions.presence(host);
  // Of a thousand hosts that speak at once, nobody looks a thousand times.
  const hostsChanged = gather<string>(async (environments) => {
    upgrades?.look();
    reboots?.look();
    bus.publish('hosts');
    const all = [...new Set(environments)].map((where) => drive?.hostsChanged(where));
    await Promise.all(all).catch((error: unknown) => log.error({ err: error }, 'hosts changed'));
  });
  const challenges = openChallenges({ db: records.db, bus, presence });
  const sessions = startSessions({
    records,
    bus,
    log,
    cluster: credentials.identity.cluster,
    now,
    environment,
    times,
    changed: (where) => void hostsChanged(where),
    challenges: challenges.of,
    telling: owners.told,
  });
  const observer = {
    sessions,
    startedAt: now(),
    certificateTrouble: (host: string) => certificateTrouble(host, ledger.of('host', host), now()),
  };
  upgrades = openAgentUpgrades({ records, bus, log, sessions });
  const skips = openSkips({ file: join(folder, 'last-look.json'), movedUntil: await deadlinesMovedUntil(records.db) });
  const catchUp = openCatchUp({ records, skips, observer, log });
  await catchUp();
  drive = startDrive({ records, bus, log, observer, catchUp, now: skips.now });
  const hosts = openHosts({ records, bus, log, drive, observer, now: skips.now });
  reboots = openReboots({ records, bus, log, drive, hosts, observer, now: skips.now, backMs: hostTimes.reboot });
  const resting = (ms: number, signal: AbortSignal) => pause(systemClock, ms, signal);
  const providers = new Map(
    Object.entries(config.dns.providers).map(([name, one]) => [name, openDns(one, { pause: resting, now })]),
  );
  const dns = (name: string) => providers.get(name);
  const acme = openAcme({ records, bus, vault, log, now, challenges, dns, random: Math.random, pause: resting });
  const refresh = setInterval(() => {
    sessions.refresh();
    reboots?.look();
  }, refreshMs);
  const order = setInterval(() => void acme.look(), orderEveryMs);
  const prune = setInterval(() => {
    logs
      .prune({ maxAgeMs: keep.max_days * 86_400_000, maxBytes: keep.max_gib * 2 ** 30 })
      .catch((error: unknown) => log.error({ err: error }, 'pruning logs'));
  }, pruneEveryMs);

  const history = { ageMs: config.history.max_days * 86_400_000, least: config.history.least, most: config.history.most };
  const keeping = startKeeping({ records, ledger, keep: history, log, now }, keepEveryMs);

  const { address, port } = splitAddress(where);
  const reached = addressesOf(config);
  const listener: Listener = await listen({
    services: servicesOf({
      guarding: { audit, vault, records, rotation },
      control: {
        records,
        blobs,
        drive,
        bus,
        logs,
        observer,
        upgrades,
        hosts,
        reboots,
        vault,
        audit,
        rotation,
        acme,
        dnsProviders: [...providers.keys()],
        now: skips.now,
      },
      agents: { sessions, records, blobs, patches, logs, owners, vault, renewing, log, now },
      identities: {
        records,
        ledger,
        audit,
        invitations,
        renewing,
        authority,
        rotation,
        sessions,
        cluster: credentials.identity.cluster,
        environment,
        enrollAddress: reached.enrollment,
        expel: (whom, connections) => listener.expel(whom, connections),
        now,
      },
    }),
    credentials,
    address,
    port,
    log,
    authorize,
    judge: ledger.judge,
    isBehind: rotation.isBehind,
    denied: audit.denied,
    quota,
  });
  const newcomers = await listenForNewcomers({
    config,
    credentials,
    invitations,
    exchanges,
    authority,
    mainAddress: reached.main,
    log,
    now,
  });
  const measure = openMetrics({ records, sessions, logs, asked: listener.counted, startedAt: observer.startedAt });
  const text = async () => exposition(await measure());
  const metrics = config.metrics.listen === 'off' ? undefined : serveMetrics({ listen: config.metrics.listen, text, log });
  own.use((next) => {
    listener.reload(next);
    if (authority) newcomers?.reload(forNewcomers(next, authority));
  });
  const lookAtOwn = setInterval(() => own.look(), refreshMs);
  const renewOwn = setInterval(() => void keepUp(), renewEveryMs);
  process.on('SIGHUP', () => own.look(true));
  log.info({ address, port: listener.port, newcomers: newcomers?.port, state }, 'listening');
  await sayReady();

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      log.info({ signal }, 'stopping');
      clearInterval(refresh);
      clearInterval(prune);
      clearInterval(lookAtOwn);
      clearInterval(renewOwn);
      metrics?.close();
      await Promise.all([listener.close(), newcomers?.close()]);
      await drive.stop();
      clearInterval(order);
      await acme.close();
      await keeping.stop();
      skips.close();
      await patches.close();
      await logs.close();
      await index.destroy();
      await records.close();
      process.exit(0);
    });
  }
}
