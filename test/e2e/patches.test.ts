// Of a second version only what changed is sent; whatever is wrong with that, the whole bundle comes, and nobody has to help.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { Version } from '../../proto/generated/castellan/v1/Version.ts';
import { needZstd } from '../zstd.ts';
import { deploy, expectStatus, newestDeployment, push, runningReplicas, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const quick = { replicas: 1, deploy: { canary: 0, healthy: '100ms', bake: '100ms' } };
const hosts = ['h1', 'h2'];

describe('sending what changed', () => {
  let world: World;

  before(async () => {
    await needZstd();
    world = await startWorld({ hosts });
    await pushed('a');
    const first = await deployed('a');
    equal(first.transfer?.sentBytes, first.transfer?.fullBytes);
  });

  after(() => world?.close());

  it('of the second version less than 5 % of the bytes are sent, made once for all hosts, and ctl says so', async () => {
    await pushed('b');
    const result = await deploy(world, 'b');
    match(result.stdout, /^sent [\d.]+ (B|KiB) instead of 1\.\d MiB to each of 2 hosts$/m);
    await checkPatched('b');
    equal(world.printed('server').split('"patch made"').length - 1, 1);
  });

  it('R06 going back takes no bytes', async () => {
    await expectStatus(world, 0, 'rollback', 'hello');
    equal((await settled('a')).transfer, null);
  });

  it('R07 a bundle that is gone from a host comes again; a patch damaged on the server is told once, and the whole comes', async () => {
    await pushed('c');
    await deployed('c');
    await deployed('b');
    await world.kill('h2');
    const [bundle, base, lost] = [await bundleOf('c'), await bundleOf('b'), await bundleOf('a')];
    for (const gone of [bundle, lost]) rmSync(join(world.folder, 'h2/bundles/trees', gone), { recursive: true });
    // What the server holds in memory is forgotten with it.
    await world.kill('server');
    damage(patchBetween(base, bundle));
    rmSync(blobOf(lost));
    await world.start('server');
    const deployment = world.ctlStart('deploy', 'hello@c');
    await world.start('h2');
    equal((await deployment.ended).status, 0);
    const { events, transfer } = await settled('c');
    const told = events.filter(({ text }) => /^h2: a patch was of no use \(.*\); the whole bundle is sent$/.test(text));
    equal(told.length, 1, JSON.stringify(events));
    ok(transfer && transfer.sentBytes > transfer.fullBytes, 'the patch and the whole bundle were sent');
    match(world.printed('server'), /"damaged":true/);
  });

  it('R07 going back to a bundle that is gone from a host and from the server is refused, and nothing changes', async () => {
    const before = await runningReplicas(world);
    const { stderr } = await expectStatus(world, 4, 'rollback', 'hello', 'v1');
    match(stderr, /refused: hello a in production; nothing was changed/);
    match(stderr, /its bundle could not be fetched, verified or unpacked: .*: the bundle is not in the store any more/);
    match(stderr, /where +host h2/);
    const places = (replicas: typeof before) => replicas.map(({ slot, pid, version }) => `${slot} ${version} ${pid}`).sort();
    deepEqual(places(await settledOn(world, 'c', hosts.length)), places(before));
  });

  it('an agent that is killed while it applies a patch goes on with what it has, and asks for nothing twice', async () => {
    await world.kill('h1');
    await world.start('h1', { CASTELLAN_FAILPOINT: 'bundle.verified' });
    await pushed('d');
    const deployment = world.ctlStart('deploy', 'hello@d');
    await world.ended('h1');
    await world.start('h1');
    equal((await deployment.ended).status, 0);
    await settled('d');
    await checkPatched('d');
  });

  it('a server without the zstd program says so once and sends whole bundles', async () => {
    await world.kill('server');
    await world.start('server', { PATH: dirname(process.execPath) });
    await pushed('e');
    const { transfer } = await deployed('e');
    equal(transfer?.patched, 0);
    equal(transfer?.sentBytes, transfer?.fullBytes);
    equal(world.printed('server').split('bundles are sent whole').length - 1, 1);
  });

  async function pushed(version: string): Promise<void> {
    const files = { 'bulk.txt': bulk, 'changed.txt': `this is ${version}\n`.repeat(20) };
    await push(world, version, { ...quick, files });
  }

  async function deployed(version: string): Promise<Deployment> {
    await deploy(world, version);
    return settled(version);
  }

  async function settled(version: string): Promise<Deployment> {
    await settledOn(world, version, hosts.length);
    const newest = await newestDeployment(world);
    if (newest?.to?.version !== version) throw new Error(`the newest deployment is of ${newest?.to?.version}`);
    return newest;
  }

  async function checkPatched(version: string): Promise<void> {
    const { transfer } = await settled(version);
    if (!transfer) throw new Error('nothing was sent');
    equal(transfer.patched, hosts.length);
    ok(transfer.sentBytes < transfer.fullBytes / 20, `${transfer.sentBytes} of ${transfer.fullBytes} bytes`);
  }

  async function bundleOf(version: string): Promise<string> {
    const versions = await world.ask<Version>('versions', 'hello');
    const found = versions.find(({ name }) => name === version);
    if (!found) throw new Error(`no version ${version}`);
    return found.bundle;
  }

  /** The stored patch, as a file. */
  function patchBetween(base: string, target: string): string {
    return fileOf('SELECT sha256 FROM patches WHERE base = ? AND target = ?', base, target);
  }

  /** The bundle as it was pushed, as a file. */
  function blobOf(bundle: string): string {
    return fileOf('SELECT blob_sha256 AS sha256 FROM bundles WHERE digest = ?', bundle);
  }

  function fileOf(query: string, ...digests: string[]): string {
    const database = new DatabaseSync(join(world.folder, 'server/castellan.sqlite'), { readOnly: true });
    const sha256 = String(database.prepare(query).get(...digests)?.sha256);
    database.close();
    return join(world.folder, 'server/blobs', sha256.slice(0, 2), sha256);
  }
});

function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

/** Bytes that do not compress much, the same each time. */
const bulk = Array.from({ length: 40_000 }, (_, index) => createHash('sha256').update(String(index)).digest('base64')).join('\n');
