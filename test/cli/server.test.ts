// The real ctl against a scripted server over mutual TLS: outcomes, detaching, lost connections, uploads, logs.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fail } from '../../proto/failure.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { LogLineInput } from '../../proto/generated/castellan/v1/LogLine.ts';
import { against, ctl, makePlace, type Place, type Script, startControl, startCtl } from './control.ts';
import { begun, deployment, failure, settled, slot, watched } from './deployments.ts';

let place: Place;
before(async () => {
  place = await makePlace();
});
after(() => place.remove());

function kept<Request>(all: Request[], request: Request): Deployment {
  all.push(request);
  return deployment();
}

test('each outcome has its exit status and its words', async () => {
  const cases: [Deployment, number, RegExp][] = [
    [
      settled('DONE'),
      0,
      /^done: hello 1\.2\.0 \(v13\) serves in production \(12s, deployment 41\)\nundo: ctl rollback hello v12\n$/,
    ],
    [
      settled('ROLLED_BACK', { failure: failure() }),
      2,
      /rolled back: hello 1\.2\.0 failed[\s\S]*cannot reach the database\nnext: /,
    ],
    [settled('FAILED', { failure: failure() }), 3, /next: ctl rollback hello v12/],
    [settled('REFUSED'), 4, /nothing was changed/],
    [settled('SUPERSEDED', { supersededBy: 42 }), 8, /next: ctl attach 42/],
  ];
  for (const [end, status, words] of cases) {
    const script: Script = { deploy: async () => deployment(), watchDeployment: watched(deployment(), end) };
    await against(place, script, async (port) => {
      const ran = await ctl(place, ['deploy', 'hello@1.2.0'], { port });
      assert.equal(ran.status, status, ran.err);
      assert.match(status === 0 ? ran.out : ran.err, words);
      const json = await ctl(place, ['deploy', 'hello@1.2.0', '--json'], { port });
      assert.equal(json.status, status);
      const objects = json.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      assert.deepEqual(
        objects.map(({ outcome }) => outcome),
        ['PENDING', end.outcome],
      );
      assert.equal(json.err, '');
    });
  }
});

test('what is asked for is what was typed, and a repeated request has the same id', async () => {
  const requests: unknown[] = [];
  const script: Script = {
    deploy: async (request) => {
      requests.push(request);
      if (requests.length === 1) throw fail('unavailable', 'shutting down');
      return deployment();
    },
    scale: async (request) => kept(requests, request),
    rollback: async (request) => kept(requests, request),
  };
  await against(place, script, async (port) => {
    const args = ['--detach', '--env', 'staging'];
    const ran = await ctl(place, ['deploy', 'hello@1.2.0', '--no-supersede', ...args], { port });
    assert.deepEqual([ran.status, ran.out], [0, 'deployment 41 is under way; watch it with: ctl attach 41\n']);
    await ctl(place, ['scale', 'hello', 'web=3', 'worker=0', ...args], { port });
    await ctl(place, ['rollback', 'hello', 'v7', ...args], { port });
  });
  const [first, second, scale, rollback] = requests as Record<string, unknown>[];
  assert.deepEqual(first, second);
  assert.match(String(first?.requestId), /^[0-9a-f-]{36}$/);
  assert.deepEqual([first?.app, first?.version, first?.environment, first?.noSupersede], ['hello', '1.2.0', 'staging', true]);
  assert.deepEqual([scale?.replicas, scale?.environment], [{ web: 3, worker: 0 }, 'staging']);
  assert.deepEqual([rollback?.release, rollback?.app], [7, 'hello']);
});

test('a refusal is told with its evidence and the next command', async () => {
  const deploy = async () => {
    throw fail('refused', 'deployment 40 is under way', { details: ['begun by ann \u001b[2J'], next: 'ctl attach 40' });
  };
  await against(place, { deploy }, async (port) => {
    const { status, err } = await ctl(place, ['deploy', 'hello@1.2.0'], { port });
    assert.equal(status, 4);
    assert.equal(err, 'ctl: deployment 40 is under way\n  begun by ann \\x1b[2J\nnext: ctl attach 40\n');
  });
});

test('a server that is not there is said so, with status 3', async () => {
  const { status, err } = await ctl(place, ['status'], { port: 1 });
  assert.equal(status, 3);
  assert.match(err, /^ctl: .*(cannot be reached|refused)/i);
});

test('Ctrl-C detaches: the deployment is named, nothing is sent, and attach comes back', async () => {
  let watchers = 0;
  const script: Script = {
    deploy: async () => deployment(),
    watchDeployment: async function* ({ number, app }, { signal }) {
      assert.deepEqual([number, app], [41, '']);
      watchers += 1;
      yield deployment({ events: [{ atMs: 1, text: `watcher ${watchers}` }] });
      if (watchers > 1) yield settled('DONE');
      else await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  };
  await against(place, script, async (port) => {
    const running = startCtl(place, ['deploy', 'hello@1.2.0'], { port });
    await running.said('watcher 1');
    running.child.kill('SIGINT');
    const { status, err } = await running.ended;
    assert.equal(status, 130);
    assert.match(err, /detached: deployment 41 goes on; come back with: ctl attach 41\n$/);
    assert.equal((await ctl(place, ['attach', '41'], { port })).status, 0);
  });
});

test('a wait that is over has status 5, and the deployment goes on', async () => {
  const script: Script = {
    restart: async () => deployment(),
    watchDeployment: async function* (_, { signal }) {
      yield deployment();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  };
  await against(place, script, async (port) => {
    const { status, err } = await ctl(place, ['restart', 'hello', '--timeout', '300ms'], { port });
    assert.equal(status, 5);
    assert.match(err, /stopped waiting: deployment 41 goes on; come back with: ctl attach 41/);
  });
});

test('a watch goes on over a restart of the server, and says nothing twice', async () => {
  const said = (...texts: string[]) => texts.map((text) => ({ atMs: 1, text }));
  const first = await startControl(place, {
    watchDeployment: async function* (_, { signal }) {
      yield deployment({ events: said('one') });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  });
  const running = startCtl(place, ['attach', 'hello'], { port: first.port });
  await running.said('one');
  await first.close(0);
  await running.said('the connection is lost');
  const moved = deployment({ events: said('one', 'two'), slots: deployment().slots.with(1, slot('host-1', 1, 'SERVING')) });
  const second = await startControl(
    place,
    { watchDeployment: watched(moved, settled('DONE', { events: said('one', 'two', 'three') })) },
    first.port,
  );
  try {
    const { status, err, out } = await running.ended;
    assert.equal(status, 0, err);
    assert.match(out, /^done: /);
    for (const once of ['one', 'two', 'three', 'the connection is lost', 'the connection is back', 'host-1 web/1: serving']) {
      assert.equal(err.split('\n').filter((line) => line.startsWith(once)).length, 1, `${once} in\n${err}`);
    }
  } finally {
    await second.close(0);
  }
});

/** A server that keeps what it gets, and hangs up in the middle of the first upload. */
function uploads(breakAfter: number) {
  const state = { kept: Buffer.alloc(0), offsets: [] as number[], attempts: 0, sha256: '' };
  const script: Script = {
    prepareUpload: async ({ app, version, sha256, length }) => {
      assert.deepEqual([app, version, sha256.length], ['hello', '1.2.0', 64]);
      assert.ok(length > state.kept.length);
      state.offsets.push(state.kept.length);
      return { offset: state.kept.length };
    },
    upload: async (parts) => {
      state.attempts += 1;
      for await (const { open, data, commit } of parts) {
        if (open) assert.equal(open.offset, state.kept.length);
        if (data) state.kept = Buffer.concat([state.kept, data]);
        if (state.attempts === 1 && state.kept.length > breakAfter) throw fail('unavailable', 'the disk went away');
        if (commit) {
          state.sha256 = createHash('sha256').update(state.kept).digest('hex');
          assert.deepEqual(commit, { length: state.kept.length, sha256: state.sha256 });
        }
      }
      const sizes = { packedBytes: state.kept.length, unpackedBytes: 3_000_000, files: 2, createdMs: 1 };
      return {
        app: 'hello',
        name: '1.2.0',
        bundle: 'b'.repeat(64),
        createdBy: 'op',
        existed: false,
        warnings: ['no health check'],
        ...sizes,
      };
    },
  };
  return { state, script };
}

function bigApp(): string {
  const folder = join(place.folder, 'big');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'castellan.yaml'), 'app: hello\nprocesses: { web: { command: [./run] } }\n');
  // Nothing that gzip could make small, and the same each time.
  const blocks = Array.from({ length: 94_000 }, (_, at) => createHash('sha256').update(String(at)).digest());
  writeFileSync(join(folder, 'data'), Buffer.concat(blocks));
  return folder;
}

test('push sends what is not there yet, again from there after the connection broke, and leaves no file behind', async () => {
  const { state, script } = uploads(1_000_000);
  await against(place, script, async (port) => {
    const tmp = join(place.folder, 'tmp');
    mkdirSync(tmp, { recursive: true });
    const { status, out, err } = await ctl(place, ['push', bigApp(), '--version', '1.2.0'], { port, env: { TMPDIR: tmp } });
    assert.equal(status, 0, err);
    assert.equal(state.attempts, 2);
    assert.ok((state.offsets.at(-1) ?? 0) > 1_000_000, String(state.offsets));
    assert.match(out, /^pushed: hello@1\.2\.0\n {2}bundle b{64}\n.* in 2 files\nnext: ctl deploy hello@1\.2\.0\n$/);
    assert.match(err, /warning: no health check/);
    assert.deepEqual(
      readdirSync(tmp).filter((name) => name.startsWith('castellan-push')),
      [],
    );
  });
});

test('a pushed agent is not deployed: hosts are upgraded to it', async () => {
  const folder = join(place.folder, 'agent-bundle');
  mkdirSync(folder);
  writeFileSync(join(folder, 'castellan.yaml'), 'app: castellan-agent\nprocesses: { agent: { command: [./run] } }\n');
  const prepareUpload: Script['prepareUpload'] = async () => ({ offset: 0 });
  const upload: Script['upload'] = async (parts) => {
    for await (const { commit } of parts) if (commit) break;
    return { app: 'castellan-agent', name: '0.2.0' };
  };
  await against(place, { prepareUpload, upload }, async (port) => {
    const { status, out, err } = await ctl(place, ['push', folder, '--version', '0.2.0'], { port });
    assert.equal(status, 0, err);
    assert.match(out, /\nnext: ctl hosts upgrade --all --to 0\.2\.0\n$/);
  });
});

test('where there is no host, ctl hosts says how one is let in', async () => {
  await against(place, { listHosts: async () => ({ hosts: [] }) }, async (port) => {
    const { status, out } = await ctl(place, ['hosts'], { port });
    assert.deepEqual([status, out], [0, 'no host has ever connected; let one in with: ctl hosts add NAME\n']);
  });
});

test('ctl deploy DIR pushes, then deploys that version', async () => {
  const { script } = uploads(Number.POSITIVE_INFINITY);
  const asked: string[] = [];
  const deploy: Script['deploy'] = async ({ app, version }) => kept(asked, `${app}@${version}`);
  await against(place, { ...script, deploy, watchDeployment: watched(settled('DONE')) }, async (port) => {
    const { status, err } = await ctl(place, ['deploy', bigApp(), '--version', '1.2.0'], { port });
    assert.equal(status, 0, err);
    assert.deepEqual(asked, ['hello@1.2.0']);
  });
});

function logLine(offset: number, rest: LogLineInput = {}): LogLineInput {
  const where = { host: 'h1', process: 'web', index: 0, replica: 'r1', run: 1, stream: 'stdout' };
  return { atMs: 1_700_000_000_000 + offset, ...where, offset, text: Buffer.from(`line ${offset}`), ...rest };
}

test('logs: filters are passed on, gaps are marked, what could harm a terminal is shown, --raw gives the bytes', async () => {
  let asked: unknown;
  const bad = Buffer.from('\u001b]0;x\u0007 \xff', 'latin1');
  const logs: Script['logs'] = async function* (request) {
    asked = request;
    yield {
      lines: [logLine(0), logLine(7, { gapBytes: 93, gapReason: 'disk full' }), logLine(100, { text: bad, stream: 'stderr' })],
    };
  };
  await against(place, { logs }, async (port) => {
    const filters = ['--host', 'h1', '--process', 'web', '--replica', 'web/0', '--tail', '5', '--since', '2023-01-01T00:00:00Z'];
    const shown = await ctl(place, ['logs', 'hello', ...filters], { port });
    assert.deepEqual([shown.status, shown.err], [0, '']);
    assert.equal(shown.out, 'h1 web/0 | line 0\nh1 web/0 | [93 B missing: disk full]\nh1 web/0 | \\x1b]0;x\\x07 \ufffd\n');
    const { hosts, processes, replicas, tail, sinceMs, follow } = asked as Record<string, unknown>;
    assert.deepEqual(
      { hosts, processes, replicas, tail, sinceMs, follow },
      {
        ...{ hosts: ['h1'], processes: ['web'], replicas: ['web/0'], tail: 5, follow: false },
        sinceMs: Date.parse('2023-01-01T00:00:00Z'),
      },
    );
    const raw = await ctl(place, ['logs', 'hello', '--raw'], { port });
    assert.equal(raw.out, `line 0\n\u001b]0;x\u0007 \ufffd\n`);
    const json = (await ctl(place, ['logs', 'hello', '--json'], { port })).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      json.map(({ text, gapBytes }) => [text, gapBytes]),
      [
        ['line 0', 0],
        ['line 7', 93],
        ['\u001b]0;x\u0007 \ufffd', 0],
      ],
    );
  });
});

test('logs: what is searched for is passed on, and a search that stopped says where to go on', async () => {
  let asked: unknown;
  const logs: Script['logs'] = async function* (request) {
    asked = request;
    yield { lines: [logLine(0)], stopped: { reason: 'after 2 s', atMs: Date.parse('2026-01-02T03:04:05.006Z') } };
  };
  await against(place, { logs }, async (port) => {
    const search = ['--grep', 'slow', '--regex', 'a|b', '-i', '--field', 'level=error', 'req.id!=7', 'status>=500'];
    const found = await ctl(place, ['logs', 'hello', ...search, '--search-time', '2s'], { port });
    assert.deepEqual([found.status, found.out], [5, 'h1 web/0 | line 0\n']);
    assert.match(found.err, /stopped at 2026-01-02T03:04:05.006Z \(after 2 s\); go on with --since 2026-01-02T03:04:05.006Z/);
    const { contains, pattern, ignoreCase, fields, searchMs } = asked as Record<string, unknown>;
    assert.deepEqual(
      { contains, pattern, ignoreCase, searchMs },
      { contains: 'slow', pattern: 'a|b', ignoreCase: true, searchMs: 2000 },
    );
    assert.deepEqual(fields, [
      { path: 'level', comparison: 'EQUAL', value: 'error' },
      { path: 'req.id', comparison: 'NOT_EQUAL', value: '7' },
      { path: 'status', comparison: 'AT_LEAST', value: '500' },
    ]);
  });
});

test('logs -f goes on after a lost connection without leaving out or doubling a line', async () => {
  let calls = 0;
  const logs: Script['logs'] = async function* ({ sinceMs, tail }, { signal }) {
    calls += 1;
    if (calls === 1) {
      yield { lines: [logLine(0), logLine(10), logLine(20)] };
      throw fail('unavailable', 'restarting');
    }
    assert.deepEqual([sinceMs, tail], [1_700_000_000_000, 0]);
    // Another host's line comes late, and is older than the newest that was shown.
    yield { lines: [logLine(0), logLine(5, { host: 'h2', replica: 'r2' }), logLine(10), logLine(20), logLine(30)] };
    yield { lines: [logLine(40)] };
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  };
  await against(place, { logs }, async (port) => {
    const running = startCtl(place, ['logs', 'hello', '-f', '--tail', '3'], { port });
    let out = '';
    await new Promise<void>((resolve) =>
      running.child.stdout?.on('data', (chunk: Buffer) => {
        out += chunk;
        if (out.includes('line 40')) resolve();
      }),
    );
    running.child.kill('SIGINT');
    const { status, err } = await running.ended;
    assert.equal(status, 130);
    const numbers = [...out.matchAll(/line (\d+)/g)].map(([, number]) => Number(number));
    assert.deepEqual(numbers, [0, 10, 20, 5, 30, 40]);
    assert.match(err, /the connection is lost .*\nthe connection is back\n/);
  });
});

test('lists: releases, versions, deployments and hosts, as tables and as one object a line', async () => {
  const release = { ...settled('DONE').to, current: true };
  const version = {
    app: 'hello',
    name: '1.2.0',
    bundle: 'c'.repeat(64),
    packedBytes: 2048,
    files: 3,
    createdMs: begun - 86_400_000 * 30,
    createdBy: 'op',
  };
  const script: Script = {
    listReleases: async () => ({ releases: [release] }),
    listVersions: async () => ({ versions: [version] }),
    listDeployments: async ({ limit }) => ({ deployments: limit === 7 ? [settled('ROLLED_BACK', { failure: failure() })] : [] }),
    listHosts: async ({ environment }) => ({ hosts: [{ name: 'h1', environment: environment || 'all', state: 'CONNECTED' }] }),
    watchDeployment: watched(settled('ROLLED_BACK', { failure: failure(), events: [{ atMs: 0, text: 'begun' }] })),
  };
  await against(place, script, async (port) => {
    const out = async (...args: string[]) => (await ctl(place, args, { port })).out;
    assert.match(await out('releases', 'hello'), /^ {3}RELEASE {2}VERSION.*\n\* {2}v13 {6}1\.2\.0/);
    assert.match(await out('versions', 'hello'), /1\.2\.0 +\d+d\S* ago +op +2 KiB +3 +cccccccccccc\n$/);
    assert.match(await out('deployments', '--limit', '7'), /41 +hello +production +deploy +1\.2\.0 \(v13\) +rolled back/);
    assert.match(await out('deployments', '41'), /1970-01-01T00:00:00\.000Z {2}begun\nrolled back: /);
    assert.match(await out('hosts', '--env', 'staging'), /h1 +staging +connected +never/);
    assert.equal(JSON.parse(await out('hosts', '--json')).environment, 'all');
    assert.equal(JSON.parse(await out('releases', 'hello', '--json')).number, 13);
  });
});

test('a promotion names the step that it leaves and the one that is next', async () => {
  const words: [{ promoted?: number; steps?: number }, string][] = [
    [{ promoted: 2, steps: 5 }, 'deployment 41 leaves step 2 of 5, whatever the verdict was: step 3 is next'],
    [{ promoted: 5, steps: 5 }, 'deployment 41 leaves step 5 of 5, whatever the verdict was: it was the last'],
    [{}, 'deployment 41 goes on to its next step, whatever the verdict was'],
  ];
  for (const [more, said] of words) {
    const script: Script = { promote: async () => ({ ...deployment(), ...more }), watchDeployment: watched(settled('DONE')) };
    await against(place, script, async (port) => {
      const { status, err } = await ctl(place, ['promote', '41'], { port });
      assert.deepEqual([status, err.split('\n')[0]], [0, `${said}; to end it: ctl abort 41`]);
    });
  }
});

test('lists: what is left out is said, and how it is seen, where it can be', async () => {
  const script: Script = {
    listReleases: async ({ limit }) => ({
      releases: Array.from({ length: Math.min(limit, 3) }, () => ({ number: 13, version: '1.2.0' })),
      more: 30,
    }),
  };
  await against(place, script, async (port) => {
    const err = async (...args: string[]) => (await ctl(place, ['releases', 'hello', ...args], { port })).err;
    assert.equal(await err('--limit', '2'), 'and 30 more: --limit 32\n');
    assert.equal(await err(), 'and 30 more\n', 'the server shows no more than that');
    assert.match(await err('--limit', '0'), /--limit "0" is not a count/);
  });
});
