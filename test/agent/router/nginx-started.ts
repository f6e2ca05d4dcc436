// A real nginx, with a configuration of its operator's that includes what is generated, before a real router.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNginx } from '../../../agent/router/nginx.ts';
import type { Router } from '../../../agent/router/router.ts';
import { needProgram } from '../../needed.ts';
import { freePort } from '../../ports.ts';
import { until } from './client.ts';
import { startRouter } from './started.ts';

export interface StartedNginx {
  router: Router;
  folder: string;
  /** That nginx includes. */
  file: string;
  port: number;
  tlsPort: number;
  /** Process ids of its workers; a reload makes new ones. */
  workers(): number[];
  end(): Promise<void>;
}

export async function startNginx(): Promise<StartedNginx> {
  await needProgram('nginx', 'nginx-light');
  const folder = mkdtempSync(join(tmpdir(), 'castellan-nginx-'));
  const [port, tlsPort, behind] = [await freePort(), await freePort(), await startRouter()];
  const at = (name: string) => join(folder, name);
  const [conf, file] = [at('nginx.conf'), at('castellan.conf')];
  writeFileSync(conf, operators(folder));
  const nginx = await run(conf, at('nginx.pid'));
  const router = openNginx({
    builtin: behind.router,
    port: behind.port,
    listen: [
      { address: '127.0.0.1', port },
      { address: '127.0.0.1', port: tlsPort, tls: true },
    ],
    ipv6: false,
    file,
    test: ['nginx', '-t', '-c', conf],
    reload: ['nginx', '-s', 'reload', '-c', conf],
    log: { info: () => {}, error: () => {} },
  });
  return {
    router,
    folder,
    file,
    port,
    tlsPort,
    workers: () => childrenOf(nginx.pid ?? 0),
    end: async () => {
      await behind.end();
      await router.close().catch(() => {});
      nginx.kill('SIGQUIT');
      nginx.kill('SIGTERM');
      if (nginx.exitCode === null) await once(nginx, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

export function operators(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`);
  return `daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
    events { worker_connections 1024; }
    http { access_log off; ${temporary.join(' ')} include ${folder}/castellan*.conf; }`;
}

async function run(conf: string, pid: string): Promise<ChildProcess> {
  const started = spawn('nginx', ['-c', conf], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  started.stderr?.on('data', (text) => {
    said += text;
  });
  await until('nginx runs', () => {
    if (started.exitCode !== null) throw new Error(`nginx has ended:\n${said}`);
    return existsSync(pid) && childrenOf(started.pid ?? 0).length > 0;
  });
  return started;
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}
