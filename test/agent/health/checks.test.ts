import { deepEqual, equal, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Check } from '../../../agent/decide/replica.ts';
import { runCheck, type Target } from '../../../agent/health/check.ts';
import { readStat } from '../../../agent/runtime/process-identity.ts';
import { healthContract } from '../../contracts/health.ts';
import { temporaryFolder, until } from '../host-world.ts';

const never = new AbortController().signal;
const timing = { everyMs: 1000, after: 1, failures: 1 };
const env = { PATH: process.env.PATH ?? '' };
const target = (port: number): Target => ({ ports: { http: port }, folder: '/', env: { ...env, PORT: String(port) } });

const late = /no whole answer within 300 ms/;
healthContract({
  name: 'http',
  check: (port, timeoutMs, signal) =>
    runCheck({ kind: 'http', path: '/healthz', port: null, timeoutMs, ...timing }, target(port), signal),
  expected: {
    'answers 200': [true, /^GET \/healthz answered 200$/],
    'answers 500': [false, /^GET \/healthz answered 500: the database is gone$/],
    'redirects to itself': [true, /answered 302/],
    'sends a body of 1 GB': [true, /answered 200/],
    hangs: [false, late],
    'trickles its head': [false, late],
    'trickles its body': [false, late],
    'closes at once': [false, /GET \/healthz: /],
    refuses: [false, /connection refused/],
  },
});

healthContract({
  name: 'tcp',
  check: (port, timeoutMs, signal) => runCheck({ kind: 'tcp', port: 'http', timeoutMs, ...timing }, target(port), signal),
  expected: {
    'answers 200': [true, /^tcp \d+ accepted$/],
    'answers 500': [true, /accepted/],
    'redirects to itself': [true, /accepted/],
    'sends a body of 1 GB': [true, /accepted/],
    hangs: [true, /accepted/],
    'trickles its head': [true, /accepted/],
    'trickles its body': [true, /accepted/],
    'closes at once': [true, /accepted/],
    refuses: [false, /connection refused/],
  },
});

const ask = `fetch('http://127.0.0.1:' + process.env.PORT + '/healthz', { redirect: 'manual' }).then(
  async (answer) => { if (answer.status !== 200) { console.log(await answer.text()); process.exit(9); } },
  () => process.exit(8)).then(() => process.exit(0))`;
healthContract({
  name: 'command',
  check: (port, timeoutMs, signal) =>
    runCheck(
      { kind: 'command', command: [process.execPath, '-e', ask], timeoutMs: timeoutMs * 10, ...timing },
      target(port),
      signal,
    ),
  expected: {
    'answers 200': [true, /exited with status 0$/],
    'answers 500': [false, /exited with status 9: the database is gone/],
    hangs: [false, /did not end within 3000 ms/],
    refuses: [false, /exited with status 8/],
  },
});

describe('a check by a command', () => {
  const check = (command: string[], timeoutMs = 5000): Check => ({ kind: 'command', command, timeoutMs, ...timing });

  it('that cannot be run is not well, and says so', async () => {
    const { ok, detail } = await runCheck(check(['no-such-program']), target(1), never);
    equal(ok, false);
    match(detail, /^no-such-program could not be run: .*ENOENT/);
  });

  it('with words that no command can have is not well, and ends nothing else', async () => {
    equal((await runCheck(check(['/bin/true', 'a\0b']), target(1), never)).ok, false);
  });

  it('leaves nothing behind when its time is up', async () => {
    const folder = temporaryFolder();
    const pids = join(folder.path, 'pids');
    const script = `trap "" TERM; sleep 60 & echo $$ $! >${pids}; wait`;
    const { ok, detail } = await runCheck(check(['/bin/sh', '-c', script], 400), target(1), never);
    deepEqual([ok, detail], [false, '/bin/sh did not end within 400 ms']);
    const [shell, child] = readFileSync(pids, 'utf8').trim().split(' ').map(Number);
    await until('both have ended', () => !readStat(shell ?? 0) && !readStat(child ?? 0));
    folder.remove();
  });

  it('has the replica’s folder and variables', async () => {
    const { ok, detail } = await runCheck(check(['/bin/sh', '-c', 'test "$PWD" = / && test "$PORT" = 7']), target(7), never);
    deepEqual([ok, detail], [true, '/bin/sh exited with status 0']);
  });
});

it('a check of a port that the process does not have says so', async () => {
  const { detail } = await runCheck({ kind: 'http', path: '/', port: 'admin', timeoutMs: 100, ...timing }, target(1), never);
  equal(detail, 'GET /: the process has no port admin');
});
