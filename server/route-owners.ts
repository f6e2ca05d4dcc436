// Which app answers for a route in an environment: whoever has it keeps it until it is stopped or has another.
import { prefixOf } from '../bundle/matching.ts';
import { fail } from '../proto/failure.ts';
import { type Conflict, conflicts, type Routed, sayConflict } from './decide/owners.ts';
import { activeDeployment } from './records/deployments.ts';
import type { Db, Tx } from './records/records.ts';
import { findRelease, type KnownRelease, listTargets, type Target } from './records/releases.ts';

/** They travel with their process, and a router has to hold them. */
const mostRoutes = 2000;

/** @throws Failure refused when a process has more than can be told to a host */
export async function requireFewRoutes(tx: Tx, target: Target, number: number): Promise<void> {
  const release = await findRelease(tx, target, number);
  const details = Object.entries(release?.content.processes ?? {}).flatMap(([name, { process }]) =>
    process.routes.length > mostRoutes ? [`${name} has ${process.routes.length}`] : [],
  );
  if (details.length === 0) return;
  const next = `give it fewer names (ctl settings set ${target.app} hosts.PROCESS=...), or a wildcard`;
  throw fail('refused', `a process has at most ${mostRoutes} routes, each route for each name`, { details, next });
}

/**
 * An app that whoever asks does not see is not named.
 * @throws Failure refused when other apps of the environment answer for what this release would answer for
 */
export async function requireOwnRoutes(
  tx: Tx,
  target: Target,
  number: number,
  sees: (other: Target) => boolean = () => true,
): Promise<void> {
  const release = await findRelease(tx, target, number);
  const mine = release ? routedBy(release) : [];
  if (mine.every(({ routes }) => routes.length === 0)) return;
  const found = conflicts(mine, await othersIn(tx, target));
  const [first] = found;
  if (!first) return;
  const isSeen = ({ theirs }: Conflict) => sees({ app: theirs.app, environment: target.environment });
  const other = isSeen(first) ? first.theirs.app : 'another app';
  const change = `ctl settings set ${target.app} hosts.${first.mine.process}=NAME`;
  throw fail('refused', `${target.app} and ${other} cannot both have the same route in ${target.environment}`, {
    details: found.map((one) => sayConflict(one, isSeen(one))),
    next: isSeen(first)
      ? `give one of them another host name (${change}), or ctl stop ${other}`
      : `give it another host name: ${change}`,
  });
}

/** Of the releases that other apps are on, move to, or still have somewhere. */
async function othersIn(tx: Tx, { app, environment }: Target): Promise<Routed[]> {
  const others = (await listTargets(tx)).filter((other) => other.environment === environment && other.app !== app);
  const found = await Promise.all(others.map((other) => releasesInForce(tx, other, other.current_release)));
  return found.flat().flatMap(routedBy);
}

/** What an app is on, moves to, or still has somewhere. */
export async function releasesInForce(tx: Db, target: Target, current: number | null): Promise<KnownRelease[]> {
  const active = await activeDeployment(tx, target);
  const wished = await tx
    .selectFrom('wishes')
    .select('release')
    .distinct()
    .where('app', '=', target.app)
    .where('environment', '=', target.environment)
    .execute();
  const numbers = new Set([current, active?.to_release, ...wished.map(({ release }) => release)]);
  const found = await Promise.all([...numbers].map((number) => (number ? findRelease(tx, target, number) : undefined)));
  return found.filter((release) => release !== undefined);
}

/** A process without replicas has nothing to route to. */
function routedBy({ app, number, content }: KnownRelease): Routed[] {
  const processes = Object.entries(content.processes).filter(([, { replicas }]) => replicas > 0);
  return processes.map(([process, of]) => {
    const routes = of.process.routes.map(({ host = null, port = null, path, protocol }) => ({
      host,
      port,
      path: prefixOf(path) || '/',
      ...(protocol === 'tcp' ? { tcp: true } : {}),
    }));
    return { app, process, release: number, on: of.on, routes };
  });
}
