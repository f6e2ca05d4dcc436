import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogStore } from '../../../server/logs/store.ts';
import { block, linesOf, query, storeFor, textsOf } from './wire.ts';

const field = (path: string, comparison: string, value: string) => ({ path, comparison, value }) as never;

test('a search finds text and patterns, with and without their case, and says where lines are missing', async (t) => {
  const store = await storeFor(t);
  await store.append('h1', block({ text: 'GET /orders 200\nPOST /orders 500\n' }));
  await store.append('h1', block({ offset: 33, length: 10, gapReason: 'the quota' }));
  await store.append('h1', block({ offset: 43, text: 'get /users 404\nümlaut Ü\n' }));
  const gap = '(10 lost: the quota)';
  assert.deepEqual(await textsOf(store, { contains: '/orders' }), ['GET /orders 200', 'POST /orders 500', gap]);
  assert.deepEqual(await textsOf(store, { contains: 'GET' }), ['GET /orders 200', gap]);
  assert.deepEqual(await textsOf(store, { contains: 'GET', ignoreCase: true }), ['GET /orders 200', gap, 'get /users 404']);
  assert.deepEqual(await textsOf(store, { contains: 'Ümlaut ü', ignoreCase: true }), [gap, 'ümlaut Ü']);
  assert.deepEqual(await textsOf(store, { pattern: ' [45]\\d\\d$' }), ['POST /orders 500', gap, 'get /users 404']);
  assert.deepEqual(await textsOf(store, { pattern: '^get', ignoreCase: true, contains: '200' }), ['GET /orders 200', gap]);
  assert.deepEqual(await textsOf(store, { pattern: '\\d{3}$', tail: 1 }), ['get /users 404']);
});

test('a search by fields of JSON lines passes over what is no JSON', async (t) => {
  const store = await storeFor(t);
  const lines = [
    '{"level":"error","status":500,"req":{"id":7}}',
    '{"level":"info","status":204,"req":{"id":"7"},"a.b":true}',
    '  {"level":"info","status":"404"}',
    '{"level":"error","status":',
    'level=error status=500',
    '[{"level":"error"}]',
    '{"level":null,"constructor":1}',
  ];
  await store.append('h1', block({ text: lines.map((line) => `${line}\n`).join('') }));
  const found = async (...fields: never[]) => (await textsOf(store, { fields })).map((line) => lines.indexOf(line));
  assert.deepEqual(await found(field('level', 'EQUAL', 'error')), [0]);
  assert.deepEqual(await found(field('level', 'NOT_EQUAL', 'error')), [1, 2, 6]);
  assert.deepEqual(await found(field('level', 'EQUAL', 'null')), [6]);
  assert.deepEqual(await found(field('req.id', 'EQUAL', '7')), [0, 1]);
  assert.deepEqual(await found(field('a.b', 'EQUAL', 'true')), [1]);
  assert.deepEqual(await found(field('status', 'AT_LEAST', '404')), [0, 2]);
  assert.deepEqual(await found(field('status', 'MORE', '204'), field('level', 'EQUAL', 'info')), [2]);
  assert.deepEqual(await found(field('status', 'LESS', '404')), [1]);
  assert.deepEqual(await found(field('status', 'AT_MOST', '404')), [1, 2]);
  assert.deepEqual(await found(field('toString', 'NOT_EQUAL', '')), []);
});

test('a line that is split over blocks is found whole', async (t) => {
  const store = await storeFor(t);
  await store.append('h1', block({ text: 'one\nnee' }));
  await store.append('h1', block({ offset: 7, text: 'dle here\ntwo\n' }));
  assert.deepEqual(await textsOf(store, { contains: 'needle' }), ['needle here']);
});

test('searches that make no sense are refused before anything is read', async (t) => {
  const store = await storeFor(t);
  const bad = [
    { pattern: '(' },
    { contains: 'x'.repeat(1001) },
    { fields: [field('status', 'LESS', 'high')] },
    { fields: [field('', 'EQUAL', 'x')] },
    { fields: Array.from({ length: 17 }, () => field('a', 'EQUAL', 'b')) },
  ];
  for (const each of bad) await assert.rejects(linesOf(store, each), { code: 'bad-input' }, JSON.stringify(each));
});

test('a pattern that takes for ever over a line is ended, and everything else goes on meanwhile', async (t) => {
  const store = await storeFor(t);
  await store.append('h1', block({ text: `fine\n${'a'.repeat(60)}!\n`, marks: [{ offset: 0, atMs: 7000 }] }));
  const stuck = answers(store, { pattern: '^(a+)+$' });
  let ended = false;
  void stuck.then(() => {
    ended = true;
  });
  let known = 0;
  for (let i = 0; !ended; i += 1) {
    known = (await store.append('h2', block({ offset: known, text: `line ${i}\n` }))).offset;
    assert.ok((await textsOf(store, { hosts: ['h2'], tail: 1 })).length === 1);
  }
  const { lines, stopped } = await stuck;
  assert.deepEqual(lines, []);
  assert.match(stopped?.reason ?? '', /one line/);
  assert.deepEqual(await textsOf(store, { contains: 'fine' }), ['fine'], 'the next search finds its thread');
});

test('a search that reaches its bound of time says how far it came, and one from there on finds the rest', async (t) => {
  const store = await storeFor(t);
  const size = 100;
  for (let i = 0; i < size; i += 1) {
    const text = `${'.'.repeat(999)}\n`.repeat(200).concat(`needle ${String(i).padStart(3, '0')}\n`);
    await store.append('h1', block({ offset: i * text.length, text, marks: [{ offset: 0, atMs: 1000 + i }] }));
  }
  const found = new Set<string>();
  let searches = 0;
  for (let [sinceMs, searchMs] = [0, 1]; ; searches += 1) {
    const { lines, stopped } = await answers(store, { pattern: 'needle', sinceMs, searchMs });
    for (const line of lines) found.add(line);
    if (!stopped) break;
    assert.match(stopped.reason, /after [\d.]+ s/);
    assert.ok(stopped.atMs >= sinceMs);
    if (stopped.atMs === sinceMs) searchMs *= 2;
    sinceMs = stopped.atMs;
  }
  assert.ok(searches > 0, 'the first was stopped');
  assert.equal(found.size, size);
});

test('a search that follows goes on with what is appended', async (t) => {
  const store = await storeFor(t);
  const end = new AbortController();
  t.after(() => end.abort());
  await store.append('h1', block({ text: 'old error\nold\n' }));
  const follower = store.read({ ...query, follow: true, contains: 'error' }, end.signal)[Symbol.asyncIterator]();
  const next = async () => (await follower.next()).value?.lines.map((line: { text: Buffer }) => line.text.toString());
  assert.deepEqual(await next(), ['old error']);
  await store.append('h1', block({ offset: 14, text: 'fine\nnew err' }));
  await store.append('h1', block({ offset: 26, text: 'or\n' }));
  assert.deepEqual(await next(), ['new error']);
  await store.append('h2', block({ text: 'error elsewhere\n' }));
  assert.deepEqual(await next(), ['error elsewhere']);
  end.abort();
  assert.equal((await follower.next()).done, true);
});

test('more searches at once than are let in are refused, and the place of one that ended is free', async (t) => {
  const store = await storeFor(t);
  await store.append('h1', block({ text: 'error\n' }));
  const end = new AbortController();
  t.after(() => end.abort());
  const followers = Array.from({ length: 8 }, () =>
    store.read({ ...query, follow: true, contains: 'error' }, end.signal)[Symbol.asyncIterator](),
  );
  await Promise.all(followers.map((each) => each.next()));
  await assert.rejects(linesOf(store, { contains: 'error' }), { code: 'resource-exhausted' });
  assert.deepEqual(await textsOf(store), ['error'], 'reading is no search');
  await followers[0]?.return?.(undefined);
  assert.deepEqual(await textsOf(store, { contains: 'error' }), ['error']);
});

async function answers(store: LogStore, given: object) {
  const lines: string[] = [];
  for await (const answer of store.read({ ...query, ...given }, AbortSignal.timeout(60_000))) {
    lines.push(...answer.lines.map((line) => line.text.toString()));
    if (answer.stopped) return { lines, stopped: answer.stopped };
  }
  return { lines, stopped: undefined };
}
