// A world with one host and one app, which writes what it is asked to, and whose output is looked at from ctl.
import { deepEqual, equal } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get } from 'node:http';
import { join, resolve } from 'node:path';
import { expectStatus, push } from './fleet.ts';
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

/** What the app has written so far. */
export interface Sum {
  bytes: number;
  sha256: string;
  ticks: number;
  pid: number;
}

export interface NoisyWorld {
  world: World;
  /** kind and its parameters, as the template writes-logs has them: `what=junk`. */
  write(what: string): Promise<Sum>;
  ask(path: string): Promise<Sum>;
  everythingArrived(deadlineMs?: number): Promise<void>;
  /** Lost bytes are told of in gaps. */
  accounted(): Promise<{ kept: number; lost: number; gaps: number }>;
  /** Lines that begin so. */
  linesWith(text: string): Promise<string[]>;
}

/** `logs`: the agent's settings. */
export async function startNoisyWorld(logs: Record<string, string>): Promise<NoisyWorld> {
  const world = await startWorld({ hosts: ['h1'], agent: { logs } });
  await push(world, '9.0.0', { template: 'writes-logs', files: { 'castellan.yaml': manifest } });
  await expectStatus(world, 0, 'deploy', 'noisy@9.0.0');

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

  async function everythingArrived(deadlineMs = 60_000): Promise<void> {
    const wanted = await ask('/sum');
    const found = await world.until(
      `all ${wanted.bytes} bytes are at ctl`,
      async () => {
        const sum = await rawSum();
        return sum.bytes >= wanted.bytes ? sum : undefined;
      },
      deadlineMs,
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

  async function linesWith(text: string): Promise<string[]> {
    const { stdout } = await expectStatus(world, 0, 'logs', 'noisy', '--grep', text, '--search-time', '5m', '--raw');
    return stdout.split('\n').filter((line) => line.startsWith(text));
  }

  return { world, write: (what) => ask(`/write?${what}`), ask, everythingArrived, accounted, linesWith };
}
