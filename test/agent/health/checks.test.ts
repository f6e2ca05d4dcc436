import { deepEqual, equal, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Check } from '../../../agent/decide/replica.ts';
import { runCheck, type Target } from '../../../agent/health/check.ts';
import type { Told } from '../../../agent/health/notices.ts';
import { watchListeners } from '../../../agent/health/ownership.ts';
import { readStat } from '../../../agent/runtime/process-identity.ts';
import { healthContract } from '../../contracts/health.ts';
import { temporaryFolder, until } from '../host-world.ts';
import { grpcHealth } from './grpc-health.ts';

const never = new AbortController().signal;
const timing = { everyMs: 1000, after: 1, failures: 1 };
const env = { PATH: process.env.PATH ?? '' };
const silence: Told = { state: null, status: '', aliveAt: 0 };
const target = (port: number, told = silence): Target => ({
  ports: { http: port },
  folder: '/',
  secret: ['TOKEN'],
  ownership: watchListeners(() => [process.pid]),
  as: (command) => ({ command, env: { ...env, PORT: String(port), TOKEN: 'hunter2\nand more' } }),
  told: () => told,
});

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
    'sends a head of 1 MB': [false, /GET \/healthz: .*[Hh]eader/],
    'closes at once': [false, /connection closed before the answer was complete/],
    'closes within its head': [false, /GET \/healthz: /],
    'closes within its body': [false, /connection closed before the answer was complete/],
    'speaks something else': [false, /GET \/healthz: /],
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
    'sends a head of 1 MB': [true, /accepted/],
    'closes at once': [true, /accepted/],
    'closes within its head': [true, /accepted/],
    'closes within its body': [true, /accepted/],
    'speaks something else': [true, /accepted/],
    refuses: [false, /connection refused/],
  },
});

healthContract({
  name: 'grpc',
  check: (port, timeoutMs, signal) =>
    runCheck({ kind: 'grpc', service: '', port: null, timeoutMs, ...timing }, target(port), signal),
  expected: {
    'answers 200': [false, /^grpc health: /],
    'redirects to itself': [false, /^grpc health: /],
    'sends a body of 1 GB': [false, /^grpc health: /],
    hangs: [false, /^grpc health: no answer within 300 ms$/],
    'trickles its head': [false, /^grpc health: /],
    'closes at once': [false, /^grpc health: /],
    'speaks something else': [false, /^grpc health: /],
    refuses: [false, /^grpc health: connection refused$/],
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

describe('a check by grpc.health.v1', () => {
  const check = (port: number, service = '') =>
    runCheck({ kind: 'grpc', service, port: null, timeoutMs: 2000, ...timing }, target(port), never);

  for (const [status, good] of [
    ['UNKNOWN', false],
    ['SERVING', true],
    ['NOT_SERVING', false],
    ['SERVICE_UNKNOWN', false],
  ] as const) {
    it(`is ${good ? 'well' : 'not well'} when it is answered ${status}`, async () => {
      const health = await grpcHealth({ '': status, 'shop.Cart': 'SERVING' });
      deepEqual(await check(health.port), { ok: good, detail: `grpc health answered ${status}` });
      deepEqual(await check(health.port, 'shop.Cart'), { ok: true, detail: 'grpc health of shop.Cart answered SERVING' });
      health.close();
    });
  }

  it('says so when nobody knows the service, or offers no health at all', async () => {
    const health = await grpcHealth({});
    equal((await check(health.port, 'shop.Cart')).detail, 'grpc health of shop.Cart: it does not know this service');
    health.close();
    const none = await grpcHealth(undefined);
    equal((await check(none.port)).detail, 'grpc health: it does not offer grpc.health.v1.Health');
    none.close();
  });

  it('takes no answer that is none, and none that is too long', async () => {
    for (const answer of [Buffer.from('rubbish'), Buffer.alloc(100_000, 1), Buffer.from([0x08])]) {
      const health = await grpcHealth({}, answer);
      equal((await check(health.port)).ok, false);
      health.close();
    }
  });

  it('asks on a new connection each time, and leaves none behind', async () => {
    const health = await grpcHealth({ '': 'SERVING' });
    for (let turn = 0; turn < 3; turn += 1) equal((await check(health.port)).ok, true);
    await until('no connection is left', () => !established(health.port));
    health.close();
  });
});

it('a check of a port that the process does not have says so', async () => {
  const { detail } = await runCheck({ kind: 'http', path: '/', port: 'admin', timeoutMs: 100, ...timing }, target(1), never);
  equal(detail, 'GET /: the process has no port admin');
});

function established(port: number): boolean {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .some((line) => / 01 /.test(line) && line.split(/\s+/)[3]?.endsWith(local));
}

it('what a command writes is told, but not a secret in it', async () => {
  const check: Check = { kind: 'command', command: ['/bin/sh', '-c', 'echo "no: $TOKEN!"; exit 3'], timeoutMs: 5000, ...timing };
  const { ok, detail } = await runCheck(check, target(1), never);
  deepEqual([ok, detail], [false, '/bin/sh exited with status 3: no: (secret)!']);
});
