// Connections to the replicas, kept open between requests, one pool each.
import { Agent } from 'node:http';
import type { RouteTarget } from '../decide/types.ts';

export interface Upstreams {
  of(target: RouteTarget): Agent;
  /** Idle connections to all other replicas are closed now, busy ones when their request has ended. */
  keepOnly(replicas: ReadonlySet<string>): void;
}

// A replica may close an idle connection just as a request is sent on it, and a POST cannot be sent twice. So idle ones
// are given up long before any server does (Node after 5 s, most others later; a shorter Keep-Alive answer is honoured).
const idleMs = 1000;

export function connectUpstreams(): Upstreams {
  const pools = new Map<string, { replica: string; agent: Agent }>();

  function of(target: RouteTarget): Agent {
    const key = `${target.replica} ${target.address} ${target.port}`;
    const known = pools.get(key);
    if (known) return known.agent;
    const agent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: idleMs });
    pools.set(key, { replica: target.replica, agent });
    return agent;
  }

  function keepOnly(replicas: ReadonlySet<string>): void {
    for (const [key, { replica, agent }] of pools) {
      if (replicas.has(replica)) continue;
      pools.delete(key);
      closeWhenIdle(agent);
    }
  }

  return { of, keepOnly };
}

// Not agent.destroy(): that ends the busy ones too.
function closeWhenIdle(agent: Agent): void {
  agent.maxFreeSockets = 0;
  for (const socket of Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? [])) socket.destroy();
}
