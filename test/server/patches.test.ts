// Patches on the server: one for all who ask, kept, pruned, made again when lost; hosts that ask for nonsense.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FetchBundleRequest } from '../../proto/generated/castellan/v1/FetchBundleRequest.ts';
import type { FetchPartInput } from '../../proto/generated/castellan/v1/FetchPart.ts';
import type { Blobs } from '../../server/blobs/blobs.ts';
import { diskBlobs } from '../../server/blobs/disk.ts';
import { type Bundle, baseFor, isWorth } from '../../server/decide/patch-base.ts';
import { openPatches, type Patches, type PatchesOptions } from '../../server/patches/patches.ts';
import { addDeployment, listEvents } from '../../server/records/deployments.ts';
import { addHost } from '../../server/records/fleet.ts';
import { listPatches, listTransfers } from '../../server/records/patches.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import { addVersion } from '../../server/records/versions.ts';
import { type Sending, sendBundle } from '../../server/send-bundle.ts';
import { bulk, type MadeVersion, makeVersion, patchBetween, sha256 } from '../bundle/versions.ts';
import { needZstd } from '../zstd.ts';

const root = mkdtempSync(join(tmpdir(), 'castellan-patches-'));
const never = new AbortController().signal;
const closing: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const close of closing.reverse()) await close();
  rmSync(root, { recursive: true });
});

let versions: MadeVersion[];
let other: MadeVersion;
let count = 0;

before(async () => {
  await needZstd();
  versions = [];
  for (const name of ['1', '2', '3']) versions.push(await makeVersion(root, name));
  other = await makeVersion(root, '1', {}, 'other');
});

test('a hundred hosts that ask at once get one patch, which is made once', async () => {
  const server = await serverWith();
  const asked = Array.from({ length: 100 }, () => server.patches.patchFor('hello', digest(2), [digest(1)], never));
  const [first, ...rest] = await Promise.all(asked);
  for (const patch of rest) assert.deepEqual(patch, first);
  assert.equal(server.said('patch made'), 1);
  const stored = readFileSync(server.blobs.path(first?.sha256 ?? ''));
  assert.deepEqual(stored, patchBetween(root, version(1), version(2)));
  assert.deepEqual(readdirSync(join(server.folder, 'patching')), []);
});

test('it is there after a restart, and made again when its blob is gone', async () => {
  const server = await serverWith();
  const patch = await server.patches.patchFor('hello', digest(2), [digest(1)], never);
  const restarted = await server.again();
  assert.deepEqual(await restarted.patches.patchFor('hello', digest(2), [digest(1)], never), patch);
  assert.equal(restarted.said('patch made'), 0);
  await restarted.blobs.remove(patch?.sha256 ?? '');
  assert.deepEqual(await restarted.patches.patchFor('hello', digest(2), [digest(1)], never), patch);
  assert.equal(restarted.said('patch made'), 1);
  assert.equal(restarted.blobs.size(patch?.sha256 ?? ''), patch?.bytes);
});

test('what was half made by a server that was killed is removed', async () => {
  const server = await serverWith();
  mkdirSync(join(server.folder, 'patching', 'pair-x'));
  writeFileSync(join(server.folder, 'patching', 'pair-x', 'base.tar'), 'x');
  await server.again();
  assert.deepEqual(readdirSync(join(server.folder, 'patching')), []);
});

test('one that would save too little is made once, remembered and not kept', async () => {
  const server = await serverWith();
  const different = await makeVersion(root, '9', { 'lib/bulk': bulk.split('').reverse().join('') });
  await server.add(different, 90);
  for (const _ of [1, 2]) {
    assert.equal(await server.patches.patchFor('hello', different.ref.digest, [digest(3)], never), undefined);
  }
  assert.equal(server.said('would save too little'), 1);
  assert.deepEqual(await listPatches(server.records.db), []);
});

test('patches take no more than they may: those that were used longest ago go', async () => {
  const bytes = patchBetween(root, version(1), version(2)).length;
  const server = await serverWith({ maxBytes: bytes * 2.5 });
  let time = 1000;
  server.clock = () => (time += 1);
  const one = await server.patches.patchFor('hello', digest(2), [digest(1)], never);
  const two = await server.patches.patchFor('hello', digest(3), [digest(2)], never);
  const three = await server.patches.patchFor('hello', digest(3), [digest(1)], never);
  assert.ok(one && two && three);
  const kept = (await listPatches(server.records.db)).map((row) => row.sha256);
  assert.deepEqual(kept, [two.sha256, three.sha256]);
  assert.equal(server.blobs.size(one.sha256), undefined);
});

test('without the zstd program whole bundles are sent, and it is said once', async () => {
  await withPath(dirname(process.execPath), async () => {
    const server = await serverWith();
    assert.equal(server.said('sent whole'), 1);
    const parts = await collect(server, 2, { have: [digest(1)] });
    assert.deepEqual(parts.data, version(2).blob);
    assert.equal(parts.encoding?.base, '');
    assert.equal(server.said('sent whole'), 1);
  });
});

const programs = {
  'that fails': { version: '1.5.5', does: 'echo "no memory" >&2; exit 1', said: { 'could not be made': 1, 'sent whole': 0 } },
  'that is too old': { version: '1.3.8', does: 'exit 0', said: { 'could not be made': 0, 'sent whole': 1 } },
  'that takes for ever': { version: '1.5.5', does: 'exec sleep 600', said: { 'sent whole': 0 } },
};

for (const [what, { version, does, said }] of Object.entries(programs)) {
  test(`with a zstd program ${what} whole bundles are sent, and it is not tried each time`, async () => {
    const folder = mkdtempSync(join(root, 'bin-'));
    writeFileSync(join(folder, 'zstd'), `#!/bin/sh\n[ "$1" = --version ] && { echo v${version}; exit; }\n${does}\n`);
    chmodSync(join(folder, 'zstd'), 0o755);
    await withPath([folder, process.env.PATH].join(delimiter), async () => {
      const server = await serverWith({ limitMs: 1000 });
      for (const _ of [1, 2]) assert.equal((await collect(server, 2, { have: [digest(1)] })).encoding?.base, '');
      await server.patches.close();
      for (const [words, times] of Object.entries(said)) assert.equal(server.said(words), times, words);
      assert.deepEqual(readdirSync(join(server.folder, 'patching')), []);
    });
  });
}

test('a host gets the patch from what it has, resumes it, and the other way round', async () => {
  const server = await serverWith();
  const whole = await collect(server, 2, {});
  assert.deepEqual(whole.data, version(2).blob);
  const patched = await collect(server, 2, { have: [digest(1)] });
  assert.equal(patched.encoding?.base, digest(1));
  assert.equal(sha256(patched.data), patched.encoding?.sha256);
  assert.deepEqual(patched.commit, { length: patched.data.length, sha256: sha256(patched.data) });
  const resumed = await collect(server, 2, { have: [digest(1)], patchSha256: sha256(patched.data), patchOffset: 40 });
  assert.deepEqual(resumed.data, patched.data.subarray(40));
  assert.equal(resumed.encoding?.offset, 40);
  const changed = await collect(server, 2, { have: [digest(1)], patchSha256: 'f'.repeat(64), patchOffset: 40, offset: 1000 });
  assert.equal(changed.encoding?.offset, 0);
  const back = await collect(server, 2, { offset: 1000, patchSha256: sha256(patched.data), patchOffset: 40 });
  assert.deepEqual(back.data, version(2).blob.subarray(1000));
});

const hostile: Record<string, (mine: string, others: string) => string[]> = {
  'a million names': () => Array.from({ length: 100_000 }, (_, index) => `${index}`),
  'names that are none': () => ['', '../../etc/passwd', "' OR 1=1 --", 'f'.repeat(64), 'F'.repeat(64)],
  'the bundle itself': (mine) => [mine, mine],
  'a bundle of another app': (_, others) => [others],
};

for (const [what, have] of Object.entries(hostile)) {
  test(`a host that says that it has ${what} gets the whole bundle`, async () => {
    const server = await serverWith();
    const { encoding } = await collect(server, 2, { have: have(digest(2), other.ref.digest) });
    assert.equal(encoding?.base, '');
    assert.deepEqual(await listPatches(server.records.db), []);
  });
}

test('offsets outside of what there is are refused', async () => {
  const server = await serverWith();
  const { encoding } = await collect(server, 2, { have: [digest(1)] });
  const bad = [
    { offset: -1 },
    { offset: 2 ** 40 },
    { have: [digest(1)], patchSha256: String(encoding?.sha256), patchOffset: -1 },
    { have: [digest(1)], patchSha256: String(encoding?.sha256), patchOffset: 2 ** 40 },
  ];
  for (const request of bad) await assert.rejects(collect(server, 2, request), { code: 'bad-input' });
});

test('what a deployment sends is counted, over all attempts, and a patch of no use is told in it once, in plain words', async () => {
  const server = await serverWith();
  const progress = { phase: 'staging', since: 0 } as const;
  const deployment = { app: 'hello', environment: 'production', kind: 'deploy', to_release: 1, from_release: null, progress };
  const made = { request_id: null, request_digest: null, runs_hooks: 1, created_at: 1, created_by: 'ann' };
  const number = await server.records.write((tx) => addDeployment(tx, { ...deployment, ...made }));
  const patch = await collect(server, 2, { have: [digest(1)] });
  const refusedBecause = `line\n\u001b[31m${'x'.repeat(5000)}`;
  const refused = { refusedPatch: sha256(patch.data), refusedBecause };
  for (const _ of [1, 2]) await collect(server, 2, refused);
  const [row] = await listTransfers(server.records.db, number);
  assert.equal(row?.sent_bytes, patch.data.length + 2 * version(2).blob.length);
  assert.equal(row?.full_bytes, version(2).blob.length);
  const events = await listEvents(server.records.db, number);
  assert.equal(events.length, 1);
  assert.match(events[0]?.text ?? '', /^h1: a patch was of no use \(line \[31mx{280,300}\); the whole bundle is sent$/);
  assert.ok(server.blobs.size(sha256(patch.data)), 'what one host says does not take away a patch that is right');
});

test('a patch that is damaged here is made anew once a host has said so', async () => {
  const server = await serverWith();
  const patch = await server.patches.patchFor('hello', digest(2), [digest(1)], never);
  writeFileSync(server.blobs.path(patch?.sha256 ?? ''), Buffer.alloc(patch?.bytes ?? 0));
  assert.equal(await server.patches.doubt(patch?.sha256 ?? ''), true);
  assert.deepEqual(await server.patches.patchFor('hello', digest(2), [digest(1)], never), patch);
  assert.equal(await server.patches.doubt(patch?.sha256 ?? ''), false);
});

test('the base is the one pushed nearest, of those that are worth it and not too large', () => {
  const bundle = (name: string, pushedAt: number, rest: Partial<Bundle> = {}): Bundle => {
    return { digest: name, blobBytes: 10 ** 6, unpackedBytes: 10 ** 7, files: 100, pushedAt, ...rest };
  };
  const target = bundle('t', 50);
  const held = [bundle('old', 10), bundle('near', 45), bundle('newer', 70), target];
  assert.equal(baseFor(target, held, new Set()), 'near');
  assert.equal(baseFor(target, held, new Set(['near'])), 'newer');
  assert.equal(baseFor(target, [target], new Set()), undefined);
  assert.equal(baseFor(target, [bundle('huge', 49, { unpackedBytes: 10 ** 9 })], new Set()), undefined);
  assert.equal(baseFor(bundle('t', 50, { unpackedBytes: 10 ** 9 }), held, new Set()), undefined);
  assert.equal(baseFor(bundle('t', 50, { blobBytes: 1000 }), held, new Set()), undefined);
  assert.equal(baseFor(target, [bundle('y', 45), bundle('x', 45)], new Set()), 'x');
  assert.ok(isWorth(50, 100));
  assert.ok(!isWorth(51, 100));
});

interface TestServer extends Sending {
  folder: string;
  blobs: Blobs;
  records: Records;
  patches: Patches;
  clock: () => number;
  said(words: string): number;
  add(version: MadeVersion, at: number): Promise<void>;
  again(): Promise<TestServer>;
}

async function serverWith(options: Partial<PatchesOptions> = {}): Promise<TestServer> {
  const folder = join(root, `server-${++count}`);
  mkdirSync(folder);
  const server = await openServer(folder, options);
  for (const [index, made] of versions.entries()) await server.add(made, index);
  await server.add(other, 1);
  await server.records.write((tx) => addHost(tx, 'h1', 'production', 1));
  return server;
}

async function openServer(folder: string, options: Partial<PatchesOptions>): Promise<TestServer> {
  const records = await openRecords(join(folder, 'records.sqlite'));
  const blobs = diskBlobs(folder);
  const lines: string[] = [];
  const log = {
    info: (_: unknown, text?: string) => lines.push(`${text}`),
    warn: (_: unknown, text?: string) => lines.push(`${text}`),
  };
  const now = () => server.clock();
  const server = { records, blobs, folder, log, now, clock: Date.now } as unknown as TestServer;
  server.patches = await openPatches({ records, blobs, folder, log: log as never, now, maxBytes: 2 ** 30, ...options });
  server.said = (words) => lines.filter((line) => line.includes(words)).length;
  server.add = (made, at) => push(server, made, at);
  server.again = () => openServer(folder, options);
  closing.push(
    () => records.close(),
    () => server.patches.close(),
  );
  return server;
}

async function push({ blobs, records }: TestServer, { blob, ref }: MadeVersion, at: number): Promise<void> {
  const upload = await blobs.upload(ref.blobSha256, 0);
  await upload.append(blob);
  await upload.verify(blob.length);
  await upload.keep();
  await upload.close();
  const { digest, blobSha256: blob_sha256, blobBytes: blob_bytes, unpackedBytes: unpacked_bytes, files } = ref;
  const row = { digest, blob_sha256, blob_bytes, unpacked_bytes, files, manifest: '' };
  const named = { app: ref.app, name: ref.version, bundle: digest, created_at: at, created_by: 'ann' };
  await records.write((tx) => addVersion(tx, row, named));
}

async function collect(server: TestServer, number: number, rest: Partial<FetchBundleRequest>) {
  const { ref } = version(number);
  const none = { offset: 0, have: [], patchSha256: '', patchOffset: 0, refusedPatch: '', refusedBecause: '' };
  const parts: FetchPartInput[] = [];
  for await (const part of sendBundle(server, 'h1', ref, { blobSha256: ref.blobSha256, ...none, ...rest }, never))
    parts.push(part);
  const data = Buffer.concat(parts.flatMap(({ data }) => (data ? [data as Buffer] : [])));
  return { data, encoding: parts[0]?.encoding, commit: parts.at(-1)?.commit };
}

function version(number: number): MadeVersion {
  return versions[number - 1] ?? assert.fail(`no version ${number}`);
}

function digest(number: number): string {
  return version(number).ref.digest;
}

async function withPath(path: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.PATH;
  process.env.PATH = path;
  try {
    await work();
  } finally {
    process.env.PATH = before;
  }
}
