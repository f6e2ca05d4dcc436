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
import { findHost, stagesFor, wishesForHost } from './records/fleet.ts';
import { rebootWishOf } from './records/reboots.ts';
import type { Db } from './records/records.ts';
import { findRelease, type KnownRelease, type Target } from './records/releases.ts';
import { signaturesFor } from './records/signatures.ts';
import type { HostRow } from './records/tables.ts';
import { tasksForHost } from './records/tasks.ts';
import { findBundle, findVersion, versionOf } from './records/versions.ts';
import { taskOf } from './release.ts';

/** The host's whole assignment as recorded now. A slot's healthy time is that of its release's strategy. */
export async function assignmentFor(db: Db, host: string, epoch: number): Promise<AssignmentInput> {
  // Asked at once, they are answered one after the other with nothing between: a thousand hosts may be waiting.
  const [row, wishes, prospects, tasks, stages, reboot] = await Promise.all([
    findHost(db, host),
    wishesForHost(db, host),
    wishesForHost(db, host, 'prospects'),
    tasksForHost(db, host),
    stagesFor(db, host),
    rebootWishOf(db, host),
  ]);
  if (!row) return { epoch, revision: 0, slots: [], stage: [] };
  const releases = await releasesOf(db, [
    ...wishes,
    ...prospects,
    ...tasks.map((task) => ({ ...task, release: task.to_release })),
  ]);
  const bundles = new Map<string, { app: string; version: string }>();
  const releaseAt = (target: Target, number: number) => {
    const release = releases.get(releaseKey(target, number));
    if (!release) throw new Error(`${target.app} v${number} is wished for on ${host} and does not exist`);
    bundles.set(release.content.bundle, { app: target.app, version: release.version });
    return release;
  };
  const slotOf = (wish: Wish & Target) =>
    slotWish(wish, releaseAt(wish, wish.release), wish.warm ? releaseAt(wish, wish.warm) : undefined);
  const asked = {
    slots: wishes.map(slotOf),
    prospects: prospects.map(slotOf),
    tasks: tasks.map((task) => taskWish(task, releaseAt(task, task.to_release))),
  };
  for (const stage of stages) {
    if (bundles.has(stage.bundle)) continue;
    bundles.set(stage.bundle, { app: stage.app, version: await versionOf(db, stage.app, stage.bundle) });
  }
  const agent = await agentWish(db, row);
  const routes = [...wishes, ...prospects].flatMap((wish) =>
    [wish.release, ...(wish.warm ? [wish.warm] : [])].flatMap((number) => routesOf(releaseAt(wish, number), wish.process)),
  );
  const certificates = await certificateRefs(db, row.environment, routes);
  const own = { certificates, ...(agent ? { agent } : {}), ...(reboot ? { reboot } : {}) };
  return { epoch, revision: row.revision, ...asked, stage: await bundleRefs(db, bundles), ...own };
}

async function agentWish(db: Db, row: HostRow): Promise<AgentWishInput | undefined> {
  const { agent_version: version, agent_asked: asked, agent_released: released } = row;
  const known = version !== null && released === 1 ? await findVersion(db, agentApp, version) : undefined;
  if (!known) return undefined;
  const [bundle] = await bundleRefs(db, new Map([[known.bundle, { app: agentApp, version: known.name }]]));
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

function slotWish(wish: Wish & Target, release: KnownRelease, warm: KnownRelease | undefined): SlotWishInput {
  const own = releaseWish(wish, release);
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
    ...(warm ? { warm: releaseWish(wish, warm) } : {}),
  };
}

function releaseWish(wish: Wish, { app, number, content, version }: KnownRelease) {
  const found = content.processes[wish.process];
  if (!found) throw new Error(`${app} v${number} has no process ${wish.process}`);
  const { process, fingerprint } = found;
  return { release: number, version, bundle: content.bundle, fingerprint, processJson: writeProcess(process) };
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

async function bundleRefs(db: Db, wanted: Map<string, { app: string; version: string }>): Promise<BundleRefInput[]> {
  const refs = await Promise.all([...wanted].map(([digest, { app, version }]) => bundleRef(db, digest, app, version)));
  return refs.filter((ref) => ref !== undefined).sort((one, other) => (String(one.digest) < String(other.digest) ? -1 : 1));
}

async function bundleRef(db: Db, digest: string, app: string, version: string): Promise<BundleRefInput | undefined> {
  const [bundle, signatures] = await Promise.all([findBundle(db, digest), signaturesFor(db, app, digest)]);
  if (!bundle) return undefined;
  const { blob_sha256: blobSha256, blob_bytes: blobBytes, unpacked_bytes: unpackedBytes, files } = bundle;
  return { digest, blobSha256, blobBytes, unpackedBytes, files, app, version, signatures };
}
