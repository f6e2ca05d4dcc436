import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Replica } from '../../agent/decide/replica.ts';
import type { Host } from '../../agent/host.ts';
import { readBootId } from '../../agent/runtime/process-identity.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import { type ChildAgent, startChildAgent } from './child-agent.ts';
import { assignment, isRunning, openTestHost, temporaryFolder, until, wish } from './host-world.ts';

let folder: ReturnType<typeof temporaryFolder>;
let agent: ChildAgent | undefined;
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

function startAgent(wanted?: Assignment, env: Record<string, string> = {}): void {
  agent = startChildAgent(folder.path, { wanted, env });
}

async function killAgent(): Promise<void> {
  await agent?.kill();
  agent = undefined;
}

function comeBack() {
  const opened = openTestHost(folder.path);
  host = opened.host;
  return opened;
}

const settled = (release: number) => (agent as ChildAgent).settled(release);

describe('an agent that was killed', () => {
  it('A01: finds its replicas as they were: same pid, port and count, and routed at once', async () => {
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
    deepEqual([now?.startedMs, now?.sinceMs], [before.startedMs, before.sinceMs], 'its uptime begins anew');
  });

  it('A04: learns how one ended meanwhile, and counts it once', async () => {
    const ends = { EXIT_ONCE_READY_MS: '600', EXIT_STATUS: '7' };
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

  it('A05: neither adopts nor kills another process that has the same pid', async () => {
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

  it('A03: starts what ran before the host was restarted, without the server and without blame', async () => {
    startAgent(assignment(wish()));
    const before = await settled(1);
    await killAgent();
    process.kill(before.pid, 'SIGKILL');
    const exit = join(folder.path, 'runs', `${before.id}.1.exit`);
    await until('its end is noted', () => !isRunning(before.pid) && existsSync(exit));
    rewrite(before.id, (replica) => {
      if (replica.phase.name === 'healthy') replica.phase.process.bootId = 'an earlier one';
    });
    writeFileSync(exit, '');
    const back = comeBack().host;
    await until('it runs anew', () => back.report().slots?.[0]?.move === 'SETTLED', back.report);
    deepEqual([back.replicas()[0]?.restarts, back.replicas()[0]?.failure, back.replicas()[0]?.run], [0, null, 2]);
  });

  it('A10: goes on with a move that was under way, wherever it was', async () => {
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
      await once((agent as ChildAgent).child, 'exit');
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

  for (const [what, spoil] of [
    ['empty', () => ''],
    ['cut', (text: string) => text.slice(0, 80)],
    ['garbage', () => '\0\x01not json'],
    ['of a newer version', () => JSON.stringify({ format: 99, replica: {} })],
  ] as const) {
    it(`A06: takes a replica on whose own file is ${what}: same process and port, routed, not doubled`, async () => {
      startAgent(assignment(wish()));
      const before = await settled(1);
      await killAgent();
      const file = join(folder.path, 'replicas', `${before.id}.json`);
      writeFileSync(file, spoil(readFileSync(file, 'utf8')));
      const left = Date.now();
      const { host: back, router } = comeBack();
      await until('it serves', () => back.report().slots?.[0]?.move === 'SETTLED', back.report);
      const found = back.report().slots?.[0]?.replicas ?? [];
      deepEqual(
        found.map(({ id, pid, ports, routed }) => [id, pid, ports, routed]),
        [[before.id, before.pid, before.ports, true]],
      );
      const startedMs = Number(found[0]?.startedMs);
      ok(startedMs > 0 && startedMs < left, 'its uptime begins with the agent that found it');
      ok(router.tables.every(({ routes }) => routes[0]?.targets.every(({ replica }) => replica === before.id)));
    });
  }

  it('A06: replaces one of another release whose file is gone, and stops one that nobody wants', async () => {
    startAgent(assignment(wish(), wish({ index: 2 })));
    const before = await settled(1);
    await until('both serve', () => agent?.report()?.slots.every(({ move }) => move === 'SETTLED'));
    const second = agent?.report()?.slots[1]?.replicas[0];
    await killAgent();
    for (const id of [before.id, second?.id]) writeFileSync(join(folder.path, 'replicas', `${id}.json`), '');
    writeFileSync(join(folder.path, 'assignment.json'), '');
    const { host: back, router } = comeBack();
    ok(isRunning(before.pid) && isRunning(second?.pid ?? 0), 'stopped before it is known what is wanted');
    equal(router.tables.length, 0, 'the router was told to forget them');
    await back.assign(assignment(wish({ release: 2 })));
    await until(
      'release 2 serves alone',
      () => back.report().slots?.length === 1 && back.report().slots?.[0]?.move === 'SETTLED',
      back.report,
    );
    await until('the old ones have ended', () => !isRunning(before.pid) && !isRunning(second?.pid ?? 0));
    deepEqual(
      back.report().slots?.[0]?.replicas?.map(({ release }) => release),
      [2],
    );
    ok(
      router.tables.every(({ routes }) => routes.every(({ targets }) => targets.length === 1)),
      'it served nothing meanwhile',
    );
  });

  it('A12: puts an assignment aside that made it crash three times in a row, and goes on with the one before', async () => {
    startAgent(assignment(wish()));
    const before = await settled(1);
    await killAgent();
    passProbation();
    const poison = assignment(wish({ release: 2 }));
    for (let crash = 1; crash <= 3; crash += 1) {
      startAgent(poison, { CASTELLAN_FAILPOINT: `assignment.${poison.revision}` });
      const { child } = agent as NonNullable<typeof agent>;
      await once(child, 'exit');
      equal(child.signalCode, 'SIGKILL', `it did not crash the ${crash}. time`);
      ok(isRunning(before.pid));
    }
    startAgent(poison, { CASTELLAN_FAILPOINT: `assignment.${poison.revision}` });
    const report = await until('it says why', () => (agent?.report()?.refusals.length ? agent.report() : undefined));
    deepEqual(report.refusals, [
      `assignment 1.${poison.revision} made the agent crash 3 times in a row and was put aside; it goes on with the one before`,
    ]);
    deepEqual([report.slots[0]?.wanted, report.slots[0]?.replicas[0]?.pid], [1, before.pid]);
    await killAgent();
    startAgent(assignment(wish({ release: 3 })));
    await settled(3);
    deepEqual(agent?.report()?.refusals, []);
  });

  it('A10: killed at each record of a replacement, it comes to the same end: one replica of the new release', async () => {
    startAgent(assignment(wish()));
    await settled(1);
    await killAgent();
    let release = 2;
    for (const point of ['replica.recorded', 'replica.prepared', 'replica.started', 'routes.applied']) {
      for (let nth = 1; nth <= 3; nth += 1, release += 1) {
        const wanted = assignment(wish({ release, healthyMs: 20 }));
        startAgent(wanted, { CASTELLAN_FAILPOINT: `${point}:${nth}` });
        const { child } = agent as NonNullable<typeof agent>;
        await Promise.race([once(child, 'exit'), settled(release).catch(() => {})]);
        await killAgent();
        // It may have been killed before it had recorded what is wanted: the server says it again.
        startAgent(wanted);
        await settled(release);
        equal(agentReplicas(), 1, `killed at ${point}:${nth}, more than one is left`);
        await killAgent();
      }
    }
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

/** As time would: the accepted assignment has done no harm. */
function passProbation(): void {
  rmSync(join(folder.path, 'probation.json'), { force: true });
}
