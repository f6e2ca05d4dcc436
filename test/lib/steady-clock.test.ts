// A clock that nobody can set: it goes with the machine's own, over restarts of the program and until the machine's next start.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { steadyClock } from '../../lib/steady-clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'steady-clock-'));
after(() => rmSync(folder, { recursive: true }));
const began = 1_700_000_000_000;

test('C01: setting the time of day moves no deadline, not even over a restart; the machine’s next start puts it right', () => {
  const file = join(folder, 'clock.json');
  const at = { wall: began, uptime: 50_000, boot: 'first' };
  const open = () => steadyClock(file, { wall: () => at.wall, uptime: () => at.uptime, boot: at.boot });
  const pass = (ms: number) => {
    at.wall += ms;
    at.uptime += ms;
  };
  const clock = open();
  assert.equal(clock.now(), began);
  pass(1000);
  for (const jump of [3_600_000, -7_200_000, 10 * 365 * 86_400_000]) {
    const before = clock.now();
    at.wall += jump;
    assert.equal(clock.now(), before);
    assert.equal(open().now(), before);
  }
  pass(500);
  assert.equal(open().now(), began + 1500);
  Object.assign(at, { boot: 'second', uptime: 3000 });
  assert.equal(open().now(), at.wall);
});

test('a file that makes no sense is begun anew', () => {
  const file = join(folder, 'garbage.json');
  writeFileSync(file, '{"boot":"b","base":"x"');
  assert.equal(steadyClock(file, { wall: () => began, uptime: () => 1000, boot: 'b' }).now(), began);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { boot: 'b', base: began - 1000 });
});

test('on this machine it goes forward, and starts at the time of day', () => {
  const clock = steadyClock(join(folder, 'real.json'));
  const first = clock.now();
  assert.ok(Math.abs(Date.now() - first) < 1000);
  assert.ok(first <= clock.now());
});

test('C03: while the program stands still, so does the clock, also for the one that comes after it', () => {
  const file = join(folder, 'still.json');
  const at = { uptime: 1000 };
  const open = () => steadyClock(file, { wall: () => began, uptime: () => at.uptime, boot: 'b' });
  const clock = open();
  at.uptime += 2000;
  assert.equal(clock.now(), began + 2000);
  at.uptime += 600_000;
  assert.equal(clock.now(), began + 2000);
  at.uptime += 1000;
  assert.equal(clock.now(), began + 3000);
  assert.equal(open().now(), began + 3000);
});
