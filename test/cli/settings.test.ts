// ctl settings, secrets, releases and promote against a scripted server: what is sent, what is shown, and what never is.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import stringWidth from 'string-width';
import { releaseDetails, releaseLines } from '../../cli/show/releases.ts';
import { noPaint } from '../../cli/show/screen.ts';
import { changeLines, changeWords } from '../../cli/show/settings.ts';
import type { SettingDifference } from '../../proto/generated/castellan/v1/SettingDifference.ts';
import type { SettingsReply } from '../../proto/generated/castellan/v1/SettingsReply.ts';
import { against, ctl, ctlFile, makePlace, type Place, type Script } from './control.ts';
import { begun, deployment, release, settled } from './deployments.ts';

const canary = 'hunter2 "$x" ünïcode';

let place: Place;
let outside: string;
before(async () => {
  place = await makePlace();
  outside = mkdtempSync(join(tmpdir(), 'castellan-values-'));
});
after(() => {
  place.remove();
  rmSync(outside, { recursive: true });
});

function difference(key: string, rest: Partial<SettingDifference> = {}): SettingDifference {
  return { key, process: '', kind: 'VARIABLE', wasSet: true, before: 'info', isSet: true, after: 'debug', ...rest };
}

const changes = [
  difference('LOG_LEVEL'),
  difference('POOL', { process: 'worker', wasSet: false }),
  difference('OLD', { isSet: false }),
  difference('TOKEN', { kind: 'SECRET', before: '1', after: '2' }),
  difference('replicas.web', { kind: 'SETTING', before: '1', after: '3' }),
];

const reply: SettingsReply = {
  app: 'hello',
  environment: 'production',
  revision: 7,
  settings: [],
  changes,
  deployedRevision: 5,
  currentRelease: 12,
  version: '1.2.0',
  pending: changes,
  deployment: null,
};

test('what has changed is told by keys and versions, and of a secret never more', () => {
  equal(changeWords(changes), 'LOG_LEVEL, worker:POOL, -OLD, TOKEN@2, replicas.web=3');
  deepEqual(changeLines(changes, { columns: 80, paint: noPaint }), [
    '- LOG_LEVEL=info',
    '+ LOG_LEVEL=debug',
    '+ worker: POOL=debug',
    '- OLD=info',
    '- TOKEN, version 1 (secret)',
    '+ TOKEN, version 2 (secret)',
    '- replicas.web=1',
    '+ replicas.web=3',
  ]);
});

test('releases say who, when and what differs, and fit in 80 and 120 columns', () => {
  const long = { ...release(12, '1.2.0-9cad9cd-and-a-very-long-name-of-a-branch'), settingsRevision: 7, changes };
  const releases = [
    { ...long, current: true, versionBefore: '1.1.0', createdBy: 'pipeline-of-the-team-for-payments' },
    { ...release(11, '1.1.0'), reason: 'restart' },
  ];
  const view = { now: begun + 20_000, columns: 80, paint: noPaint };
  deepEqual(releaseLines(releases, view), [
    '   RELEASE  VERSION           MADE     BY          DIFFERS IN',
    '*  v12      1.2.0-9cad9cd-a…  20s ago  pipeline-…  version, LOG_LEVEL, worker:P…',
    '   v11      1.1.0             20s ago  op          restart',
  ]);
  match(releaseLines(releases, { ...view, columns: 140 })[1] ?? '', /version, LOG_LEVEL, worker:POOL, -OLD, TOKEN@2/);
  for (const columns of [80, 120])
    for (const line of [...releaseLines(releases, { ...view, columns }), ...releaseDetails(long, reply, { ...view, columns })])
      ok(stringWidth(line) <= columns, line);
});

test('one release in full', () => {
  const one = { ...release(12, '1.2.0'), settingsRevision: 7, changes: changes.slice(0, 1), versionBefore: '1.1.0' };
  const settings = [
    { key: 'LOG_LEVEL', process: '', value: 'debug', kind: 'VARIABLE' as const },
    { key: 'TOKEN', process: 'web', value: '2', kind: 'SECRET' as const },
  ];
  deepEqual(releaseDetails(one, { ...reply, settings }, { now: begun, columns: 80, paint: noPaint }), [
    'hello v12 in production',
    '  version   1.2.0',
    `  bundle    ${'b'.repeat(64)}`,
    '  made      2026-01-31T12:00:00.000Z by op: deploy',
    '  replicas  web=2',
    '  settings  revision 7',
    'from v11:',
    '  - version 1.1.0',
    '  + version 1.2.0',
    '  - LOG_LEVEL=info',
    '  + LOG_LEVEL=debug',
    'with:',
    '  KEY        PROCESS  VALUE',
    '  LOG_LEVEL           debug',
    '  TOKEN      web      version 2 (secret)',
  ]);
});

test('settings are sent as they were typed, and it says what it takes for them to be in effect', async () => {
  const asked: unknown[] = [];
  const script: Script = {
    changeSettings: async ({ requestId: _, ...request }) => {
      asked.push(request);
      return reply;
    },
  };
  await against(place, script, async (port) => {
    const { status, out } = await ctl(place, ['settings', 'set', 'hello', 'A=b=c', 'EMPTY=', '--process', 'web'], { port });
    equal(status, 0);
    match(
      out,
      /^settings revision 7 of hello in production\n- LOG_LEVEL=info\n[\s\S]*\nnot deployed yet: ctl deploy hello@1\.2\.0\n$/,
    );
  });
  const set = [
    { key: 'A', value: 'b=c' },
    { key: 'EMPTY', value: '' },
  ];
  deepEqual(asked, [{ app: 'hello', environment: 'production', process: 'web', set, unset: [], deploy: false }]);
});

test('an environment that no host is in is told of, since its name may be mistyped', async () => {
  const nowhere: Script = {
    changeSettings: async ({ environment }) => ({ ...reply, environment, currentRelease: 0 }),
    setSecret: async ({ environment }) => ({ ...reply, environment, currentRelease: 0 }),
    listHosts: async ({ environment }) => ({ hosts: environment === 'staging' ? [{ name: 'h1', environment }] : [] }),
  };
  await against(place, nowhere, async (port) => {
    const file = join(outside, 'any');
    writeFileSync(file, 'x');
    for (const args of [
      ['settings', 'set', 'hello', 'A=b'],
      ['secrets', 'set', 'hello', 'TOKEN', '--file', file],
    ]) {
      const { status, err } = await ctl(place, [...args, '--env', 'nowhere'], { port });
      deepEqual([status, err], [0, 'no host is in the environment nowhere yet; those that there are: ctl hosts\n']);
      equal((await ctl(place, [...args, '--env', 'staging'], { port })).err, '');
    }
  });
});

test('with --deploy the deployment is watched to its end', async () => {
  const script: Script = {
    changeSettings: async () => ({ ...reply, deployment: deployment() }),
    watchDeployment: async function* () {
      yield settled('DONE');
    },
  };
  await against(place, script, async (port) => {
    const { status, out, err } = await ctl(place, ['settings', 'unset', 'hello', 'OLD', '--deploy'], { port });
    equal(status, 0);
    match(err, /^- LOG_LEVEL=info\n/);
    match(out, /^done: hello 1\.2\.0/);
  });
});

test('a secret comes from a file or from stdin, without the newline at its end', async () => {
  const got: string[] = [];
  await against(place, taking(got), async (port) => {
    const file = join(outside, 'value');
    writeFileSync(file, `${canary}\n\n`);
    const { status, out, err } = await ctl(place, ['secrets', 'set', 'hello', 'TOKEN', '--file', file], { port });
    equal(status, 0, err);
    ok(!(out + err).includes(canary));
    equal((await piped(port, `${canary}\r\n`)).status, 0);
  });
  deepEqual(got, [`${canary}\n`, canary]);
});

test('what is no secret is not sent', async () => {
  const got: string[] = [];
  await against(place, taking(got), async (port) => {
    const empty = await piped(port, '\n');
    deepEqual([empty.status, empty.err.split('\n')[0]], [1, 'ctl: TOKEN would be empty; nothing was set']);
    match((await piped(port, Buffer.from([0xff, 0xfe, 0x41]))).err, /must be text \(UTF-8\)/);
    match((await piped(port, 'x'.repeat(33 * 1024))).err, /at most 32 KiB/);
    for (const args of [[`TOKEN=${canary}`], ['TOKEN', canary], [canary]]) {
      const { status, out, err } = await ctl(place, ['secrets', 'set', 'hello', ...args], { port });
      equal(status, 1);
      ok(!(out + err).includes('hunter2'), err);
    }
  });
  deepEqual(got, []);
});

test('on a terminal it is asked for, and what is typed is not shown', async () => {
  const got: string[] = [];
  await against(place, taking(got), async (port) => {
    const command = `${process.execPath} ${ctlFile} secrets set hello TOKEN`;
    const env = {
      PATH: process.env.PATH,
      HOME: place.folder,
      CASTELLAN_SERVER: `127.0.0.1:${port}`,
      CASTELLAN_CERTS: place.certs,
    };
    const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], { env });
    let seen = '';
    const asked = new Promise<void>((done) =>
      child.stdout.on('data', (chunk: Buffer) => {
        seen += chunk;
        if (seen.includes('(not shown): ')) done();
      }),
    );
    const ended = once(child, 'close');
    await Promise.race([asked, ended]);
    // A key that was mistyped and taken back, then the value and Enter.
    child.stdin.write(`x\u007f${canary}\r`);
    const [status] = await ended;
    equal(status, 0, seen);
    match(seen, /value of TOKEN \(not shown\): /);
    ok(!seen.includes('hunter2'), seen);
  });
  deepEqual(got, [canary]);
});

test('a change of settings is planned as it was typed', async () => {
  const asked: unknown[] = [];
  const script: Script = {
    plan: async ({ version, set, unset, process, environment }) => {
      asked.push([version, set.map(({ key, value }) => `${key}=${value}`), unset, process, environment]);
      return { app: 'hello', environment, to: release(5, '1.4.0'), from: release(4, '1.4.0'), strategy: 'rolling', id: '' };
    },
  };
  await against(place, script, async (port) => {
    const typed = ['plan', 'hello', 'LOG=a=b', 'replicas.web=3', '--unset', 'OLD', '--process', 'web', '--env', 'staging'];
    const { status, out } = await ctl(place, typed, { port });
    deepEqual([status, /--plan/.test(out)], [10, false], out);
    equal((await ctl(place, ['plan', 'hello@1.4.0'], { port })).status, 10);
    match((await ctl(place, ['plan', 'hello', 'LOG'], { port })).err, /"LOG" is not KEY=VALUE/);
  });
  deepEqual(asked, [
    ['', ['LOG=a=b', 'replicas.web=3'], ['OLD'], 'web', 'staging'],
    ['1.4.0', [], [], '', 'production'],
  ]);
});

test('a version is promoted: deployed in one environment as it is in the other', async () => {
  const asked: unknown[] = [];
  const script: Script = {
    showSettings: async ({ environment }) =>
      environment === 'staging' ? { version: '1.3.0', currentRelease: 3 } : { version: '', currentRelease: 0 },
    deploy: async ({ app, version, environment }) => {
      asked.push([app, version, environment]);
      return deployment();
    },
    watchDeployment: async function* () {
      yield settled('DONE');
    },
  };
  await against(place, script, async (port) => {
    const done = await ctl(place, ['promote', 'hello', '--from', 'staging', '--to', 'production'], { port });
    equal(done.status, 0, done.err);
    match(done.err, /hello 1\.3\.0 is v3 in staging, and goes to production/);
    const refused = await ctl(place, ['promote', 'hello', '--from', 'production', '--to', 'staging'], { port });
    deepEqual([refused.status, refused.err.split('\n')[0]], [4, 'ctl: hello is not deployed in production']);
    equal((await ctl(place, ['promote', 'hello', '--from', 'staging'], { port })).status, 1);
  });
  deepEqual(asked, [['hello', '1.3.0', 'production']]);
});

function taking(got: string[]): Script {
  return {
    setSecret: async ({ value }) => {
      got.push(value);
      return { ...reply, changes: changes.slice(3, 4) };
    },
  };
}

async function piped(port: number, value: string | Buffer): Promise<{ status: number; err: string }> {
  const env = { PATH: process.env.PATH, HOME: place.folder, CASTELLAN_SERVER: `127.0.0.1:${port}`, CASTELLAN_CERTS: place.certs };
  const child = spawn(process.execPath, [ctlFile, 'secrets', 'set', 'hello', 'TOKEN'], { env });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(value);
  const [status] = await once(child, 'close');
  return { status, err };
}
