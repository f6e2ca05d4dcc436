import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Host } from '../../agent/host.ts';
import { assignment, type MemoryRouter, openTestHost, temporaryFolder, until, type WishOptions, wish } from './host-world.ts';

let folder: ReturnType<typeof temporaryFolder>;
let host: Host;
let router: MemoryRouter;
let notes: string;

beforeEach(() => {
  folder = temporaryFolder();
  notes = join(folder.path, 'notes');
  ({ host, router } = openTestHost(folder.path));
});

afterEach(async () => {
  await host.assign(assignment());
  await until('everything has ended', () => host.replicas().length === 0, host.report);
  host.close();
  folder.remove();
});

const note = (word: string) => `echo ${word} $CASTELLAN_RELEASE >>"$NOTES"`;
const noted = () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []);
const slot = () => host.report().slots?.[0];
const asked = (start: Record<string, unknown>, more: WishOptions = {}) =>
  assignment(wish({ ...more, env: { NOTES: notes, ...more.env }, process: { start, ...more.process } }));
const settled = (release = 1) => until('it serves', () => slot()?.move === 'SETTLED' && slot()?.wanted === release, host.report);
const failed = () => until('it has failed', () => (slot()?.move === 'FAILED' ? slot()?.failure : null), host.report);

describe('hooks around the start of a replica', () => {
  it('are run before it starts, and when it is ready, before it takes traffic', async () => {
    const isServed = `curl -s -o /dev/null "http://127.0.0.1:$PORT/healthz" && ${note('ready')}`;
    await host.assign(asked({ before: { command: note('before') }, after: { command: isServed } }));
    await until('the hook has been run', () => noted().length === 2, host.report);
    await settled();
    deepEqual(noted(), ['before 1', 'ready 1']);
  });

  it('have the data folder of the replica, which is its user’s', { skip: process.getuid?.() !== 0 }, async () => {
    host.close();
    chmodSync(folder.path, 0o711);
    const bundles = { ensure: async () => '/', find: () => '/', states: () => [], prune: async () => [] };
    ({ host, router } = openTestHost(folder.path, { bundles }));
    const start = { before: { command: 'id -un >"$CASTELLAN_DATA_DIR/made-by"' } };
    await host.assign(
      asked(start, { process: { user: 'nobody', command: ['sleep', '1000'], ready: { command: 'true', every: '50ms' } } }),
    );
    await settled();
    equal(readFileSync(join(folder.path, 'data/hello/production/web/made-by'), 'utf8'), 'nobody\n');
  });

  it('and checks have nothing loaded for them by root that their user names', { skip: process.getuid?.() !== 0 }, async () => {
    host.close();
    chmodSync(folder.path, 0o711);
    const bundles = { ensure: async () => '/', find: () => '/', states: () => [], prune: async () => [] };
    ({ host, router } = openTestHost(folder.path, { bundles }));
    const loaded = join(folder.path, 'loaded');
    mkdirSync(loaded);
    chmodSync(loaded, 0o777);
    const start = { before: { command: 'true' } };
    const process = { user: 'nobody', command: ['sleep', '1000'], ready: { command: 'true', every: '50ms' } };
    await host.assign(asked(start, { env: { LD_DEBUG: 'libs', LD_DEBUG_OUTPUT: join(loaded, 'by') }, process }));
    await settled();
    const owners = new Set(readdirSync(loaded).map((name) => statSync(join(loaded, name)).uid));
    equal(owners.has(0), false);
    ok(owners.size > 0);
  });

  it('are not run again when it is started again, nor when the agent is', async () => {
    const start = { before: { command: note('before') }, after: { command: note('after') } };
    await host.assign(asked(start, { env: { EXIT_ONCE_READY_MS: '400' } }));
    await until('it was started again', () => (slot()?.replicas?.[0]?.restarts ?? 0) > 0, host.report);
    host.close();
    ({ host, router } = openTestHost(folder.path));
    await until('it was started once more', () => (slot()?.replicas?.[0]?.restarts ?? 0) > 1, host.report);
    deepEqual(noted(), ['before 1', 'after 1']);
  });

  it('that fail before it starts fail it with what they wrote, and nothing of it was started', async () => {
    await host.assign(asked({ before: { command: 'echo no such table; exit 3' } }));
    const { cause, message, logLines } = await failed();
    deepEqual([cause, logLines], ['HOOK_FAILED', ['no such table']]);
    match(message ?? '', /^the hook before its start failed: exited with status 3/);
    equal(host.replicas()[0]?.run, 0);
  });

  it('that fail once it is ready fail it, and what serves goes on', async () => {
    await host.assign(asked({}));
    await settled();
    const before = slot()?.replicas?.[0]?.pid;
    await host.assign(asked({ after: { command: 'exit 1' } }, { release: 2 }));
    const { cause, message } = await failed();
    deepEqual([cause, message], ['HOOK_FAILED', 'the hook after its start failed: exited with status 1']);
    deepEqual(
      [slot()?.replicas?.find(({ routed }) => routed)?.pid, router.tables.at(-1)?.routes[0]?.targets[0]?.release],
      [before, 1],
    );
  });

  it('are ended with all that they started when they take too long, or when the replica is not wanted any more', async () => {
    const long = { command: `${note('begun')}; exec sleep 1000`, timeout: '200ms' };
    await host.assign(asked({ before: long }));
    equal((await failed()).message, 'the hook before its start failed: did not end within 200 ms');
    await host.assign(asked({ before: { ...long, timeout: '60s' } }, { release: 2 }));
    await until('it has begun', () => noted().includes('begun 2'), host.report);
    await host.assign(assignment());
    await until('everything has ended', () => host.replicas().length === 0, host.report);
  });

  for (const point of ['replica.before-start', 'replica.after-start']) {
    it(`A17: are run at most once by an agent that is killed at ${point}`, async () => {
      host.close();
      const start = { before: { command: note('before') }, after: { command: note('after') } };
      const wanted = asked(start, { process: { restart: { policy: 'never' } } });
      const file = join(folder.path, 'wanted.json');
      writeFileSync(file, JSON.stringify(wanted));
      const child = spawn(process.execPath, [join(import.meta.dirname, 'host-child.ts'), folder.path, file], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, CASTELLAN_FAILPOINT: point },
      });
      await once(child, 'exit');
      equal(child.signalCode, 'SIGKILL', 'it was not killed');
      ({ host, router } = openTestHost(folder.path));
      await host.assign(wanted);
      match((await failed()).message ?? '', /the agent was restarted while it ran, and it is not run a second time/);
      deepEqual(noted(), point === 'replica.before-start' ? [] : ['before 1']);
    });
  }

  it('are not run a second time by an agent that was away meanwhile: the replica has failed', async () => {
    await host.assign(asked({ before: { command: `${note('begun')}; exec sleep 1000`, timeout: '60s' } }));
    await until('it has begun', () => noted().length > 0, host.report);
    host.close();
    ({ host, router } = openTestHost(folder.path));
    match((await failed()).message ?? '', /the agent was restarted while it ran, and it is not run a second time/);
    ok(noted().length === 1, noted().join());
  });
});
