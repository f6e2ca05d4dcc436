import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const program = (destination: string) => `
import { pino } from 'pino';
import { ${destination} } from ${JSON.stringify(join(import.meta.dirname, '../../lib/log-destination.ts'))};
const log = pino({}, ${destination}(1));
for (let line = 1; line <= 2000; line += 1) log.info({ line }, 'x'.repeat(100));
setTimeout(() => { log.info('the last'); process.exit(7); }, 50);
`;

/** Its status, and what stands in the log. */
function logInto(path: string, destination: string): { status: number | null; error: string } {
  const out = openSync(path, 'w');
  try {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program(destination)], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', out, 'pipe'],
      timeout: 60_000,
      encoding: 'utf8',
    });
    return { status, error: stderr };
  } finally {
    closeSync(out);
  }
}

for (const destination of ['logDestination', 'writtenAtOnce']) {
  test(`${destination}: a program whose log cannot be written runs on, and ends as it wants to`, () => {
    assert.deepEqual(logInto('/dev/full', destination), { status: 7, error: '' });
  });

  test(`${destination}: every line comes, also those of the end`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'castellan-log-'));
    t.after(() => rmSync(folder, { recursive: true }));
    assert.equal(logInto(join(folder, 'log'), destination).status, 7);
    const lines = readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n');
    const told = new Set(lines.map((line) => JSON.parse(line).line ?? 'the last'));
    assert.deepEqual([lines.length, told.size, told.has('the last')], [2001, 2001, true]);
  });
}
