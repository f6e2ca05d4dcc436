// A cluster in the lab: agent and router on each host as units, from the project's own files; the server and ctl beside them.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificates } from '../../certs/make.ts';
import { expectNoLeaks, openCanaries } from '../canaries/canaries.ts';
import { planting } from '../canaries/plant.ts';
import { onlyLooks, openAsking } from '../e2e/asking.ts';
import { usualPauseMs } from '../e2e/load.ts';
import { type HostLoad, type LoadBeside, loadCommand } from '../e2e/load-beside.ts';
import { processesNaming } from '../e2e/processes.ts';
import { compileCache } from '../e2e/questions.ts';
import type { CtlResult, World } from '../e2e/world.ts';
import { type Lab, type LabHost, startLab } from './hosts.ts';

export interface Cluster extends World {
  readonly lab: Lab;
  host(name: string): LabHost;
  /** All kinds of requests to these hosts, from beside them. */
  load(...hosts: string[]): LoadBeside;
}

const root = resolve(import.meta.dirname, '../..');
/** Of a host, from the root of its disk or from /run: what lies where it belongs. */
const places = {
  keys: ['etc/castellan/tls/key.pem', 'var/lib/castellan/secrets.key', 'castellan/keys/*.key'],
  variables: ['credentials/castellan-*.service/environment', 'castellan/runs-*/castellan-*.service.env'],
};
const units = ['castellan-router.service', 'castellan-agent.service'];

export interface ClusterOptions {
  names?: string[];
  /** More of castellan-agent.yaml. */
  agent?: object;
  /** More words for the server. */
  flags?: string[];
  /** Drop-ins of castellan-agent.service, by host. */
  dropIns?: Record<string, string>;
}

/** Resolves when every host is connected. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { names = ['h1', 'h2', 'h3'], agent = {}, flags = [], dropIns = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), 'castellan-cluster-'));
  const lab = await startLab(names);
  const server = `${lab.address}:7400`;
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
    CASTELLAN_CONFIG: join(folder, 'ctl.yaml'),
    ...compileCache(),
  };
  const asking = openAsking(lab.beside([]), env.CASTELLAN_CONFIG);
  const loads = new Set<ChildProcess>();
  const canaries = openCanaries(folder);
  const plant = planting(canaries, folder, asking.ask);
  let serving: { child: ChildProcess; ended: Promise<CtlResult> } | undefined;
  const cluster: Cluster = {
    ...{ folder, env, hosts: names, server, routerPorts: [], lab, canaries, plant },
    ...{ host, load, ctl: (...args) => ctlStart(...args).ended, ctlStart, ask, kill, start, ended, until, printed, close },
  };
  try {
    await makeCertificates({ out: join(folder, 'certs'), hosts: names, operators: ['admin'], addresses: [lab.address] });
    canaries.learnKeys();
    const certs = (path: string) => join(folder, 'certs', path);
    writeFileSync(
      env.CASTELLAN_CONFIG,
      JSON.stringify({ current: 'lab', contexts: { lab: { server, certs: certs('operators/admin') } } }),
    );
    await start('server');
    const settings = JSON.stringify({ server, ...agent });
    await Promise.all(lab.hosts.map((each) => install(each, certs(`hosts/${each.name}`), settings, dropIns[each.name] ?? '')));
    await until('every host is connected', async () => (await ask('hosts', 'list')).every(isConnected) || undefined);
    return cluster;
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }

  function host(name: string): LabHost {
    const found = lab.hosts.find((each) => each.name === name);
    if (!found) throw new Error(`no host ${name} in this lab`);
    return found;
  }

  function beside(...command: string[]): { child: ChildProcess; ended: Promise<CtlResult> } {
    const [program = '', ...args] = lab.beside(command);
    const child = spawn(program, args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
    return { child, ended: finished(child) };
  }

  function ctlStart(...args: string[]) {
    const started = beside('node', join(root, 'cli/ctl.js'), ...args);
    started.child.stdin?.end();
    return { ...started, ended: started.ended.then((told) => canaries.heard(`ctl ${args.join(' ')}`, told)) };
  }

  async function ask<T>(...args: string[]): Promise<T[]> {
    const { status, stdout, stderr } = onlyLooks(args)
      ? canaries.heard(`ctl ${args[0]}`, await asking.ask(args))
      : await ctlStart(...args, '--json').ended;
    if (status !== 0) throw new Error(`ctl ${args.join(' ')} ended with ${status}: ${stderr}`);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as T);
  }

  async function start(name: string): Promise<void> {
    if (name !== 'server') await host(name).sh('systemctl start castellan-agent');
    else {
      const settings = ['--listen', server, '--tls', join(folder, 'certs/server'), '--state', join(folder, 'server'), ...flags];
      const { child, ended: over } = beside('node', join(root, 'server/main.ts'), ...settings);
      serving = { child, ended: over.then((told) => canaries.heard('the server', told)) };
      await until('the server answers', async () => (await ctlStart('hosts', 'list').ended).status === 0 || undefined);
    }
  }

  async function kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (name !== 'server') await host(name).sh(`systemctl kill --kill-whom=main --signal=${signal} castellan-agent`);
    else serving?.child.kill(signal);
    if (name === 'server') await serving?.ended;
  }

  async function ended(name: string): Promise<void> {
    if (name === 'server') await serving?.ended;
  }

  function load(...to: string[]) {
    const places = to.map((name) => `${host(name).address}:80`);
    const { child, ended: over } = beside(...loadCommand(places, usualPauseMs));
    loads.add(child);
    return {
      async stop() {
        loads.delete(child);
        child.stdin?.end();
        const { status, stdout, stderr } = await over;
        if (status !== 0) throw new Error(`the load ended with ${status}: ${stderr}`);
        return JSON.parse(stdout) as HostLoad[];
      },
    };
  }

  async function until<T>(what: string, probe: () => Promise<T> | T, deadlineMs = 60_000): Promise<NonNullable<T>> {
    let last: unknown;
    for (const deadline = Date.now() + deadlineMs; Date.now() < deadline; await sleep(100)) {
      last = await Promise.resolve()
        .then(probe)
        .catch((error: unknown) => error);
      if (last && !(last instanceof Error)) return last as NonNullable<T>;
    }
    throw new Error(`waited ${deadlineMs} ms in vain until ${what}; last seen: ${String(last)}\n${await whoIsWhere()}`);
  }

  async function whoIsWhere(): Promise<string> {
    const journal = 'journalctl -o cat -n 15 --no-pager -u castellan-agent -u castellan-router';
    const told = await Promise.all(
      lab.hosts.map(async (each) => `--- ${each.name}\n${(await each.exec('sh', '-c', journal)).stdout}`),
    );
    const { stdout, stderr } = await ctlStart('status', '--json').ended;
    return [stdout, stderr, ...told].join('\n');
  }

  function printed(name: string): string {
    return lab.console(name);
  }

  async function close(): Promise<void> {
    for (const child of loads) child.kill('SIGKILL');
    canaries.lookAtProcesses(processesNaming(folder).map(({ pid }) => pid));
    await kill('server');
    await asking.close();
    try {
      await canaries.lookAtFiles(folder);
      await Promise.all(lab.hosts.map(lookAtHost));
    } finally {
      await lab.close();
      rmSync(folder, { recursive: true, force: true });
    }
    expectNoLeaks(canaries);
  }

  async function lookAtHost(each: LabHost): Promise<void> {
    canaries.lookAtProcesses(each.processes());
    canaries.heard(`the journal of ${each.name}`, await each.exec('journalctl', '-o', 'cat', '--no-pager'));
    canaries.heard(`the console of ${each.name}`, { stdout: lab.console(each.name), stderr: '' });
    for (const place of each.written()) await canaries.lookAtFiles(place, { called: `${each.name}: `, ...places });
  }
}

/** As docs/operations.md has it. */
async function install(host: LabHost, certs: string, settings: string, dropIn: string): Promise<void> {
  const etc = host.path('/etc/castellan');
  mkdirSync(etc, { mode: 0o755 });
  cpSync(certs, join(etc, 'tls'), { recursive: true });
  writeFileSync(join(etc, 'castellan-agent.yaml'), settings, { mode: 0o644 });
  for (const unit of units) {
    writeFileSync(host.path(`/etc/systemd/system/${unit}`), readFileSync(join(root, 'etc/systemd', unit)));
  }
  mkdirSync(host.path('/etc/systemd/system/castellan-agent.service.d'));
  writeFileSync(host.path('/etc/systemd/system/castellan-agent.service.d/override.conf'), dropIn);
  await host.sh(`systemctl daemon-reload && systemctl enable --now ${units.join(' ')}`);
}

function isConnected(host: unknown): boolean {
  return (host as { state: string }).state.toLowerCase() === 'connected';
}

async function finished(child: ChildProcess): Promise<CtlResult> {
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => (stream ? text(stream) : Promise.resolve('')));
  const status = new Promise<number>((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => done(code ?? -1));
  });
  return { status: await status, stdout: (await stdout) ?? '', stderr: (await stderr) ?? '' };
}
