// Who may hold a connection: accepts TCP before TLS and HTTP/2 see it, counts, and ends those that prove nothing in time.

import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Identity } from '../certs/identity.ts';

export interface FrontLimits {
  /** Below the limit of open files, with room for everything else. */
  maxConnections: number;
  maxConnectionsPerAddress: number;
  /** A connection without an authenticated call by then is ended. */
  proveWithinMs: number;
}

export const frontLimits: FrontLimits = { maxConnections: 8192, maxConnectionsPerAddress: 1024, proveWithinMs: 10_000 };

// For the last statuses to leave.
const farewellMs = 100;

export interface Peer {
  remoteAddress?: string | undefined;
  remotePort?: number | undefined;
}

export interface Front {
  port: number;
  /** An authenticated call has come over this connection. */
  proven(peer: Peer, identity: Identity): void;
  /** Ends the connections that these have proven themselves on. */
  expel(whom: (identity: Identity) => boolean): void;
  connections(): number;
  /** Takes no new connections; resolves when the last one has ended. */
  drained(): Promise<void>;
  /** Ends what is left. */
  destroy(): void;
}

/** @throws the error of `listen` (EADDRINUSE, EACCES, ...) */
export async function openFront(
  { address, port, limits }: { address: string; port: number; limits: FrontLimits },
  accept: (socket: Socket) => void,
): Promise<Front> {
  const open = new Map<string, Socket>();
  const perAddress = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  const holders = new Map<string, Identity>();
  let emptied = () => {};

  const server = createServer({ noDelay: true }, (socket) => {
    const from = socket.remoteAddress ?? '';
    const id = idOf(socket);
    const held = perAddress.get(from) ?? 0;
    if (open.size >= limits.maxConnections || held >= limits.maxConnectionsPerAddress) return socket.destroy();
    open.set(id, socket);
    perAddress.set(from, held + 1);
    timers.set(
      id,
      setTimeout(() => socket.destroy(), limits.proveWithinMs),
    );
    socket.once('close', () => {
      open.delete(id);
      holders.delete(id);
      forget(from);
      settle(id);
      if (open.size === 0) emptied();
    });
    // TLS above it reports errors; without a listener one before its time would end the process.
    socket.on('error', () => {});
    accept(socket);
  });

  function forget(from: string): void {
    const held = (perAddress.get(from) ?? 1) - 1;
    if (held === 0) perAddress.delete(from);
    else perAddress.set(from, held);
  }

  function settle(id: string): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
  }

  server.listen({ host: address, port, backlog: 4096 });
  await once(server, 'listening');
  return {
    port: portOf(server),
    proven: (peer, identity) => {
      const id = idOf(peer);
      settle(id);
      if (open.has(id)) holders.set(id, identity);
    },
    expel: (whom) => {
      // After the last words of the calls that end with it.
      for (const [id, identity] of holders) {
        const socket = open.get(id);
        if (whom(identity)) setTimeout(() => socket?.destroy(), farewellMs);
      }
    },
    connections: () => open.size,
    drained: () => {
      server.close();
      return new Promise((resolve) => {
        const before = emptied;
        emptied = () => {
          before();
          resolve();
        };
        if (open.size === 0) emptied();
      });
    },
    destroy: () => {
      for (const socket of open.values()) socket.destroy();
    },
  };
}

/** An address and port name one open connection to us. */
function idOf({ remoteAddress, remotePort }: Peer): string {
  return `${remoteAddress} ${remotePort}`;
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}
