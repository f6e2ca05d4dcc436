import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { freePort } from '../ports.ts';
import { hostForEachTest } from './host-for-each-test.ts';
import { assignment, isRunning, until, wish } from './host-world.ts';

const on = hostForEachTest();
const { slot, settled, targets } = on;
const pidOf = (id: string) => slot()?.replicas?.find((one) => one.id === id)?.pid ?? 0;

describe('a slot', () => {
  it('is filled, replaced make-before-break, and emptied', async () => {
    deepEqual(await on.host.assign(assignment(wish())), []);
    await settled(1);
    const [first] = slot()?.replicas ?? [];
    const firstPid = first?.pid ?? 0;
    ok(isRunning(firstPid));
    let release = () => {};
    on.router.gate = new Promise((resolve) => {
      release = resolve;
    });
    await on.host.assign(assignment(wish({ release: 2 })));
    await until(
      'the new one has taken over',
      () => slot()?.replicas?.some((one) => one.release === 2 && one.routed),
      on.host.report,
    );
    ok(isRunning(firstPid), 'the old one was stopped before the router had the new routes');
    equal(targets()[0]?.release, 1);
    release();
    await settled(2);
    deepEqual(
      targets().map((target) => target.release),
      [2],
    );
    equal(isRunning(firstPid), false);
    await on.host.assign(assignment());
    await until('it is empty', () => on.host.report().slots?.length === 0, on.host.report);
  });

  it('serves on untouched when its candidate fails, and the failure comes with its evidence', async () => {
    await on.host.assign(assignment(wish()));
    await settled(1);
    const before = slot()?.replicas?.[0];
    await on.host.assign(assignment(wish({ release: 2, env: { EXIT_AFTER_MS: '200', EXIT_STATUS: '3', HEALTH: '500' } })));
    await until('it has failed', () => slot()?.move === 'FAILED', on.host.report);
    const failure = slot()?.failure;
    equal(failure?.cause, 'EXITED');
    match(failure?.message ?? '', /^exited with status 3 after \d+\.\d s$/);
    match(failure?.logLines?.join('\n') ?? '', /begins with pid \d+\na line on stderr/);
    equal(failure?.exit?.code, 3);
    equal(pidOf(before?.id ?? ''), before?.pid);
    deepEqual(
      targets().map((target) => target.replica),
      [before?.id],
    );
  });

  it('says what the last check was answered when it never becomes ready', async () => {
    await on.host.assign(assignment(wish({ env: { HEALTH: '500' }, process: { start_timeout: '700ms' } })));
    await until('it has failed', () => slot()?.move === 'FAILED', on.host.report);
    match(slot()?.failure?.message ?? '', /^not ready 0\.7 s after its start: GET \/healthz answered 500/);
  });

  it('B28: says that a command is not there before anything is started', async () => {
    await on.host.assign(assignment(wish({ process: { command: ['no-such-command'] } })));
    await until('it has failed', () => slot()?.move === 'FAILED', on.host.report);
    deepEqual(
      [slot()?.failure?.cause, slot()?.failure?.message],
      ['DID_NOT_START', 'did not start: no-such-command: not found in PATH'],
    );
  });

  it('gets the newer wish at once while its candidate hangs', async () => {
    await on.host.assign(assignment(wish({ env: { HEALTH: '500' } })));
    await until('the candidate runs', () => slot()?.replicas?.[0]?.pid, on.host.report);
    await on.host.assign(assignment(wish({ release: 2 })));
    await settled(2);
  });

  it('keeps its process when only the release number changes', async () => {
    await on.host.assign(assignment(wish()));
    await settled(1);
    const before = slot()?.replicas?.[0];
    await on.host.assign(assignment({ ...wish({ release: 2 }), fingerprint: 'f1' }));
    await settled(2);
    deepEqual([slot()?.replicas?.[0]?.id, slot()?.replicas?.[0]?.pid], [before?.id, before?.pid]);
  });

  it('starts what has ended again, on the same port, and counts it', async () => {
    await on.host.assign(assignment(wish()));
    await settled(1);
    const before = slot()?.replicas?.[0];
    process.kill(before?.pid ?? 0, 'SIGKILL');
    await until('it runs again', () => slot()?.replicas?.[0]?.restarts === 1 && slot()?.move === 'SETTLED', on.host.report);
    const now = slot()?.replicas?.[0];
    deepEqual([now?.id, now?.lastExit?.signal, now?.ports], [before?.id, 'SIGKILL', before?.ports]);
  });

  it('says why it was started again once it runs again, also to an agent that came back', async () => {
    const sick = join(on.folder, 'sick');
    const live = { command: ['sh', '-c', `test ! -e ${sick}`], every: '50ms', failures: 2 };
    await on.host.assign(assignment(wish({ process: { live } })));
    await settled(1);
    writeFileSync(sick, '');
    await until('it is stopped', () => slot()?.replicas?.[0]?.phase !== 'healthy', on.host.report);
    rmSync(sick);
    await until('it runs again', () => slot()?.replicas?.[0]?.restarts && slot()?.move === 'SETTLED', on.host.report);
    const { lastExit, startedMs } = slot()?.replicas?.[0] ?? {};
    equal(lastExit?.reason, 'LIVE_CHECK');
    match(lastExit?.detail ?? '', /^live check failed 2 times in a row, last: sh exited with status 1/);
    on.host.close();
    on.reopen();
    const again = slot()?.replicas?.[0];
    deepEqual([again?.lastExit, again?.startedMs], [lastExit, startedMs]);
  });

  it('with a fixed port is stopped first', async () => {
    const process = { ports: { http: await freePort() } };
    await on.host.assign(assignment(wish({ process })));
    await settled(1);
    await on.host.assign(assignment(wish({ release: 2, process })));
    await settled(2);
  });
});

it('P10: an assignment whose fixed port somebody else holds is refused with the holder, and nothing changes', async () => {
  await on.host.assign(assignment(wish()));
  await settled(1);
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const comm = readFileSync('/proc/self/comm', 'utf8').trim();
  const refused = assignment(wish({ release: 2, process: { ports: { http: port } } }));
  deepEqual(await on.host.assign(refused), [`port ${port} is held by pid ${process.pid} (${comm})`]);
  const { revision, refusals, slots } = on.host.report();
  deepEqual([revision, refusals?.length, slots?.[0]?.wanted, slots?.[0]?.move], [refused.revision, 1, 1, 'SETTLED']);
  server.close();
});

it('what cannot be read is refused with every reason', async () => {
  const bad = { ...wish(), processJson: '{}' };
  const worse = { ...wish({ index: 2 }), app: '../x', bundle: 'zz' };
  const reasons = await on.host.assign(assignment(bad, worse));
  equal(reasons.length, 3);
  match(reasons[0] ?? '', /slot hello\/production\/web\/1: not a process/);
});

describe('an agent that comes back', () => {
  it('starts with state files that make no sense, and puts them aside', async () => {
    await on.host.assign(assignment(wish()));
    await settled(1);
    const id = on.host.replicas()[0]?.id ?? '';
    const file = join(on.folder, 'replicas', `${id}.json`);
    const whole = readFileSync(file, 'utf8');
    on.host.close();
    for (const text of [
      '',
      whole.slice(0, 50),
      'garbage',
      JSON.stringify({ format: 99 }),
      JSON.stringify({ format: 1, replica: { id: 5 } }),
    ]) {
      writeFileSync(join(on.folder, 'replicas', 'other.json'), text);
      writeFileSync(join(on.folder, 'assignment.json'), text);
      on.reopen();
      equal(on.host.replicas()[0]?.id, id, 'the replica was lost');
      equal(on.host.accepted().revision, 0);
      await until('it is routed', () => targets().length === 1);
      equal(on.host.replicas()[0]?.phase.name, 'healthy', 'without an assignment nothing is stopped');
      on.host.close();
    }
    on.reopen();
  });
});
