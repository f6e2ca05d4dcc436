// Operators -> server: who calls, decode, one call, encode.
import { agentApp } from '../../lib/names.ts';
import { makeWake } from '../../lib/wake.ts';
import { fail } from '../../proto/failure.ts';
import type { DeploymentInput } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { OrderRequest } from '../../proto/generated/castellan/v1/OrderRequest.ts';
import type { WatchDeploymentRequest } from '../../proto/generated/castellan/v1/WatchDeploymentRequest.ts';
import type { ControlService } from '../../proto/load.ts';
import type { Context, Handlers } from '../../proto/rpc.ts';
import type { AgentUpgrades } from '../agent-upgrades.ts';
import type { Audit } from '../audit.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { changeAndDeploy, deployVersion, rollbackTo } from '../deploy.ts';
import type { Drive } from '../drive.ts';
import type { Observer } from '../facts.ts';
import { adoptHosts } from '../held.ts';
import type { Hosts } from '../hosts.ts';
import { checkLogNames } from '../log-names.ts';
import type { LogStore } from '../logs/store.ts';
import { abort, type Ordered, pause, promote, resume, type Which } from '../orders.ts';
import { checkBlob, receiveBundle } from '../push.ts';
import type { Reboots } from '../reboots.ts';
import { countOf } from '../records/counts.ts';
import { findDeployment, findDeployments, type KnownDeployment, listDeployments, listNumbers } from '../records/deployments.ts';
import { listHosts } from '../records/fleet.ts';
import { clearGhosts, listGhosts } from '../records/ghosts.ts';
import type { Records } from '../records/records.ts';
import { type KnownRelease, listReleases, type Target } from '../records/releases.ts';
import { signersOf } from '../records/signatures.ts';
import { appExists, countVersions, listVersions } from '../records/versions.ts';
import type { Rotation } from '../rotation.ts';
import { scaled } from '../scale.ts';
import type { Settings } from '../settings.ts';
import { deploymentView } from '../views/deployment.ts';
import { fitting } from '../views/fitting.ts';
import { hostView } from '../views/host.ts';
import { ghostView, versionView } from '../views/release.ts';
import { releaseViews } from '../views/settings.ts';
import { appStatusView, targetsToShow } from '../views/status.ts';
import { type CertificateParts, certificateHandlers } from './certificates.ts';
import { figuresHandlers } from './figures.ts';
import { mayRead, recorded, requireWithin } from './guard.ts';
import { hostHandlers } from './hosts.ts';
import {
  checkDeployable,
  checkFilter,
  checkHosts,
  checkLimit,
  checkPushable,
  checkRequestId,
  checkRows,
  checkTarget,
  checkVersion,
  checkWhich,
} from './names.ts';
import { planHandlers } from './plans.ts';
import { routeHandlers } from './routes.ts';
import { hostSeen } from './seen.ts';
import { settingsHandlers } from './settings.ts';

export interface ControlParts extends CertificateParts {
  blobs: Blobs;
  drive: Drive;
  logs: LogStore;
  observer: Observer;
  upgrades: AgentUpgrades;
  hosts: Hosts;
  reboots: Reboots;
  audit: Audit;
  rotation: Pick<Rotation, 'phase'>;
}

/** A deployment is shown again at most this often. */
const watchEveryMs = 100;

export function controlHandlers(parts: ControlParts): Handlers<ControlService> {
  const { records, blobs, logs, observer, upgrades, now } = parts;
  const { db } = records;
  const show = async (number: number): Promise<DeploymentInput> => deploymentView(db, await mustFind(number), observer, now());
  const mustFind = async (number: number): Promise<KnownDeployment> => {
    const row = await findDeployment(db, number);
    if (!row) throw fail('not-found', `there is no deployment ${number}`, { next: 'ctl deployments APP' });
    return row;
  };
  const asked = (context: Context, requestId: string, { noSupersede = false, force = false, plan = '' } = {}) => ({
    by: context.caller.name,
    sees: (target: Target) => mayRead(context, target),
    requestId: checkRequestId(requestId),
    noSupersede,
    force,
    plan,
  });

  const ordered = async (request: OrderRequest, context: Context): Promise<[Which, Ordered]> => {
    const which = checkWhich(request);
    requireWithin(context, 'deployer', which.number > 0 ? await mustFind(which.number) : which);
    return [which, { by: context.caller.name, requestId: checkRequestId(request.requestId) }];
  };

  return {
    prepareUpload: async (request) => {
      checkVersion(request.app, request.version);
      checkPushable(request.app);
      checkBlob(request.sha256, request.length);
      return { offset: await blobs.received(request.sha256) };
    },

    upload: async (requests, context) => {
      const requestsLeft = requests[Symbol.asyncIterator]();
      const first = await requestsLeft.next();
      const open = first.done ? null : first.value.open;
      if (!open) throw fail('bad-input', 'an upload is one open, then data, then one commit');
      checkVersion(open.app, open.version);
      requireWithin(context, 'deployer', { app: open.app, environment: null });
      checkPushable(open.app);
      checkBlob(open.sha256, open.length);
      const receive = () => receiveBundle({ records, blobs, now }, open, requestsLeft, context.caller.name);
      const { version, existed } = await recorded(parts, context, 'Upload', open, receive);
      return versionView(version, (await signersOf(db, open.app)).get(version.name), existed);
    },

    listVersions: async ({ app, limit }) => {
      checkFilter({ app, environment: '' });
      if (!(await appExists(db, app))) throw noSuchApp(app);
      const signers = await signersOf(db, app);
      const newest = await listVersions(db, app, checkRows(limit));
      const versions = newest.map((version) => versionView(version, signers.get(version.name)));
      return { versions, more: (await countVersions(db, app)) - versions.length };
    },

    deploy: async (request, context) => {
      checkVersion(request.app, request.version);
      checkDeployable(request.app, request.version);
      return show(await deployVersion(parts, checkTarget(request), request.version, asked(context, request.requestId, request)));
    },

    rollback: async (request, context) =>
      show(await rollbackTo(parts, checkTarget(request), request.release, asked(context, request.requestId, request))),

    restart: async (request, context) => {
      const what = {
        kind: 'restart',
        reason: 'restart',
        change: (settings: Settings) => ({ ...settings, restarts: settings.restarts + 1 }),
      };
      return show(await changeAndDeploy(parts, checkTarget(request), what, asked(context, request.requestId)));
    },

    stop: async (request, context) => {
      const what = { kind: 'stop', reason: 'stop', change: (settings: Settings) => ({ ...settings, stopped: true }) };
      return show(await changeAndDeploy(parts, checkTarget(request), what, asked(context, request.requestId)));
    },

    start: async (request, context) => {
      const what = { kind: 'start', reason: 'start', change: (settings: Settings) => ({ ...settings, stopped: false }) };
      return show(await changeAndDeploy(parts, checkTarget(request), what, asked(context, request.requestId)));
    },

    scale: async (request, context) => {
      const replicas = checkReplicas(request.replicas);
      const reason = `scale ${Object.entries(replicas)
        .map(([name, count]) => `${name}=${count}`)
        .join(' ')}`;
      const change = (settings: Settings, { content }: KnownRelease) =>
        scaled(settings, replicas, Object.keys(content.processes));
      return show(
        await changeAndDeploy(parts, checkTarget(request), { kind: 'scale', reason, change }, asked(context, request.requestId)),
      );
    },

    ...planHandlers(parts),

    pause: async (request, context) => show(await pause(parts, ...(await ordered(request, context)))),
    resume: async (request, context) => show(await resume(parts, ...(await ordered(request, context)))),
    promote: async (request, context) => show(await promote(parts, ...(await ordered(request, context)))),
    abort: async (request, context) => show(await abort(parts, ...(await ordered(request, context)), !request.noRollback)),

    listGhosts: async (request, context) => {
      checkFilter(request);
      const ghosts = (await listGhosts(db, request)).filter((ghost) => mayRead(context, ghost));
      const newest = ghosts.slice(0, checkRows(request.limit));
      return { ghosts: newest.map(ghostView), more: ghosts.length - newest.length };
    },

    clearGhosts: async (request) => {
      const target = checkTarget(request);
      if (request.version) checkVersion(target.app, request.version);
      const cleared = await records.write((tx) => clearGhosts(tx, target, request.version));
      return { ghosts: cleared.map(ghostView) };
    },

    ...settingsHandlers(parts),

    ...certificateHandlers(parts),
    ...routeHandlers(parts),

    watchDeployment: (request, context) => watch(parts, request, show, context),

    listDeployments: async (request, context) => {
      checkFilter(request);
      if (request.app) requireWithin(context, 'viewer', { app: request.app, environment: request.environment || null });
      const seen = (await listNumbers(db, request)).filter((one) => mayRead(context, one));
      const rows = await findDeployments(db, seen.slice(0, checkLimit(request.limit)));
      const deployments = fitting(await Promise.all(rows.map((row) => deploymentView(db, row, observer, now()))));
      return { deployments, more: seen.length - deployments.length };
    },

    listReleases: async (request) => {
      const target = checkTarget(request);
      const { number: from } = request;
      const limit = from > 0 ? 1 : checkRows(request.limit);
      // One more: what differs is told from the one before it.
      const found = await listReleases(db, target, { limit: limit + 1, from });
      if (found.length === 0 && !(await appExists(db, target.app))) throw noSuchApp(target.app);
      const releases = fitting((await releaseViews(db, target, found)).slice(0, limit));
      if (from > 0) return { releases: releases.filter(({ number }) => number === from), more: 0 };
      return { releases, more: (await countOf(db, 'releases', target)) - releases.length };
    },

    status: async (request, context) => {
      checkFilter(request);
      if (request.app) requireWithin(context, 'viewer', { app: request.app, environment: request.environment || null });
      if (request.app && !(await appExists(db, request.app))) throw noSuchApp(request.app);
      const all = await targetsToShow(db, request.app, request.environment);
      const targets = all.filter((target) => mayRead(context, target));
      const belonging = await listHosts(db, request.environment || undefined);
      const near = belonging.filter(({ environment }) => mayRead(context, { app: null, environment }));
      const hosts = await Promise.all(near.map((host) => hostView(db, host, observer, now())));
      return {
        apps: await Promise.all(targets.map((target) => appStatusView(db, target, observer, now()))),
        hosts: hosts.flatMap((host) => hostSeen(host, context) ?? []),
      };
    },

    ...figuresHandlers(parts),

    ...hostHandlers(parts),

    upgradeAgents: async ({ hosts, all, version }) => {
      if (version) checkVersion(agentApp, version);
      return upgrades.ask({ hosts: checkHosts(hosts), all, version });
    },

    watchAgentUpgrade: ({ number }, { signal }) => upgrades.watch(number, signal),

    adoptHosts: async ({ hosts, all, force }) => ({
      hosts: await adoptHosts({ ...parts, sessions: observer.sessions }, { hosts: checkHosts(hosts), all, force }),
    }),

    logs: async function* (request, { signal }) {
      const target = checkTarget(request);
      if (!(await appExists(db, target.app))) throw noSuchApp(target.app);
      await checkLogNames({ db, logs, observer }, { ...request, ...target });
      yield* logs.read({ ...request, ...target }, signal);
    },
  };
}

/** The deployment as it stands, then again after each change, until it is settled. */
async function* watch(
  { records, bus }: ControlParts,
  request: WatchDeploymentRequest,
  show: (number: number) => Promise<DeploymentInput>,
  context: Context,
): AsyncGenerator<DeploymentInput> {
  const { signal } = context;
  if (request.number === 0) requireWithin(context, 'viewer', checkTarget(request));
  const number = request.number || (await newestOf(records, checkTarget(request)));
  const { app = '', environment = '' } = await show(number);
  requireWithin(context, 'viewer', { app, environment });
  const wake = makeWake();
  const unsubscribe = bus.subscribe(`target:${app}/${environment}`, wake);
  try {
    for (let last = ''; !signal.aborted; ) {
      const deployment = await show(number);
      const text = JSON.stringify(deployment);
      if (text !== last) yield deployment;
      if (deployment.phase === 'SETTLED') return;
      last = text;
      await new Promise((resolve) => setTimeout(resolve, watchEveryMs));
      await wake.wait({ signal });
    }
  } finally {
    unsubscribe();
  }
}

async function newestOf({ db }: Records, target: Target): Promise<number> {
  const [newest] = await listDeployments(db, target, 1);
  if (newest) return newest.number;
  throw fail('not-found', `${target.app} was never deployed in ${target.environment}`, {
    next: `ctl deploy ${target.app}@VERSION`,
  });
}

function checkReplicas(replicas: Record<string, number>): Record<string, number> {
  const entries = Object.entries(replicas);
  if (entries.length === 0) throw fail('bad-input', 'say which process, and how many', { next: 'ctl scale APP web=3' });
  const wrong = entries
    .filter(([, count]) => count < 0 || count > 1000)
    .map(([name, count]) => `${name}=${count}: a number from 0 to 1000`);
  if (wrong.length > 0) throw fail('bad-input', 'these are no replica counts', { details: wrong });
  return replicas;
}

function noSuchApp(app: string) {
  return fail('not-found', `there is no app ${app}`, { next: 'ctl push DIR --version V' });
}
