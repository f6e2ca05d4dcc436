// An app in an environment as operators see it: what it is on, where it runs, and what is not right.
import type { AppStatusInput } from '../../proto/generated/castellan/v1/AppStatus.ts';
import { currentSettings } from '../choose-release.ts';
import type { Fleet, Ms } from '../decide/types.ts';
import { fleetFacts, type Observer } from '../facts.ts';
import { type KnownDeployment, listDeployments } from '../records/deployments.ts';
import { listHosts, listWishes } from '../records/fleet.ts';
import type { Db } from '../records/records.ts';
import { findRelease, findTarget, type KnownRelease, listTargets, type Target } from '../records/releases.ts';
import { differenceWords } from '../settings.ts';
import { certificateTroubles } from './certificates.ts';
import { deploymentView } from './deployment.ts';
import { releaseView } from './release.ts';
import { pendingSettings } from './settings.ts';
import { isSame, placeOf, reportsOf } from './slots.ts';

export async function appStatusView(db: Db, target: Target, observer: Observer, now: Ms): Promise<AppStatusInput> {
  const current = (await findTarget(db, target))?.current_release;
  const release = current ? await findRelease(db, target, current) : undefined;
  const [newest] = await listDeployments(db, target, 1);
  const fleet = await fleetFacts(db, target, observer, now);
  const slots = await slotStatuses(db, target, observer);
  return {
    ...target,
    current: release && releaseView(release, current),
    deployment: newest && (await deploymentView(db, newest, observer, now)),
    slots,
    troubles: [
      ...troubles(fleet, slots, newest),
      ...(await undeployed(db, target, release)),
      ...(await certificateTroubles(db, target, now)),
    ],
  };
}

/** Settings that the next deployment takes along. */
async function undeployed(db: Db, target: Target, current: KnownRelease | undefined): Promise<string[]> {
  const pending = await pendingSettings(db, target, current);
  if (pending.length === 0) return [];
  const { revision } = await currentSettings(db, target);
  return [`settings revision ${revision} is not deployed yet (${differenceWords(pending)})`];
}

export async function targetsToShow(db: Db, app: string, environment: string): Promise<Target[]> {
  const all = await listTargets(db);
  return all.filter((target) => (!app || target.app === app) && (!environment || target.environment === environment));
}

async function slotStatuses(db: Db, target: Target, { sessions }: Observer) {
  const wishes = await listWishes(db, target);
  const hosts = await listHosts(db, target.environment);
  return hosts.flatMap(({ name: host }) => {
    const reports = reportsOf(sessions, host, target);
    const wished = wishes.filter((wish) => wish.host === host);
    const known = wished.map((wish) => {
      const report = reports.find((slot) => isSame(slot, wish));
      return { ...placeOf(host, wish), wanted: wish.release, replicas: report?.replicas ?? [] };
    });
    const leaving = reports.filter((slot) => slot.replicas.length > 0 && !wished.some((wish) => isSame(wish, slot)));
    return [...known, ...leaving.map((slot) => ({ ...placeOf(host, slot), wanted: 0, replicas: slot.replicas }))];
  });
}

type SlotStatuses = Awaited<ReturnType<typeof slotStatuses>>;

function troubles(fleet: Fleet, slots: SlotStatuses, newest: KnownDeployment | undefined): string[] {
  const away = fleet.hosts.filter((host) => host.state !== 'connected' && slots.some((slot) => slot.host === host.name));
  const reached = slots.filter((slot) => slot.wanted > 0 && !away.some((host) => host.name === slot.host));
  return [...away.map(hostTrouble), ...reached.map(slotTrouble), newest ? deploymentTrouble(newest) : ''].filter(Boolean);
}

function hostTrouble({ name, state }: Fleet['hosts'][number]): string {
  const lost = state === 'lost' ? ' and counts as lost' : '';
  return `${name} cannot be reached${lost}: it runs on with what it was last told`;
}

function slotTrouble({ host, process, index, wanted, replicas }: SlotStatuses[number]): string {
  const name = `${process}/${index} on ${host}`;
  const right = replicas.find((replica) => replica.release === wanted);
  if (!right) return `${name} does not run v${wanted} yet`;
  if (right.phase !== 'healthy') return `${name} is ${right.phase}${right.detail ? `: ${right.detail}` : ''}`;
  if (right.restarts === 0) return '';
  const why = right.lastExit?.detail ? `, last: ${right.lastExit.detail}` : '';
  return `${name} was restarted ${right.restarts === 1 ? 'once' : `${right.restarts} times`}${why}`;
}

function deploymentTrouble({ number, to_release, progress }: KnownDeployment): string {
  if (progress.phase !== 'settled') return '';
  if (progress.outcome !== 'rolled-back' && progress.outcome !== 'failed') return '';
  const how = progress.outcome === 'failed' ? 'failed' : 'was rolled back';
  return `deployment ${number} (v${to_release}) ${how}: see ctl deployments show ${number}`;
}
