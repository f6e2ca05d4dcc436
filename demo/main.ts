// make demo: a server and three hosts on this machine, and Node-RED going through a good and a bad deployment under requests.
// DEMO=quick runs through it and ends, with status 0 only if all of it held.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endAll, startWorld, type World } from '../test/e2e/world.ts';
import { app, fetchApps } from './app.ts';
import { type Requests, startRequests } from './requests.ts';

const root = resolve(import.meta.dirname, '..');
const state = join(root, '.demo');
const quick = process.env.DEMO === 'quick';
const ports = [7400, 8081, 8082, 8083];

const stopping = new AbortController();
const stopped = new Promise<void>((done) => stopping.signal.addEventListener('abort', () => done()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

const failed = await demonstrate().catch((error: unknown) => [String(error instanceof Error ? error.message : error)]);
for (const what of failed) console.error(`\nnot as promised: ${what}`);
process.exit(failed.length > 0 ? 1 : 0);

/** What did not hold. */
async function demonstrate(): Promise<string[]> {
  await startAfresh();
  const versions = fetchApps(state);
  say('Starting a server and three hosts: h1, h2, h3');
  const world = await startWorld({ hosts: ['h1', 'h2', 'h3'], folder: join(state, 'cluster'), ports });
  try {
    const failed = await tell(world, versions);
    if (!quick && !stopping.signal.aborted) await stayOpen(world);
    return failed;
  } finally {
    say('Ending what was started');
    await world.close();
  }
}

async function tell(
  world: World,
  versions: Record<'old' | 'new' | 'broken', { version: string; folder: string }>,
): Promise<string[]> {
  const failed: string[] = [];
  const expect = (what: string, so: boolean): void => void (so || failed.push(what));

  say(`Pushing ${app} ${versions.old.version} and deploying it to three hosts, one replica each`);
  await push(world, versions.old);
  expect(`${versions.old.version} is deployed`, (await ctl(world, 'deploy', `${app}@${versions.old.version}`)) === 0);
  say(`It serves: open ${addresses(world).join(' or ')}`);

  const requests = startRequests(world.routerPorts);
  say(`Deploying ${versions.new.version}, while requests go on`);
  await push(world, versions.new);
  expect(`${versions.new.version} is deployed`, (await ctl(world, 'deploy', `${app}@${versions.new.version}`)) === 0);
  expect(
    'every host has changed over',
    (await requests.versions()).every((version) => version === versions.new.version),
  );

  say(`Deploying ${versions.broken.version}, which cannot start`);
  await push(world, versions.broken);
  expect('the broken version is turned back', (await ctl(world, 'deploy', `${app}@${versions.broken.version}`)) === 2);
  expect(
    'the version before serves on',
    (await requests.versions()).every((version) => version === versions.new.version),
  );

  await requests.stop();
  say('What runs now');
  await ctl(world, 'status');
  report(requests);
  expect('no request failed', requests.failures.length === 0);
  expect('requests were sent', requests.sent > 0);
  return stopping.signal.aborted ? [...failed, 'it was interrupted'] : failed;
}

async function startAfresh(): Promise<void> {
  const cluster = join(state, 'cluster');
  await endAll(cluster);
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
}

async function push(world: World, { version, folder }: { version: string; folder: string }): Promise<void> {
  const status = await ctl(world, 'push', folder, '--version', version);
  if (status !== 0) throw new Error(`${version} is not pushed`);
}

/** As if typed: its progress is seen. Ctrl-C reaches it too. */
async function ctl(world: World, ...args: string[]): Promise<number> {
  stopping.signal.throwIfAborted();
  console.log(`$ npx ctl ${args.map((arg) => (arg.startsWith(root) ? arg.slice(root.length + 1) : arg)).join(' ')}`);
  const env = { ...world.env, TERM: process.env.TERM };
  const child = spawn('node', [join(root, 'cli/ctl.js'), ...args], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => done(code ?? -1));
  });
}

async function stayOpen(world: World): Promise<void> {
  console.log(`
Everything stays up until Ctrl-C: ${addresses(world).join(', ')}
Try, in another terminal, in this folder:
  export CASTELLAN_CONFIG=${join(world.folder, 'ctl.yaml')}
  npx ctl status
  npx ctl logs ${app} -f
  npx ctl releases ${app}
  npx ctl rollback ${app}
  npx ctl scale ${app} web=2`);
  await stopped;
}

function report(requests: Requests): void {
  console.log(`\nrequests: ${requests.sent} sent, ${requests.failures.length} failed`);
  for (const failure of requests.failures.slice(0, 10)) console.log(`  ${failure}`);
}

function addresses(world: World): string[] {
  return world.routerPorts.map((port) => `http://127.0.0.1:${port}/`);
}

function say(what: string): void {
  console.log(`\n== ${what}`);
}
