// An agent that is sent patches: cut, killed, lied to, given ones that are of no use. In the end the bundle is there.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Bundles, openBundles } from '../../agent/bundles.ts';
import { basesFor, type Circumstances } from '../../agent/decide/bases.ts';
import { noteTry } from '../../agent/transfers.ts';
import type { FetchBundleRequest } from '../../proto/generated/castellan/v1/FetchBundleRequest.ts';
import type { FetchEncoding } from '../../proto/generated/castellan/v1/FetchEncoding.ts';
import type { FetchPart } from '../../proto/generated/castellan/v1/FetchPart.ts';
import { bulk, type MadeVersion, makeVersion, patchBetween, sha256 } from '../bundle/versions.ts';
import { needZstd } from '../zstd.ts';

const root = mkdtempSync(join(tmpdir(), 'castellan-agent-patches-'));
after(() => rmSync(root, { recursive: true }));
const never = new AbortController().signal;
const retry = { attempts: 3, minMs: 1, maxMs: 2 };
let v1: MadeVersion;
let v2: MadeVersion;
let v3: MadeVersion;
let patch: Buffer;
let count = 0;

before(async () => {
  await needZstd();
  const notes = bulk.slice(0, 2000).split('').reverse().join('');
  [v1, v3] = [await makeVersion(root, '1'), await makeVersion(root, '3')];
  v2 = await makeVersion(root, '2', { notes });
  patch = patchBetween(root, v1, v2);
});

type Send = (request: FetchBundleRequest) => AsyncIterable<FetchPart>;

test('what is here is told, and a patch from it becomes the bundle', async () => {
  const { bundles, asked } = await holding(v1, () => patchParts(patch));
  const tree = await bundles.ensure(v2.ref, never);
  assert.equal(readFileSync(join(tree, 'VERSION'), 'utf8'), '2');
  assert.deepEqual(asked, [request({ have: [v1.ref.digest] })]);
  assert.deepEqual(leftovers(bundles), []);
});

test('a server that knows nothing of patches sends the whole bundle, and that is taken', async () => {
  const { bundles } = await holding(v1, ({ offset }) => wholeParts(v2, offset, false));
  assert.equal(readFileSync(join(await bundles.ensure(v2.ref, never), 'VERSION'), 'utf8'), '2');
});

test('a patch that was cut off goes on where it was, also after a restart', async () => {
  const { bundles, folder } = await holding(v1, cutAt100);
  await assert.rejects(bundles.ensure(v2.ref, never), /reset by peer/);
  const asked: FetchBundleRequest[] = [];
  const again = await opened(folder, asked, ({ patchOffset }) => patchParts(patch, { offset: patchOffset }));
  await again.ensure(v2.ref, never);
  assert.deepEqual(asked, [request({ have: [v1.ref.digest], patchSha256: sha256(patch), patchOffset: 100 })]);
});

test('one that is complete needs no server after a restart', async () => {
  const { bundles, folder } = await holding(v1, cutAt100);
  await assert.rejects(bundles.ensure(v2.ref, never), /reset by peer/);
  const [name = ''] = readdirSync(join(folder, 'partial'));
  writeFileSync(join(folder, 'partial', name), patch);
  const again = await opened(folder, [], () => assert.fail('asked for'));
  await again.ensure(v2.ref, never);
});

test('the server may change its mind between two attempts', async () => {
  const other = patchBetween(root, v3, v2);
  const answers: Send[] = [
    () => cutAfter(patchParts(patch), 50),
    () => patchParts(other, { base: v3.ref.digest }),
    ({ offset }) => wholeParts(v2, offset),
  ];
  const { bundles, asked } = await holding(v1, (request) => (answers.shift() ?? assert.fail('asked again'))(request), v3);
  await bundles.ensure(v2.ref, never);
  assert.deepEqual(
    asked.map(({ patchOffset }) => patchOffset),
    [0, 50],
  );
  assert.deepEqual(leftovers(bundles), []);
});

const damagedPatch = () => Buffer.concat([patch.subarray(0, -30), Buffer.alloc(30)]);
const useless: Record<string, { sends: () => AsyncIterable<FetchPart>; because: RegExp; spoil?: (tree: string) => void }> = {
  'other bytes than announced': {
    sends: () => patchParts(damagedPatch(), { sha256: sha256(patch) }),
    because: /its sha256 is not/,
  },
  'a patch that is damaged': { sends: () => patchParts(damagedPatch()), because: /the patch/ },
  'a patch to another bundle': { sends: () => patchParts(patchBetween(root, v1, v3)), because: /the patch gives/ },
  'a patch from a bundle that was changed here': {
    sends: () => patchParts(patch),
    because: /packed again, is another one/,
    spoil: (tree) => appendFileSync(join(tree, 'VERSION'), ' changed'),
  },
};

for (const [what, { sends, because, spoil }] of Object.entries(useless)) {
  test(`${what}: the server is told once, and the whole bundle comes`, async () => {
    const { bundles, asked } = await holding(v1, ({ have, offset }) => (have.length > 0 ? sends() : wholeParts(v2, offset)));
    spoil?.(bundles.find(v1.ref.digest) ?? '');
    assert.equal(readFileSync(join(await bundles.ensure(v2.ref, never), 'VERSION'), 'utf8'), '2');
    assert.equal(asked.length, 2);
    assert.match(asked[1]?.refusedBecause ?? '', because);
    assert.match(asked[1]?.refusedPatch ?? '', /^[0-9a-f]{64}$/);
    assert.deepEqual(asked[1]?.have, []);
    assert.deepEqual(leftovers(bundles), []);
  });
}

test('a bundle that was changed here is told to nobody any more', async () => {
  const { bundles, asked } = await holding(v1, ({ have, offset, blobSha256 }) =>
    blobSha256 === v2.ref.blobSha256 && have.length > 0 ? patchParts(patch) : wholeParts(byBlob(blobSha256), offset),
  );
  appendFileSync(join(bundles.find(v1.ref.digest) ?? '', 'VERSION'), 'x');
  await bundles.ensure(v2.ref, never);
  await bundles.ensure(v3.ref, never);
  assert.deepEqual(asked.at(-1)?.have, [v2.ref.digest]);
});

const lies: Record<string, { encoding: Partial<FetchEncoding>; says: RegExp }> = {
  'from a bundle that it was not told of': { encoding: { base: 'f'.repeat(64) }, says: /was not told of/ },
  'that is larger than the bundle': { encoding: { length: 2 ** 40 }, says: /no smaller than the bundle/ },
  'of no bytes': { encoding: { length: 0 }, says: /no smaller than the bundle/ },
  'named by something that is no sha256': { encoding: { sha256: '../../etc/passwd' }, says: /no smaller than the bundle/ },
  'from a byte that was not asked for': { encoding: { offset: 7 }, says: /sends byte 7 of/ },
};

for (const [what, { encoding, says }] of Object.entries(lies)) {
  test(`a server that sends a patch ${what} is given up after some attempts`, async () => {
    const { bundles, folder } = await holding(v1, () => patchParts(patch, encoding));
    await assert.rejects(bundles.ensure(v2.ref, never), says);
    assert.deepEqual(readdirSync(join(folder, 'partial')), []);
  });
}

test('that a patch is being applied is noted on disk before it begins', async () => {
  const folder = (await holding(v1, () => patchParts(patch))).folder;
  const noted: string[] = [];
  const onChange = () => noted.push(...readdirSync(join(folder, 'partial')).filter((name) => name.endsWith('.tries')));
  const bundles = await openBundles({ folder, retry, fetch: () => patchParts(patch), onChange });
  await bundles.ensure(v2.ref, never);
  assert.ok(noted.includes(`${v2.ref.digest}.tries`));
});

test('an agent that fell twice while it applied a patch asks for the whole bundle', async () => {
  const { bundles, asked, folder } = await holding(v1, ({ offset }) => wholeParts(v2, offset));
  for (const _ of [1, 2]) await noteTry(join(folder, 'partial'), v2.ref.digest);
  await bundles.ensure(v2.ref, never);
  assert.deepEqual(asked[0]?.have, []);
  assert.deepEqual(leftovers(bundles), []);
});

test('a patch is asked for where there is memory to apply it, and none from a bundle that is too large', () => {
  const wanted = { digest: 'b', unpackedBytes: 100 * 2 ** 20, files: 10 };
  const circumstances: Circumstances = { ready: ['a', 'b', 'c'], unfit: new Set(['c']), tries: 0, freeMemoryBytes: 2 ** 30 };
  assert.deepEqual(basesFor(wanted, circumstances), ['a']);
  assert.deepEqual(basesFor(wanted, { ...circumstances, freeMemoryBytes: 800 * 2 ** 20 }), []);
  assert.deepEqual(basesFor({ ...wanted, unpackedBytes: 600 * 2 ** 20 }, { ...circumstances, freeMemoryBytes: 2 ** 40 }), []);
  assert.deepEqual(basesFor(wanted, { ...circumstances, tries: 2 }), []);
  assert.equal(basesFor(wanted, { ...circumstances, ready: Array.from({ length: 1000 }, (_, index) => `${index}`) }).length, 256);
});

interface Opened {
  bundles: Bundles;
  folder: string;
  /** What it asked for after it had these. */
  asked: FetchBundleRequest[];
}

/** An agent that has these unpacked, and a server that sends this. */
async function holding(first: MadeVersion, send: Send, ...more: MadeVersion[]): Promise<Opened> {
  const folder = join(root, `agent-${++count}`);
  for (const made of [first, ...more]) {
    const bundles = await openBundles({ folder, fetch: () => wholeParts(made, 0) });
    await bundles.ensure(made.ref, never);
  }
  const asked: FetchBundleRequest[] = [];
  return { bundles: await opened(folder, asked, send), folder, asked };
}

function opened(folder: string, asked: FetchBundleRequest[], send: Send): Promise<Bundles> {
  const fetch = (request: FetchBundleRequest) => {
    asked.push(request);
    return send(request);
  };
  return openBundles({ folder, retry, fetch });
}

function request(rest: Partial<FetchBundleRequest>): FetchBundleRequest {
  const { blobSha256 } = v2.ref;
  return { blobSha256, offset: 0, have: [], patchSha256: '', patchOffset: 0, refusedPatch: '', refusedBecause: '', ...rest };
}

async function* patchParts(bytes: Buffer, rest: Partial<FetchEncoding> = {}): AsyncGenerator<FetchPart> {
  const encoding = { base: v1.ref.digest, sha256: sha256(bytes), length: bytes.length, offset: 0, ...rest };
  yield { encoding };
  for (let at = encoding.offset; at < bytes.length; at += 50) yield { data: bytes.subarray(at, at + 50) };
  yield { commit: { length: encoding.length, sha256: encoding.sha256 } };
}

/** It brings no more than that, however often it is asked. */
function cutAt100({ patchOffset: offset }: FetchBundleRequest): AsyncGenerator<FetchPart> {
  return cutAfter(patchParts(patch, { offset }), 100 - offset);
}

async function* wholeParts({ blob, ref }: MadeVersion, offset: number, says = true): AsyncGenerator<FetchPart> {
  if (says) yield { encoding: { base: '', sha256: ref.blobSha256, length: blob.length, offset } };
  yield { data: blob.subarray(offset) };
  yield { commit: { length: blob.length, sha256: ref.blobSha256 } };
}

async function* cutAfter(parts: AsyncIterable<FetchPart>, bytes: number): AsyncGenerator<FetchPart> {
  let left = bytes;
  for await (const part of parts) {
    if (part.data && left <= 0) throw new Error('the connection was reset by peer');
    left -= part.data?.length ?? 0;
    yield part;
  }
}

function byBlob(blobSha256: string): MadeVersion {
  return [v1, v2, v3].find(({ ref }) => ref.blobSha256 === blobSha256) ?? assert.fail('no such blob');
}

function leftovers(_: Bundles): string[] {
  const folder = join(root, `agent-${count}`);
  return [...readdirSync(join(folder, 'partial')), ...readdirSync(join(folder, 'staging'))];
}
