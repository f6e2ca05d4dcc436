// Packing: the same files, the same bytes; what comes out of a bundle is what went in.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pack } from '../../bundle/pack.ts';
import { BundleRefused } from '../../bundle/refused.ts';
import { inspect, unpack } from '../../bundle/unpack.ts';
import { manifestText } from './tar-entries.ts';
import { build, snapshot, trees } from './trees.ts';

const root = mkdtempSync(join(tmpdir(), 'castellan-pack-'));
after(() => rmSync(root, { recursive: true }));
let count = 0;
const fresh = (name: string) => join(root, `${name}-${++count}`);

test('what is packed comes out the same, here and by GNU tar, and packing it elsewhere gives the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (items) => {
      const [one, two, out, byTar] = [fresh('one'), fresh('two'), fresh('out'), fresh('tar')];
      build(one, items, manifestText);
      build(two, [...items].reverse(), manifestText);
      utimesSync(join(two, 'castellan.yaml'), 1, 1);
      const packed = await pack(one, `${one}.tgz`);
      const again = await pack(two, `${two}.tgz`);
      assert.deepEqual(again, packed);
      const bytes = readFileSync(`${one}.tgz`);
      assert.equal(packed.blobSha256, sha256(bytes));
      assert.equal(packed.blobBytes, bytes.length);
      assert.equal(packed.bundle, sha256(gunzipSync(bytes)));
      const contents = await unpack(`${one}.tgz`, out, packed.bundle, { blobSha256: packed.blobSha256 });
      assert.deepEqual(
        [contents.files, contents.unpackedBytes, contents.manifestText],
        [packed.files, packed.unpackedBytes, manifestText],
      );
      assert.deepEqual(snapshot(out), snapshot(one));
      mkdirSync(byTar);
      execFileSync('tar', ['xzf', `${one}.tgz`, '-C', byTar]);
      assert.deepEqual(snapshot(byTar), snapshot(one));
      for (const path of [one, two, out, byTar, `${one}.tgz`, `${two}.tgz`]) rmSync(path, { recursive: true });
    }),
    { numRuns: 8 },
  );
});

test('a bundle has no owner, no time and two modes', async () => {
  const folder = simple({ script: '#!/bin/sh\n', plain: 'x' });
  chmodSync(join(folder, 'script'), 0o4711);
  await pack(folder, `${folder}.tgz`);
  const listing = execFileSync('tar', ['tvzf', `${folder}.tgz`, '--numeric-owner', '--utc'], { encoding: 'utf8' });
  assert.deepEqual(
    listing
      .trim()
      .split('\n')
      .map((line) => line.replace(/ +/g, ' ')),
    [
      `-rw-r--r-- 0/0 ${manifestText.length} 1970-01-01 00:00 castellan.yaml`,
      '-rw-r--r-- 0/0 1 1970-01-01 00:00 plain',
      '-rwxr-xr-x 0/0 10 1970-01-01 00:00 script',
    ],
  );
});

test('hard links become copies', async () => {
  const folder = simple({ a: 'same' });
  linkSync(join(folder, 'a'), join(folder, 'b'));
  await pack(folder, `${folder}.tgz`);
  assert.deepEqual((await inspect(`${folder}.tgz`)).files, 3);
});

const ignoring: Record<string, { files: string[]; rules: Record<string, string>; packed: string[] }> = {
  '.gitignore, .git always out': {
    files: ['a', 'b.log', 'node_modules/x', '.git/config', 'sub/.git/config'],
    rules: { '.gitignore': '*.log\nnode_modules/\n' },
    packed: ['.gitignore', 'a', 'castellan.yaml', 'sub'],
  },
  'nested .gitignore, the nearest decides': {
    files: ['a.log', 'sub/a.log', 'sub/deep/a.log', 'sub/only', 'only'],
    rules: { '.gitignore': '*.log', 'sub/.gitignore': '!a.log\n/only' },
    packed: ['.gitignore', 'castellan.yaml', 'only', 'sub', 'sub/.gitignore', 'sub/a.log', 'sub/deep', 'sub/deep/a.log'],
  },
  '.castellanignore alone counts when it is there': {
    files: ['dist/a', 'src/a', 'notes.txt'],
    rules: { '.gitignore': 'dist/\n', '.castellanignore': 'src/\n', 'dist/.gitignore': '*' },
    packed: ['.castellanignore', '.gitignore', 'castellan.yaml', 'dist', 'dist/.gitignore', 'dist/a', 'notes.txt'],
  },
  'the manifest is never ignored': { files: ['a'], rules: { '.castellanignore': '*' }, packed: ['castellan.yaml'] },
};

for (const [name, { files, rules, packed }] of Object.entries(ignoring)) {
  test(`ignored: ${name}`, async () => {
    const folder = simple({ ...Object.fromEntries(files.map((file) => [file, 'x'])), ...rules });
    const out = fresh('out');
    const { bundle } = await pack(folder, `${folder}.tgz`);
    await unpack(`${folder}.tgz`, out, bundle);
    assert.deepEqual(Object.keys(snapshot(out)), packed);
  });
}

test('everything that cannot go in is said at once, and no file is left behind', async () => {
  const folder = simple({ Readme: 'x', README: 'y', 'castellan.yaml': 'app: Hello\n' });
  symlinkSync('/etc/passwd', join(folder, 'absolute'));
  symlinkSync('../outside', join(folder, 'up'));
  writeFileSync(join(folder, 'a\nb'), '');
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x62, 0xff])]), '');
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const server = createServer().listen(join(folder, 'socket'));
  try {
    const refusal = await pack(folder, `${folder}.tgz`).catch((error: unknown) => error);
    assert.ok(refusal instanceof BundleRefused);
    const expected = [
      /app: must be lower-case/,
      /processes: is missing/,
      /not UTF-8/,
      /"pipe" is a named pipe/,
      /"socket" is a socket/,
    ];
    const more = [
      /"a\\nb" has a control/,
      /"absolute" leads to the absolute/,
      /"up" leads out/,
      /"Readme" is there already, as "README"/,
    ];
    for (const reason of [...expected, ...more])
      assert.ok(
        refusal.reasons.some((text) => reason.test(text)),
        `${reason} in ${refusal.reasons.join('\n')}`,
      );
    assert.equal(refusal.reasons.length, 9);
    assert.ok(!readdirSync(root).includes(`${folder}.tgz`));
  } finally {
    server.close();
  }
});

test('a file that changes while it is packed is an error that names it', async () => {
  for (const change of [(file: string) => writeFileSync(file, 'grown by now'), (file: string) => rmSync(file, { force: true })]) {
    const folder = simple({ a: 'x'.repeat(600_000), z: 'old' });
    const onProgress = () => change(join(folder, 'z'));
    const refusal = await pack(folder, `${folder}.tgz`, { onProgress }).catch((error: unknown) => error);
    assert.ok(refusal instanceof BundleRefused, String(refusal));
    assert.deepEqual(refusal.reasons, ['"z" changed while it was packed']);
    assert.ok(!readdirSync(root).some((name) => folder.endsWith(name) && name.endsWith('.tgz')));
  }
});

test('a folder without a manifest, and limits', async () => {
  const folder = simple({ a: 'x'.repeat(5000) });
  const small = await pack(folder, `${folder}.tgz`, { limits: { maxUnpackedBytes: 4000 } }).catch(
    (error: Error) => error.message,
  );
  assert.match(String(small), /unpacks to more than 4000 bytes/);
  const packed = await pack(folder, `${folder}.tgz`, { limits: { maxPackedBytes: 10 } }).catch((error: Error) => error.message);
  assert.match(String(packed), /more than 10 bytes packed/);
  rmSync(join(folder, 'castellan.yaml'));
  assert.match(
    String(await pack(folder, `${folder}.tgz`).catch((error: Error) => error.message)),
    /castellan\.yaml is not there.*ctl init/,
  );
  assert.deepEqual(
    readdirSync(root).filter((name) => folder.endsWith(name) && name.endsWith('.tgz')),
    [],
  );
});

test('an existing file is not overwritten, and an aborted packing leaves none', async () => {
  const folder = simple({ a: 'x'.repeat(2_000_000) });
  writeFileSync(`${folder}.tgz`, 'mine');
  await assert.rejects(pack(folder, `${folder}.tgz`), { code: 'EEXIST' });
  assert.equal(readFileSync(`${folder}.tgz`, 'utf8'), 'mine');
  const stop = new AbortController();
  const aborted = pack(folder, `${folder}.2`, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
  await assert.rejects(aborted, { message: 'enough' });
  assert.throws(() => readFileSync(`${folder}.2`), { code: 'ENOENT' });
});

function simple(files: Record<string, string>): string {
  const folder = fresh('folder');
  for (const [path, content] of Object.entries({ 'castellan.yaml': manifestText, ...files })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
