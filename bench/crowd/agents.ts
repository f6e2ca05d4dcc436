// Some of a crowd of agents, in one process: sessions, reports and retries as shipped; nothing runs.
// Arguments: the server's address, the folder of the hosts' certificates, how many addresses to call from, then names.
import net from 'node:net';
import { join } from 'node:path';
import { clientCredentials } from '../../certs/credentials.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import { agentsService } from '../../proto/load.ts';
import { type SimulatedHosts, startSimulatedHosts } from '../../test/e2e/simulated-hosts.ts';
import { answer } from '../child.ts';
import { type Moments, shakeHands } from './handshakes.ts';

export interface Told {
  hosts: number;
  /** Milliseconds since the epoch. */
  first: number;
  last: number;
  /** Of one assignment on the wire. */
  bytes: number;
}

const [server = '', certs = '', addresses = '1', ...names] = process.argv.slice(2);
const taken = new Map<string, number>();
const told = new Map<string, Told>();
const hosts: SimulatedHosts[] = [];
let wanted = names.length;
let arrived = () => {};

callFromManyAddresses(Number(addresses));
answer({ connect, arrive: () => arrive(), forget, told: ({ what }: { what: string }) => told.get(what), leave, handshakes });

/** They call for the first time: all at once, or so many together, and the next when these are there. */
async function connect({ together = names.length }: { together?: number }): Promise<Moments> {
  let began = Date.now();
  for (let at = 0; at < names.length; at += together) {
    hosts.push(start(names.slice(at, at + together)));
    if (at === 0) began = Date.now();
    await arrive(Math.min(at + together, names.length));
  }
  return { began, last: Math.max(...taken.values()) };
}

function start(some: string[]): SimulatedHosts {
  return startSimulatedHosts(server, certs, some, {
    assigned: (_, assignment) => note(assignment),
    reported: (host) => {
      if (!taken.has(host)) taken.set(host, now());
      if (taken.size >= wanted) arrived();
    },
  });
}

/** Until the server has a report of each. */
async function arrive(count = names.length): Promise<Moments> {
  wanted = count;
  if (taken.size < wanted) await new Promise<void>((resolve) => (arrived = resolve));
  const all = [...taken.values()];
  return { began: Math.min(...all), last: Math.max(...all) };
}

function forget(): void {
  taken.clear();
}

async function leave(): Promise<void> {
  await Promise.all(hosts.splice(0).map((some) => some.close()));
  forget();
}

function note(assignment: Assignment): void {
  const at = now();
  for (const { app, release } of assignment.prospects) {
    const key = `${app} ${release}`;
    const before = told.get(key);
    const bytes = before?.bytes ?? agentsService.Session.responseSerialize({ assignment }).length;
    told.set(key, { hosts: (before?.hosts ?? 0) + 1, first: before?.first ?? at, last: at, bytes });
  }
}

async function handshakes({ port, atOnce }: { port: number; atOnce?: number }): Promise<Moments> {
  const all = names.map((name) => clientCredentials(join(certs, name)));
  return shakeHands(port, all, atOnce ?? all.length);
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A server takes so many connections from one address and no more. */
function callFromManyAddresses(count: number): void {
  const plain = net.connect as (...all: unknown[]) => net.Socket;
  let nth = 0;
  const spread = (options: unknown, ...rest: unknown[]) => {
    nth += 1;
    return plain({ ...(options as object), localAddress: `127.0.0.${1 + (nth % count)}` }, ...rest);
  };
  if (count > 1) Object.assign(net, { connect: spread });
}
