// Patches: applied to what a tree is packed to again, checked before anything is written, refused when anything is wrong.
import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pack } from '../../bundle/pack.ts';
import { BundleRefused } from '../../bundle/refused.ts';
import { wholeTarOf } from '../../bundle/tar-tree.ts';
import { type UnpackOptions, unpack } from '../../bundle/unpack.ts';
import { needZstd } from '../zstd.ts';
import { manifestText } from './tar-entries.ts';
import { build, snapshot, trees } from './trees.ts';
import { type MadeVersion, makeVersion, patchBetween, sha256 } from './versions.ts';

const root = mkdtempSync(join(tmpdir(), 'castellan-patched-'));
after(() => rmSync(root, { recursive: true }));
let [base, target]: MadeVersion[] = [];
let patch: Buffer;
let count = 0;

before(async () => {
  await needZstd();
  [base, target] = [await makeVersion(root, '1'), await makeVersion(root, '2', { 'lib/new': 'more\n'.repeat(100) })];
  patch = patchBetween(root, made(base), made(target));
});

test('a patch gives the bundle that it was made for', async () => {
  const [from, to] = [made(base), made(target)];
  assert.ok(patch.length < to.blob.length / 20, `${patch.length} of ${to.blob.length} bytes`);
  const contents = await apply(patch, await unpacked(from), to.ref.digest, 'whole');
  assert.equal(contents.bundle, to.ref.digest);
  assert.deepEqual(snapshot(join(root, 'whole')), snapshot(await unpacked(to)));
});

test('any tree, packed again where it was unpacked, is the tar that it came from', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (items) => {
      const folder = join(root, `tree-${++count}`);
      build(folder, items, manifestText);
      const blob = `${folder}.tgz`;
      const { bundle } = await pack(folder, blob).catch(unlessRefused);
      fc.pre(bundle !== '');
      await unpack(blob, `${folder}-again`, bundle);
      assert.equal(sha256(wholeTarOf(`${folder}-again`, 2 ** 30)), bundle);
    }),
    { numRuns: 10 },
  );
});

const wrongs: Record<string, { rule: string; patch?: (right: Buffer) => Buffer; spoil?: (tree: string) => void }> = {
  'a byte that is another one': { rule: 'patch', patch: (right) => flipped(right, right.length - 30) },
  'its end missing': { rule: 'patch', patch: (right) => right.subarray(0, -10) },
  'no patch at all': { rule: 'patch', patch: () => Buffer.from('no patch at all') },
  'nothing in it': { rule: 'patch', patch: () => Buffer.alloc(0) },
  'the other tar itself': { rule: 'patch', patch: () => gunzipSync(made(target).blob) },
  'a base to which a file was added': { rule: 'base', spoil: (tree) => writeFileSync(join(tree, 'cache'), 'x') },
  'a base of which a file was changed': { rule: 'base', spoil: (tree) => appendFileSync(join(tree, 'VERSION'), 'x') },
  'a base of which a file may be run now': { rule: 'base', spoil: (tree) => chmodSync(join(tree, 'VERSION'), 0o755) },
  'a base that is gone': { rule: 'base', spoil: (tree) => rmSync(tree, { recursive: true }) },
};

for (const [what, { rule, patch: changed = (right: Buffer) => right, spoil }] of Object.entries(wrongs)) {
  test(`${what} is refused, and nothing is left`, async () => {
    const tree = await unpacked(made(base));
    spoil?.(tree);
    const staging = `refused-${++count}`;
    await assert.rejects(apply(changed(patch), tree, made(target).ref.digest, staging), (error) => {
      assert.ok(error instanceof BundleRefused);
      assert.equal(error.rule, rule, error.message);
      return true;
    });
    assert.equal(existsSync(join(root, staging)), false);
  });
}

test('a patch that gives another bundle is refused before anything is written', async () => {
  const third = await makeVersion(root, '3');
  await assert.rejects(
    apply(patch, await unpacked(made(base)), third.ref.digest, `other-${++count}`),
    /the patch gives .*, not /,
  );
});

async function apply(bytes: Buffer, folder: string, bundle: string, staging: string, options: UnpackOptions = {}) {
  const path = join(root, `patch-${++count}`);
  writeFileSync(path, bytes);
  return unpack(path, join(root, staging), bundle, { ...options, base: { bundle: made(base).ref.digest, folder } });
}

async function unpacked({ path, ref }: MadeVersion): Promise<string> {
  const folder = join(root, `unpacked-${++count}`);
  await unpack(path, folder, ref.digest);
  return folder;
}

function made(version: MadeVersion | undefined): MadeVersion {
  if (!version) throw new Error('it was not made');
  return version;
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

function unlessRefused(error: unknown): { bundle: string } {
  if (error instanceof BundleRefused) return { bundle: '' };
  throw error;
}
