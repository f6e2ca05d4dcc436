// The whole way of a log, from an app's write to ctl, made hard: floods, junk, an absent server, killed agents, full quotas.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { deploy, expectStatus, push, settledOn } from './fleet.ts';
import { type NoisyWorld, startNoisyWorld } from './noisy.ts';
import type { World } from './world.ts';

const mebibyte = 2 ** 20;
const more = { skip: process.env.LAB === 'all' ? false : 'takes its time: make lab' };

describe('the path of a log', () => {
  let on: NoisyWorld;
  let world: World;

  before(async () => {
    on = await startNoisyWorld({ max_replica: '16M', max_host: '64M' });
    world = on.world;
  });

  after(() => world?.close());

  it('P13: NUL, what is no UTF-8, bytes one by one and 64 MiB without a newline arrive as they were', async () => {
    await on.write('what=junk');
    await on.write('what=single&size=3000');
    await on.write(`what=endless&size=${64 * 2 ** 20}`);
    await on.write('what=junk');
    await on.everythingArrived();
  });

  it('L09: what could harm a terminal is stored as it was, and shown harmless', async () => {
    await on.write('what=escapes');
    await on.everythingArrived();
    const shown = await expectStatus(world, 0, 'logs', 'noisy', '--tail', '1');
    match(shown.stdout, /\\x1b\]0;owned\\x07 \\x1b\[2J \\u\{202e\}gpj\.exe \\x9b31m the end/);
    const raw = await expectStatus(world, 0, 'logs', 'noisy', '--tail', '1', '--raw');
    equal(raw.stdout, '\u001b]0;owned\u0007 \u001b[2J \u202egpj.exe \u009b31m the end\n');
  });

  it('L01, L03: a server away for 10 s and an agent killed twice meanwhile cost no line and double none', async () => {
    const ticking = on.write('what=ticking&seconds=13');
    await world.until('ticks arrive', async () => (await on.linesWith('tick ')).length > 100);
    await world.kill('server');
    await sleep(4000);
    await world.kill('h1');
    await sleep(1000);
    await world.start('h1');
    await sleep(5000);
    await world.start('server');
    await world.until('later ticks arrive', async () => (await on.linesWith('tick ')).length > 5000);
    await world.kill('h1');
    await world.start('h1');
    const { ticks } = await ticking;
    await on.everythingArrived();
    const expected = Array.from({ length: ticks }, (_, at) => `tick ${at + 1}`);
    deepEqual(await on.linesWith('tick '), expected);
  });

  it('L10: one who follows and stops reading holds nobody up', async () => {
    const stalled = world.ctlStart('logs', 'noisy', '-f', '--tail', '1');
    await once(stalled.child.stdout as NodeJS.ReadableStream, 'data');
    stalled.child.kill('SIGSTOP');
    const lively = world.ctlStart('logs', 'noisy', '-f', '--grep', 'tick');
    let seen = 0;
    lively.child.stdout?.on('data', (data: string) => {
      seen += data.split('\n').length - 1;
    });
    const { ticks } = await on.write('what=ticking&seconds=1');
    await world.until('the lively one has seen all ticks', () => seen === ticks);
    stalled.child.kill('SIGKILL');
    lively.child.kill('SIGINT');
    await Promise.all([stalled.ended, lively.ended]);
  });

  it('L06: past the quota the oldest lines go while the server is away, and ctl tells how much', async () => {
    const before = await on.accounted();
    await world.kill('server');
    await on.write(`what=endless&size=${40 * 1024 * 1024}`);
    const { bytes } = await on.write('what=junk');
    await world.until('the agent has given up the oldest', () => givenUp().includes('limit'));
    // What it may keep, and what is not a whole piece.
    await world.until('its files take no more of the disk than they may', () => diskBytes() <= (16 + 2 * 4) * mebibyte);
    await world.start('server');
    const found = await everythingToldOf(bytes);
    ok(found.lost > before.lost, 'nothing was lost');
    ok(
      found.lost + found.kept - bytes <= found.gaps,
      `${found.kept} kept, ${found.lost} lost in ${found.gaps} gaps, of ${bytes}`,
    );
    const told = await expectStatus(world, 0, 'logs', 'noisy', '--grep', 'nothing says this', '--search-time', '5m');
    match(told.stdout, /missing: the limit for logs not yet shipped was reached/);
  });

  it('P12: one second of a flood of 100 MB/s leaves the host connected, and every byte is told of', async () => {
    await floodFor(1, async () => {});
  });

  it(
    'P12: during a flood of 100 MB/s the host stays connected, another app is deployed, and every byte is told of',
    more,
    async () => {
      await floodFor(3, async () => {
        await push(world, '1.0.0', { replicas: 1 });
        await deploy(world, '1.0.0');
        await settledOn(world, '1.0.0', 1);
      });
    },
  );

  it('L03: what a run wrote before it ended is shipped to the end by an agent that was away', async () => {
    await world.until('the agent is back to its work', async () => (await on.ask('/sum')).pid);
    await world.kill('h1');
    const { ticks, pid } = await on.write('what=ticking&seconds=1');
    process.kill(pid, 'SIGKILL');
    await world.start('h1');
    const last = await world.until('the last line of the run has arrived', async () =>
      (await on.linesWith(`tick ${ticks}`)).at(-1),
    );
    equal(last, `tick ${ticks}`);
    await world.until('another run answers', async () => (await on.ask('/sum')).pid !== pid);
  });

  async function floodFor(seconds: number, meanwhile: () => Promise<void>): Promise<void> {
    const flooded = on.write(`what=flood&seconds=${seconds}`);
    const states = new Set<string>();
    const watched = watchHost(states, flooded);
    await meanwhile();
    const { bytes } = await flooded;
    await watched;
    deepEqual([...states], ['connected']);
    const { lost, kept, gaps } = await everythingToldOf(bytes);
    // Where a line is torn by a gap, its first half is given a newline of its own.
    ok(lost + kept - bytes <= gaps, `${kept} bytes kept and ${lost} lost in ${gaps} gaps, of ${bytes}`);
  }

  function everythingToldOf(bytes: number) {
    return world.until(
      'everything has arrived or is known to be lost',
      async () => {
        const now = await on.accounted();
        return now.lost + now.kept >= bytes ? now : undefined;
      },
      180_000,
    );
  }

  /** Of what it keeps for a server that is away. */
  function diskBytes(): number {
    const folder = join(world.folder, 'h1/logs');
    const files = readdirSync(folder).map((name) => statSync(join(folder, name), { throwIfNoEntry: false }));
    return files.reduce((sum, file) => sum + 512 * (file?.blocks ?? 0), 0);
  }

  function givenUp(): string {
    const folder = join(world.folder, 'h1/logs');
    const cursors = readdirSync(folder).filter((name) => name.endsWith('.cursor'));
    return cursors.map((name) => readFileSync(join(folder, name), 'utf8')).join();
  }

  async function watchHost(states: Set<string>, until: Promise<unknown>): Promise<void> {
    let over = false;
    void until.finally(() => {
      over = true;
    });
    while (!over) for (const host of await world.ask<{ state: string }>('hosts', 'list')) states.add(host.state.toLowerCase());
  }
});
