// The agent: keeps what is assigned to this host running, with the server or without it.
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../lib/clock.ts';
import { makeFolder } from '../lib/durable-file.ts';
import { lockFolder } from '../lib/lock-folder.ts';
import { writtenAtOnce } from '../lib/log-destination.ts';
import { serveMetrics } from '../lib/metrics-server.ts';
import { sayReady } from '../lib/service-manager.ts';
import { settingsAtStart } from '../lib/settings.ts';
import { steadyClock } from '../lib/steady-clock.ts';
import { boundedReport } from './bounded-report.ts';
import { openBundles } from './bundles.ts';
import { openCertificates } from './certificates/certificates.ts';
import { optimiseWhenBusy } from './compilers.ts';
import { type AgentSettings, agentSettings, hostBounds, logLimits, routerFolder, routerKeys, routerPorts } from './config.ts';
import { openNotices } from './health/notices.ts';
import { openHost } from './host.ts';
import { openLogRuns } from './log-runs.ts';
import { LogShipper } from './logs/shipper.ts';
import { measureAgent } from './metrics.ts';
import { openPorts } from './ports.ts';
import { bootOfHost, openReboots } from './reboot.ts';
import { openRenewals } from './renewal.ts';
import { abilitiesWith, openRouter, portsOfRouter, routerLimits } from './routers.ts';
import { openRuntime } from './runtime/runtimes.ts';
import { openSecrets } from './secrets.ts';
import { openServerLink } from './server-link.ts';
import { openSession, type Session } from './session.ts';
import { signersOf } from './signers.ts';
import { unreadableState } from './state-files.ts';
import { openSelf } from './upgrade/self.ts';
import { openTrialLog } from './upgrade/trial-log.ts';

/** For one answer with all secrets of a process. */
const secretsMs = 10_000;

const others = ['ctl agent join HOST:PORT TOKEN (--help): sets this host up, as ctl hosts add says'];
const settings = settingsAtStart({
  program: 'agent',
  shape: agentSettings,
  argv: process.argv.slice(2),
  env: process.env,
  others,
});
const trialLog = process.env.CASTELLAN_TRIAL ? openTrialLog() : undefined;
const log = pino({ level: settings.log, base: { program: 'castellan-agent' } }, trialLog ?? writtenAtOnce(2));

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) => {
    log.fatal({ err: error }, `${event}: the agent ends; what it started runs on`);
    process.exit(1);
  });
}

optimiseWhenBusy();
// What is secret has modes of its own; what replicas' users have to get through must not depend on who started us.
process.umask(0o022);

try {
  await run(settings);
} catch (error) {
  log.fatal({ reason: (error as Error).message }, 'the agent does not start');
  process.exit(1);
}

async function run(all: AgentSettings): Promise<void> {
  const { server, tls, state, ports: range, upgrade } = all;
  const signers = signersOf(all);
  // Replicas’ users get through to their bundles and data; the folders in it that are not theirs are closed.
  const stateDir = makeFolder(resolve(state));
  chmodSync(stateDir, 0o711);
  await lockFolder(stateDir, 'agent');
  const renewals = openRenewals({
    folder: resolve(tls),
    renew: ({ csr, trusted }) => link.control().renew({ csr: Buffer.from(csr), trusted }, { deadlineMs: secretsMs }),
    prove: (next) => link.prove(next),
    renewed: () => link.renewed(),
    clock: systemClock,
    random: Math.random,
    log,
  });
  const link = openServerLink({ addresses: server, credentials: renewals.current });
  const { name } = renewals.current().identity;
  let session: Session | undefined;
  const changed = () => session?.changed();
  const bundles = await openBundles({
    folder: join(stateDir, 'bundles'),
    fetch: (request, signal) => link.bulk().fetchBundle(request, { signal }),
    onChange: changed,
    limits: { maxPackedBytes: all.accept.bundle, maxUnpackedBytes: all.accept.unpacked, maxEntries: all.accept.files },
    log,
  });
  const clock = steadyClock(join(stateDir, 'clock.json'));
  const self = await openSelf({
    stateDir,
    bundles,
    signers,
    env: process.env,
    unread: trialLog ? unreadableState(stateDir) : [],
    limitMs: upgrade.timeout,
    clock,
    log,
    changed,
    leave: () => void (session ? stop() : process.exit(1)),
    proven: () => {
      trialLog?.proven();
      renew();
    },
  });
  // Before anything is touched: what is kept is for the one that comes back.
  if (self.leaving()) process.exit(1);
  const { router, revision, renew } = await openRouter(all, trialLog !== undefined, log);
  const { kind, runtime } = openRuntime(all.runtime, stateDir);
  const notices = openNotices(join(stateDir, 'notices'));
  const shipper = new LogShipper({
    stateDir,
    open: (blocks, signal) => link.bulk().shipLogs(blocks, { signal }),
    log,
    changed,
    limits: logLimits(all),
  });
  const first = range.from + (randomBytes(2).readUInt16BE() % (range.to - range.from + 1));
  const host = openHost({
    name,
    stateDir,
    runtime,
    router,
    tableRevision: revision,
    routerPorts: portsOfRouter(all),
    routerLimits: routerLimits(all),
    table: { trusted: all.router.trusted, pages: all.router.pages },
    accept: { slots: all.accept.slots, users: all.accept.users, envFolders: all.accept.env_folders },
    ...(signers ? { signers } : {}),
    keepReleases: all.keep_releases,
    bundles: {
      ensure: (ref, signal) => bundles.ensure(ref, signal),
      find: (digest) => bundles.find(digest),
      states: () => bundles.states(),
      prune: (keep) => bundles.prune(new Set([...keep, ...self.held()])),
    },
    notices,
    certificates: (another) =>
      openCertificates({
        certificates: [all.router.tls.certificates].flat(),
        folder: join(stateDir, 'certificates'),
        keyFile: resolve(all.secrets.key_file ?? join(stateDir, 'secrets.key')),
        // systemd.exec(5): of several, the first.
        laidOut: routerKeys(all, process.env.RUNTIME_DIRECTORY?.split(':')[0]),
        router: routerFolder(all),
        fetch: (digest, signal) => link.control().fetchCertificate({ digest }, { signal, deadlineMs: secretsMs }),
        clock,
        log,
        changed: another,
      }),
    secrets: (epoch) =>
      openSecrets({
        folder: join(stateDir, 'secrets'),
        keyFile: resolve(all.secrets.key_file ?? join(stateDir, 'secrets.key')),
        epoch,
        fetch: async (of, signal) => (await link.control().fetchSecrets(of, { signal, deadlineMs: secretsMs })).values,
        clock,
        log,
      }),
    watchdog: { everyMs: all.watchdog.every, host: hostBounds(all) },
    logs: openLogRuns(stateDir, shipper, log),
    ports: openPorts(range, clock, first),
    clock,
    log,
    newId: () => randomBytes(4).toString('hex'),
    changed,
  });
  const bootId = bootOfHost();
  const reboots = openReboots({ stateDir, allowed: all.allow_reboot, command: all.reboot_command, bootId, log, changed });
  session = openSession({
    open: link.session,
    hello: () => ({
      ...host.accepted(),
      agentVersion: self.version() ?? version(),
      bootId,
      bootMs: bootMs(),
      routerPorts: routerPorts(all),
      abilities: abilitiesWith(all.router.kind),
    }),
    report: () => ({ ...boundedReport(host.report()), agent: self.report(), reboot: reboots.report() }),
    assign: async (assignment) => {
      const refused = await host.assign(assignment);
      self.wish(assignment.agent);
      if (refused.length === 0) reboots.wish(assignment.reboot);
      return refused;
    },
    challenge: host.challenge,
    connected: () => shipper.soon(),
    reported: self.reported,
    log,
    random: Math.random,
  });
  const text = measureAgent({
    version: self.version() ?? version(),
    isConnected: () => session?.isConnected() ?? false,
    replicas: host.replicas,
    router,
    logBacklogBytes: () => shipper.unshippedBytes,
  });
  const metrics = all.metrics.listen === 'off' ? undefined : serveMetrics({ listen: all.metrics.listen, text, log });
  log.info({ host: name, server, state: stateDir, runtime: kind, replicas: host.replicas().length }, 'agent started');

  async function stop(): Promise<void> {
    log.info({}, 'the agent stops; what it started runs on');
    metrics?.close();
    await router.close();
    host.close();
    self.close();
    await Promise.all([session?.close(), shipper.close(), bundles.close()]);
    renewals.close();
    link.close();
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  await sayReady();
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}

function bootMs(): number {
  return Math.round(Date.now() - uptime() * 1000);
}
