// A cluster on this machine for one story: a real server, a real agent for each host, and the real ctl, over mutual TLS.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificates } from '../../certs/make.ts';
import { type Canaries, expectNoLeaks, openCanaries } from '../canaries/canaries.ts';
import { planting } from '../canaries/plant.ts';
import { freePorts, portStretch, portsOfHost } from '../ports.ts';
import { onlyLooks, openAsking } from './asking.ts';
import { endGroups } from './control-groups.ts';
import { processesNaming } from './processes.ts';
import { compileCache } from './questions.ts';

export interface WorldOptions {
  hosts?: string[];
  /** More variables for the server's first start: CASTELLAN_FAILPOINT. */
  serverEnv?: Record<string, string>;
  /** Of Node, for the server: none unless said. */
  serverFlags?: string[];
  /** Agents are started by agent/start.sh, which starts them again whenever they end. */
  supervised?: boolean;
  /** More settings of every agent, and of some. */
  agent?: Record<string, unknown>;
  agents?: Record<string, Record<string, unknown>>;
  /** More settings of the server. */
  serverSettings?: Record<string, unknown>;
  /** More variables of every program. */
  env?: Record<string, string>;
  /** Where its programs are, if not all on this machine's own network. */
  net?: WorldNet;
  /** An empty folder to use, and leave there; by default a temporary one. */
  folder?: string;
  /** Its app has a secret, and whoever gets to know it fails the story; by default so. */
  secret?: boolean;
  /** Wished for, in the order of server, h1, h2, ...; where one is taken, any. */
  ports?: number[];
}

/** Networks of their own for the programs of a world. */
export interface WorldNet {
  /** Of the server. */
  address: string;
  routerPort: number;
  /** The words before a command that have it run where `server`, a host or `ctl` is. */
  enter(name: string): string[];
  /** Called when no program is left. */
  close(): Promise<void>;
}

export interface CtlResult {
  status: number;
  stdout: string;
  stderr: string;
}

export interface World {
  readonly folder: string;
  /** What its programs see: the way to Node and to ctl's configuration. */
  readonly env: NodeJS.ProcessEnv;
  readonly hosts: string[];
  /** `host:port` of the server's gRPC. */
  readonly server: string;
  /** Each host's router, in the order of `hosts`. */
  readonly routerPorts: number[];
  /** What is secret here; whoever lets it out has failed when the world is closed. */
  readonly canaries: Canaries;
  /** Gives this app a secret, if it has none. */
  plant(app: string): Promise<void>;
  /** Runs ctl as the operator to its end. */
  ctl(...args: string[]): Promise<CtlResult>;
  /** Starts ctl; kill it, or await `ended`. */
  ctlStart(...args: string[]): { child: ChildProcess; ended: Promise<CtlResult> };
  /** `ctl ARGS --json`: one object for each line of the answer. */
  ask<T = Record<string, unknown>>(...args: string[]): Promise<T[]>;
  /** Signals `server` or a host's agent; with SIGKILL, resolves when it is gone. */
  kill(name: string, signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again, after a kill; resolves when it is ready. */
  start(name: string, env?: Record<string, string>): Promise<void>;
  /** Resolves when the program has ended by itself or by a signal: to its exit status, or null. */
  ended(name: string): Promise<unknown>;
  /** Polls until the probe gives something; its failure says who was in which phase. */
  until<T>(what: string, probe: () => Promise<T> | T, deadlineMs?: number): Promise<NonNullable<T>>;
  /** What a program has printed. */
  printed(name: string): string;
  /** Searches for what came to light; ends every process of this world, replicas and routers too, and removes its folder and groups. */
  close(): Promise<void>;
}

interface Program {
  /** With which arguments, after the file's name. */
  args: string[];
  command: string;
  /** Before the file's name. */
  flags?: string[];
  main: string;
  child?: ChildProcess;
  gone?: Promise<number | null>;
}

const root = resolve(import.meta.dirname, '../..');

/** Resolves when every host is connected. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { hosts = ['h1', 'h2', 'h3'], serverEnv = {} } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'castellan-world-'));
  const { net } = options;
  const [serverPort = 0, ...routerPorts] = net
    ? [7400, ...hosts.map(() => net.routerPort)]
    : await freePorts(1 + hosts.length, options.ports);
  const address = net?.address ?? '127.0.0.1';
  const server = `${address}:${serverPort}`;
  const enter = net?.enter ?? (() => []);
  const programs = new Map<string, Program>();
  const env = { ...programEnv(folder), ...options.env };
  const stretch = await portStretch(hosts.length);
  const firstPort = stretch.first;
  const asking = openAsking(enter('ctl'), join(folder, 'ctl.yaml'));
  const canaries = openCanaries(folder);
  const plant = options.secret === false ? async () => {} : planting(canaries, folder, asking.ask);
  const world: World = {
    ...{ folder, env, hosts, server, routerPorts, canaries, plant },
    ...{ ctl, ctlStart, ask, kill, start, ended, until, printed, close },
  };
  try {
    await makeCertificates({ out: join(folder, 'certs'), hosts, operators: ['admin'], addresses: [address] });
    canaries.learnKeys();
    writeConfigs();
    await start('server', serverEnv);
    await Promise.all(hosts.map((host) => start(host)));
    await until('every host is connected', async () => (await connected()) === hosts.length);
    return world;
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }

  function writeConfigs(): void {
    const at = (...path: string[]) => join(folder, ...path);
    const write = (name: string, config: unknown) => writeFileSync(at(name), JSON.stringify(config, null, 2));
    // Its port would be another world's.
    const enrollment = { listen: 'off' };
    write('server.yaml', { listen: server, tls: at('certs/server'), state: at('server'), enrollment, ...options.serverSettings });
    const flags = options.serverFlags ?? [];
    programs.set('server', { command: 'node', flags, main: 'server/main.ts', args: ['--config', at('server.yaml')] });
    for (const [index, host] of hosts.entries()) {
      const first = firstPort + index * portsOfHost;
      const router = { listen: [routerPorts[index]] };
      const config = {
        server,
        tls: at('certs/hosts', host),
        state: at(host),
        runtime: 'exec',
        router,
        // How busy the machine of the tests is, is no trouble of these hosts.
        watchdog: { every: '1h' },
        ports: `${first}-${first + portsOfHost - 1}`,
        ...options.agent,
        ...options.agents?.[host],
      };
      write(`${host}.yaml`, config);
      const args = ['--config', at(`${host}.yaml`)];
      if (options.supervised) args.unshift('--supervise', '--state', at(host));
      const [command, main] = options.supervised ? ['sh', 'agent/start.sh'] : ['node', 'agent/main.ts'];
      programs.set(host, { command, main, args });
    }
    write('ctl.yaml', { current: 'story', contexts: { story: { server, certs: at('certs/operators/admin') } } });
  }

  async function start(name: string, more: Record<string, string> = {}): Promise<void> {
    const program = known(name);
    const printedBefore = printed(name).length;
    const output = openSync(outputOf(name), 'a');
    const { flags = [], main } = program;
    const [command, ...args] = [...enter(name), program.command, ...flags, join(root, main), ...program.args] as [
      string,
      ...string[],
    ];
    // In a session of its own: a terminal's Ctrl-C is for whoever told the story, and `endAll` finds it without one.
    const options = { cwd: folder, env: { ...env, ...more }, detached: true };
    const child = spawn(command, args, { ...options, stdio: ['ignore', output, output] });
    closeSync(output);
    program.child = child;
    program.gone = new Promise((done) => child.once('exit', done));
    if (name !== 'server') return;
    const listens = () => printed(name).slice(printedBefore).includes('"listening"');
    await until('the server listens', () => listens() || child.signalCode !== null || child.exitCode !== null);
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${child.exitCode} instead of listening: ${printed(name).slice(printedBefore)}`);
  }

  async function kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const program = known(name);
    program.child?.kill(signal);
    if (signal === 'SIGKILL' || signal === 'SIGTERM') await program.gone;
  }

  async function ended(name: string): Promise<unknown> {
    return known(name).gone;
  }

  function known(name: string): Program {
    const program = programs.get(name);
    if (!program) throw new Error(`no program ${name} in this world`);
    return program;
  }

  function outputOf(name: string): string {
    return join(folder, `${name}.out`);
  }

  function printed(name: string): string {
    return existsSync(outputOf(name)) ? readFileSync(outputOf(name), 'utf8') : '';
  }

  function ctlStart(...args: string[]): { child: ChildProcess; ended: Promise<CtlResult> } {
    const [command, ...words] = [...enter('ctl'), 'node', join(root, 'cli/ctl.js'), ...args] as [string, ...string[]];
    const child = spawn(command, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    return { child, ended: finished(child).then((told) => canaries.heard(`ctl ${args.join(' ')}`, told)) };
  }

  function ctl(...args: string[]): Promise<CtlResult> {
    return ctlStart(...args).ended;
  }

  async function ask<T>(...args: string[]): Promise<T[]> {
    const result = onlyLooks(args) ? canaries.heard(`ctl ${args[0]}`, await asking.ask(args)) : await ctl(...args, '--json');
    if (result.status !== 0) throw new Error(`ctl ${args.join(' ')} ended with ${result.status}: ${result.stderr}`);
    const lines = result.stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as T);
  }

  async function connected(): Promise<number> {
    const listed = await ask<{ name: string; state: string }>('hosts', 'list');
    return listed.filter((host) => host.state.toLowerCase() === 'connected').length;
  }

  async function until<T>(what: string, probe: () => Promise<T> | T, deadlineMs = 60_000): Promise<NonNullable<T>> {
    const deadline = Date.now() + deadlineMs;
    let last: unknown;
    while (Date.now() < deadline) {
      try {
        last = await probe();
        if (last) return last as NonNullable<T>;
      } catch (error) {
        last = error;
      }
      await sleep(100);
    }
    throw new Error(`waited ${deadlineMs} ms in vain until ${what}; last seen: ${String(last)}\n${await whoIsWhere()}`);
  }

  async function whoIsWhere(): Promise<string> {
    const status = await ctl('status', '--json');
    const tails = [...programs.keys()].map((name) => `--- ${name}\n${printed(name).split('\n').slice(-12).join('\n')}`);
    return `${status.stdout}${status.stderr}\n${tails.join('\n')}`;
  }

  /** Agents first, so that none starts a replica again while the replicas are ended. */
  async function close(): Promise<void> {
    canaries.lookAtProcesses(processesNaming(folder).map(({ pid }) => pid));
    for (const name of programs.keys()) await kill(name);
    await asking.close();
    await endAll(folder);
    try {
      await endGroups(folder);
      await canaries.lookAtFiles(folder);
    } finally {
      await net?.close();
      stretch.giveBack();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
    expectNoLeaks(canaries);
  }
}

/** Replicas and routers outlive their agents; their folders, arguments or variables name the world's own folder. */
export async function endAll(folder: string): Promise<void> {
  for (let found = processesNaming(folder); found.length > 0; found = processesNaming(folder)) {
    for (const { pid } of found) signalIfThere(pid);
    await sleep(20);
  }
}

function signalIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Nothing of the outer environment but the way to the pinned Node. */
function programEnv(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: folder,
    CASTELLAN_CONFIG: join(folder, 'ctl.yaml'),
    LANG: 'C.UTF-8',
    ...compileCache(),
  };
}

function finished(child: ChildProcess): Promise<CtlResult> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => done({ status: code ?? -1, stdout, stderr: signal ? `${stderr}(${signal})` : stderr }));
  });
}
