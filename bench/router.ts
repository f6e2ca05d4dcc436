// Requests a second through the built-in router beside nginx: one core for the proxy, 64 kept connections, 1 KB answers.

import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBuiltin } from '../agent/router/builtin.ts';
import { until } from '../test/agent/router/client.ts';
import { freePort, route } from '../test/contracts/router.ts';
import type { Row } from './pairwise.ts';
import { pairwise } from './pairwise.ts';

const seconds = 2;

export async function run(): Promise<Row[]> {
  const missing = ['nginx', 'wrk', 'taskset'].filter((tool) => spawnSync('which', [tool]).status !== 0);
  if (missing.length > 0) {
    console.log(`skipped: ${missing.join(' and ')} not installed`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  const application = createServer((_, response) => response.end('x'.repeat(1024))).listen(0, '127.0.0.1');
  await once(application, 'listening');
  const upstream = (application.address() as AddressInfo).port;
  const [routerPort, nginxPort] = [await freePort(), await freePort()];
  const router = await startBuiltin({ stateDir: join(folder, 'router'), listen: `127.0.0.1:${routerPort}`, log: quiet });
  const nginx = startNginx(folder, nginxPort, upstream);
  try {
    const target = { replica: 'bench', release: 1, address: '127.0.0.1', port: upstream };
    await router.apply({ revision: 1, routes: [route([target])] }, AbortSignal.timeout(10_000));
    spawnSync('taskset', ['-acp', '0', String((await router.hello()).pid)]);
    await until('nginx answers', () => answers(nginxPort));
    return [
      await pairwise({
        name: 'G10 requests through the router, 1 KB',
        goal: '>= 0.55 of nginx with one worker',
        product: () => load(routerPort),
        reference: () => load(nginxPort),
        unit: 'req/s',
      }),
    ];
  } finally {
    const { pid } = await router.hello();
    await router.close();
    process.kill(pid, 'SIGTERM');
    nginx.kill();
    application.close();
    application.closeAllConnections();
    rmSync(folder, { recursive: true });
  }
}

const quiet = { info: () => {}, error: () => {} };

function startNginx(folder: string, port: number, upstream: number): ChildProcess {
  const configuration = `
    daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
    events { worker_connections 1024; }
    http {
      access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      upstream app { server 127.0.0.1:${upstream}; keepalive 64; }
      server { listen 127.0.0.1:${port}; location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; } }
    }`;
  writeFileSync(join(folder, 'nginx.conf'), configuration);
  return spawn('taskset', ['-c', '0', 'nginx', '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    (reply) => reply.ok,
    () => false,
  );
}

async function load(port: number): Promise<number> {
  const wrk = spawn('wrk', ['-t1', '-c64', `-d${seconds}s`, `http://127.0.0.1:${port}/`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = String(Buffer.concat(await wrk.stdout.toArray()));
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]);
}
