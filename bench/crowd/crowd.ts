// A real server, and so many agents at it, in two processes; beside it a bare TLS server with the same certificate.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from '../../certs/make.ts';
import { nodeFlags } from '../../cli/run-program.ts';
import { processesNaming } from '../../test/e2e/processes.ts';
import { startWorld, type World } from '../../test/e2e/world.ts';
import { startChild } from '../child.ts';
import type { Told } from './agents.ts';
import type { Moments } from './handshakes.ts';

export interface Crowd {
  world: World;
  names: string[];
  /** All agents begin, at once or so many in each process together; resolves when the server has a report of each. */
  connect(together?: number): Promise<Moments>;
  leave(): Promise<void>;
  /** `kill -9` of the server, and its start; resolves when the server has a report of each again. */
  restart(): Promise<{ killed: number; listening: number; last: number }>;
  /** As many connections as agents, with nothing above TLS, all at once or so many; at the bare server or at the real one. */
  handshakes(at: 'bare' | 'server', atOnce?: number): Promise<Moments>;
  /** When so many hosts were told of this release of an app. */
  told(app: string, release: number, hosts: number): Promise<Told>;
  serverBytes(): number;
  /** Of the bare server or the real one, since it started. */
  cpuSeconds(of: 'bare' | 'server'): number;
  close(): Promise<void>;
}

const processes = 2;
/** The server takes 1024 from one. */
const mostPerAddress = 500;
/** A crowd that does not get in by then does not get in. */
const inMs = 10 * 60_000;

export async function openCrowd(count: number): Promise<Crowd> {
  const world = await startWorld({ hosts: [], serverFlags: nodeFlags['../server/main.ts'] ?? [] });
  const certs = join(world.folder, 'certs');
  const names = Array.from({ length: count }, (_, index) => `sim-${index}`);
  await makeCertificates({ out: certs, hosts: names, operators: ['admin'], addresses: ['127.0.0.1'] });
  const bare = startChild('crowd/bare-server.ts', join(certs, 'server'));
  const addresses = Math.ceil(count / mostPerAddress);
  const groups = Array.from({ length: processes }, (_, nth) => {
    const some = names.filter((_name, index) => index % processes === nth);
    return startChild('crowd/agents.ts', world.server, join(certs, 'hosts'), String(addresses), ...some);
  });
  const askAll = <Answer>(what: string, how: object = {}) => Promise.all(groups.map((group) => group.ask<Answer>(what, how)));
  const ports = { bare: await bare.ask<number>('port'), server: Number(world.server.split(':')[1]) };
  const pidOf = (which: 'bare' | 'server') => (which === 'bare' ? bare.pid : serverPid(world));

  return {
    world,
    names,
    connect: async (together) => spanOf(await inTime(`${count} agents to connect`, askAll<Moments>('connect', { together }))),
    leave: async () => void (await askAll('leave')),
    restart: async () => {
      await askAll('forget');
      const killed = Date.now();
      await world.kill('server');
      await world.start('server');
      const listening = Date.now();
      return { killed, listening, last: spanOf(await inTime(`${count} agents to be back`, askAll<Moments>('arrive'))).last };
    },
    handshakes: async (at, atOnce) => spanOf(await askAll<Moments>('handshakes', { port: ports[at], atOnce })),
    told: (app, release, hosts) =>
      world.until(`${hosts} hosts are told of ${app} v${release}`, async () => {
        const all = (await askAll<Told | null>('told', { what: `${app} ${release}` })).filter((one) => one !== null);
        const sum = all.reduce((total, one) => total + one.hosts, 0);
        return sum >= hosts ? summed(all) : undefined;
      }),
    serverBytes: () => bytesOf(pidOf('server')),
    cpuSeconds: (of) => cpuSecondsOf(pidOf(of)),
    close: async () => {
      for (const child of [...groups, bare]) child.end();
      await world.close();
    },
  };
}

/** @throws Error that says what was waited for */
async function inTime<Answer>(what: string, answer: Promise<Answer>): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`still waiting after ${inMs / 1000} s: ${what}`)), inMs);
  return await Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}

/** From when the last process began. */
function spanOf(all: Moments[]): Moments {
  return { began: Math.max(...all.map(({ began }) => began)), last: Math.max(...all.map(({ last }) => last)) };
}

function summed(all: Told[]): Told {
  return {
    hosts: all.reduce((total, { hosts }) => total + hosts, 0),
    first: Math.min(...all.map(({ first }) => first)),
    last: Math.max(...all.map(({ last }) => last)),
    bytes: Math.max(...all.map(({ bytes }) => bytes)),
  };
}

function serverPid(world: World): number {
  const found = processesNaming(world.folder).find(({ command }) => command.includes('server/main.ts'));
  if (!found) throw new Error('the server does not run');
  return found.pid;
}

/** Resident, with its share of nothing: what `ps` shows. */
function bytesOf(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1]) * 1024;
}

/** proc(5), /proc/pid/stat: user and system time, in ticks of which there are a hundred a second. */
function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
