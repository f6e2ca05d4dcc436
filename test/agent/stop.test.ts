import { deepEqual, ok } from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Phase } from '../../agent/decide/replica.ts';
import type { Host } from '../../agent/host.ts';
import { assignment, isRunning, openTestHost, temporaryFolder, until, type WishOptions, wish } from './host-world.ts';
import { bearing } from './processes.ts';

let folder: ReturnType<typeof temporaryFolder>;
let host: Host;
let warnings: string[];
let notes: string;
/** All that the replica has been in, in order. */
let phases: Set<Phase>;

beforeEach(() => {
  folder = temporaryFolder();
  notes = join(folder.path, 'notes');
  warnings = [];
  phases = new Set();
  open();
});

afterEach(async () => {
  await host.assign(assignment());
  await gone();
  host.close();
  folder.remove();
});

function open(): void {
  const log = { info() {}, warn: (_: object, message: string) => warnings.push(message), error() {} };
  host = openTestHost(folder.path, { log, changed: look }).host;
}

function look(): void {
  for (const { phase } of host?.replicas() ?? []) phases.add(phase);
}

const note = (word: string) => `echo ${word} >>"$NOTES"`;
const noted = () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []);
const replica = () => host.replicas()[0];
const gone = () => until('everything has ended', () => host.replicas().length === 0, host.report);

async function serving(stop: Record<string, unknown>, more: WishOptions = {}): Promise<number> {
  const env = { NOTES: notes, ...more.env };
  await host.assign(
    assignment(wish({ ...more, env, process: { stop: { drain: '1s', timeout: '300ms', ...stop }, ...more.process } })),
  );
  await until('it serves', () => host.report().slots?.[0]?.move === 'SETTLED', host.report);
  return pidNow();
}

function pidNow(): number {
  const phase = replica()?.phase;
  return phase && 'process' in phase ? (phase.process?.pid ?? 0) : 0;
}

describe('a replica that is stopped', () => {
  it('P01 and ignores SIGTERM is killed when its time is up, with the hooks around it', async () => {
    const alive = (word: string) =>
      `kill -0 "$(cat "$NOTES.pid")" 2>/dev/null && ${note(`${word}-alive`)} || ${note(`${word}-gone`)}`;
    const stop = { before: { command: alive('before') }, after: { command: alive('after') } };
    const command = ['/bin/sh', '-c', `echo $$ >"$NOTES.pid"; exec "${process.execPath}" agent-app.mjs`];
    const pid = await serving(stop, { env: { IGNORE_TERM: '1' }, process: { command } });
    await host.assign(assignment());
    await gone();
    deepEqual(noted(), ['before-alive', 'after-gone']);
    ok(!isRunning(pid));
    deepEqual(warnings, []);
  });

  it('is stopped all the same when a hook fails, or takes too long, or cannot be run', async () => {
    const stop = {
      before: { command: `${note('before')}; exec sleep 1000`, timeout: '100ms' },
      after: { command: ['./nowhere'] },
    };
    const pid = await serving(stop);
    await host.assign(assignment());
    await gone();
    ok(!isRunning(pid));
    deepEqual(noted(), ['before']);
    const told = () => warnings.filter((text) => text.startsWith('the hook')).length === 2;
    await until('both are told', told, () => warnings);
  });

  it('is not asked twice when the agent goes away in the middle of a hook', async () => {
    const pid = await serving({
      before: { command: `${note('before')}; exec sleep 1000`, timeout: '60s' },
      after: { command: note('after') },
    });
    await host.assign(assignment());
    await until('the hook has begun', () => noted().includes('before'));
    host.close();
    open();
    await gone();
    ok(!isRunning(pid));
    deepEqual(noted(), ['before', 'after']);
  });

  it('leaves nothing behind, also what it had put into the background', async () => {
    const command = ['/bin/sh', '-c', `(setsid sleep 1000.808 &); exec "${process.execPath}" agent-app.mjs`];
    await serving({}, { process: { command } });
    await host.assign(assignment());
    await gone();
    deepEqual(bearing('1000.808'), []);
  });
});

it('P03 one that ends again and again is started again after longer and longer, and its hooks stay out of it', async () => {
  const stop = { before: { command: note('hook') }, after: { command: note('hook') } };
  await serving(stop, { process: { restart: { backoff: { min: '200ms', max: '500ms' } } } });
  let ended = 0;
  await until(
    'it has been started again three times',
    () => {
      const pid = pidNow();
      if (pid > 0 && pid !== ended) process.kill(pid, 'SIGKILL');
      ended = pid || ended;
      return (replica()?.restarts ?? 0) >= 3;
    },
    host.report,
  );
  const pauses = [...phases].flatMap((phase) => (phase.name === 'waiting' ? [phase.until - phase.since] : []));
  deepEqual(pauses.slice(0, 3), [200, 400, 500]);
  deepEqual(noted(), []);
});

it('P18 its checks and hooks are run as its user, not as the agent’s', { skip: process.getuid?.() !== 0 }, async () => {
  chmodSync(folder.path, 0o711);
  host.close();
  // The repository may be where no other user gets.
  const place = folder.path;
  const bundles = { ensure: async () => place, find: () => place, states: () => [], prune: async () => [] };
  host = openTestHost(place, { bundles }).host;
  const asked = join(folder.path, 'asked');
  writeFileSync(asked, '');
  chmodSync(asked, 0o666);
  const told = (what: string) => `echo "${what} $(id -un)" >>"$ASKED"`;
  const stop = { before: { command: told('before') }, after: { command: told('after') } };
  const ready = { command: told('check'), every: '50ms' };
  await serving(stop, { env: { ASKED: asked }, process: { user: 'nobody', ready, command: 'exec sleep 1000' } });
  await host.assign(assignment());
  await gone();
  const lines = new Set(readFileSync(asked, 'utf8').trim().split('\n'));
  deepEqual([...lines].sort(), ['after nobody', 'before nobody', 'check nobody']);
});
