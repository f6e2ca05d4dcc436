import { deepEqual, equal, ok } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Replica } from '../../agent/decide/replica.ts';
import type { Host } from '../../agent/host.ts';
import { readBootId } from '../../agent/runtime/process-identity.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import type { Report } from '../../proto/generated/castellan/v1/Report.ts';
import { assignment, isRunning, openTestHost, temporaryFolder, until, wish } from './host-world.ts';

let folder: ReturnType<typeof temporaryFolder>;
let agent: { child: ChildProcess; report(): Report | undefined } | undefined;
let host: Host | undefined;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  await killAgent();
  host ??= openTestHost(folder.path).host;
  await host.assign(assignment());
  const last = host;
  await until('everything has ended', () => last.replicas().length === 0, last.report);
  host.close();
  host = undefined;
  folder.remove();
});

function startAgent(wanted?: Assignment): void {
  const file = join(folder.path, 'wanted.json');
  if (wanted) writeFileSync(file, JSON.stringify(wanted));
  const args = [join(import.meta.dirname, 'host-child.ts'), folder.path, ...(wanted ? [file] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let newest: Report | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    newest = JSON.parse(line) as Report;
  });
  agent = { child, report: () => newest };
}

async function killAgent(): Promise<void> {
  if (!agent) return;
  const { child } = agent;
  agent = undefined;
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function comeBack() {
  const opened = openTestHost(folder.path);
  host = opened.host;
  return opened;
}

const settled = (release: number) =>
  until(
    `release ${release} serves`,
    () => servingReplica(release),
    () => agent?.report(),
  );

function servingReplica(release: number) {
  const slot = agent?.report()?.slots[0];
  return slot?.move === 'SETTLED' && slot.wanted === release ? slot.replicas[0] : undefined;
}

describe('an agent that was killed', () => {
  it('finds its replicas as they were: same pid, port and count, and routed at once', async () => {
    startAgent(assignment(wish(), wish({ index: 2 })));
    const before = await settled(1);
    await until('both serve', () => agent?.report()?.slots.every(({ move }) => move === 'SETTLED'));
    await killAgent();
    ok(isRunning(before.pid), 'it died with its agent');
    const { host: back, router } = comeBack();
    await until('the routes are there', () => router.tables.length > 0);
    equal(router.tables[0]?.routes[0]?.targets.length, 2, 'the first table leaves one out');
    const now = back.report().slots?.[0]?.replicas?.[0];
    deepEqual([now?.id, now?.pid, now?.ports, now?.restarts], [before.id, before.pid, before.ports, 0]);
  });

  it('learns how one ended meanwhile, and counts it once', async () => {
    const ends = { EXIT_AFTER_MS: '600', EXIT_STATUS: '7' };
    startAgent(assignment(wish({ env: ends, process: { restart: { policy: 'never' } } })));
    const before = await settled(1);
    await killAgent();
    await until('it has ended', () => !isRunning(before.pid));
    const left = Date.now();
    const first = comeBack().host;
    await until('it is known', () => first.report().slots?.[0]?.move === 'FAILED', first.report);
    const failed = first.report().slots?.[0]?.replicas?.[0];
    equal(failed?.lastExit?.code, 7);
    ok(Number(failed?.lastExit?.atMs) <= left, 'the time is not when it ended, but when that was noticed');
    first.close();
    const again = comeBack().host;
    deepEqual(again.report().slots?.[0]?.replicas?.[0]?.lastExit, failed?.lastExit);
    equal(again.report().slots?.[0]?.failure?.atMs, failed?.lastExit?.atMs);
  });

  it('neither adopts nor kills another process that has the same pid', async () => {
    startAgent(assignment(wish()));
    const before = await settled(1);
    await killAgent();
    process.kill(before.pid, 'SIGKILL');
    await until('it has ended', () => !isRunning(before.pid));
    const stranger = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    const pid = stranger.pid ?? 0;
    rewrite(before.id, (replica) => {
      if (replica.phase.name === 'healthy')
        replica.phase.process = { bootId: readBootId(), pid, started: 1, group: pid, groupStarted: 1 };
    });
    const back = comeBack().host;
    await until('it runs anew', () => back.report().slots?.[0]?.move === 'SETTLED', back.report);
    const now = back.report().slots?.[0]?.replicas?.[0];
    ok(now?.pid !== pid && stranger.exitCode === null && stranger.signalCode === null);
    equal(now?.restarts, 1);
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
  });

  it('starts what ran before the host was restarted, without blame', async () => {
    startAgent(assignment(wish()));
    const before = await settled(1);
    await killAgent();
    process.kill(before.pid, 'SIGKILL');
    await until('it has ended', () => !isRunning(before.pid));
    rewrite(before.id, (replica) => {
      if (replica.phase.name === 'healthy') replica.phase.process.bootId = 'an earlier one';
    });
    writeFileSync(join(folder.path, 'runs', `${before.id}.1.exit`), '');
    const back = comeBack().host;
    await until('it runs anew', () => back.report().slots?.[0]?.move === 'SETTLED', back.report);
    deepEqual([back.replicas()[0]?.restarts, back.replicas()[0]?.failure, back.replicas()[0]?.run], [0, null, 2]);
  });

  it('goes on with a move that was under way, wherever it was', async () => {
    startAgent(assignment(wish()));
    const before = await settled(1);
    await killAgent();
    for (const [release, afterMs] of [
      [2, 0],
      [3, 30],
      [4, 90],
      [5, 160],
    ] as const) {
      startAgent(assignment(wish({ release, healthyMs: 20 })));
      const killed = setTimeout(() => agent?.child.kill('SIGKILL'), afterMs + 150);
      await once((agent as NonNullable<typeof agent>).child, 'exit');
      clearTimeout(killed);
      agent = undefined;
      startAgent(assignment(wish({ release, healthyMs: 20 })));
      const now = await settled(release);
      equal(agentReplicas(), 1, 'more than one is left');
      ok(isRunning(now.pid));
      await killAgent();
    }
    equal(isRunning(before.pid), false);
  });
});

function agentReplicas(): number {
  return agent?.report()?.slots[0]?.replicas.filter(({ phase }) => phase !== 'stopped').length ?? 0;
}

function rewrite(id: string, change: (replica: Replica) => void): void {
  const path = join(folder.path, 'replicas', `${id}.json`);
  const kept = JSON.parse(readFileSync(path, 'utf8')) as { replica: Replica };
  change(kept.replica);
  writeFileSync(path, JSON.stringify(kept));
}
