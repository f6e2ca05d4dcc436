// Ports for programs under test, each given to one test of this machine at a time. They lie below those that the kernel gives to
// whoever asks for any: one that was free a moment ago may otherwise be the near end of somebody's connection.
import { createServer, type Server } from 'node:net';

export interface PortStretch {
  first: number;
  giveBack(): void;
}

interface Area {
  name: string;
  from: number;
  /** The first one after it. */
  to: number;
}

const single: Area = { name: 'port', from: 12_000, to: 20_000 };
/** For the replicas of an agent. */
const stretches: Area = { name: 'ports', from: 20_000, to: 32_000 };
export const portsOfHost = 50;

/** Stays this process's until it ends. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < 1000; tried += 1) {
    const { first, giveBack } = await hold(single, 1, 1);
    if (await isFree(first)) return first;
    giveBack();
  }
  throw new Error('no port is free');
}

/** The wished ports where they are free. */
export async function freePorts(count: number, wished: number[] = []): Promise<number[]> {
  const ports: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const wish = wished[index];
    ports.push(wish !== undefined && (await isFree(wish)) ? wish : await freePort());
  }
  return ports;
}

/**
 * For so many hosts, `portsOfHost` for each: agents test each port by binding, but a replica of another world may take it before
 * its own does.
 */
export function portStretch(hosts: number): Promise<PortStretch> {
  return hold(stretches, hosts, portsOfHost);
}

async function hold(area: Area, count: number, size: number): Promise<PortStretch> {
  const most = Math.floor((area.to - area.from) / size) - count;
  for (let tried = 0; tried < 1000; tried += 1) {
    const at = Math.floor(Math.random() * (most + 1));
    const names = Array.from({ length: count }, (_, index) => `castellan-test-${area.name}-${at + index}`);
    const held = await Promise.all(names.map(holdName));
    const giveBack = () => {
      for (const server of held) server?.close();
    };
    if (held.every((server) => server)) return { first: area.from + at * size, giveBack };
    giveBack();
  }
  throw new Error(`all of ${area.from} to ${area.to} is taken`);
}

/** An abstract unix socket goes with its process. */
function holdName(name: string): Promise<Server | undefined> {
  const server = createServer().unref();
  return new Promise((done) => {
    server.once('error', () => done(undefined));
    server.listen(`\0${name}`, () => done(server));
  });
}

/** Nobody listens on it, on any address. */
function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(false));
    server.listen({ port, exclusive: true }, () => server.close(() => done(true)));
  });
}
