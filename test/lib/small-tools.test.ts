// The small tools: durations and sizes, names, durable files, the wake.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { readJson, writeDurable } from '../../lib/durable-file.ts';
import { formatDuration, formatSize, parseDuration, parseSize } from '../../lib/durations.ts';
import { isLabel, isSha256, isVersionName } from '../../lib/names.ts';
import { makeWake } from '../../lib/wake.ts';

test('durations are read as people write them, and nothing else is', () => {
  const good = { '30s': 30_000, '1m30s': 90_000, '250ms': 250, '2h': 7_200_000, '1.5s': 1500, '0': 0, '1d': 86_400_000 };
  for (const [text, ms] of Object.entries(good)) assert.equal(parseDuration(text), ms, text);
  for (const text of ['', '30', 's', '-5s', '5 s', '5sec', '1m 30s', 'NaNs']) assert.equal(parseDuration(text), undefined, text);
});

test('a duration that is shown is close to what it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 * 86_400_000 }), (ms) => {
      const read = parseDuration(formatDuration(ms));
      return read !== undefined && Math.abs(read - ms) <= Math.max(1, ms * 0.06);
    }),
  );
});

test('a duration is never shown with a whole of the larger unit as rest of the smaller one', () => {
  const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
  const shown: [number, string][] = [
    [0, '0ms'],
    [999.4, '999ms'],
    [999.6, '1s'],
    [minute - 501, '59s'],
    [minute - 1, '1m'],
    [minute + 0.4 * second, '1m'],
    [2 * minute - 1, '2m'],
    [hour - second, '59m59s'],
    [hour - 1, '1h'],
    [2 * hour - 1, '2h'],
    [day - minute, '23h59m'],
    [day - 1, '1d'],
    [day + hour, '1d1h'],
    [90 * day - hour, '89d23h'],
    [90 * day - minute, '90d'],
  ];
  for (const [ms, text] of shown) assert.equal(formatDuration(ms), text, `${ms}`);
});

test('sizes are powers of 1024', () => {
  assert.equal(parseSize('512M'), 512 * 2 ** 20);
  assert.equal(parseSize('2GiB'), 2 * 2 ** 30);
  assert.equal(parseSize('1024'), 1024);
  for (const text of ['', '-1', '5X', '1 G', 'G']) assert.equal(parseSize(text), undefined, text);
  assert.equal(formatSize(0), '0 B');
  assert.equal(formatSize(1536), '1.5 KiB');
  assert.equal(formatSize(200 * 2 ** 20), '200 MiB');
});

test('names that could become a path, an option or another name are none', () => {
  for (const name of ['hello', 'a', 'web-2', '0x', 'a'.repeat(63)]) assert.ok(isLabel(name), name);
  const bad = ['', '-a', 'a-', 'A', 'a_b', 'a.b', '../x', 'a/b', 'a\n', 'ä', 'a\0', '%2f', 'a'.repeat(64), 'a b'];
  for (const name of bad) assert.ok(!isLabel(name), JSON.stringify(name));
});

test('version names are what people use, without a way out of a folder', () => {
  for (const name of ['1.2.0', '0.1.0-9cad9cd', 'v1', '2024~rc1', '1.0+build']) assert.ok(isVersionName(name), name);
  for (const name of ['', '.', '..', '1..2', '-rf', '/x', 'a/b', 'a b', 'a\n', 'x'.repeat(129)])
    assert.ok(!isVersionName(name), name);
  assert.ok(isSha256('a'.repeat(64)));
  assert.ok(!isSha256('A'.repeat(64)));
});

test('a durable file is replaced as a whole, and a failed write leaves the old one and nothing beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'durable-'));
  try {
    const path = join(folder, 'state.json');
    writeDurable(path, '{"a":1}');
    writeDurable(path, '{"a":2}');
    assert.deepEqual(readJson(path), { a: 2 });
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.throws(() => writeDurable(join(folder, 'missing', 'x'), 'x'), /ENOENT/);
    assert.throws(() => writeDurable(path, { length: 10 } as never));
    assert.equal(readFileSync(path, 'utf8'), '{"a":2}');
    assert.deepEqual(readdirSync(folder), ['state.json']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('state that is missing, empty, cut or garbage reads as nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'durable-'));
  try {
    assert.equal(readJson(join(folder, 'none')), undefined);
    for (const [name, text] of Object.entries({ empty: '', cut: '{"a":', garbage: '\0\0\0' })) {
      writeFileSync(join(folder, name), text);
      assert.equal(readJson(join(folder, name)), undefined, name);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a wake that comes while nobody waits is not lost, and happens once', async () => {
  const wake = makeWake();
  wake();
  wake();
  await wake.wait({});
  let woken = false;
  const second = wake.wait({}).then(() => {
    woken = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(woken, false);
  wake();
  await second;
});

test('a wait ends with its time and with its signal', async () => {
  const wake = makeWake();
  await wake.wait({ ms: 1 });
  const stop = new AbortController();
  const waiting = wake.wait({ signal: stop.signal });
  stop.abort();
  await waiting;
  await wake.wait({ signal: stop.signal });
});
