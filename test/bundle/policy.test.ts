// The policy for bundles: what is refused, by the server and by the host alike, with which reason, and that nothing stays behind.
import assert from 'node:assert/strict';
import { closeSync, createWriteStream, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, test } from 'node:test';
import { createGzip } from 'node:zlib';
import { readArchive } from '../../bundle/archive.ts';
import { defaultLimits } from '../../bundle/limits.ts';
import { BundleRefused } from '../../bundle/refused.ts';
import { inspect, unpack } from '../../bundle/unpack.ts';
import { type Bad, corpus } from './corpus.ts';
import { blob, end, file, manifest } from './tar-entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'castellan-policy-'));
after(() => rmSync(folder, { recursive: true }));
const anyDigest = '0'.repeat(64);

test('the corpus is large and names each case once', () => {
  assert.ok(corpus.length >= 60, `${corpus.length} archives`);
  assert.equal(new Set(corpus.map(({ name }) => name)).size, corpus.length);
});

// One of each rule goes through the real child, both ways; all of them go through the code that the child runs.
const seen = new Set<string>();
for (const bad of corpus) {
  const first = !seen.has(bad.rule) || bad.name.startsWith('B24');
  seen.add(bad.rule);
  test(`${bad.name} is refused`, async () => {
    const path = join(folder, 'blob');
    writeFileSync(path, bad.blob);
    assertRefusal(await refusalOf(readHere(path)), bad);
    if (!first) return;
    const place = mkdtempSync(join(folder, 'place-'));
    assertRefusal(await refusalOf(inspect(path)), bad);
    assertRefusal(await refusalOf(unpack(path, join(place, 'staging'), anyDigest)), bad);
    assert.deepEqual(readdirSync(place), [], 'something was left behind, or written outside');
    assert.deepEqual(
      readdirSync(folder).filter((name) => name !== 'blob' && !name.startsWith('place-')),
      [],
    );
  });
}

test('B26 another bundle than the one asked for is refused, and one with another sha256 before it is opened', async () => {
  const path = join(folder, 'other');
  writeFileSync(path, blob(file('a')));
  const other = await refusalOf(unpack(path, join(folder, 'staging'), anyDigest));
  assert.equal(other.rule, 'digest');
  const wrong = await refusalOf(inspect(path, { blobSha256: anyDigest }));
  assert.match(wrong.reasons[0] ?? '', /its sha256 is not 0000/);
  writeFileSync(path, 'not even an archive');
  assert.equal((await refusalOf(inspect(path, { blobSha256: anyDigest }))).rule, 'digest');
});

test('B23 100,000 files in as many folders that are only implied, and the manifest, are one more than is taken', async () => {
  const path = join(folder, 'many');
  await pipeline(manyFiles(100), createGzip({ level: 1 }), createWriteStream(path));
  const refusal = await refusalOf(readHere(path));
  assert.deepEqual([refusal.rule, refusal.reasons], ['too-large', ['more than 200000 files and folders']]);
});

test('B22 archives inside the archive are files like any other', async () => {
  const path = join(folder, 'nested');
  writeFileSync(path, blob(file('inner.tar.gz', blob(file('../../x')))));
  assert.equal((await readHere(path)).files, 2);
});

/** Empty ones, a thousand at a time, and the manifest. */
function* manyFiles(thousands: number): Generator<Buffer> {
  const thousand = Array.from({ length: 1000 }, (_, index) => index);
  yield manifest;
  for (let at = 0; at < thousands; at += 1) yield Buffer.concat(thousand.map((index) => file(`${at}-${index}/f`, '')));
  yield end;
}

async function readHere(path: string) {
  const fd = openSync(path, 'r');
  try {
    return await readArchive(fd, defaultLimits);
  } finally {
    closeSync(fd);
  }
}

async function refusalOf(attempt: Promise<unknown>): Promise<BundleRefused> {
  const refusal = await attempt.then(
    (contents) => assert.fail(`accepted: ${JSON.stringify(contents)}`),
    (error: unknown) => error,
  );
  if (refusal instanceof BundleRefused) return refusal;
  throw refusal;
}

function assertRefusal(refusal: BundleRefused, bad: Bad): void {
  assert.equal(refusal.rule, bad.rule, refusal.message);
  assert.match(refusal.message, bad.says);
  assert.equal(refusal.reasons.length, 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  assert.doesNotMatch(refusal.message, /[\x00-\x1f\x7f-\x9f]/);
}
