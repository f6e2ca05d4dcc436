// What a host is told has to fit into a message: what each process is, once, with all of its variables.
import { writeProcess } from '../bundle/process.ts';
import { formatSize } from '../lib/durations.ts';
import { fail } from '../proto/failure.ts';
import type { Tx } from './records/records.ts';
import { findRelease, type KnownRelease, listTargets, type Target } from './records/releases.ts';
import { releasesInForce } from './route-owners.ts';

/** Half of what an agent takes: bundles, certificates and what is run once have to fit as well. */
const mostBytes = 8 * 2 ** 20;

/** @throws Failure refused when a host could not be told what it would have to run */
export async function requireSmallAssignments(tx: Tx, target: Target, number: number): Promise<void> {
  const release = await findRelease(tx, target, number);
  if (!release) return;
  const own = sum(processesOf(release));
  const inForce = (await releasesOf(tx, target.environment)).flatMap(processesOf);
  if (own + sum(inForce) <= mostBytes) return;
  const [largest] = await hostsBySize(tx, target.environment, inForce);
  if (own + (largest?.bytes ?? 0) <= mostBytes) return;
  const where = largest ? `, beside the ${formatSize(largest.bytes)} of what ${largest.host} runs already` : '';
  throw fail('refused', `${target.app} says more than a host can be told`, {
    details: [
      `its processes with their variables have ${formatSize(own)}${where}; all together may have ${formatSize(mostBytes)}`,
    ],
    next: 'keep long values in the bundle or in a file of the host, not in variables',
  });
}

interface Sized {
  /** `APP PROCESS RELEASE` */
  key: string;
  bytes: number;
}

function processesOf({ app, number, content }: KnownRelease): Sized[] {
  return Object.entries(content.processes).map(([name, { process }]) => {
    return { key: `${app} ${name} ${number}`, bytes: Buffer.byteLength(writeProcess(process)) };
  });
}

async function releasesOf(tx: Tx, environment: string): Promise<KnownRelease[]> {
  const targets = (await listTargets(tx)).filter((target) => target.environment === environment);
  return (await Promise.all(targets.map((target) => releasesInForce(tx, target, target.current_release)))).flat();
}

/** What each host is asked for now, the most first. */
async function hostsBySize(tx: Tx, environment: string, known: Sized[]): Promise<{ host: string; bytes: number }[]> {
  const bytesOf = new Map(known.map(({ key, bytes }) => [key, bytes]));
  const rows = await tx
    .selectFrom('wishes')
    .select(['host', 'app', 'process', 'release'])
    .distinct()
    .where('environment', '=', environment)
    .execute();
  const sizes = new Map<string, number>();
  for (const { host, app, process, release } of rows)
    sizes.set(host, (sizes.get(host) ?? 0) + (bytesOf.get(`${app} ${process} ${release}`) ?? 0));
  return [...sizes].map(([host, bytes]) => ({ host, bytes })).sort((one, other) => other.bytes - one.bytes);
}

function sum(all: Sized[]): number {
  return all.reduce((bytes, one) => bytes + one.bytes, 0);
}
