// The ports that requests come in at: the router's own, and those that routes ask for.

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { forward, maxHeadBytes } from './forward.ts';
import type { ListenOn } from './listen-on.ts';
import type { Door, Traffic } from './traffic.ts';
import { tunnel, wantsTunnel } from './tunnel.ts';

export interface OpenDoor extends Door {
  address: string;
  /** What listens: another process of the router may be given it. */
  listening: NetServer;
  /**
   * Takes no new connection; resolves when the last one has ended. A kept connection ends with its next answer, or when it has
   * been idle for so long from now on (0: at once). Connections that wait to be accepted stay for whoever else listens.
   */
  close(idleMs: number): Promise<void>;
}

const headersMs = 60_000;
const keptMs = 75_000;
const backlog = 4096;

/**
 * given: it listens there already, for another process of the router; connections are answered from the moment of the call.
 * @throws the system's error: EADDRINUSE, EACCES, EADDRNOTAVAIL.
 */
export async function openDoor(traffic: Traffic, on: ListenOn, own: boolean, given?: NetServer): Promise<OpenDoor> {
  const server = serve(traffic, (): Door => door);
  await listen(server, on, given);
  const { address, port } = server.address() as AddressInfo;
  const door: OpenDoor = { port, own, closing: false, address, listening: server, close };

  async function close(idleMs: number): Promise<void> {
    door.closing = true;
    // Not http's own: that ends the idle ones.
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
    const from = performance.now() + idleMs;
    // Those that were busy become idle one by one.
    const sweep = setInterval(() => {
      if (performance.now() >= from) server.closeIdleConnections();
    }, 50);
    await closed;
    clearInterval(sweep);
  }
  return door;
}

function serve(traffic: Traffic, door: () => Door): Server {
  const server = createServer({
    maxHeaderSize: maxHeadBytes,
    headersTimeout: headersMs,
    keepAliveTimeout: keptMs,
    // Uploads may take as long as they take.
    requestTimeout: 0,
    connectionsCheckingInterval: 5000,
    insecureHTTPParser: false,
    shouldUpgradeCallback: wantsTunnel,
  });
  const inTurn = oneAtATime((request, response) => forward(traffic, door(), request, response));
  server.on('request', inTurn);
  server.on('checkContinue', inTurn);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    tunnel(traffic, door(), request, socket, head),
  );
  return server;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

// A client may send several requests at once; Node then hands them over together. They go to replicas one after the other,
// since the second may count on what the first does. What comes behind the last answer of a connection goes nowhere.
function oneAtATime(handle: Handler): Handler {
  const latest = new WeakMap<object, ServerResponse>();
  return (request, response) => {
    const before = latest.get(request.socket);
    latest.set(request.socket, response);
    if (!before) return handle(request, response);
    const next = () => {
      if (before.shouldKeepAlive && !request.socket.destroyed) handle(request, response);
    };
    if (before.closed || before.writableFinished) next();
    else before.once('close', next);
  };
}

function listen(server: Server, { address, port }: ListenOn, given?: NetServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      // Out of file descriptors: this connection is lost, the next one may not be.
      server.on('error', () => {});
      resolve();
    });
    if (given) server.listen(given, backlog);
    else server.listen({ port, host: address, backlog });
  });
}
