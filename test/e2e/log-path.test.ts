// The whole way of a log, from an app's write to ctl, made hard: floods, junk, an absent server, killed agents, full quotas.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { deploy, expectStatus, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const manifest = `app: noisy
processes:
  web:
    command: [node, server.js]
    ports: { http: auto }
    replicas: 1
    ready: { http: /healthz, every: 250ms, timeout: 5s, after: 1 }
    live: { http: /healthz, every: 5s, timeout: 5s, failures: 10 }
    restart: { backoff: { min: 200ms, max: 1s } }
    routes: [ { host: noisy.test, path: / } ]
deploy: { strategy: rolling, canary: 1, batch: 100%, healthy: 500ms, bake: 500ms }
`;

/** With 1024 (and P13 alone, since nothing runs into a limit then) a GiB is no other case; it takes a minute. */
const more = { skip: process.env.LAB === 'all' ? false : 'takes its time: make lab' };
const endlessMib = Number(process.env.ENDLESS_MIB ?? 64);
const logs = endlessMib > 64 ? { max_replica: '4G', max_host: '4G' } : { max_replica: '16M', max_host: '64M' };

interface Sum {
  bytes: number;
  sha256: string;
  ticks: number;
  pid: number;
}

describe('the path of a log', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1'], agent: { logs } });
    await push(world, '9.0.0', { template: 'writes-logs', files: { 'castellan.yaml': manifest } });
    await expectStatus(world, 0, 'deploy', 'noisy@9.0.0');
  });

  after(() => world?.close());

  it(`P13: NUL, what is no UTF-8, bytes one by one and ${endlessMib} MiB without a newline arrive as they were`, async () => {
    await write('what=junk');
    await write('what=single&size=3000');
    await write(`what=endless&size=${endlessMib * 2 ** 20}`);
    await write('what=junk');
    await everythingArrived();
  });

  it('L09: what could harm a terminal is stored as it was, and shown harmless', async () => {
    await write('what=escapes');
    await everythingArrived();
    const shown = await expectStatus(world, 0, 'logs', 'noisy', '--tail', '1');
    match(shown.stdout, /\\x1b\]0;owned\\x07 \\x1b\[2J \\u\{202e\}gpj\.exe \\x9b31m the end/);
    const raw = await expectStatus(world, 0, 'logs', 'noisy', '--tail', '1', '--raw');
    equal(raw.stdout, '\u001b]0;owned\u0007 \u001b[2J \u202egpj.exe \u009b31m the end\n');
  });

  it('L01, L03: a server away for 10 s and an agent killed twice meanwhile cost no line and double none', async () => {
    const ticking = write('what=ticking&seconds=13');
    await world.until('ticks arrive', async () => (await linesWith('tick ')).length > 100);
    await world.kill('server');
    await sleep(4000);
    await world.kill('h1');
    await sleep(1000);
    await world.start('h1');
    await sleep(5000);
    await world.start('server');
    await world.until('later ticks arrive', async () => (await linesWith('tick ')).length > 5000);
    await world.kill('h1');
    await world.start('h1');
    const { ticks } = await ticking;
    await everythingArrived();
    const expected = Array.from({ length: ticks }, (_, at) => `tick ${at + 1}`);
    deepEqual(await linesWith('tick '), expected);
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
    const { ticks } = await write('what=ticking&seconds=1');
    await world.until('the lively one has seen all ticks', () => seen === ticks);
    stalled.child.kill('SIGKILL');
    lively.child.kill('SIGINT');
    await Promise.all([stalled.ended, lively.ended]);
  });

  it('L06: past the quota the oldest lines go while the server is away, and ctl tells how much', async () => {
    const before = await accounted();
    await world.kill('server');
    await write(`what=endless&size=${40 * 1024 * 1024}`);
    const { bytes } = await write('what=junk');
    await world.until('the agent has given up the oldest', () => givenUp().includes('limit'));
    await world.start('server');
    const found = await world.until(
      'everything has arrived or is known to be lost',
      async () => {
        const now = await accounted();
        return now.lost + now.kept >= bytes ? now : undefined;
      },
      60_000,
    );
    ok(found.lost > before.lost, 'nothing was lost');
    ok(
      found.lost + found.kept - bytes <= found.gaps,
      `${found.kept} kept, ${found.lost} lost in ${found.gaps} gaps, of ${bytes}`,
    );
    const told = await expectStatus(world, 0, 'logs', 'noisy', '--grep', 'nothing says this', '--search-time', '5m');
    match(told.stdout, /missing: the limit for logs not yet shipped was reached/);
  });

  it(
    'P12: during a flood of 100 MB/s the host stays connected, another app is deployed, and every byte is told of',
    more,
    async () => {
      const flooded = write('what=flood&seconds=3');
      const states = new Set<string>();
      const watched = watchHost(states, flooded);
      await push(world, '1.0.0', { replicas: 1 });
      await deploy(world, '1.0.0');
      await settledOn(world, '1.0.0', 1);
      const { bytes } = await flooded;
      await watched;
      deepEqual([...states], ['connected']);
      const { lost, kept, gaps } = await world.until(
        'everything has arrived or is known to be lost',
        async () => {
          const found = await accounted();
          return found.lost + found.kept >= bytes ? found : undefined;
        },
        60_000,
      );
      // Where a line is torn by a gap, its first half is given a newline of its own.
      ok(lost + kept - bytes <= gaps, `${kept} bytes kept and ${lost} lost in ${gaps} gaps, of ${bytes}`);
    },
  );

  it('L03: what a run wrote before it ended is shipped to the end by an agent that was away', async () => {
    await world.until('the agent is back to its work', async () => (await ask('/sum')).pid);
    await world.kill('h1');
    const { ticks, pid } = await write('what=ticking&seconds=1');
    process.kill(pid, 'SIGKILL');
    await world.start('h1');
    const last = await world.until('the last line of the run has arrived', async () => (await linesWith(`tick ${ticks}`)).at(-1));
    equal(last, `tick ${ticks}`);
    await world.until('another run answers', async () => (await ask('/sum')).pid !== pid);
  });

  function write(what: string): Promise<Sum> {
    return ask(`/write?${what}`);
  }

  function ask(path: string): Promise<Sum> {
    return new Promise((done, reject) => {
      const options = {
        host: '127.0.0.1',
        port: world.routerPorts[0],
        path,
        headers: { host: 'noisy.test' },
        agent: false as const,
      };
      get(options, async (answer) => {
        let text = '';
        for await (const data of answer) text += data;
        if (answer.statusCode === 200) done(JSON.parse(text));
        else reject(new Error(`${path}: ${answer.statusCode}`));
      }).on('error', reject);
    });
  }

  async function everythingArrived(): Promise<void> {
    const wanted = await ask('/sum');
    const found = await world.until(
      `all ${wanted.bytes} bytes are at ctl`,
      async () => {
        const sum = await rawSum();
        return sum.bytes >= wanted.bytes ? sum : undefined;
      },
      20_000 + endlessMib * 100,
    );
    deepEqual(found, { bytes: wanted.bytes, sha256: wanted.sha256 });
  }

  /** Of what `ctl logs --raw` gives. */
  async function rawSum(): Promise<{ bytes: number; sha256: string }> {
    const program = join(resolve(import.meta.dirname, '../..'), 'cli/ctl.js');
    const options = { env: world.env, cwd: world.folder, stdio: ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit'] };
    const child = spawn('node', [program, 'logs', 'noisy', '--raw'], options);
    const ended = once(child, 'close');
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const data of child.stdout) {
      hash.update(data);
      bytes += data.length;
    }
    equal((await ended)[0], 0);
    return { bytes, sha256: hash.digest('hex') };
  }

  /** A search that finds nothing tells the gaps alone. */
  async function accounted(): Promise<{ kept: number; lost: number; gaps: number }> {
    const search = ['--grep', 'nothing says this', '--search-time', '5m'];
    const gaps = await world.ask<{ gapBytes: number }>('logs', 'noisy', ...search);
    const lost = gaps.reduce((sum, { gapBytes }) => sum + gapBytes, 0);
    return { kept: (await rawSum()).bytes, lost, gaps: gaps.length };
  }

  function givenUp(): string {
    const folder = join(world.folder, 'h1/logs');
    const cursors = readdirSync(folder).filter((name) => name.endsWith('.cursor'));
    return cursors.map((name) => readFileSync(join(folder, name), 'utf8')).join();
  }

  async function linesWith(text: string): Promise<string[]> {
    const { stdout } = await expectStatus(world, 0, 'logs', 'noisy', '--grep', text, '--raw');
    return stdout.split('\n').filter((line) => line.startsWith(text));
  }

  async function watchHost(states: Set<string>, until: Promise<unknown>): Promise<void> {
    let over = false;
    void until.finally(() => {
      over = true;
    });
    while (!over) for (const host of await world.ask<{ state: string }>('hosts', 'list')) states.add(host.state.toLowerCase());
  }
});
