// A small network on this machine: a switch, a server and hosts, each in a network namespace of its own, with links that can be cut.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { endMountedGroups } from './control-groups.ts';
import type { WorldNet } from './world.ts';

/** Which way between a host and the server. */
export type Way = 'to server' | 'from server' | 'both';

export interface Net extends WorldNet {
  addressOf(name: string): string;
  /** Nothing gets through between this host and the server any more; other traffic of the host does. */
  cut(host: string, way?: Way): Promise<void>;
  /** So much of what goes between them is lost, each way: 0 to 1. */
  lose(host: string, share: number): Promise<void>;
  /** No more than so many kilobits a second, each way. */
  slow(host: string, kbit: number): Promise<void>;
  /** Every connection between them is reset, once. */
  reset(host: string): Promise<void>;
  /** As it was in the beginning. */
  heal(host: string): Promise<void>;
  /** Runs a command on that host to its end, and returns what it wrote. */
  run(name: string, ...command: string[]): Promise<string>;
}

const serverAddress = '10.78.0.200';
const switchAddress = '10.78.0.254';

/** Why there can be none here; undefined: there can. Installs what is missing where it may. */
export async function netMissing(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'network namespaces need Linux and root';
  const works = () => execa('unshare', ['--net', '--mount', 'iptables', '-A', 'INPUT', '-j', 'DROP'], { reject: false });
  if ((await works()).exitCode === 0) return undefined;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', 'iptables', 'iproute2'];
  await execa('apt-get', install, { reject: false, env, timeout: 120_000 });
  const { exitCode, stderr } = await works();
  return exitCode === 0 ? undefined : `no network namespaces with iptables here: ${stderr}`;
}

/**
 * `folder`: of the world, for what goes with it. `memory`: where the hosts have the controller of memory mounted, if this
 * machine has not.
 */
export async function openNet(hosts: string[], folder: string, memory?: string): Promise<Net> {
  const center = await namespace(folder);
  const inside = new Map<string, ChildProcess>([['ctl', center]]);
  const addresses = new Map([
    ['ctl', switchAddress],
    ['server', serverAddress],
    ...hosts.map((name, at) => [name, `10.78.0.${at + 1}`] as const),
  ]);
  await script('ctl', `ip link add bridge0 type bridge && ip addr add ${switchAddress}/24 dev bridge0 && ip link set bridge0 up`);
  for (const host of hosts) newBoot(host);
  for (const name of ['server', ...hosts]) await plug(name);

  async function plug(name: string): Promise<void> {
    const space = await namespace(folder);
    inside.set(name, space);
    const port = `p-${name}`;
    await script(
      'ctl',
      `ip link add ${port} type veth peer name eth0 netns ${space.pid} && ip link set ${port} master bridge0 up`,
    );
    await script(name, `ip addr add ${addressOf(name)}/24 dev eth0 && ip link set eth0 up`);
  }

  function addressOf(name: string): string {
    const address = addresses.get(name);
    if (!address) throw new Error(`no ${name} on this network`);
    return address;
  }

  function within(name: string): string[] {
    return ['nsenter', `--net=/proc/${inside.get(name)?.pid}/ns/net`, '--'];
  }

  function enter(name: string): string[] {
    return hosts.includes(name) ? [...within(name), ...ownBoot(bootFile(name), memory)] : within(name);
  }

  async function run(name: string, ...command: string[]): Promise<string> {
    const [program = '', ...args] = [...within(name), ...command];
    return (await execa(program, args)).stdout;
  }

  function script(name: string, text: string): Promise<string> {
    return run(name, 'sh', '-ec', text);
  }

  function bootFile(host: string): string {
    return join(folder, `${host}.boot`);
  }

  function newBoot(host: string): void {
    writeFileSync(bootFile(host), `${randomUUID()}\n`);
  }

  const rules = (host: string, ...lines: string[]) => script(host, lines.map((line) => `iptables -w -A ${line}`).join(' && '));
  const out = `OUTPUT -d ${serverAddress}`;
  const into = `INPUT -s ${serverAddress}`;

  return {
    address: serverAddress,
    routerPort: 8080,
    enter,
    addressOf,
    run,
    cut: async (host, way = 'both') => {
      const chosen = [...(way === 'from server' ? [] : [out]), ...(way === 'to server' ? [] : [into])];
      await rules(host, ...chosen.map((chain) => `${chain} -j DROP`));
    },
    lose: async (host, share) => {
      const some = `-m statistic --mode random --probability ${share} -j DROP`;
      await rules(host, `${out} ${some}`, `${into} ${some}`);
    },
    slow: async (host, kbit) => {
      const shape = (device: string) => `tc qdisc replace dev ${device} root tbf rate ${kbit}kbit burst 4kb latency 1s`;
      await Promise.all([script(host, shape('eth0')), script('ctl', shape(`p-${host}`))]);
    },
    reset: async (host) => void (await script(host, `ss -K dst ${serverAddress} >/dev/null`)),
    heal: async (host) => {
      await script(host, 'iptables -w -F; tc qdisc del dev eth0 root 2>/dev/null || true');
      await script('ctl', `tc qdisc del dev p-${host} root 2>/dev/null || true`);
    },
    close: async () => {
      if (memory) await endMountedGroups(folder, memory);
      await Promise.all([...inside.values()].map(end));
    },
  };
}

/** Only when it has said so is its namespace not this machine's own any more. It goes with this process. */
async function namespace(folder: string): Promise<ChildProcess> {
  const argv = ['--pdeathsig', 'KILL', 'unshare', '--net', 'sh', '-c', 'ip link set lo up && echo ready && exec sleep infinity'];
  const child = spawn('setpriv', argv, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  await new Promise((ready, reject) => {
    child.stdout.once('data', ready);
    child.once('exit', () => reject(new Error('a network namespace could not be made')));
  });
  // A story that fails before it has a world to close must end all the same.
  child.stdout.destroy();
  child.unref();
  return child;
}

/** Each host has a boot id of its own, in a file: the words before a command that sees it so, and the controller of memory. */
function ownBoot(file: string, memory = ''): string[] {
  const bind = 'mount --bind "$0" /proc/sys/kernel/random/boot_id';
  const limit = '[ -z "$1" ] || mount -t cgroup -o memory castellan "$1"';
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-ec', `${bind}; ${limit}; shift; exec "$@"`, file, memory];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}
