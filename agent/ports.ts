// Ports for replicas: from a range, tested by binding, and left alone for a while before they are used again.
import { createServer } from 'node:net';
import type { Clock } from '../lib/clock.ts';
import { holderOf } from './listeners.ts';
import { NotStarted } from './runtime/runtime.ts';

export interface PortRange {
  from: number;
  to: number;
}

export interface Ports {
  /** A port for each name: the number that is wanted, or for `auto` the one it had, or a free one. @throws NotStarted */
  take(wanted: Record<string, 'auto' | number>, had: Record<string, number>): Promise<Record<string, number>>;
  /** These belong to somebody already. */
  claim(ports: Record<string, number>): void;
  /** So many of the range belong to nobody. */
  left(): number;
  /** Nobody uses these any more. */
  release(ports: Record<string, number>): void;
}

const restMs = 30_000;

/** `first`: where in the range to begin looking, so that agents do not all begin at the same port after a restart. */
export function openPorts(range: PortRange, clock: Clock, first = range.from): Ports {
  const taken = new Set<number>();
  const restUntil = new Map<number, number>();
  let next = first;

  async function take(wanted: Record<string, 'auto' | number>, had: Record<string, number>): Promise<Record<string, number>> {
    const result: Record<string, number> = {};
    try {
      for (const [name, port] of Object.entries(wanted)) result[name] = await pick(port, had[name]);
    } catch (error) {
      release(result);
      throw error;
    }
    return result;
  }

  async function pick(wanted: 'auto' | number, had: number | undefined): Promise<number> {
    if (wanted !== 'auto') return await fixed(wanted);
    if (had !== undefined && (await isFree(had))) {
      taken.add(had);
      return had;
    }
    return await fromRange();
  }

  async function fixed(port: number): Promise<number> {
    if (!(await isFree(port)))
      throw new NotStarted(`did not start: port ${port} is held by ${holderOf(port) ?? 'another program'}`);
    taken.add(port);
    return port;
  }

  async function fromRange(): Promise<number> {
    for (let tried = range.from; tried <= range.to; tried += 1) {
      const port = next;
      next = next >= range.to ? range.from : next + 1;
      if (taken.has(port) || (restUntil.get(port) ?? 0) > clock.now()) continue;
      taken.add(port);
      if (await isFree(port)) return port;
      taken.delete(port);
    }
    throw new NotStarted(`did not start: no free port in ${range.from}-${range.to}`);
  }

  function claim(ports: Record<string, number>): void {
    for (const port of Object.values(ports)) taken.add(port);
  }

  function release(ports: Record<string, number>): void {
    for (const port of Object.values(ports)) {
      taken.delete(port);
      restUntil.set(port, clock.now() + restMs);
    }
  }

  function left(): number {
    const within = [...taken].filter((port) => port >= range.from && port <= range.to);
    return range.to - range.from + 1 - within.length;
  }

  return { take, claim, left, release };
}

/** Nobody listens on it, on any address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
