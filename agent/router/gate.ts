// How many connections may be here at once: in all, so that descriptors are left for the replicas, and from one address.
import { readFileSync } from 'node:fs';

export interface Gate {
  /** false: full. Each that was let in is to be let out once. */
  enter(): boolean;
  leave(): void;
  /** Of those that are in, by who came; false: too many from there. */
  claim(address: string): boolean;
  release(address: string): void;
  count(): number;
}

interface Limits {
  connections: number;
  perAddress: number;
}

/** For files, pipes, listening sockets and the agent. */
const reserved = 256;
/** What a descriptor limit is where none can be read. */
const customary = 1024;

export function openGate(limits: Limits = defaultLimits(descriptorLimit())): Gate {
  const claims = new Map<string, number>();
  let inside = 0;

  function enter(): boolean {
    if (inside >= limits.connections) return false;
    inside += 1;
    return true;
  }

  function claim(address: string): boolean {
    const whose = claimant(address);
    const held = claims.get(whose) ?? 0;
    if (held >= limits.perAddress) return false;
    claims.set(whose, held + 1);
    return true;
  }

  function release(address: string): void {
    const whose = claimant(address);
    const held = claims.get(whose) ?? 0;
    if (held > 1) claims.set(whose, held - 1);
    else claims.delete(whose);
  }

  return {
    enter,
    leave: () => {
      inside -= 1;
    },
    claim,
    release,
    count: () => inside,
  };
}

/** A third of the descriptors is for connections to replicas; one address never takes all that is there for clients. */
export function defaultLimits(descriptors: number): Limits {
  const connections = Math.max(16, Math.floor(((descriptors - reserved) * 2) / 3));
  return { connections, perAddress: Math.ceil(connections * 0.8) };
}

function descriptorLimit(): number {
  try {
    const found = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'));
    return Number(found?.[1] ?? customary);
  } catch {
    return customary;
  }
}

// Whoever has one IPv6 address has all of its /64.
function claimant(address: string): string {
  if (!address.includes(':')) return address;
  const [front = [], back = []] = address.split('::').map((part) => part.split(':'));
  const between = new Array(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...between, ...back].slice(0, 4).join(':');
}
