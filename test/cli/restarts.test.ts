// Why a replica was started again, as operators read it once it runs again, at 80 and at 120 columns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import stringWidth from 'string-width';
import { dossier } from '../../cli/show/dossier.ts';
import { noPaint } from '../../cli/show/screen.ts';
import { statusLines } from '../../cli/show/status.ts';
import { whyApp } from '../../cli/show/why.ts';
import type { ExitStatus } from '../../proto/generated/castellan/v1/ExitStatus.ts';
import type { ReplicaStatus } from '../../proto/generated/castellan/v1/ReplicaStatus.ts';
import { anExit, begun, failure, release, settled } from './deployments.ts';

const view = { now: begun + 20_000, columns: 80, paint: noPaint };
const wide = { ...view, columns: 120 };

const killed = anExit({ reason: 'OUT_OF_MEMORY', detail: 'out of memory (limits.memory is 64 MiB)' });
const dead = 'live check failed 3 times in a row, last: GET /livez answered 503';

function status(lastExit: ExitStatus, rest: Partial<ReplicaStatus> = {}, troubles: string[] = []) {
  const replica: ReplicaStatus = {
    ...{ id: 'r7f3', release: 13, version: '1.2.0', phase: 'healthy', sinceMs: begun, routed: true, pid: 5, ports: {} },
    ...{ restarts: 1, lastExit, detail: '', startedMs: begun - 70_000 },
    ...rest,
  };
  const slots = [{ host: 'host-1', process: 'web', index: 1, wanted: 13, replicas: [replica] }];
  return { app: 'hello', environment: 'production', current: release(13, '1.2.0'), deployment: null, slots, troubles };
}

function why(lastExit: ExitStatus, rest: Partial<ReplicaStatus>, size: typeof view): string[] {
  const reasons = { failed: undefined, ghosts: [], hosts: [], lines: new Map() };
  return whyApp({ ...reasons, status: status(lastExit, rest) }, size).slice(1);
}

test('why: one that runs again says what it was killed for, what to do about it, and where to look', () => {
  assert.deepEqual(why(killed, {}, wide), [
    '! web/1 on host-1: healthy (v13), last ended by SIGKILL 20s ago: out of memory (limits.memory is 64 MiB), restarted once',
    '  remedy: raise limits.memory of web in the manifest, or have it use less; without a limit its host has too little',
    '  next: ctl logs hello --replica r7f3',
  ]);
  assert.deepEqual(why(killed, {}, view), [
    '! web/1 on host-1: healthy (v13), last ended by SIGKILL 20s ago: out of memory',
    '    (limits.memory is 64 MiB), restarted once',
    '  remedy: raise limits.memory of web in the manifest, or have it use less;',
    '    without a limit its host has too little',
    '  next: ctl logs hello --replica r7f3',
  ]);
});

test('why: the checks that failed, and what a watchdog found, in the words of the host', () => {
  const check = anExit({ signal: 'SIGTERM', reason: 'LIVE_CHECK', detail: dead });
  assert.match(
    why(check, {}, { ...view, columns: 200 })[0] ?? '',
    /, last ended by SIGTERM 20s ago: live .*503, restarted once$/,
  );
  const worn = 'watchdog: it uses 412 MiB of memory, restart from 400 MiB of memory';
  const replaced = anExit({ signal: '', reason: 'WATCHDOG', detail: worn });
  assert.match(
    why(replaced, { restarts: 2 }, { ...view, columns: 200 })[0] ?? '',
    /, last replaced 20s ago: watchdog: it uses 412 MiB of memory, restart from 400 MiB of memory, restarted 2 times$/,
  );
});

test('why: what its phase says already is not said twice; an older agent’s exit has no reason', () => {
  const waiting = { phase: 'waiting', detail: `crash loop: ended 6 times; last: ${killed.detail}: ended by SIGKILL` };
  const [line = ''] = why(killed, waiting, { ...view, columns: 200 });
  assert.equal(line.split('out of memory').length, 2, line);
  assert.match(why(anExit(), {}, wide)[0] ?? '', /, last ended by SIGKILL 20s ago, restarted once$/);
});

test('status: since when the youngest process of each runs, and why one was started again', () => {
  const trouble = `web/1 on host-1 was restarted once, last: ${dead}`;
  const reply = { apps: [status(anExit({ reason: 'LIVE_CHECK', detail: dead }), {}, [trouble])], hosts: [] };
  assert.deepEqual(statusLines(reply, wide).slice(0, 4), [
    'hello in production: 1.2.0 (v13)',
    '  HOST    PROCESS  WELL  REPLICAS       UP',
    '  host-1  web      1/1   1 healthy v13  1m30s',
    `  ! ${trouble}`,
  ]);
  const again = { apps: [status(killed, { phase: 'starting', restarts: 4 })], hosts: [] };
  const row =
    '  host-1  web      0/1   1 starting v13  1m30s  /1: ended by SIGKILL 20s ago: out of memory (limits.memory is 64 MiB), …';
  assert.equal(statusLines(again, wide)[2], row);
  for (const lines of [statusLines(reply, view), statusLines(again, view)])
    for (const line of lines) assert.ok(stringWidth(line) <= 80, line);
});

test('the dossier of one that was killed for its memory: the limit, a remedy, the next command', () => {
  const message = 'out of memory (limits.memory is 64 MiB): ended by SIGKILL after 3.0 s';
  const oom = failure({ cause: 'OUT_OF_MEMORY', message, lastProbe: '', exit: killed, logLines: ['loading'] });
  assert.deepEqual(dossier(settled('ROLLED_BACK', { failure: oom, slots: [] }), wide), [
    'rolled back: hello 1.2.0 failed in production; 1.1.0 (v12) serves again (12s, deployment 41)',
    '  what      it was killed for its memory: out of memory (limits.memory is 64 MiB): ended by SIGKILL after 3.0 s',
    '  where     host host-2 web/0 (replica r7f3, v13)',
    '  exit      ended by SIGKILL',
    '  remedy    raise limits.memory of web in the manifest, or have it use less; without a limit its host has too little',
    '  done      all slots were turned back to 1.1.0 (v12)',
    '  its last line:',
    '  | loading',
    'next: ctl logs hello --replica r7f3',
  ]);
  const ofHost = { ...oom, message: 'out of memory (its host’s: it has no limits.memory): ended by SIGKILL after 3.0 s' };
  const [, what] = dossier(settled('ROLLED_BACK', { failure: ofHost }), { ...wide, columns: 200 });
  assert.equal(what, `  what      it was killed for its memory: ${ofHost.message}`);
  const narrow = dossier(settled('ROLLED_BACK', { failure: oom }), view);
  assert.ok(narrow.every((line) => stringWidth(line) <= 80));
  assert.match(narrow.join(' ').replace(/\s+/g, ' '), /limits\.memory is 64 MiB/);
});
