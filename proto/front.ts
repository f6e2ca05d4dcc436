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

// One that does not say that it has got its last words is not waited for.
const farewellMs = 250;

export interface Peer {
  remoteAddress?: string | undefined;
  remotePort?: number | undefined;
}

export interface Front {
  port: number;
  /** Whose certificate was shown on this connection. */
  shown(peer: Peer, identity: Identity): void;
  /** An authenticated call has come over this connection. */
  proven(peer: Peer): void;
  /** Ends the connections that were opened with certificates of these, each when `told`, and soon in any case. Resolves when they have ended. */
  expel(whom: (identity: Identity) => boolean, told: (peer: Peer) => Promise<void>): Promise<void>;
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
    shown: (peer, identity) => {
      if (open.has(idOf(peer))) holders.set(idOf(peer), identity);
    },
    proven: (peer) => settle(idOf(peer)),
    expel: async (whom, told) => {
      const sockets = [...holders].flatMap(([id, identity]) => (whom(identity) ? (open.get(id) ?? []) : []));
      await Promise.all(sockets.map((socket) => farewell(socket, told(peerOf(socket)))));
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

/** After the last words of the calls that end with it. One that its peer has reset has ended too. */
async function farewell(socket: Socket, told: Promise<void>): Promise<void> {
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const timer = setTimeout(() => socket.destroy(), farewellMs);
  void told.then(() => socket.destroy());
  await closed;
  clearTimeout(timer);
}

// A socket that has ended names nobody any more.
function peerOf({ remoteAddress, remotePort }: Socket): Peer {
  return { remoteAddress, remotePort };
}

/** An address and port name one open connection to us. */
function idOf({ remoteAddress, remotePort }: Peer): string {
  return `${remoteAddress} ${remotePort}`;
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}
