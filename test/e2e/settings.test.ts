// Settings and secrets of two environments: deployed, rotated, rolled back, promoted, kept over a restart without the server, and
// never to be found where they do not belong.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { expectStatus, push, runningReplicas } from './fleet.ts';
import { processesNaming } from './processes.ts';
import { type CtlResult, startWorld, type World } from './world.ts';

const canary = {
  first: 'canary-1-hunter2',
  second: 'canary-2-hunter2',
  staging: 'canary-3-hunter2',
  worker: "canary-4'$x\nline",
};
/** Who may have them among its variables. */
const owners = {
  first: 'CASTELLAN_ENVIRONMENT=production',
  second: 'CASTELLAN_ENVIRONMENT=production',
  staging: 'CASTELLAN_ENVIRONMENT=staging',
  worker: 'CASTELLAN_APP=hello',
};
const manifest = `app: hello
processes:
  web:
    command: [node, server.js]
    ports: { http: auto }
    env: { GREETING: manifest }
    ready: { command: 'test -n "$API_KEY"', every: 250ms }
    routes: [ { host: hello.test } ]
    stop: { drain: 1s, timeout: 5s }
  worker:
    command: [node, server.js]
    ports: { http: auto }
    secrets: [QUEUE]
    routes: [ { host: worker.test } ]
    stop: { drain: 1s, timeout: 5s }
deploy: { healthy: 200ms, bake: 200ms, progress_deadline: 60s }
`;

describe('settings and secrets', () => {
  let world: World;
  let outside: string;
  const seen: CtlResult[] = [];

  before(async () => {
    outside = mkdtempSync(join(tmpdir(), 'castellan-outside-'));
    world = await startWorld({ hosts: ['h1', 'h2'], secret: false });
    for (const [name, value] of Object.entries(canary))
      world.canaries.plant(`secret ${name}`, value, [owners[name as keyof typeof canary]]);
    await expectStatus(world, 0, 'hosts', 'env', 'h2', 'staging');
    const server = readFileSync(resolve(import.meta.dirname, '../apps/shows-variables/server.js'), 'utf8');
    const files = { 'castellan.yaml': manifest, 'server.js': server };
    for (const version of ['1.0.0', '1.1.0']) await push(world, version, { files });
    const tells = manifest
      .replace(`'test -n "$API_KEY"'`, `'echo "no luck with $API_KEY"; exit 1'`)
      .replace('ports', 'start_timeout: 1s\n    ports');
    await push(world, '1.2.0', { files: { ...files, 'castellan.yaml': tells } });
  });

  after(async () => {
    await world?.close();
    rmSync(outside, { recursive: true });
  });

  it('what is set waits for a deployment, and status says so', async () => {
    await expect(0, 'settings', 'set', 'hello', 'GREETING=hallo', 'POOL=1');
    await secret('API_KEY', canary.first);
    await secret('QUEUE', canary.worker, '--process', 'worker');
    const refused = await expect(4, 'deploy', 'hello@1.0.0', '--env', 'staging');
    match(refused.stderr, /QUEUE/);
    await secret('API_KEY', canary.staging, '--env', 'staging');
    await secret('QUEUE', canary.worker, '--env', 'staging');
    const { stdout } = await expect(0, 'settings', 'list', 'hello');
    match(stdout, /revision 3 \(nothing is deployed\)/);
    match(stdout, /QUEUE +worker +version 1 \(secret\)/);
  });

  it('each environment has its own', async () => {
    await expect(0, 'deploy', 'hello@1.0.0');
    await expect(0, 'deploy', 'hello@1.0.0', '--env', 'staging');
    deepEqual(await variables(0, 'hello.test'), { GREETING: 'hallo', POOL: '1', API_KEY: canary.first, QUEUE: undefined });
    deepEqual(await variables(0, 'worker.test'), { GREETING: 'hallo', POOL: '1', API_KEY: undefined, QUEUE: canary.worker });
    deepEqual(await variables(1, 'hello.test'), {
      GREETING: 'manifest',
      POOL: undefined,
      API_KEY: canary.staging,
      QUEUE: canary.worker,
    });
  });

  it('a setting of one process restarts that one alone', async () => {
    const pids = await pidsOf('h1');
    await expect(0, 'settings', 'set', 'hello', 'POOL=5', '--process', 'worker', '--deploy');
    const now = await pidsOf('h1');
    equal(now.web, pids.web);
    ok(now.worker !== pids.worker);
    deepEqual((await variables(0, 'worker.test')).POOL, '5');
    deepEqual((await variables(0, 'hello.test')).POOL, '1');
  });

  it('a rotated secret restarts what has it, and nothing else', async () => {
    const pids = await pidsOf('h1');
    await secret('API_KEY', canary.second);
    match((await expect(0, 'status', 'hello')).stdout, /settings revision 5 is not deployed yet \(API_KEY@2\)/);
    await secret('API_KEY', canary.second, '--deploy');
    const now = await pidsOf('h1');
    ok(now.web !== pids.web);
    equal(now.worker, pids.worker);
    equal((await variables(0, 'hello.test')).API_KEY, canary.second);
    const listed = await world.ask<{ name: string; version: number; deployed: number }>('secrets', 'list', 'hello');
    deepEqual(
      listed.map(({ name, version, deployed }) => [name, version, deployed]),
      [
        ['API_KEY', 2, 2],
        ['QUEUE', 1, 1],
      ],
    );
  });

  it('host names, counts and placement are settings too', async () => {
    await expect(0, 'settings', 'set', 'hello', 'hosts.web=www.hello.test,hello.test', 'replicas.worker=2', '--deploy');
    equal((await variables(0, 'www.hello.test')).GREETING, 'hallo');
    await workers(2);
    const nowhere = await expect(4, 'settings', 'set', 'hello', 'on.worker=role=back', '--deploy');
    match(nowhere.stderr, /no host with the labels role=back takes worker/);
    ok(!(await expect(0, 'settings', 'list', 'hello')).stdout.includes('role=back'), 'it went back with the deployment');
    await expect(0, 'hosts', 'label', 'h1', 'role=back');
    await expect(0, 'settings', 'set', 'hello', 'on.worker=role=back', '--deploy');
    await workers(2);
  });

  it('a rollback brings back version, variables, counts and secrets as they were', async () => {
    await expect(0, 'rollback', 'hello', 'v1');
    deepEqual(await variables(0, 'hello.test'), { GREETING: 'hallo', POOL: '1', API_KEY: canary.first, QUEUE: undefined });
    equal((await variables(0, 'worker.test')).POOL, '1');
    await workers(1);
  });

  it('a version is promoted from one environment to the next, with the settings of that one', async () => {
    await expect(0, 'deploy', 'hello@1.1.0', '--env', 'staging');
    await expect(0, 'promote', 'hello', '--from', 'staging', '--to', 'production');
    equal((await variables(0, 'hello.test')).API_KEY, canary.first);
    const [newest] = await world.ask<{ version: string; versionBefore: string; current: boolean }>('releases', 'hello');
    deepEqual([newest?.version, newest?.current], ['1.1.0', true]);
  });

  it('releases and history say who changed what, and no value of a secret', async () => {
    const releases = await expect(0, 'releases', 'hello');
    match(releases.stdout, /v3 .* API_KEY@2/);
    match(releases.stdout, /v2 .* worker:POOL/);
    const one = await expect(0, 'releases', 'hello', 'v3');
    match(one.stdout, /- API_KEY, version 1 \(secret\)\n {2}\+ API_KEY, version 2 \(secret\)/);
    const history = await expect(0, 'settings', 'history', 'hello');
    match(history.stdout, /admin +API_KEY@2/);
    const diff = await expect(0, 'settings', 'diff', 'hello', '1', '4');
    match(diff.stdout, /\+ worker: POOL=5/);
  });

  it('a mistyped secret is not told, wherever it was typed', async () => {
    const typed = await expect(1, 'secrets', 'set', 'hello', `API_KEY=${canary.first}`);
    match(typed.stderr, /does not belong on a command line/);
    await expect(1, 'settings', 'set', 'hello', `API_KEY=${canary.first}`);
  });

  it('a check that tells its secret tells no one', async () => {
    const { stdout, stderr } = await expect(2, 'deploy', 'hello@1.2.0');
    match(stdout + stderr, /no luck with \(secret\)/);
  });

  it('after a restart without the server the app has its secrets', async () => {
    for (const name of ['server', 'h1']) await world.kill(name);
    await endApps();
    await world.start('h1');
    await answersAgain();
    deepEqual(await variables(0, 'hello.test'), { GREETING: 'hallo', POOL: '1', API_KEY: canary.first, QUEUE: undefined });
    equal((await variables(0, 'worker.test')).QUEUE, canary.worker);
  });

  it('a new key on the server, and a host that has lost its own: the app has its secrets', async () => {
    const key = readFileSync(join(world.folder, 'server/secrets.key'), 'utf8');
    match((await expect(0, 'server', 'rekey', '--config', join(world.folder, 'server.yaml'))).stdout, /sealed anew/);
    ok(readFileSync(join(world.folder, 'server/secrets.key'), 'utf8') !== key);
    await world.kill('h1');
    await endApps();
    rmSync(join(world.folder, 'h1/secrets.key'));
    await world.start('server');
    await world.start('h1');
    await answersAgain();
    equal((await variables(0, 'hello.test')).API_KEY, canary.first);
  });

  it('X32: no value is anywhere: not in a file, an argument, a log, an event, an answer of the server', async () => {
    const deployments = await world.ask<{ number: number }>('deployments', 'hello');
    for (const { number } of deployments) await expect(0, 'deployments', String(number), '--json');
    for (const args of [['status'], ['settings', 'list', 'hello'], ['secrets', 'list', 'hello'], ['releases', 'hello']])
      await expect(0, ...args, '--json');
    await expect(0, 'logs', 'hello');
    const values = Object.values(canary).flatMap((value) => [value, Buffer.from(value).toString('base64'), hash(value)]);
    const hits = (bytes: Buffer | string) => values.filter((value) => bytes.includes(value));
    for (const { stdout, stderr } of seen) deepEqual(hits(stdout + stderr), []);
    const files = filesIn(world.folder);
    ok(files.some((path) => path.endsWith('castellan.sqlite')) && files.some((path) => /secrets\/hello\./.test(path)));
    for (const path of files) deepEqual(hits(readFileSync(path)), [], path);
    for (const { command } of processesNaming(world.folder)) deepEqual(hits(command), []);
  });

  /** Both processes; until then the router has nobody to ask. */
  async function answersAgain(): Promise<void> {
    for (const name of ['hello.test', 'worker.test']) await world.until(`${name} answers again`, () => ask(0, name, 'GREETING'));
  }

  async function workers(count: number): Promise<void> {
    await world.until(`${count} workers run`, async () => {
      const running = (await runningReplicas(world)).filter(({ slot }) => slot.startsWith('h1/worker'));
      return running.length === count;
    });
  }

  async function endApps(): Promise<void> {
    const apps = processesNaming(join(world.folder, 'h1')).filter(({ command }) => /server\.js/.test(command));
    ok(apps.length > 0);
    for (const { pid } of apps) process.kill(pid, 'SIGKILL');
  }

  async function expect(status: number, ...args: string[]): Promise<CtlResult> {
    const result = await expectStatus(world, status, ...args);
    seen.push(result);
    return result;
  }

  /** By stdin or by a file, in turn. */
  async function secret(name: string, value: string, ...more: string[]): Promise<void> {
    const path = join(outside, 'value');
    writeFileSync(path, `${value}\n`);
    if (seen.length % 2 === 0) return void (await expect(0, 'secrets', 'set', 'hello', name, '--file', path, ...more));
    const args = [resolve(import.meta.dirname, '../../cli/ctl.js'), 'secrets', 'set', 'hello', name, ...more];
    const child = spawn('node', args, { cwd: world.folder, env: world.env });
    child.stdin.end(`${value}\n`);
    const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    equal(status, 0, stdout + stderr);
    seen.push({ status: 0, stdout, stderr });
  }

  /** What the app has, told apart by its hash. */
  async function variables(host: number, name: string) {
    const known = [...Object.values(canary), 'hallo', 'manifest', '1', '5'];
    const found: Record<string, string | undefined> = {};
    for (const variable of ['GREETING', 'POOL', 'API_KEY', 'QUEUE']) {
      const { body } = await ask(host, name, variable);
      found[variable] = body === 'none' ? undefined : (known.find((value) => hash(value) === body) ?? body);
    }
    return found;
  }

  function ask(host: number, name: string, variable: string): Promise<{ body: string }> {
    const options = { host: '127.0.0.1', port: world.routerPorts[host], path: `/?name=${variable}`, headers: { host: name } };
    return new Promise((done, reject) => {
      const asked = get({ ...options, agent: false, timeout: 10_000 }, async (answer) => {
        const body = await text(answer);
        if (answer.statusCode === 200) done({ body });
        else reject(new Error(`${name}: ${answer.statusCode}`));
      });
      asked.on('error', reject);
    });
  }

  async function pidsOf(host: string): Promise<Record<string, number>> {
    const running = (await runningReplicas(world)).filter(({ slot }) => slot.startsWith(`${host}/`));
    return Object.fromEntries(running.map(({ slot, pid }) => [slot.split('/')[1] ?? '', pid]));
  }
});

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
