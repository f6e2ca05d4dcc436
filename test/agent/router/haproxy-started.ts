// A real HAProxy with what is generated for it, on a free port.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HaproxyFiles, haproxyConfiguration } from '../../../agent/router/haproxy/configuration.ts';
import { type HaproxyRouter, openHaproxy } from '../../../agent/router/haproxy.ts';
import { needProgram } from '../../needed.ts';
import { freePort } from '../../ports.ts';
import { until } from './client.ts';

export interface StartedHaproxy {
  router: HaproxyRouter;
  folder: string;
  files: HaproxyFiles;
  port: number;
  /** A port for routes with one of their own. */
  extraPort: number;
  /** Another agent, after the first has let go. */
  open(): HaproxyRouter;
  /** As `systemctl restart haproxy`. */
  restart(changed?: { routes: number }): Promise<void>;
  kill(): Promise<void>;
  end(): Promise<void>;
}

const log = { info: () => {}, error: () => {} };

export async function startHaproxy(routes = 8, slots = 8): Promise<StartedHaproxy> {
  await needProgram('haproxy');
  const folder = mkdtempSync(join(tmpdir(), 'castellan-haproxy-'));
  const [port, extraPort] = [await freePort(), await freePort()];
  const at = (name: string) => join(folder, name);
  const files = {
    socket: at('admin.sock'),
    routes: at('routes.map'),
    wildcards: at('wildcards.map'),
    servers: at('servers.state'),
  };
  const plan = { binds: [`127.0.0.1:${port}`], ports: [extraPort], routes, slots, files };
  writeFileSync(at('haproxy.cfg'), haproxyConfiguration(plan));
  const open = () => openHaproxy({ stateDir: at('agent'), files, ports: [extraPort], cutMs: 100, log });
  const router = open();
  let child = await run();

  async function run(): Promise<ChildProcess> {
    const started = spawn('haproxy', ['-db', '-f', at('haproxy.cfg')], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    started.stderr?.on('data', (text) => {
      said += text;
    });
    const answers = async () => {
      if (started.exitCode !== null) throw new Error(`haproxy has ended:\n${said}`);
      return await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      );
    };
    await until('haproxy answers', answers);
    return started;
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  return {
    router,
    folder,
    files,
    port,
    extraPort,
    open,
    kill,
    restart: async (changed) => {
      await kill();
      if (changed) writeFileSync(at('haproxy.cfg'), haproxyConfiguration({ ...plan, ...changed }));
      child = await run();
    },
    end: async () => {
      await router.close();
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}
