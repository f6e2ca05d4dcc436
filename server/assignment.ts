// What a host is told: its wishes, each with all that the agent must know, and the bundles to hold.
import { agentApp } from '../lib/names.ts';
import type { AgentWishInput } from '../proto/generated/castellan/v1/AgentWish.ts';
import type { AssignmentInput } from '../proto/generated/castellan/v1/Assignment.ts';
import type { BundleRefInput } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { SlotWishInput } from '../proto/generated/castellan/v1/SlotWish.ts';
import type { Wish } from './decide/types.ts';
import { findHost, stagesFor, wishesForHost } from './records/fleet.ts';
import type { Db } from './records/records.ts';
import { findRelease, type KnownRelease, type Target } from './records/releases.ts';
import type { HostRow } from './records/tables.ts';
import { findBundle, findVersion, versionOf } from './records/versions.ts';

/** The host's whole assignment as recorded now. A slot's healthy time is that of its release's strategy. */
export async function assignmentFor(db: Db, host: string, epoch: number): Promise<AssignmentInput> {
  const row = await findHost(db, host);
  if (!row) return { epoch, revision: 0, slots: [], stage: [] };
  const wishes = await wishesForHost(db, host);
  const releases = await releasesOf(db, wishes);
  const bundles = new Map<string, { app: string; version: string }>();
  const slots = wishes.map((wish) => {
    const release = releases.get(releaseKey(wish, wish.release));
    if (!release) throw new Error(`${wish.app} v${wish.release} is wished for on ${host} and does not exist`);
    bundles.set(release.content.bundle, { app: wish.app, version: release.version });
    return slotWish(wish, release);
  });
  for (const stage of await stagesFor(db, row.environment)) {
    if (bundles.has(stage.bundle)) continue;
    bundles.set(stage.bundle, { app: stage.app, version: await versionOf(db, stage.app, stage.bundle) });
  }
  const agent = await agentWish(db, row);
  return { epoch, revision: row.revision, slots, stage: await bundleRefs(db, bundles), ...(agent ? { agent } : {}) };
}

async function agentWish(db: Db, row: HostRow): Promise<AgentWishInput | undefined> {
  const { agent_version: version, agent_asked: asked, agent_released: released } = row;
  const known = version !== null && released === 1 ? await findVersion(db, agentApp, version) : undefined;
  if (!known) return undefined;
  const [bundle] = await bundleRefs(db, new Map([[known.bundle, { app: agentApp, version: known.name }]]));
  return bundle && { version: known.name, bundle, asked };
}

async function releasesOf(db: Db, wishes: (Wish & Target)[]): Promise<Map<string, KnownRelease>> {
  const found = new Map<string, KnownRelease>();
  for (const wish of wishes) {
    const key = releaseKey(wish, wish.release);
    if (found.has(key)) continue;
    const release = await findRelease(db, wish, wish.release);
    if (release) found.set(key, release);
  }
  return found;
}

function releaseKey({ app, environment }: Target, number: number): string {
  return `${app}/${environment}/${number}`;
}

function slotWish(wish: Wish & Target, release: KnownRelease): SlotWishInput {
  const { content, version } = release;
  const process = content.processes[wish.process];
  if (!process) throw new Error(`${wish.app} v${wish.release} has no process ${wish.process}`);
  return {
    app: wish.app,
    environment: wish.environment,
    process: wish.process,
    index: wish.index,
    release: wish.release,
    version,
    bundle: content.bundle,
    fingerprint: process.fingerprint,
    deployment: wish.deployment,
    processJson: JSON.stringify(process.process),
    healthyMs: content.strategy.healthyMs,
  };
}

async function bundleRefs(db: Db, wanted: Map<string, { app: string; version: string }>): Promise<BundleRefInput[]> {
  const refs: BundleRefInput[] = [];
  for (const [digest, { app, version }] of wanted) {
    const bundle = await findBundle(db, digest);
    if (!bundle) continue;
    const { blob_sha256: blobSha256, blob_bytes: blobBytes, unpacked_bytes: unpackedBytes, files } = bundle;
    refs.push({ digest, blobSha256, blobBytes, unpackedBytes, files, app, version });
  }
  return refs.sort((one, other) => (String(one.digest) < String(other.digest) ? -1 : 1));
}
