import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { RefusedBlock } from '../../../server/logs/block.ts';
import type { LogQuery } from '../../../server/logs/reading.ts';
import { block, linesOf, openStore, query, storeFor, tempFolder, textsOf } from './wire.ts';

test('what was acknowledged is there, in order, also after a restart', async (t) => {
  const folder = await tempFolder(t);
  const first = await openStore(folder);
  const acks = await Promise.all([
    first.store.append('h1', block({ text: 'one\ntwo\n' })),
    first.store.append('h1', block({ offset: 8, text: 'three\n' })),
  ]);
  assert.deepEqual(
    acks.map((ack) => ack.offset),
    [8, 14],
  );
  await first.close();
  const second = await openStore(folder);
  t.after(second.close);
  assert.deepEqual(await textsOf(second.store), ['one', 'two', 'three']);
  assert.equal((await second.store.append('h1', block({}))).offset, 14, 'an empty block asks');
});

test('a block sent again changes nothing, an overlap adds what is new, a hole adds nothing (L02)', async (t) => {
  const store = await storeFor(t);
  const send = async (offset: number, text: string) => (await store.append('h1', block({ offset, text }))).offset;
  assert.equal(await send(0, 'one\ntwo\n'), 8);
  assert.equal(await send(0, 'one\ntwo\n'), 8);
  assert.equal(await send(4, 'two\nthree\n'), 14);
  assert.equal(await send(20, 'far\n'), 14);
  assert.equal(await send(2, 'e\n'), 14);
  assert.deepEqual(await textsOf(store), ['one', 'two', 'three']);
});

test('the streams of another host, run or replica are others (L05)', async (t) => {
  const store = await storeFor(t);
  await store.append('h1', block({ text: 'a\n' }));
  assert.equal((await store.append('h2', block({ text: 'bb\n' }))).offset, 3);
  assert.equal((await store.append('h1', block({ run: 2, text: 'ccc\n' }))).offset, 4);
  assert.equal((await store.append('h1', block({ replica: 'r2', text: 'dddd\n' }))).offset, 5);
  assert.equal((await store.append('h1', block({ stream: 'stderr', text: 'eeeee\n' }))).offset, 6);
  assert.deepEqual((await textsOf(store)).sort(), ['a', 'bb', 'ccc', 'dddd', 'eeeee']);
  assert.deepEqual(await textsOf(store, { hosts: ['h2'] }), ['bb']);
  assert.deepEqual(await textsOf(store, { replicas: ['r2'] }), ['dddd']);
  assert.deepEqual(await textsOf(store, { replicas: ['web/0'], stream: 'stderr' }), ['eeeee']);
  assert.deepEqual(await textsOf(store, { processes: ['worker'] }), []);
  assert.deepEqual(await textsOf(store, { environment: 'staging' }), []);
});

test('a lost range is a line of its own, with its size and reason (L06)', async (t) => {
  const store = await storeFor(t);
  await store.append('h1', block({ text: 'half a li' }));
  await store.append('h1', block({ offset: 9, length: 1000, gapReason: 'the quota' }));
  await store.append('h1', block({ offset: 1009, text: 'ne\nnext\n', last: true }));
  assert.deepEqual(await textsOf(store), ['half a li', '(1000 lost: the quota)', 'ne', 'next']);
});

test('lines of many streams come in time order, those of one stream in the order of their bytes (L08)', async (t) => {
  const store = await storeFor(t);
  await store.append(
    'h1',
    block({
      text: 'a1\na2\na3\n',
      marks: [
        { offset: 0, atMs: 100 },
        { offset: 3, atMs: 300 },
        { offset: 6, atMs: 200 },
      ],
    }),
  );
  await store.append(
    'h2',
    block({
      text: 'b1\nb2\n',
      marks: [
        { offset: 0, atMs: 150 },
        { offset: 3, atMs: 250 },
      ],
    }),
  );
  assert.deepEqual(await textsOf(store), ['a1', 'b1', 'b2', 'a2', 'a3']);
  assert.deepEqual(await textsOf(store, { sinceMs: 200 }), ['b2', 'a2', 'a3']);
  assert.deepEqual(await textsOf(store, { untilMs: 200 }), ['a1', 'b1']);
  assert.deepEqual(await textsOf(store, { tail: 3 }), ['b2', 'a2', 'a3']);
});

test('a line that is split over blocks is one line, and one that is too long is continued', async (t) => {
  const store = await storeFor(t);
  const long = 'x'.repeat(150_000);
  await store.append('h1', block({ text: 'be' }));
  await store.append('h1', block({ offset: 2, text: `gun\n${long.slice(0, 70_000)}` }));
  await store.append('h1', block({ offset: 70_006, text: `${long.slice(70_000)}\n\nend` }));
  const lines = await linesOf(store);
  assert.deepEqual(
    lines.map((line) => [line.offset, line.text.length, line.continued]),
    [
      [0, 5, false],
      [6, 65_536, true],
      [65_542, 65_536, true],
      [131_078, 18_928, false],
      [150_007, 0, false],
      [150_008, 3, false],
    ],
  );
});

test('a line that began before the first of the tail is not shown in part', async (t) => {
  const store = await storeFor(t);
  await store.append('h1', block({ text: 'early\nbe', marks: [{ offset: 0, atMs: 1 }] }));
  await store.append('h1', block({ offset: 8, text: 'gun\nlate\n', marks: [{ offset: 0, atMs: 9 }] }));
  assert.deepEqual(await textsOf(store, { tail: 1 }), ['late']);
  assert.deepEqual(await textsOf(store, { tail: 2 }), ['begun', 'late']);
  assert.deepEqual(await textsOf(store, { sinceMs: 5 }), ['late']);
  assert.deepEqual(await textsOf(store, { untilMs: 5 }), ['early', 'begun']);
});

test('blocks that no agent would send are refused, and leave nothing behind', async (t) => {
  const store = await storeFor(t);
  const packed = zstdCompressSync(Buffer.alloc(5000));
  const bad = {
    'a path for a name': { text: 'x', replica: '../../etc/passwd' },
    'a host name as app': { text: 'x', app: 'UPPER' },
    'another stream': { text: 'x', stream: 'stdin' },
    'less data than it says': { text: 'x', length: 9 },
    'a bomb': { encoding: 'ZSTD', data: packed, length: 100 },
    'no zstd': { encoding: 'ZSTD', data: Buffer.from('junk'), length: 100 },
    'a negative offset': { text: 'x', offset: -1 },
    'a place beyond numbers': { text: 'x', offset: Number.MAX_SAFE_INTEGER },
    'descending marks': {
      text: 'xyz',
      marks: [
        { offset: 2, atMs: 1 },
        { offset: 1, atMs: 2 },
      ],
    },
    'a mark outside': { text: 'xyz', marks: [{ offset: 4, atMs: 1 }] },
    'a gap with data': { text: 'xyz', gapReason: 'lost' },
    'a block too long': { text: Buffer.alloc(1024 * 1024 + 1) },
    'a reason too long': { length: 5, gapReason: 'x'.repeat(500) },
  };
  for (const [name, fields] of Object.entries(bad)) {
    await assert.rejects(store.append('h1', block(fields as never)), RefusedBlock, name);
  }
  await store.append('h1', block({ text: 'good\n' }));
  await assert.rejects(store.append('h1', block({ offset: 5, app: 'other', text: 'x' })), RefusedBlock);
  assert.deepEqual(await textsOf(store), ['good']);
  assert.deepEqual(await textsOf(store, { app: 'other' }), []);
});

test('junk bytes come back as they were (L09)', async (t) => {
  const store = await storeFor(t);
  const junk = Buffer.from([0, 255, 254, 0x1b, 0x5b, 0x31, 0x6d, 0x0d, 0x0a, 0, 0x0a, 0xc3, 0x28, 0x0a]);
  await store.append('h1', block({ text: junk }));
  const lines = await linesOf(store);
  assert.deepEqual(Buffer.concat(lines.flatMap((line) => [line.text, Buffer.from('\n')])), junk);
});

test('a file that the index does not know, and a torn end of one that it does, are of no consequence', async (t) => {
  const folder = await tempFolder(t);
  const first = await openStore(folder);
  const big = (seed: number) => Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * seed * 7919 + (i >> 3)) & 255));
  await first.store.append('h1', block({ text: big(3) }));
  await first.close();
  const segment = join(folder, 'segments', 'h1', 'r1.1.stdout.0');
  await writeFile(segment, Buffer.concat([big(3), Buffer.alloc(99_999, 'torn')]));
  await writeFile(join(folder, 'segments', 'h1', 'r9.1.stdout.0'), 'stray');
  const second = await openStore(folder);
  t.after(second.close);
  await second.store.append('h1', block({ offset: 40_000, text: big(5) }));
  const bytes = Buffer.concat(
    (await linesOf(second.store)).flatMap((line, i) => (i === 0 ? [line.text] : [Buffer.from('\n'), line.text])),
  );
  const wanted = Buffer.concat([big(3), big(5)]);
  assert.ok(bytes.equals(wanted.at(-1) === 10 ? wanted.subarray(0, -1) : wanted));
});

test('a follower gets what is appended, also of streams that are new, and a stalled one holds nobody up (L10)', async (t) => {
  const store = await storeFor(t);
  const end = new AbortController();
  t.after(() => end.abort());
  await store.append('h1', block({ text: 'old\nolder\n' }));
  const stalled = store.read({ ...query, follow: true }, end.signal)[Symbol.asyncIterator]();
  await stalled.next();
  const lively = store.read({ ...query, follow: true, tail: 1 }, end.signal)[Symbol.asyncIterator]();
  const next = async () => ((await lively.next()).value?.lines ?? []).map((line: { text: Buffer }) => line.text.toString());
  assert.deepEqual(await next(), ['older']);
  await store.append('h1', block({ offset: 10, text: 'new\nha' }));
  assert.deepEqual(await next(), ['new']);
  await store.append('h1', block({ offset: 16, text: 'lf\n' }));
  assert.deepEqual(await next(), ['half']);
  await store.append('h2', block({ text: 'elsewhere', last: true }));
  assert.deepEqual(await next(), ['elsewhere']);
  await store.append('h2', block({ app: 'other', replica: 'r7', text: 'foreign\n' }));
  const flood = Array.from({ length: 200 }, (_, i) => block({ offset: 19 + i * 2000, text: `${i}\n`.padStart(2000, '.') }));
  await Promise.all(flood.map((each) => store.append('h1', each)));
  for (let got = 0; got < 200; ) got += (await next()).length;
  end.abort();
  assert.equal((await lively.next()).done, true);
});

test('the oldest blocks go first, by age and by size, and leave a gap (L07)', async (t) => {
  let now = 1000;
  const store = await storeFor(t, () => now);
  const noise = Buffer.from(Array.from({ length: 20_000 }, (_, i) => 33 + ((i * 7919) % 90)));
  let offset = 0;
  for (const at of [1000, 2000, 3000]) {
    offset = (await store.append('h1', block({ offset, text: noise, marks: [{ offset: 0, atMs: at }] }))).offset;
  }
  now = 12_000;
  assert.deepEqual(await store.prune({ maxAgeMs: 10_500, maxBytes: 1e9 }), { blocks: 1, bytes: 20_000 });
  assert.deepEqual(await store.prune({ maxAgeMs: 1e9, maxBytes: 30_000 }), { blocks: 1, bytes: 20_000 });
  const [gap, line] = await linesOf(store);
  assert.equal(gap?.gapBytes, 40_000);
  assert.equal(line?.text.length, 20_000);
  assert.equal((await store.append('h1', block({ offset, text: 'more\n' }))).offset, 60_005);
  now = 1e6;
  await store.prune({ maxAgeMs: 1, maxBytes: 1e9 });
  assert.equal((await store.append('h1', block({}))).offset, 60_005, 'how far it is known is not forgotten');
  assert.deepEqual(
    (await linesOf(store)).map(({ gapBytes }) => gapBytes),
    [60_005],
    'what is missing is not told when nothing is left',
  );
  await store.append('h1', block({ offset: 60_005, text: 'new\n' }));
  assert.deepEqual(
    (await linesOf(store)).map(({ gapBytes, text }) => [gapBytes, text.toString()]),
    [
      [60_005, ''],
      [0, 'new'],
    ],
  );
});

test('an app that floods the store loses its own oldest lines, and no other app loses any (L07)', async (t) => {
  const store = await storeFor(t, () => 50_000);
  const noise = (n: number) => Buffer.from(Array.from({ length: 20_000 }, (_, i) => 33 + ((i * 7919 + n * i) % 90)));
  const calm = { app: 'calm', replica: 'r2' };
  const staging = { environment: 'staging', replica: 'r3' };
  await store.append('h1', block({ ...calm, text: noise(1), marks: [{ offset: 0, atMs: 1 }] }));
  await store.append('h1', block({ ...staging, text: noise(2), marks: [{ offset: 0, atMs: 2 }] }));
  for (let n = 0; n < 10; n += 1)
    await store.append('h1', block({ offset: n * 20_000, text: noise(n), marks: [{ offset: 0, atMs: 1000 + n }] }));
  assert.deepEqual(await store.prune({ maxAgeMs: 1e9, maxBytes: 100_000 }), { blocks: 7, bytes: 140_000 });
  const gaps = async (query: Partial<LogQuery>) =>
    (await linesOf(store, query)).map(({ gapBytes, gapReason }) => [gapBytes, gapReason]);
  assert.deepEqual(await gaps({ app: 'calm' }), [[0, '']]);
  assert.deepEqual(await gaps({ environment: 'staging' }), [[0, '']]);
  const [first, ...rest] = await gaps({});
  assert.deepEqual(first, [140_000, 'removed by the limits of the log store']);
  assert.equal(rest.length, 1);
  assert.deepEqual(await store.prune({ maxAgeMs: 1e9, maxBytes: 100_000 }), { blocks: 0, bytes: 0 });
  assert.deepEqual(await store.prune({ maxAgeMs: 1e9, maxBytes: 20_000 }), { blocks: 5, bytes: 100_000 });
});

test('whatever is cut, replayed, reordered and restarted: the bytes of each stream are those that were written', async (t) => {
  const move = fc.record({ from: fc.nat(400), length: fc.nat(120), restart: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 400 }),
      fc.array(move, { maxLength: 25 }),
      async (written, moves) => {
        const folder = await tempFolder(t);
        let open = await openStore(folder);
        let known = 0;
        for (const { from, length, restart } of moves) {
          const text = Buffer.from(written.subarray(from, from + length));
          known = (await open.store.append('h1', block({ offset: from, text }))).offset;
          if (!restart) continue;
          await open.close();
          open = await openStore(folder);
        }
        await open.store.append('h1', block({ offset: known, text: Buffer.from(written.subarray(known)), last: true }));
        const lines = await linesOf(open.store);
        const read = Buffer.concat(lines.flatMap((line) => [line.text, Buffer.from('\n')]));
        const wanted = written.at(-1) === 10 ? Buffer.from(written) : Buffer.concat([written, Buffer.from('\n')]);
        assert.ok(read.equals(wanted));
        await open.close();
      },
    ),
    { numRuns: 15 },
  );
});
