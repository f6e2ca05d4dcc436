// What a host is told: its wishes, each with all that the agent must know, and the bundles to hold.
import { writeProcess } from '../bundle/process.ts';
import { agentApp } from '../lib/names.ts';
import type { AgentWishInput } from '../proto/generated/castellan/v1/AgentWish.ts';
import type { AssignmentInput } from '../proto/generated/castellan/v1/Assignment.ts';
import type { BundleRefInput } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { SlotWishInput } from '../proto/generated/castellan/v1/SlotWish.ts';
import type { TaskWishInput } from '../proto/generated/castellan/v1/TaskWish.ts';
import { routesOf } from './certificates/fitting.ts';
import { certificateRefs } from './certificates/refs.ts';
import type { Wish } from './decide/types.ts';
import { findHosts, stagesForHosts, wishesForHosts } from './records/fleet.ts';
import { rebootWishesOf } from './records/reboots.ts';
import type { Db } from './records/records.ts';
import { findRelease, type KnownRelease, type Target } from './records/releases.ts';
import { signaturesFor } from './records/signatures.ts';
import type { HostRow } from './records/tables.ts';
import { tasksForHosts } from './records/tasks.ts';
import { findBundle, findVersion, versionOf } from './records/versions.ts';
import { taskOf } from './release.ts';

/** The host's whole assignment as recorded now. A slot's healthy time is that of its release's strategy. */
export async function assignmentFor(db: Db, host: string, epoch: number): Promise<AssignmentInput> {
  const found = (await assignmentsFor(db, [host], epoch)).get(host);
  return found ?? { epoch, revision: 0, slots: [], stage: [] };
}

/** Of each of these hosts that is known: what is the same for many is read once. */
export async function assignmentsFor(db: Db, hosts: string[], epoch: number): Promise<Map<string, Promise<AssignmentInput>>> {
  // Asked at once, they are answered one after the other with nothing between; the revision first, which the rest is at least as new as.
  const [rows, wishes, prospects, tasks, stages, reboots] = await Promise.all([
    findHosts(db, hosts),
    wishesForHosts(db, hosts),
    wishesForHosts(db, hosts, 'prospects'),
    tasksForHosts(db, hosts),
    stagesForHosts(db, hosts),
    rebootWishesOf(db, hosts),
  ]);
  const releases = await releasesOf(db, [
    ...wishes,
    ...prospects,
    ...tasks.map((task) => ({ ...task, release: task.to_release })),
  ]);
  const shared = { db, epoch, releases, once: onceEach(), processes: new Map<string, string>() };
  const of = { wishes: byHost(wishes), prospects: byHost(prospects), tasks: byHost(tasks), stages: byHost(stages) };
  const build = (row: HostRow) => {
    const { name } = row;
    const own = { wishes: of.wishes(name), prospects: of.prospects(name), tasks: of.tasks(name), stages: of.stages(name) };
    return assembled(row, { ...own, reboot: reboots.get(name) }, shared);
  };
  return new Map([...rows].map(([name, row]) => [name, build(row)]));
}

/** What many hosts are told alike. */
interface Shared {
  db: Db;
  epoch: number;
  releases: Map<string, KnownRelease>;
  once: ReturnType<typeof onceEach>;
  /** A release's process -> as it is sent. */
  processes: Map<string, string>;
}

interface Asked {
  wishes: (Wish & Target)[];
  prospects: (Wish & Target)[];
  tasks: Awaited<ReturnType<typeof tasksForHosts>>;
  stages: { app: string; bundle: string }[];
  reboot: { asked: number; bootId: string } | undefined;
}

async function assembled(row: HostRow, { reboot, ...all }: Asked, shared: Shared): Promise<AssignmentInput> {
  const { wishes, prospects, tasks, stages } = all;
  const { db, once, epoch } = shared;
  const bundles = new Map<string, { app: string; version: string }>();
  const releaseAt = (target: Target, number: number) => {
    const release = shared.releases.get(releaseKey(target, number));
    if (!release) throw new Error(`${target.app} v${number} is wished for on ${row.name} and does not exist`);
    bundles.set(release.content.bundle, { app: target.app, version: release.version });
    return release;
  };
  const slotOf = (wish: Wish & Target) =>
    slotWish(wish, releaseAt(wish, wish.release), wish.warm ? releaseAt(wish, wish.warm) : undefined, shared);
  const asked = {
    slots: wishes.map(slotOf),
    prospects: prospects.map(slotOf),
    tasks: tasks.map((task) => taskWish(task, releaseAt(task, task.to_release))),
  };
  for (const { app, bundle } of stages) {
    if (bundles.has(bundle)) continue;
    bundles.set(bundle, { app, version: await once(`version ${app} ${bundle}`, () => versionOf(db, app, bundle)) });
  }
  const agent = await agentWish(row, shared);
  const routes = [...wishes, ...prospects].flatMap((wish) =>
    [wish.release, ...(wish.warm ? [wish.warm] : [])].flatMap((number) => routesOf(releaseAt(wish, number), wish.process)),
  );
  const used = `certificates ${row.environment} ${JSON.stringify(routes)}`;
  const certificates = await once(used, () => certificateRefs(db, row.environment, routes));
  const own = { certificates, ...(agent ? { agent } : {}), ...(reboot ? { reboot } : {}) };
  return { epoch, revision: row.revision, ...asked, stage: await bundleRefs(bundles, shared), ...own };
}

/** The same key is read once. */
function onceEach(): <Value>(key: string, read: () => Promise<Value>) => Promise<Value> {
  const known = new Map<string, Promise<unknown>>();
  return <Value>(key: string, read: () => Promise<Value>) => {
    const found = (known.get(key) as Promise<Value> | undefined) ?? read();
    known.set(key, found);
    return found;
  };
}

function byHost<Item extends { host: string }>(items: Item[]): (host: string) => Item[] {
  const groups = Map.groupBy(items, ({ host }) => host);
  return (host) => groups.get(host) ?? [];
}

async function agentWish(row: HostRow, shared: Shared): Promise<AgentWishInput | undefined> {
  const { agent_version: version, agent_asked: asked, agent_released: released } = row;
  if (version === null || released !== 1) return undefined;
  const known = await shared.once(`agent ${version}`, () => findVersion(shared.db, agentApp, version));
  if (!known) return undefined;
  const [bundle] = await bundleRefs(new Map([[known.bundle, { app: agentApp, version: known.name }]]), shared);
  return bundle && { version: known.name, bundle, asked };
}

async function releasesOf(db: Db, wishes: (Target & { release: number; warm?: number })[]): Promise<Map<string, KnownRelease>> {
  const numbered = wishes.flatMap((wish) =>
    [wish.release, ...(wish.warm ? [wish.warm] : [])].map((number) => ({ wish, number })),
  );
  const asked = new Map(numbered.map((one) => [releaseKey(one.wish, one.number), one]));
  const find = async ([key, { wish, number }]: [string, { wish: Target; number: number }]) =>
    [key, await findRelease(db, wish, number)] as const;
  const found = await Promise.all([...asked].map(find));
  return new Map(found.filter((each): each is [string, KnownRelease] => each[1] !== undefined));
}

function releaseKey({ app, environment }: Target, number: number): string {
  return `${app}/${environment}/${number}`;
}

function slotWish(wish: Wish & Target, release: KnownRelease, warm: KnownRelease | undefined, shared: Shared): SlotWishInput {
  const own = releaseWish(wish, release, shared);
  const { strategy } = release.content;
  return {
    app: wish.app,
    environment: wish.environment,
    process: wish.process,
    index: wish.index,
    ...own,
    deployment: wish.deployment,
    healthyMs: strategy.healthyMs,
    inPlace: strategy.kind === 'in-place',
    weight: wish.weight ?? 100,
    ...(warm ? { warm: releaseWish(wish, warm, shared) } : {}),
  };
}

function releaseWish(wish: Wish & Target, { app, number, content, version }: KnownRelease, { processes }: Shared) {
  const found = content.processes[wish.process];
  if (!found) throw new Error(`${app} v${number} has no process ${wish.process}`);
  const { process, fingerprint } = found;
  const key = `${releaseKey(wish, number)}/${wish.process}`;
  const processJson = processes.get(key) ?? writeProcess(process);
  processes.set(key, processJson);
  return { release: number, version, bundle: content.bundle, fingerprint, processJson };
}

function taskWish(task: { deployment: number; name: string } & Target, release: KnownRelease): TaskWishInput {
  return {
    deployment: task.deployment,
    name: task.name,
    app: task.app,
    environment: task.environment,
    release: release.number,
    version: release.version,
    bundle: release.content.bundle,
    taskJson: JSON.stringify(taskOf(release.content, task.name)),
  };
}

async function bundleRefs(
  wanted: Map<string, { app: string; version: string }>,
  { db, once }: Shared,
): Promise<BundleRefInput[]> {
  const refs = await Promise.all(
    [...wanted].map(([digest, { app, version }]) =>
      once(`bundle ${digest} ${app} ${version}`, () => bundleRef(db, digest, app, version)),
    ),
  );
  return refs.filter((ref) => ref !== undefined).sort((one, other) => (String(one.digest) < String(other.digest) ? -1 : 1));
}

async function bundleRef(db: Db, digest: string, app: string, version: string): Promise<BundleRefInput | undefined> {
  const [bundle, signatures] = await Promise.all([findBundle(db, digest), signaturesFor(db, app, digest)]);
  if (!bundle) return undefined;
  const { blob_sha256: blobSha256, blob_bytes: blobBytes, unpacked_bytes: unpackedBytes, files } = bundle;
  return { digest, blobSha256, blobBytes, unpackedBytes, files, app, version, signatures };
}
