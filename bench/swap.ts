// Replicas exchanged under load: 32 kept connections, 8 exchanges in 5 seconds, errors as wrk counts them, by four ways of doing it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Router } from '../agent/router/router.ts';
import { until } from '../test/agent/router/client.ts';
import { startHaproxy } from '../test/agent/router/haproxy-started.ts';
import { startRouter } from '../test/agent/router/started.ts';
import { route } from '../test/contracts/router.ts';
import { freePort } from '../test/ports.ts';
import { figure, pairwise, type Row } from './pairwise.ts';

const [seconds, exchanges, connections] = [5, 8, 32];

/** A proxy with one replica behind it. */
interface Swapped {
  port: number;
  /** This is the replica from now on; resolves when the one before can be ended. */
  swap(upstream: number): Promise<void>;
  end(): Promise<void>;
}

export async function run(): Promise<Row[]> {
  const missing = ['nginx', 'haproxy', 'wrk'].filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  if (missing.length > 0) {
    console.log(`skipped: ${missing.join(' and ')} not installed`);
    return [];
  }
  return [
    await errorsOf('nginx -s reload', nginxReloaded),
    await errorsOf('HAProxy, reloaded', haproxyReloaded),
    await errorsOf('HAProxy by its adapter', () => byRouter(startHaproxy()), { atMost: 0 }),
    await errorsOf('the built-in router', () => byRouter(startRouter()), { atMost: 0 }),
    await slowness(),
  ];
}

async function errorsOf(name: string, start: () => Promise<Swapped>, gate?: { atMost: number }): Promise<Row> {
  const { errors, requests } = await withOne(start, (proxy) => load(proxy, exchanges));
  const goal = gate ? '0' : 'told beside ours';
  return figure({
    name: `failed of ${requests} requests, ${exchanges} exchanges: ${name}`,
    goal,
    unit: 'errors',
    value: errors,
    ...(gate && { gate }),
  });
}

async function slowness(): Promise<Row> {
  return withOne(
    () => byRouter(startRouter()),
    (proxy) =>
      pairwise({
        name: 'p99 of the built-in router while replicas are exchanged',
        goal: '<= 1.2 of p99 without',
        gate: { atMost: 1.2 },
        product: async () => (await load(proxy, exchanges)).p99,
        reference: async () => (await load(proxy, 0)).p99,
        unit: 'ms',
      }),
  );
}

async function withOne<Result>(start: () => Promise<Swapped>, use: (proxy: Swapped) => Promise<Result>): Promise<Result> {
  const proxy = await start();
  try {
    return await use(proxy);
  } finally {
    await proxy.end();
  }
}

async function load(proxy: Swapped, times: number): Promise<{ errors: number; requests: number; p99: number }> {
  let current = await replica();
  await proxy.swap(portOf(current));
  const wrk = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', `http://127.0.0.1:${proxy.port}/`]);
  const said = wrk.stdout.toArray();
  for (let turn = 0; turn < times; turn += 1) {
    await sleep((seconds * 1000) / (times + 1));
    const next = await replica();
    await proxy.swap(portOf(next));
    end(current);
    current = next;
  }
  const text = String(Buffer.concat(await said));
  end(current);
  return { errors: errorsIn(text), requests: Number(/(\d+) requests in/.exec(text)?.[1]), p99: p99In(text) };
}

function errorsIn(text: string): number {
  const counts = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.slice(1) ?? [];
  return [...counts, /Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0].reduce<number>(
    (sum, count) => sum + Number(count),
    0,
  );
}

function p99In(text: string): number {
  const [, value, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(text) ?? [];
  return Number(value) * ({ us: 0.001, ms: 1, s: 1000 }[unit ?? ''] ?? Number.NaN);
}

async function replica(): Promise<Server> {
  const server = createServer((_, response) => response.end('x'.repeat(1024))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** As a replica that is told to end: what is under way is answered, kept connections are closed. */
function end(server: Server): void {
  server.close();
  server.closeIdleConnections();
}

async function byRouter(starting: Promise<{ router: Router; port: number; end(): Promise<void> }>): Promise<Swapped> {
  const { router, port, end: endRouter } = await starting;
  let revision = 0;
  const soon = () => AbortSignal.timeout(30_000);
  return {
    port,
    end: endRouter,
    swap: async (upstream) => {
      const before = `replica-${revision}`;
      revision += 1;
      const target = { replica: `replica-${revision}`, release: revision, address: '127.0.0.1', port: upstream };
      await router.apply({ revision, routes: [route([target])] }, soon());
      await router.drained(before, soon());
    },
  };
}

async function nginxReloaded(): Promise<Swapped> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-swap-'));
  const [port, conf] = [await freePort(), join(folder, 'nginx.conf')];
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
  const write = (upstream: number) =>
    writeFileSync(
      conf,
      `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
       events { worker_connections 1024; }
       http { access_log off; ${temporary.join(' ')}
         upstream app { server 127.0.0.1:${upstream}; keepalive 64; }
         server { listen 127.0.0.1:${port}; keepalive_requests 1000000;
           location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; } } }`,
    );
  return reloaded(folder, port, write, ['nginx', '-c', conf], 'SIGHUP');
}

async function haproxyReloaded(): Promise<Swapped> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-swap-'));
  const [port, conf] = [await freePort(), join(folder, 'haproxy.cfg')];
  const write = (upstream: number) =>
    writeFileSync(
      conf,
      `defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
listen app
    bind 127.0.0.1:${port}
    server app 127.0.0.1:${upstream}
`,
    );
  return reloaded(folder, port, write, ['haproxy', '-W', '-db', '-f', conf], 'SIGUSR2');
}

/** Its configuration is written anew, and it is told to read it; the old replica may go a little later. */
async function reloaded(
  folder: string,
  port: number,
  write: (upstream: number) => void,
  [command = '', ...args]: string[],
  signal: NodeJS.Signals,
): Promise<Swapped> {
  let child: ChildProcess | undefined;
  return {
    port,
    swap: async (upstream) => {
      write(upstream);
      if (child) {
        child.kill(signal);
        await sleep(200);
        return;
      }
      child = spawn(command, args, { stdio: 'ignore' });
      await until(`${command} answers`, () => answers(port));
    },
    end: async () => {
      child?.kill('SIGTERM');
      if (child) await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    (reply) => reply.ok,
    () => false,
  );
}
