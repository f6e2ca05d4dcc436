// Hosts with a real systemd on this machine: each in namespaces and cgroups of its own, on a switch that nothing else is on.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

export interface Said {
  status: number;
  stdout: string;
  stderr: string;
}

export interface LabHost {
  readonly name: string;
  readonly address: string;
  /** Runs a command on it to its end, as root. */
  exec(...command: string[]): Promise<Said>;
  /** The same, and its output; throws when it does not end with 0. */
  sh(script: string): Promise<string>;
  /** Where a path of this host is found from outside, until it boots again. */
  path(path: string): string;
  /** Folders of this machine with all that was ever written on it; and, while it is up, what it has in memory. */
  written(): string[];
  /** While it is up, as this machine numbers them. */
  processes(): number[];
  /** Off the network, and on it again. */
  cut(): Promise<void>;
  heal(): Promise<void>;
  /** An orderly reboot; resolves when it is up again. */
  reboot(): Promise<void>;
  /** Power failure; resolves when it is down. */
  kill(): Promise<void>;
  /** After a power failure; resolves when it is up. */
  boot(): Promise<void>;
}

export interface Lab {
  readonly hosts: LabHost[];
  /** Where the hosts find what `beside` runs. */
  readonly address: string;
  /** The argv that runs a command of this machine on the hosts' network. */
  beside(command: string[]): string[];
  /** What a host has printed on its console. */
  console(host: string): string;
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');
const groupPrefix = 'castellan-lab-';
/** Of cgroup v1, where it is mounted so: those that limits need, and those that systemd and nspawn need. */
const hierarchies = ['systemd', 'unified', 'memory', 'pids', 'cpu', 'cpuacct'];
const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const bootMs = 60_000;

/** Why there can be no lab on this machine; undefined: there can. Installs what is missing where it may. */
export async function labMissing(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'hosts of the lab need Linux and root';
  if (!existsSync('/usr/lib/systemd/systemd')) return 'no systemd on this machine to boot hosts with';
  if (!(await exists('systemd-nspawn'))) await installContainers();
  if (!(await exists('systemd-nspawn'))) return 'no systemd-nspawn here, and systemd-container cannot be installed';
  const { exitCode, stderr } = await execa('unshare', ['--pid', '--fork', '--mount', '--net', 'true'], { reject: false });
  return exitCode === 0 ? undefined : `no namespaces of our own here: ${stderr}`;
}

export interface LabOptions {
  /** Control groups of version 2 alone; where this machine has those of version 1 too, they come without controllers. */
  unified?: boolean;
}

/** Resolves when all of them are up. Everything goes with this process, however it ends; `close` leaves nothing at all. */
export async function startLab(names: string[], { unified = false }: LabOptions = {}): Promise<Lab> {
  removeOldGroups();
  const folder = mkdtempSync(join(tmpdir(), 'castellan-lab-'));
  const netSwitch = await startSwitch();
  const hosts = names.map((name, index) => openHost(name, index + 1, folder, netSwitch, unified));
  const close = async () => {
    await Promise.all(hosts.map((host) => host.end()));
    await end(netSwitch);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(hosts.map((host) => host.begin()));
  } catch (error) {
    await close();
    throw error;
  }
  const consoleOf = (host: string) => readFileSync(join(folder, `${host}.console`), 'utf8');
  return { hosts, address: '10.77.0.254', beside: (command) => inNet(netSwitch.pid, command), console: consoleOf, close };
}

function openHost(name: string, index: number, folder: string, netSwitch: ChildProcess, unified: boolean) {
  const address = `10.77.0.${index}`;
  const port = `port${index}`;
  const groups = groupsFor(name);
  const disk = join(folder, name);
  const consoleFile = join(folder, `${name}.console`);
  let starter: ChildProcess | undefined;

  async function begin(): Promise<void> {
    for (const each of [disk, ...groups]) mkdirSync(each);
    starter = startHost([name, disk, root, ...groups], consoleFile, unified);
    const shell = await until(`the namespaces of ${name} are there`, () => childOf(starter?.pid));
    await onSwitch(['link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(shell)]);
    await onSwitch(['link', 'set', port, 'master', 'bridge0', 'up']);
    for (const words of [`addr add ${address}/24 dev eth0`, 'link set lo up', 'link set eth0 up']) {
      await run(inNet(shell, ['ip', ...words.split(' ')]));
    }
    await boot();
  }

  async function boot(): Promise<void> {
    starter?.stdin?.write('boot\n');
    await up();
  }

  async function up(): Promise<void> {
    await until(
      `${name} is up`,
      async () => leader() && /^(running|degraded)/.test((await exec('systemctl', 'is-system-running')).stdout),
      () => (existsSync(consoleFile) ? readFileSync(consoleFile, 'utf8') : ''),
    );
  }

  /** The pid of its init, seen from here: starter, its shell, nspawn, init. */
  function leader(): number | undefined {
    return childOf(childOf(childOf(starter?.pid)));
  }

  async function exec(...command: string[]): Promise<Said> {
    const target = String(leader() ?? 0);
    const argv = ['-t', target, '-m', '-u', '-i', '-n', '-p', '--', 'env', '-i', path, 'TERM=dumb', 'SYSTEMD_PAGER=', ...command];
    const { exitCode = -1, stdout, stderr } = await execa('nsenter', argv, { reject: false, maxBuffer: 2 ** 30 });
    return { status: exitCode, stdout, stderr };
  }

  async function sh(script: string): Promise<string> {
    const { status, stdout, stderr } = await exec('/bin/sh', '-c', script);
    if (status !== 0) throw new Error(`on ${name}: ${script}: ended with ${status}: ${stdout}${stderr}`);
    return stdout;
  }

  async function reboot(): Promise<void> {
    const before = leader();
    await exec('systemctl', 'reboot');
    await until(`${name} went down`, () => leader() !== before);
    await up();
  }

  async function kill(): Promise<void> {
    const before = leader();
    if (before) process.kill(before, 'SIGKILL');
    await until(`${name} is down`, () => !leader());
  }

  async function finish(): Promise<void> {
    if (starter) await end(starter);
    for (const group of groups) await removeGroup(group);
  }

  function written(): string[] {
    const layer = `/proc/${childOf(starter?.pid)}/root${join(disk, 'upper')}`;
    return [layer, ...['run', 'tmp', 'dev/shm'].map((inside) => `/proc/${leader()}/root/${inside}`)].filter(existsSync);
  }

  function processes(): number[] {
    const space = namespaceOf(leader() ?? 0);
    const pids = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
    return space ? pids.filter((pid) => namespaceOf(pid) === space) : [];
  }

  const onSwitch = (words: string[]) => run(inNet(netSwitch.pid, ['ip', ...words]));
  return {
    name,
    address,
    exec,
    sh,
    path: (inside: string) => join(`/proc/${leader()}/root`, inside),
    written,
    processes,
    cut: () => onSwitch(['link', 'set', port, 'down']),
    heal: () => onSwitch(['link', 'set', port, 'up']),
    reboot,
    kill,
    boot,
    begin,
    end: finish,
  };
}

function startHost(args: string[], consoleFile: string, unified: boolean): ChildProcess {
  const output = openSync(consoleFile, 'a');
  const own = ['--pid', '--fork', '--kill-child=KILL', '--mount', '--propagation', 'private', '--mount-proc', '--net'];
  const argv = ['--pdeathsig', 'KILL', 'unshare', ...own, '/bin/sh', join(import.meta.dirname, 'host.sh'), ...args];
  const env = { ...process.env, ...(unified && { SYSTEMD_NSPAWN_UNIFIED_HIERARCHY: '1' }) };
  const child = spawn('setpriv', argv, { stdio: ['pipe', output, output], detached: true, env });
  closeSync(output);
  return child;
}

/** Only when it has said so is its namespace not this machine's own any more. */
async function startSwitch(): Promise<ChildProcess> {
  const script = `ip link set lo up && ip link add bridge0 type bridge && ip addr add 10.77.0.254/24 dev bridge0 &&
    ip link set bridge0 up && echo ready && exec sleep infinity`;
  const argv = ['--pdeathsig', 'KILL', 'unshare', '--net', '/bin/sh', '-c', script];
  const child = spawn('setpriv', argv, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  await new Promise((ready, reject) => {
    child.stdout.once('data', ready);
    child.once('exit', () => reject(new Error('the switch of the lab did not start')));
  });
  return child;
}

function inNet(pid: number | undefined, command: string[]): string[] {
  return ['nsenter', `--net=/proc/${pid}/ns/net`, '--', ...command];
}

async function run([program = '', ...args]: string[]): Promise<void> {
  await execa(program, args);
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await gone;
}

function childOf(pid: number | undefined): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]) || undefined;
  } catch {
    return undefined;
  }
}

/** Of a process. */
function namespaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

function groupsFor(name: string): string[] {
  const hybrid = existsSync('/sys/fs/cgroup/systemd');
  const mounted = hybrid ? hierarchies.map((each) => join('/sys/fs/cgroup', each)).filter(existsSync) : ['/sys/fs/cgroup'];
  return mounted.map((each) => join(each, `${groupPrefix}${process.pid}-${name}`));
}

/** Of labs whose process was killed. */
function removeOldGroups(): void {
  for (const hierarchy of ['.', ...hierarchies].map((each) => join('/sys/fs/cgroup', each)).filter(existsSync)) {
    for (const group of readdirSync(hierarchy).filter((name) => name.startsWith(groupPrefix))) {
      const [owner] = group.slice(groupPrefix.length).split('-');
      if (!existsSync(`/proc/${owner}`)) removeTree(join(hierarchy, group));
    }
  }
}

/** Its last processes may still be on their way out. */
async function removeGroup(group: string): Promise<void> {
  await until(`the cgroup ${group} is empty`, () => removeTree(group));
}

function removeTree(group: string): boolean {
  if (!existsSync(group)) return true;
  for (const entry of readdirSync(group, { withFileTypes: true })) if (entry.isDirectory()) removeTree(join(group, entry.name));
  try {
    rmdirSync(group);
    return true;
  } catch {
    return false;
  }
}

async function until<T>(what: string, probe: () => Promise<T> | T, evidence = () => ''): Promise<NonNullable<T>> {
  for (const deadline = Date.now() + bootMs; Date.now() < deadline; await sleep(20)) {
    const seen = await probe();
    if (seen) return seen as NonNullable<T>;
  }
  throw new Error(`waited ${bootMs} ms in vain until ${what}\n${evidence()}`);
}

async function exists(program: string): Promise<boolean> {
  return (await execa('/bin/sh', ['-c', `command -v ${program}`], { reject: false })).exitCode === 0;
}

async function installContainers(): Promise<void> {
  const install = ['install', '-y', '--no-install-recommends', 'systemd-container'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const first = await execa('apt-get', install, { reject: false, env, timeout: 120_000 });
  if (first.exitCode === 0) return;
  await execa('apt-get', ['update'], { reject: false, env, timeout: 120_000 });
  await execa('apt-get', install, { reject: false, env, timeout: 120_000 });
}
