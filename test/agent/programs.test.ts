// Programs that behave badly, as real processes.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { freePort } from '../ports.ts';
import { hostForEachTest } from './host-for-each-test.ts';
import { assignment, isRunning, quiet, until, unwatched, type WishOptions, wish } from './host-world.ts';

const on = hostForEachTest(() => {
  for (const pid of receivers()) process.kill(pid, 'SIGKILL');
});
const { slot, settled, targets } = on;
const replica = () => slot()?.replicas?.[0];
const run = (options: WishOptions) => on.host.assign(assignment(wish(options)));
const failed = () => until('it has failed', () => slot()?.move === 'FAILED', on.host.report);
const checksOf = async () => Number((await fetch(`http://127.0.0.1:${replica()?.ports?.http}/`)).headers.get('x-checks'));

describe('P03: a program that exits', () => {
  for (const [status, cause] of [
    ['0', 'EXITED'],
    ['1', 'EXITED'],
  ] as const) {
    it(`with status ${status} at once is given up as a candidate, with its last lines`, async () => {
      await run({ env: { EXIT_AFTER_MS: '1', EXIT_STATUS: status } });
      await failed();
      equal(slot()?.failure?.cause, cause);
      match(slot()?.failure?.message ?? '', new RegExp(`^exited with status ${status} after`));
      match(slot()?.failure?.logLines?.join('\n') ?? '', /begins with pid/);
    });
  }

  it('again and again after it took over is told as a crash loop, tried on, and keeps no newer one from taking over', async () => {
    const restart = { backoff: { min: '10ms', max: '40s' }, limit: 3 };
    await run({ healthyMs: 0, env: { EXIT_ONCE_READY_MS: '400', EXIT_STATUS: '7' }, process: { restart } });
    await until('it is a crash loop', () => replica()?.phase === 'crash-loop', on.host.report);
    match(
      replica()?.detail ?? '',
      /^crash loop: ended \d times in a row without being ready for 40\.0 s; last: exited with status 7, /,
    );
    const { restarts = 0 } = replica() ?? {};
    ok(restarts >= 3, `${restarts}`);
    await until('it is tried on', () => (replica()?.restarts ?? 0) > restarts, on.host.report);
    await run({ release: 2 });
    await settled(2);
    equal(replica()?.phase, 'healthy');
  });
});

describe('P06: a program that listens late', () => {
  it('gets no request before it does', async () => {
    await run({ env: { LISTEN_AFTER_MS: '900' } });
    await until('it runs', () => replica()?.pid, on.host.report);
    await until('a check was refused', () => /connection refused/.test(replica()?.detail ?? ''), on.host.report);
    deepEqual(targets(), []);
    await settled(1);
    equal(targets().length, 1);
  });

  it('has until its start deadline', async () => {
    await run({ env: { LISTEN_AFTER_MS: '60000' }, process: { start_timeout: '600ms' } });
    await failed();
    match(slot()?.failure?.message ?? '', /^not ready 0\.6 s after its start: GET \/healthz: connection refused$/);
  });
});

it('P07: a program that is never ready is stopped at its deadline, and the old one serves on', async () => {
  await run({});
  await settled(1);
  const before = replica();
  await run({ release: 2, env: { HEALTH: '503' }, process: { start_timeout: '600ms' } });
  const candidate = await until(
    'the candidate runs',
    () => slot()?.replicas?.find(({ release, pid }) => release === 2 && pid),
    on.host.report,
  );
  await failed();
  await until('the candidate is gone', () => !isRunning(candidate.pid ?? 0));
  equal(slot()?.failure?.cause, 'NEVER_READY');
  deepEqual([before?.pid, [before?.id]], [before?.pid, targets().map((target) => target.replica)]);
  ok(isRunning(before?.pid ?? 0));
});

it('P08: a program whose checks are slower than they are due is asked one at a time, ready and live together', async () => {
  const check = { http: '/healthz', every: '10ms', timeout: '60s' };
  await run({ healthyMs: 0, env: { ANSWER_AFTER_MS: '60' }, process: { ready: check, live: check } });
  await settled(1);
  const asked = async () => (await fetch(`http://127.0.0.1:${replica()?.ports?.http}/`)).headers;
  let seen = await asked();
  const look = setInterval(() => void asked().then((now) => (seen = now)), 50);
  await until('twenty checks were made', () => Number(seen.get('x-checks')) > 20);
  clearInterval(look);
  equal(seen.get('x-most-at-once'), '1');
});

it('P09: a program whose health flaps stays in the routes while its failures do not come in a row', async () => {
  await run({ env: { FLAPS: '1' }, process: { ready: { http: '/healthz', every: '20ms', failures: 2 } } });
  await settled(1);
  const tables = on.router.tables.length;
  let checks = 0;
  const count = setInterval(() => void checksOf().then((now) => (checks = now)), 50);
  await until('thirty checks were made', () => checks > 30);
  clearInterval(count);
  deepEqual([on.router.tables.length, replica()?.phase, replica()?.restarts], [tables, 'healthy', 0]);
});

describe('P10: a program whose port is taken', () => {
  it('is not ready by the answers of the one that has it, and the holder is named', async () => {
    await run({ env: { LISTEN_AFTER_MS: '500', STUBBORN: '1' }, process: { start_timeout: '1500ms' } });
    const port = (await until('it has a port', () => replica()?.pid && replica()?.ports?.http, on.host.report)) as number;
    const foreign = createHttp((_, response) => response.end('fine')).listen(port, '127.0.0.1');
    await failed();
    foreign.close();
    match(slot()?.failure?.message ?? '', new RegExp(`: port ${port} is held by pid ${process.pid} \\(`));
    match(slot()?.failure?.logLines?.join('\n') ?? '', /EADDRINUSE/);
    deepEqual(targets(), []);
  });

  it('does not start when it was taken after the assignment was accepted, and the holder is named', async () => {
    const port = await freePort();
    const second = createHttp();
    const ensure = async () => {
      if (!second.listening) await new Promise<void>((resolve) => second.listen(port, resolve));
      return join(import.meta.dirname, '../apps');
    };
    on.reopen({
      bundles: { ensure, find: () => undefined, states: () => [], prune: async () => [] },
    });
    await on.host.assign({ ...assignment(wish({ process: { ports: { http: port } } })) });
    await failed();
    second.close();
    match(slot()?.failure?.message ?? '', new RegExp(`^did not start: port ${port} is held by pid ${process.pid} \\(`));
  });
});

it('P11: a program that is ready and then dies within its healthy time never takes over', async () => {
  await run({});
  await settled(1);
  const before = replica()?.id;
  await run({ release: 2, healthyMs: 5000, env: { EXIT_ONCE_READY_MS: '700', EXIT_STATUS: '9' } });
  await failed();
  equal(slot()?.failure?.cause, 'FAILED_AFTER_READY');
  match(slot()?.failure?.message ?? '', /^exited with status 9, \d\.\d s after it was ready$/);
  deepEqual(
    on.router.tables
      .flatMap(({ routes }) => routes.flatMap((route) => route.targets.map((target) => target.replica)))
      .filter((id) => id !== before),
    [],
  );
});

describe('a program that says itself how it is', () => {
  const command = ['perl', 'notifies.pl'];
  const notifies = { command, ports: {}, routes: [], ready: { notify: true, every: '50ms' } };

  it('is ready when it says so, and what else it says is shown', async () => {
    await run({ env: { READY_AFTER_MS: '300' }, process: notifies });
    await until(
      'its status is shown',
      () => replica()?.detail === 'it has not said READY=1 yet; status: warming up',
      on.host.report,
    );
    await settled(1);
    await until('its status is shown', () => replica()?.detail === 'serves  [31mall', on.host.report);
  });

  it('is restarted when it says no WATCHDOG=1 any more', async () => {
    const live = { notify: true, watchdog: '400ms', every: '50ms' };
    await run({ healthyMs: 0, env: { ALIVE_FOR_MS: '600', KEEP_ALIVE_MS: '50' }, process: { ...notifies, live } });
    await until('it was restarted', () => (replica()?.restarts ?? 0) > 0, on.host.report);
    const told = on.host.replicas()[0]?.failure?.message ?? '';
    match(told, /^live check failed: WATCHDOG=1 \d\.\d s ago, more than 0\.4 s$/);
    const { reason, detail } = replica()?.lastExit ?? {};
    match(`${reason} ${detail}`, /^LIVE_CHECK live check failed: WATCHDOG=1 \d\.\d s ago, more than 0\.4 s$/);
  });

  it('keeps what it said over a restart of the agent, and what it said meanwhile', async () => {
    await run({ env: { READY_AFTER_MS: '500' }, process: notifies });
    const pid = await until('it runs', () => replica()?.pid, on.host.report);
    on.host.close();
    await until('it has said so', () => readdirSync(join(on.folder, 'notices')).some((name) => name.endsWith('.state')));
    on.reopen();
    await settled(1);
    deepEqual([replica()?.pid, replica()?.phase, replica()?.restarts], [pid, 'healthy', 0]);
  });

  it('is refused where it cannot be heard', async () => {
    const notices = { trouble: () => 'perl is not there', sweep() {}, close() {}, leave() {}, open: async () => '' };
    const told = () => ({ state: null, status: '', aliveAt: 0 });
    on.reopen({ notices: { ...notices, told } });
    deepEqual(await run({ process: notifies }), [
      'hello/production/web asks for a notify check, which this host cannot make: perl is not there',
    ]);
  });
});

describe('a watchdog', () => {
  it('replaces a replica that uses too much by another one, which takes over first', async () => {
    const warned: string[] = [];
    const log = { ...quiet, warn: (fields: object, message: string) => warned.push(`${message}: ${JSON.stringify(fields)}`) };
    on.reopen({ log });
    await run({ env: { OPEN_FILES: '150' }, process: { watchdog: { files: { warn: 60, restart: 100 } } } });
    await settled(1);
    const before = replica();
    await until(
      'it is told',
      () => on.host.report().troubles?.some((text) => /web\/1 uses 1\d\d open files, warning from 60/.test(text)),
      on.host.report,
    );
    await until('another one serves', () => replica()?.routed && replica()?.id !== before?.id, on.host.report);
    ok((replica()?.restarts ?? 0) >= 1);
    match(warned.join('\n'), /a replica is replaced by its watchdog: .*uses 1\d\d open files, restart from 100/);
    const { reason, detail } = replica()?.lastExit ?? {};
    match(`${reason} ${detail}`, /^WATCHDOG watchdog: it uses 1\d\d open files, restart from 100 open files$/);
    const first = on.router.tables.findIndex(({ routes }) => routes.some((route) => route.targets.length > 0));
    for (const { routes } of on.router.tables.slice(first)) notEqual(routes[0]?.targets.length, 0, 'nothing served');
  });

  it('replaces what keeps the processors busy', async () => {
    const busy = { env: { BUSY: '1' }, process: { watchdog: { cpu: { restart: '15%' } } } };
    await run(busy);
    await settled(1);
    const before = replica();
    await until('another one serves', () => replica()?.routed && replica()?.id !== before?.id, on.host.report);
    ok((replica()?.restarts ?? 0) >= 1);
  });

  it('replaces, one at a time, what has most beyond its share while the host is short of memory, and leaves the others', async () => {
    const reasons: string[] = [];
    const log = { ...quiet, warn: (fields: { reason?: string }) => reasons.push(fields.reason ?? '') };
    const use = { memory: 96, cpu: 0, files: 0, disk: 0, inodes: 0 };
    const watchdog = {
      everyMs: 50,
      host: { ...unwatched, memory: { warn: null, restart: 95 } },
      hostUse: () => use,
      hostWhole: () => ({ memory: 400 * 2 ** 20, cpu: 2, files: 1000, disk: 0 }),
    };
    on.reopen({ log, watchdog });
    await on.host.assign(assignment(wish({ env: { MEMORY_MIB: '300' } }), wish({ index: 2 })));
    await settled(1);
    const [large, small] = [1, 2].map((index) => slot(index)?.replicas?.[0]?.id);
    await until('another one serves', () => replica()?.routed && replica()?.id !== large, on.host.report);
    use.memory = 50;
    await until('it is settled', () => slot()?.move === 'SETTLED', on.host.report);
    equal(slot(2)?.replicas?.[0]?.id, small);
    match(replica()?.lastExit?.detail ?? '', /^watchdog: it uses 3\d\d MiB of memory, .*, while 96 % of the host’s are used/);
    match(
      reasons.join(),
      /uses 3\d\d MiB of memory, of which 200 MiB are its share, while 96 % of the host’s are used, restart from 95 %/,
    );
  });

  it('replaces one at a time on a host', async () => {
    const both = [1, 2].map((index) =>
      wish({ index, env: { OPEN_FILES: '150' }, process: { watchdog: { files: { restart: 100 } } } }),
    );
    let most = 0;
    const changed = () => {
      most = Math.max(most, on.host.replicas().filter(({ phase }) => !['stopped', 'failed'].includes(phase.name)).length);
    };
    on.reopen({ changed });
    await on.host.assign(assignment(...both));
    await until(
      'each was replaced',
      () => [1, 2].every((index) => (slot(index)?.replicas?.[0]?.restarts ?? 0) > 0),
      on.host.report,
    );
    equal(most, 3);
  });
});

function receivers(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) && isReceiver(name) ? [Number(name)] : []));
}

function isReceiver(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(join(on.folder, 'notices'));
  } catch {
    return false;
  }
}
