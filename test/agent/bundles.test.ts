// A host's bundles: transfers that are cut anywhere, servers that send something else, agents killed at each step.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { openBundles } from '../../agent/bundles.ts';
import { pack } from '../../bundle/pack.ts';
import { inspect } from '../../bundle/unpack.ts';
import { fail } from '../../proto/failure.ts';
import type { BundleRef } from '../../proto/generated/castellan/v1/BundleRef.ts';
import type { FetchPart } from '../../proto/generated/castellan/v1/FetchPart.ts';
import { blob as archive, file, folder, manifestText } from '../bundle/tar-entries.ts';

const root = mkdtempSync(join(tmpdir(), 'castellan-bundles-'));
after(() => rmSync(root, { recursive: true }));
const quick = { attempts: 3, minMs: 1, maxMs: 2 };
const never = new AbortController().signal;

let blob: Buffer;
let ref: BundleRef;
let count = 0;
const fresh = () => join(root, `agent-${++count}`);

before(async () => {
  const folder = join(root, 'app');
  mkdirSync(folder);
  writeFileSync(join(folder, 'castellan.yaml'), manifestText);
  writeFileSync(join(folder, 'data'), randomBytes(40_000));
  const packed = await pack(folder, join(root, 'app.tgz'));
  blob = readFileSync(join(root, 'app.tgz'));
  ref = {
    digest: packed.bundle,
    blobSha256: packed.blobSha256,
    blobBytes: packed.blobBytes,
    unpackedBytes: packed.unpackedBytes,
    files: packed.files,
    app: 'hello',
    version: '1',
    signatures: [],
  };
});

test('P17: a program with a user of its own can neither change its bundle nor find those of others', {
  skip: process.getuid?.() !== 0,
}, async () => {
  const folder = fresh();
  const bundles = await openBundles({ folder, fetch: () => sent(blob) });
  const tree = await bundles.ensure(ref, never);
  chmodSync(root, 0o711);
  const script = 'cat castellan.yaml >/dev/null && echo read; touch new; echo x >> data; rm data; ls ..';
  const { stdout, stderr } = spawnSync('setpriv', ['--reuid=65534', '--regid=65534', '--clear-groups', 'sh', '-c', script], {
    cwd: tree,
    encoding: 'utf8',
  });
  assert.equal(stdout, 'read\n');
  assert.equal(stderr.match(/Permission denied/g)?.length, 4, stderr);
  assert.deepEqual(readdirSync(tree), ['castellan.yaml', 'data']);
});

test('a bundle is fetched once for all who ask, stays, and is found again after a restart', async () => {
  const folder = fresh();
  let fetches = 0;
  const seen: string[] = [];
  const bundles = await openBundles({
    folder,
    fetch: ({ blobSha256: sha256, offset }) => {
      fetches += 1;
      assert.deepEqual([sha256, offset], [ref.blobSha256, 0]);
      return sent(blob);
    },
    onChange: () => seen.push(bundles.states()[0]?.state ?? 'NONE'),
  });
  const [one, two] = await Promise.all([bundles.ensure(ref, never), bundles.ensure(ref, never)]);
  assert.equal(one, two);
  assert.deepEqual(readdirSync(one), ['castellan.yaml', 'data']);
  assert.equal(await bundles.ensure(ref, never), one);
  assert.equal(fetches, 1);
  assert.deepEqual([...new Set(seen)], ['FETCHING', 'UNPACKING', 'READY']);
  assert.deepEqual(leftovers(folder), []);

  const restarted = await openBundles({ folder, fetch: () => assert.fail('fetched again') });
  assert.equal(restarted.find(ref.digest), one);
  assert.equal(await restarted.ensure(ref, never), one);
  assert.deepEqual(restarted.states(), [{ digest: ref.digest, state: 'READY', bytesDone: 0, detail: '' }]);
});

test('cut anywhere, a transfer goes on where it was, and no byte is asked for twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 41_000 }), { maxLength: 5 }), fc.boolean(), async (cuts, throws) => {
      const folder = fresh();
      const offsets: number[] = [];
      const left = [...cuts];
      const bundles = await openBundles({
        folder,
        retry: quick,
        fetch: ({ offset }) => {
          offsets.push(offset);
          const length = left.shift();
          return length === undefined ? sent(blob, offset) : cut(blob.subarray(offset, offset + length), throws);
        },
      });
      const tree = await bundles.ensure(ref, never);
      assert.deepEqual(readdirSync(tree), ['castellan.yaml', 'data']);
      const expected = [0];
      for (const length of cuts) expected.push((expected.at(-1) ?? 0) + length);
      // A whole blob without a commit needs no second transfer: its sha256 tells.
      assert.deepEqual(
        offsets,
        expected.filter((offset) => offset < blob.length),
      );
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 6 },
  );
});

const liars: Record<string, { parts: () => AsyncIterable<FetchPart>; says: RegExp }> = {
  'no commit': { parts: () => cut(blob.subarray(0, 0), false), says: /cut off after 0 B/ },
  'a commit before the end': { parts: () => sent(blob.subarray(0, 0)), says: /only 0 of \d+ bytes/ },
  'a commit of another length': { parts: () => parts(commit(3, ref.blobSha256)), says: /committed 3 bytes/ },
  'a commit of another blob': { parts: () => parts(commit(blob.length, 'f'.repeat(64))), says: /another blob/ },
  'more than announced': { parts: () => sent(Buffer.concat([blob, blob])), says: /more than the \d+ bytes/ },
  'an error at once': { parts: () => cut(blob.subarray(0, 0), true), says: /reset by peer/ },
};

for (const [name, { parts: sends, says }] of Object.entries(liars)) {
  test(`a server that sends ${name} is given up after some attempts`, async () => {
    let attempts = 0;
    const fetch = () => {
      attempts += 1;
      return sends();
    };
    const bundles = await openBundles({ folder: fresh(), retry: quick, fetch });
    await assert.rejects(bundles.ensure(ref, never), says);
    // One that brought bytes does not count.
    assert.ok(attempts === quick.attempts || attempts === quick.attempts + 1, `${attempts} attempts`);
    const [state] = bundles.states();
    assert.equal(state?.state, 'FAILED');
    assert.match(state?.detail ?? '', says);
  });
}

test('R07: what the server does not have any more is asked for once', async () => {
  let attempts = 0;
  const bundles = await openBundles({
    folder: fresh(),
    retry: quick,
    // biome-ignore lint/correctness/useYield: it never comes to that
    fetch: async function* () {
      attempts += 1;
      throw fail('not-found', 'the bundle is not in the store any more');
    },
  });
  await assert.rejects(bundles.ensure(ref, never), /^Error: cannot fetch it: the bundle is not in the store any more$/);
  assert.equal(attempts, 1);
  assert.equal(bundles.states()[0]?.state, 'FAILED');
});

test('bytes that are damaged are fetched once more from the first, and then refused', async () => {
  const damaged = Buffer.from(blob);
  damaged[1000] = (damaged[1000] ?? 0) ^ 1;
  const offsets: number[] = [];
  const sends = [damaged, blob];
  const healed = await openBundles({
    folder: fresh(),
    retry: quick,
    fetch: ({ offset }) => {
      offsets.push(offset);
      return sent(sends.shift() ?? blob, offset);
    },
  });
  await healed.ensure(ref, never);
  assert.deepEqual(offsets, [0, 0]);
  const folder = fresh();
  const refused = await openBundles({ folder, retry: quick, fetch: () => sent(damaged) });
  await assert.rejects(refused.ensure(ref, never), /its sha256 is not/);
  assert.deepEqual(readdirSync(join(folder, 'trees')), []);
  assert.deepEqual(readdirSync(join(folder, 'staging')), []);
});

test('a bundle against the policy is never in place, whatever the server says of it', async () => {
  const bytes = archive(file('../../../escaped'));
  const bad = { ...ref, blobSha256: sha256(bytes), blobBytes: bytes.length };
  const folder = fresh();
  const bundles = await openBundles({ folder, fetch: () => sent(bytes, 0, bad) });
  await assert.rejects(bundles.ensure(bad, never), /"\.\.\/\.\.\/\.\.\/escaped" has the part "\.\."/);
  assert.deepEqual(readdirSync(join(folder, 'trees')), []);
  assert.deepEqual(readdirSync(join(folder, 'staging')), []);
});

test('B12: folders that nobody may enter become ordinary ones, and can be pruned', async () => {
  const closed = { mode: 0 };
  const bytes = archive(folder('d/', closed), folder('d/e/', closed), file('d/e/f', 'x', closed));
  writeFileSync(join(root, 'closed.tgz'), bytes);
  const { bundle: digest } = await inspect(join(root, 'closed.tgz'));
  const here = { ...ref, digest, blobSha256: sha256(bytes), blobBytes: bytes.length };
  const place = fresh();
  const bundles = await openBundles({ folder: place, fetch: () => sent(bytes, 0, here) });
  const tree = await bundles.ensure(here, never);
  const modes = ['d', 'd/e', 'd/e/f'].map((path) => (statSync(join(tree, path)).mode & 0o7777).toString(8));
  assert.deepEqual(modes, ['755', '755', '644']);
  assert.deepEqual(await bundles.prune(new Set()), [digest]);
  assert.deepEqual([...readdirSync(join(place, 'trees')), ...leftovers(place)], []);
});

test('A13: a reference that is none, or too large for this host, is refused before anything is fetched', async () => {
  const bundles = await openBundles({ folder: fresh(), fetch: () => assert.fail('fetched') });
  for (const wrong of [
    { digest: '../../etc' },
    { blobSha256: 'x' },
    { blobBytes: 0 },
    { blobBytes: 3 * 2 ** 30 },
    { unpackedBytes: 9 * 2 ** 30 },
    { blobBytes: Number.NaN },
  ]) {
    await assert.rejects(bundles.ensure({ ...ref, ...wrong }, never), Error);
  }
  assert.deepEqual(bundles.states(), []);
});

test('too little room is said with the path and both numbers', async () => {
  const folder = fresh();
  const bundles = await openBundles({
    folder,
    limits: { maxUnpackedBytes: 2 ** 60 },
    retry: quick,
    fetch: () => assert.fail('fetched'),
  });
  const huge = { ...ref, unpackedBytes: 2 ** 59 };
  await assert.rejects(
    bundles.ensure(huge, never),
    (error: Error) =>
      error.message.startsWith(`no room in ${folder}: `) &&
      /\d+ bytes\) are needed.*\d+ bytes\) are free; \d+ inodes are needed, \S+ are free/.test(error.message),
  );
});

test('who stops waiting hears it at once; the last one ends the transfer, and the next goes on from there', async () => {
  const folder = fresh();
  const offsets: number[] = [];
  let stopped = false;
  const bundles = await openBundles({
    folder,
    fetch: ({ offset }, signal) => {
      offsets.push(offset);
      signal.addEventListener('abort', () => (stopped = true));
      return offsets.length > 1 ? sent(blob, offset) : stuckAfter(blob.subarray(0, 5000), signal);
    },
  });
  const [one, two] = [new AbortController(), new AbortController()];
  const waits = [bundles.ensure(ref, one.signal), bundles.ensure(ref, two.signal)];
  await until('5000 bytes', () => bundles.states()[0]?.bytesDone === 5000);
  one.abort(new Error('one left'));
  await assert.rejects(waits[0] as Promise<string>, { message: 'one left' });
  assert.equal(stopped, false);
  two.abort(new Error('two left'));
  await assert.rejects(waits[1] as Promise<string>, { message: 'two left' });
  assert.equal(stopped, true);
  await bundles.ensure(ref, never);
  assert.deepEqual(offsets, [0, 5000]);
});

test('close ends what is under way, and what it brought is kept for the next start', async () => {
  const folder = fresh();
  const bundles = await openBundles({ folder, fetch: (_, signal) => stuckAfter(blob.subarray(0, 7000), signal) });
  const waiting = bundles.ensure(ref, never);
  const refused = assert.rejects(waiting, /the agent is stopping/);
  await until('7000 bytes', () => bundles.states()[0]?.bytesDone === 7000);
  await bundles.close();
  await refused;
  const next = await openBundles({ folder, fetch: ({ offset }) => sentFrom(7000, offset) });
  await next.ensure(ref, never);
});

test('prune keeps what it is told to, and what is under way', async () => {
  const folder = fresh();
  const bundles = await openBundles({
    folder,
    fetch: ({ blobSha256: sha256, offset }, signal) =>
      sha256 === ref.blobSha256 ? sent(blob, offset) : stuckAfter(Buffer.alloc(10), signal),
  });
  const tree = await bundles.ensure(ref, never);
  const other = { ...ref, digest: 'a'.repeat(64), blobSha256: 'b'.repeat(64) };
  const waiting = bundles.ensure(other, never).catch(() => {});
  await until('10 bytes', () => bundles.states()[1]?.bytesDone === 10);
  assert.deepEqual(await bundles.prune(new Set([ref.digest])), []);
  assert.deepEqual(await bundles.prune(new Set()), [ref.digest]);
  assert.equal(bundles.find(ref.digest), undefined);
  assert.throws(() => readdirSync(tree), { code: 'ENOENT' });
  await bundles.close();
  await waiting;
  assert.equal(readdirSync(join(folder, 'partial')).length, 1);
  await bundles.prune(new Set());
  assert.deepEqual(leftovers(folder), []);
});

test('a damaged or overlong part from an earlier life does not stay in the way', async () => {
  const folder = fresh();
  mkdirSync(join(folder, 'partial'), { recursive: true });
  const partial = join(folder, 'partial', `${ref.digest}.${ref.blobSha256}`);
  writeFileSync(partial, Buffer.concat([blob, blob]));
  await (await openBundles({ folder, fetch: ({ offset }) => sentFrom(0, offset) })).ensure(ref, never);
  rmSync(folder, { recursive: true });
  mkdirSync(join(folder, 'partial'), { recursive: true });
  writeFileSync(partial, blob);
  truncateSync(partial, 100);
  truncateSync(partial, blob.length);
  await (await openBundles({ folder, fetch: ({ offset }) => sentFrom(0, offset) })).ensure(ref, never);
});

for (const step of ['fetched', 'verified', 'unpacked', 'renamed']) {
  test(`A10: killed when the bundle is ${step}, the next start comes to the same end`, async () => {
    const folder = fresh();
    const script = join(import.meta.dirname, 'stage-one-bundle.ts');
    const env = { PATH: process.env.PATH, CASTELLAN_FAILPOINT: `bundle.${step}` };
    const killed = spawnSync(process.execPath, [script, folder, join(root, 'app.tgz'), JSON.stringify(ref)], {
      env,
      encoding: 'utf8',
    });
    assert.equal(killed.signal, 'SIGKILL', killed.stderr);
    const trees = readdirSync(join(folder, 'trees'));
    assert.deepEqual(trees, step === 'renamed' ? [ref.digest] : []);
    const bundles = await openBundles({ folder, fetch: () => assert.fail('fetched again') });
    assert.deepEqual(readdirSync(join(folder, 'staging')), []);
    assert.deepEqual(readdirSync(await bundles.ensure(ref, never)), ['castellan.yaml', 'data']);
    await bundles.prune(new Set([ref.digest]));
    assert.deepEqual(
      leftovers(folder).filter((name) => !name.includes(ref.digest)),
      [],
    );
  });
}

/** What is neither in place nor a folder of ours. */
function leftovers(folder: string): string[] {
  return [...readdirSync(join(folder, 'partial')), ...readdirSync(join(folder, 'staging'))];
}

async function* sent(bytes: Buffer, offset = 0, as = ref): AsyncGenerator<FetchPart> {
  for (let at = offset; at < bytes.length; at += 9000) yield { data: bytes.subarray(at, Math.min(at + 9000, bytes.length)) };
  yield commit(as.blobBytes, as.blobSha256);
}

function sentFrom(expected: number, offset: number): AsyncIterable<FetchPart> {
  assert.equal(offset, expected);
  return sent(blob, offset);
}

async function* cut(bytes: Buffer, throws: boolean): AsyncGenerator<FetchPart> {
  if (bytes.length > 0) yield { data: bytes };
  if (throws) throw new Error('connection reset by peer');
}

async function* stuckAfter(bytes: Buffer, signal: AbortSignal): AsyncGenerator<FetchPart> {
  yield { data: bytes };
  await pause(60_000, undefined, { signal });
}

async function* parts(...all: FetchPart[]): AsyncGenerator<FetchPart> {
  yield* all;
}

function commit(length: number, digest: string): FetchPart {
  return { commit: { length, sha256: digest } };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 60_000; !holds(); await pause(2))
    assert.ok(Date.now() < deadline, `waited 60 s for ${what}`);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
