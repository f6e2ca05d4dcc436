// Hosts with a proxy of their own: versions go out under load through HAProxy and nginx, and neither is reloaded for it.
import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import { runtimeApi } from '../../agent/router/haproxy/runtime-api.ts';
import { operators } from '../agent/router/nginx-started.ts';
import { needProgram } from '../needed.ts';
import { freePorts } from '../ports.ts';
import { appHost } from './apps.ts';
import { answers, deploy, expectStatus, push, settledOn } from './fleet.ts';
import { type Load, loadSummary, startLoad } from './load.ts';
import { processesNaming } from './processes.ts';
import { startWorld, type World } from './world.ts';

const shorterPaths = `app: hello
processes:
  web:
    command: [node, server.js]
    ports: { http: auto }
    replicas: 1
    ready: { http: /healthz }
    routes: [ { host: ${appHost}, path: /, strip_path: true } ]
`;

describe('hosts with HAProxy and nginx', () => {
  let world: World;
  let load: Load;
  let folder: string;
  const proxies: ChildProcess[] = [];
  const at = (...path: string[]) => join(folder, ...path);

  before(async () => {
    await needProgram('haproxy');
    await needProgram('nginx', 'nginx-light');
    folder = mkdtempSync(join(tmpdir(), 'castellan-proxies-'));
    for (const name of ['world', 'haproxy']) mkdirSync(at(name));
    const [server = 0, haproxyPort = 0, nginxPort = 0, behind = 0] = await freePorts(4);
    const haproxy = { folder: at('haproxy'), routes: 4, slots: 10 };
    const nginx = {
      file: at('castellan.conf'),
      port: behind,
      test: ['nginx', '-t', '-c', at('nginx.conf')],
      reload: ['nginx', '-s', 'reload', '-c', at('nginx.conf')],
    };
    await startProxies(haproxyPort);
    world = await startWorld({
      hosts: ['h1', 'h2'],
      folder: at('world'),
      ports: [server, haproxyPort, nginxPort],
      agents: {
        h1: { router: { kind: 'haproxy', listen: [haproxyPort], haproxy } },
        h2: { router: { kind: 'nginx', listen: [nginxPort], nginx } },
      },
    });
    await push(world, '1.0.0', { replicas: 1 });
    await push(world, '1.1.0', { replicas: 1 });
    await push(world, '1.2.0', { files: { 'castellan.yaml': shorterPaths } });
  });

  after(async () => {
    await load?.stop();
    await world?.close();
    for (const proxy of proxies) {
      proxy.kill('SIGTERM');
      if (proxy.exitCode === null && proxy.signalCode === null) await once(proxy, 'exit');
    }
    deepEqual(processesNaming(folder), [], 'something of this world still runs');
    rmSync(folder, { recursive: true, force: true });
  });

  /** As their operator does: with what ctl generate prints, before there is an agent. */
  async function startProxies(port: number): Promise<void> {
    const flags = ['--router-haproxy-folder', at('haproxy'), '--router-haproxy-routes', '4', '--router-haproxy-slots', '10'];
    const ctl = [join(import.meta.dirname, '../../cli/ctl.js'), 'generate', 'haproxy', '--router-listen', String(port)];
    const { stdout } = await execa(process.execPath, [...ctl, ...flags], { stripFinalNewline: false });
    writeFileSync(at('haproxy.cfg'), stdout);
    for (const name of ['routes.map', 'wildcards.map']) writeFileSync(at('haproxy', name), '');
    writeFileSync(at('nginx.conf'), operators(folder));
    proxies.push(spawn('haproxy', ['-db', '-f', at('haproxy.cfg')], { stdio: 'ignore' }));
    proxies.push(spawn('nginx', ['-c', at('nginx.conf')], { stdio: 'ignore' }));
  }

  /** Another one after every reload. */
  async function generations(): Promise<string> {
    const info = await runtimeApi(at('haproxy', 'admin.sock')).ask('show info');
    const workers = readFileSync(`/proc/${proxies[1]?.pid}/task/${proxies[1]?.pid}/children`, 'utf8');
    return `${/^Pid: .*$/m.exec(info)?.[0]} ${/^Start_time_sec: .*$/m.exec(info)?.[0]}, nginx: ${workers}`;
  }

  it('each takes the first version', async () => {
    const before = await generations();
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 2);
    deepEqual(await answers(world), ['1.0.0', '1.0.0']);
    notEqual(await generations(), before, 'nginx has a new name, for which it is reloaded');
    load = startLoad({ ports: world.routerPorts, host: appHost });
  });

  it('the next version, a rollback and an agent that is killed meanwhile need no reload', async () => {
    const before = await generations();
    await deploy(world, '1.1.0');
    await settledOn(world, '1.1.0', 2);
    deepEqual(await answers(world), ['1.1.0', '1.1.0']);
    await Promise.all(['h1', 'h2'].map((host) => world.kill(host, 'SIGKILL')));
    await Promise.all(['h1', 'h2'].map((host) => world.start(host)));
    await expectStatus(world, 0, 'rollback', 'hello');
    await settledOn(world, '1.0.0', 2);
    equal(await generations(), before);
  });

  it('what HAProxy cannot do is refused before anything starts, with what to do', async () => {
    const { stdout, stderr } = await deploy(world, '1.2.0', 4);
    match(stdout + stderr, /no shorter paths[^\n]*router\.kind/);
    deepEqual(await answers(world), ['1.0.0', '1.0.0']);
  });

  it('no request has failed', async () => {
    await load.stop();
    equal(load.failures.length, 0, loadSummary(load));
    for (const [kind, count] of Object.entries(load.answered)) equal(count > 0, true, `no ${kind} request was answered`);
  });
});
