// What ctl shows, as text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import stringWidth from 'string-width';
import { undo, verdict } from '../../cli/show/deployment.ts';
import { causeWords, dossier } from '../../cli/show/dossier.ts';
import { logForm } from '../../cli/show/log-lines.ts';
import { meterLine } from '../../cli/show/meter.ts';
import { plain, plainJson } from '../../cli/show/plain.ts';
import { newLines, progressLines } from '../../cli/show/progress.ts';
import { noPaint, type Paint } from '../../cli/show/screen.ts';
import { statusLines } from '../../cli/show/status.ts';
import { cut, table, wrap } from '../../cli/show/table.ts';
import type { Failure } from '../../proto/generated/castellan/v1/Failure.ts';
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import type { StatusReply } from '../../proto/generated/castellan/v1/StatusReply.ts';
import { anExit, begun, deployment, failure, release, settled, slot } from './deployments.ts';

const view = { now: begun + 20_000, columns: 80, rows: 24, paint: noPaint, turn: 0 };

test('progress: a line per host and slot under what is being done', () => {
  const detail = 'GET /healthz: 503 Service Unavailable, asked 4 times';
  const slots = [slot('host-1', 0, 'STARTING', { detail })];
  const starting = '  host-1  web/0  starting  v12 -> v13  GET /healthz: 503 Service Unavailable';
  assert.equal(progressLines(deployment({ slots }), { ...view, columns: 120 })[2], `${starting}, asked 4 times`);
  assert.equal(progressLines(deployment({ slots }), view)[2], `${starting}, a…`);
  assert.deepEqual(progressLines(deployment(), view), [
    '⠋ Deploying hello 1.2.0 (v13) to production · deployment 41',
    '  [█████░░░░░░░░░░░░░░░] 1 of 4 · moving, step 1 of 3, given up in 9m40s',
    '  host-1  web/0  serving   v13',
    '          web/1  starting  v12 -> v13',
    '  host-2  web/0  waiting   v12 -> v13',
    '          web/1  waiting   v12 -> v13',
    '  Ctrl-C leaves it to the server',
  ]);
});

test('progress: baking says how long, turning back says so, a lost connection too', () => {
  const baking = deployment({ phase: 'BAKING', step: 2, untilMs: view.now + 42_000 });
  assert.match(progressLines(baking, view)[1] ?? '', /baking, step 2 of 3, 42s left$/);
  const back = progressLines(deployment({ phase: 'TURNING_BACK' }), { ...view, trouble: 'the connection is lost' });
  assert.match(back[1] ?? '', /turning back, given up in/);
  assert.equal(back.at(-2), '  the connection is lost');
});

test('progress: the last picture has neither spinner nor the word on Ctrl-C', () => {
  const lines = progressLines(settled('DONE'), view);
  assert.match(lines[0] ?? '', /^• Deploying/);
  assert.match(lines[1] ?? '', /^ {2}\[█{20}\] 4 of 4 · settled$/);
  assert.equal(lines.length, 6);
});

test('progress: more slots than rows leave out those that wait or are there', () => {
  const slots = Array.from({ length: 60 }, (_, at) =>
    slot(`host-${at}`, 0, at === 50 ? 'STARTING' : at < 30 ? 'SERVING' : 'WAITING'),
  );
  const lines = progressLines(deployment({ slots }), view);
  assert.ok(lines.length <= view.rows - 1, `${lines.length} lines`);
  assert.ok(lines.some((line) => /host-50 .*starting/.test(line)));
  assert.match(lines.at(-2) ?? '', /^ {2}and 44 more: \d+ serving, \d+ waiting$/);
});

test('progress: no line is wider than the terminal, whatever the names and colours', () => {
  const detail = `GET /healthz: 503 ${'日本語 '.repeat(40)}\u001b[2J`;
  const slots = [slot('host-with-a-very-long-name-that-goes-on', 0, 'FAILED', { detail }), slot('h', 1, 'STARTING', { detail })];
  const paint: Paint = (_, text) => `\u001b[31m${text}\u001b[39m`;
  for (const columns of [40, 80, 120]) {
    for (const line of progressLines(deployment({ slots, app: 'a'.repeat(63) }), { ...view, columns, paint })) {
      assert.ok(stringWidth(line) <= columns, `${stringWidth(line)} > ${columns}: ${line}`);
      assert.ok(!line.includes('\u001b[2J'));
    }
  }
});

test('in a pipe: what is new, a line each, and nothing twice', () => {
  const first = deployment({ events: [{ atMs: begun, text: 'staged on 2 hosts' }] });
  assert.deepEqual(newLines(undefined, first), [
    'Deploying hello 1.2.0 (v13) to production · deployment 41',
    'moving, step 1 of 3',
    'host-1 web/0: serving v13',
    'host-1 web/1: starting v12 -> v13',
    'staged on 2 hosts',
  ]);
  assert.deepEqual(newLines(first, { ...first, untilMs: 5 }), []);
  const second = deployment({
    phase: 'BAKING',
    slots: [...first.slots.slice(0, 1), slot('host-1', 1, 'SERVING'), ...first.slots.slice(2)],
  });
  second.events = [...first.events, { atMs: begun, text: 'canary is well' }];
  assert.deepEqual(newLines(first, second), ['baking, step 1 of 3', 'host-1 web/1: serving v13', 'canary is well']);
});

test('the dossier: cause, place, probe, what was done, the others, the last lines, the next command', () => {
  const failed = failure({ others: { slots: 3, serving: 1, notWell: 1 } });
  assert.deepEqual(dossier(settled('ROLLED_BACK', { failure: failed, slots: [] }), view), [
    'rolled back: hello 1.2.0 failed in production; 1.1.0 (v12) serves again (12s,',
    '  deployment 41)',
    '  what      it never became ready: not ready after 5m',
    '  where     host host-2 web/0 (replica r7f3, v13)',
    '  probe     GET /healthz: 503 Service Unavailable',
    '  done      all slots were turned back to 1.1.0 (v12)',
    '  others    1 of 3 serving when it failed, 1 not well',
    '  its last 2 lines:',
    '  | listening on 20001',
    '  | cannot reach the database',
    'next: ctl logs hello --replica r7f3',
  ]);
});

test('the dossier says nothing of others that nobody counted, nor of slots as they are now', () => {
  const slots = [slot('host-1', 0, 'SERVING'), slot('host-3', 0, 'UNREACHABLE', { wanted: 0 })];
  for (const others of [null, { slots: 0, serving: 0, notWell: 0 }])
    assert.doesNotMatch(dossier(settled('ROLLED_BACK', { failure: failure({ others }), slots }), view).join('\n'), /others/);
  const first = (takenAway: boolean, cause: Failure['cause']) =>
    dossier(settled('FAILED', { from: null, takenAway, failure: failure({ cause }), slots: [] }), view).join('\n');
  assert.match(first(true, 'EXITED'), /done +it was taken away: there is no release to turn back to/);
  assert.match(first(false, 'EXITED'), /done +nothing: slots were left as they are/);
  assert.match(first(true, 'ABORTED'), /^ended: .*; nothing runs/);
  assert.match(first(false, 'ABORTED'), /^ended: .*; slots stay as they are/);
});

test('the dossier has words for every cause, and the exit status or signal', () => {
  for (const cause of Object.keys(causeWords) as Failure['cause'][]) {
    const lines = dossier(settled('FAILED', { failure: failure({ cause }) }), view).join('\n');
    const isSentence = cause === 'VERDICT' || cause === 'ABORTED';
    assert.ok(lines.includes(isSentence ? 'not ready after 5m' : causeWords[cause]), cause);
    assert.match(lines, /next: ctl rollback hello v12\n/);
  }
  const exited = failure({ cause: 'EXITED', exit: anExit({ code: 3, signal: '' }) });
  assert.match(dossier(settled('FAILED', { failure: exited }), view).join('\n'), /exit +exit status 3/);
  const killed = failure({ cause: 'OUT_OF_MEMORY', exit: anExit() });
  assert.match(dossier(settled('FAILED', { failure: killed }), view).join('\n'), /exit +ended by SIGKILL/);
  const nobodyKnows = failure({ cause: 'EXITED', exit: anExit({ signal: '' }) });
  assert.match(dossier(settled('FAILED', { failure: nobodyKnows }), view).join('\n'), /exit +ended without a status/);
});

test('the dossier shows the last 20 lines at most, and none of their control characters', () => {
  const logLines = Array.from({ length: 30 }, (_, at) => `line ${at} \u001b]0;owned\u0007\u202eabc`);
  const lines = dossier(settled('ROLLED_BACK', { failure: failure({ logLines, message: 'a\nb\u009b31m' }) }), view);
  assert.equal(lines.filter((line) => line.startsWith('  | ')).length, 20);
  assert.ok(lines.some((line) => line.includes('line 29 \\x1b]0;owned\\x07\\u{202e}abc')));
  assert.ok(lines.every((line) => !/[\p{Cc}\u202e]/u.test(line)));
});

test('a superseded deployment says by what, a refused one that nothing changed', () => {
  const superseded = dossier(settled('SUPERSEDED', { supersededBy: 42 }), view);
  assert.match(superseded[0] ?? '', /^superseded: deployment 42 of hello took over/);
  assert.equal(superseded.at(-1), 'next: ctl attach 42');
  const refused = dossier(
    settled('REFUSED', { failure: failure({ cause: 'HOST_REFUSED', replica: '', message: 'port 80 is taken' }) }),
    view,
  );
  assert.match(refused[0] ?? '', /nothing was changed/);
  assert.equal(refused.at(-1), 'next: ctl why host-2');
});

test('every success names the command that undoes it', () => {
  const cases: [Parameters<typeof settled>[1], string | undefined][] = [
    [{}, 'ctl rollback hello v12'],
    [{ environment: 'staging' }, 'ctl rollback hello v12 --env staging'],
    [{ from: null }, 'ctl stop hello'],
    [{ kind: 'scale', to: release(13, '1.1.0', { web: 3 }) }, 'ctl scale hello web=2'],
    [{ kind: 'stop' }, 'ctl start hello'],
    [{ kind: 'start' }, 'ctl stop hello'],
    [{ kind: 'rollback' }, 'ctl rollback hello v12'],
    [{ kind: 'restart' }, undefined],
  ];
  for (const [rest, command] of cases) assert.equal(undo(settled('DONE', rest)), command);
  assert.equal(verdict(settled('DONE')), 'done: hello 1.2.0 (v13) serves in production');
});

test('text from outside is shown, not done', () => {
  assert.equal(plain('a\tb'), 'a\tb');
  assert.equal(plain('\u001b[31mred\u001b[0m\r\n'), '\\x1b[31mred\\x1b[0m\\x0d\\x0a');
  assert.equal(plain('\u009b2J \u202e \u2066 \u200b \u{e0041}'), '\\x9b2J \\u{202e} \\u{2066} \\u{200b} \\u{e0041}');
  assert.equal(plain('\ud800'), '\\u{d800}');
  assert.equal(plain('日本語 é 👩‍👩‍👧'.replaceAll('\u200d', '')), '日本語 é 👩👩👧');
  const value = { a: '\u001b[31m\u009b\u202e\u{e0041}\ud800', b: Buffer.from('x') };
  assert.doesNotMatch(plainJson(value), /[\p{Cc}\p{Cs}\u202e]/u);
  assert.deepEqual(JSON.parse(plainJson(value)), { ...value, b: 'x' });
});

test('tables are aligned by display width and cut, colours kept whole', () => {
  const lines = table(
    ['A', 'B', 'C'],
    [
      ['日本', 'x', ''],
      ['e\u0301e', 'y', ''],
    ],
    80,
  );
  assert.deepEqual(lines, ['A     B', '日本  x', 'e\u0301e    y']);
  assert.equal(cut('\u001b[31mabcdef\u001b[39m', 4), '\u001b[31mabc…\u001b[39m');
  assert.equal(cut('日本語', 4), '日…');
  assert.equal(cut('abcd', 4), 'abcd');
});

test('long sentences are broken between words', () => {
  assert.deepEqual(wrap('  what  it never became ready', 18, 8), ['  what  it never', '        became', '        ready']);
  assert.deepEqual(wrap('one', 2, 2), ['one']);
});

test('an upload says how far, how fast and how long', () => {
  const line = meterLine(
    { title: 'uploading hello@1.2.0', bytes: 10 * 2 ** 20, total: 40 * 2 ** 20, rate: 5 * 2 ** 20 },
    80,
    noPaint,
  );
  assert.equal(line, 'uploading hello@1.2.0 [█████░░░░░░░░░░░░░░░] 10 MiB of 40 MiB, 5 MiB/s, 6s left');
});

test('log lines: who, what, where something is missing', () => {
  const form = logForm(noPaint, false);
  const line: LogLine = {
    ...{ atMs: begun, host: 'host-1', process: 'web', index: 0, replica: 'r', run: 1, stream: 'stdout', offset: 0 },
    ...{ text: Buffer.from('hello \u001b[2J'), gapBytes: 0, gapReason: '', continued: false },
  };
  assert.equal(form(line), 'host-1 web/0 | hello \\x1b[2J');
  assert.equal(
    form({ ...line, gapBytes: 2048, gapReason: 'the disk was full' }),
    'host-1 web/0 | [2 KiB missing: the disk was full]',
  );
  assert.equal(logForm(noPaint, true)(line), '2026-01-31T12:00:00.000Z host-1 web/0 | hello \\x1b[2J');
  assert.equal(form({ ...line, text: Buffer.from([0xff, 0x41]) }), 'host-1 web/0 | \ufffdA');
});

test('status: apps with their slots in compact form, what is not right, the hosts', () => {
  const replica = {
    ...{ id: 'r1', release: 13, version: '1.2.0', phase: 'healthy', sinceMs: begun, routed: true, pid: 5 },
    ...{ ports: {}, restarts: 0, lastExit: null, detail: '', startedMs: 0 },
  };
  const broken = { ...replica, phase: 'waiting', routed: false, restarts: 4, lastExit: anExit({ code: 1, signal: '' }) };
  const host = {
    ...{ name: 'host-1', environment: 'production', state: 'CONNECTED' as const, lastSeenMs: begun, agentVersion: '0.1.0' },
    ...{ bootMs: 0, assignment: 7, accepted: 7, slots: 2, address: '10.0.0.1', troubles: [], routerPorts: [8080], held: '' },
    ...{ sinceMs: 0, labels: {}, draining: null, apps: [], empty: false, removedBy: '', removedMs: 0, bootId: '' },
  };
  const reply: StatusReply = {
    apps: [
      {
        app: 'hello',
        environment: 'production',
        current: release(13, '1.2.0'),
        deployment: settled('DONE'),
        slots: [
          { host: 'host-1', process: 'web', index: 0, wanted: 13, replicas: [replica] },
          { host: 'host-1', process: 'web', index: 1, wanted: 13, replicas: [broken] },
        ],
        troubles: ['web/1 on host-1 keeps exiting'],
      },
    ],
    hosts: [
      host,
      {
        ...host,
        name: 'host-2',
        state: 'LOST',
        sinceMs: begun,
        lastSeenMs: begun - 60_000,
        accepted: 6,
        troubles: ['disk is full'],
      },
    ],
  };
  assert.deepEqual(statusLines(reply, { now: begun + 20_000, columns: 120, paint: noPaint }), [
    'hello in production: 1.2.0 (v13)',
    '  deployment 41 done: hello 1.2.0 (v13) serves in production',
    '  HOST    PROCESS  WELL  REPLICAS',
    '  host-1  web      1/2   1 healthy v13, 1 waiting v13  /1: exit status 1 20s ago, 4 restarts',
    '  ! web/1 on host-1 keeps exiting',
    '',
    'HOST    ENVIRONMENT  STATE      SEEN       SLOTS  ROUTES ON  ADDRESS   AGENT',
    'host-1  production   connected  20s ago    2      8080       10.0.0.1  0.1.0',
    'host-2  production   lost       1m20s ago  2      8080       10.0.0.1  0.1.0  at assignment 6 of 7',
    `! host-2: lost since ${new Date(begun).toISOString()}; it runs on with what it was last told`,
    '! host-2: disk is full',
  ]);
  const narrow = statusLines(reply, { now: begun + 20_000, columns: 80, paint: noPaint });
  assert.deepEqual(narrow, [
    'hello in production: 1.2.0 (v13)',
    '  deployment 41 done: hello 1.2.0 (v13) serves in production',
    '  HOST    PROCESS  WELL  REPLICAS',
    '  host-1  web      1/2   1 healthy v13, 1 waiting v13  /1: exit status 1 20s ag…',
    '  ! web/1 on host-1 keeps exiting',
    '',
    'HOST    ENVIRONMENT  STATE      SEEN       SLOTS  ROUTES ON  ADDRESS   AGENT',
    'host-1  production   connected  20s ago    2      8080       10.0.0.1  0.1.0',
    'host-2  production   lost       1m20s ago  2      8080       10.0.0.1  0.1.0  a…',
    `! host-2: lost since ${new Date(begun).toISOString()}; it runs on with what it was last…`,
    '! host-2: disk is full',
  ]);
  for (const line of narrow) assert.ok(stringWidth(line) <= 80, line);

  const bare = { app: 'new', environment: 'production', current: null, deployment: null, slots: [], troubles: ['no secret'] };
  assert.deepEqual(statusLines({ apps: [bare], hosts: [] }, { now: begun, columns: 80, paint: noPaint }).slice(0, 3), [
    'new in production: not deployed',
    '  ! no secret',
    '',
  ]);
});
