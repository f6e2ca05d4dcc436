// The ports that requests come in at: the router's own, and those that routes ask for.

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { forward, maxHeadBytes } from './forward.ts';
import type { Door, Traffic } from './traffic.ts';
import { tunnel, wantsTunnel } from './tunnel.ts';

export interface ListenOn {
  address: string | undefined;
  port: number;
}

export interface OpenDoor extends Door {
  address: string;
  /** Takes no new connection; resolves when the last one has ended. */
  close(): Promise<void>;
}

const headersMs = 60_000;
const idleMs = 75_000;

/** `8080`, `127.0.0.1:8080`, `[::1]:8080`, several with commas. @throws Error naming the part that is none of these. */
export function readListen(text: string): ListenOn[] {
  return text.split(',').map((part) => {
    const found = /^(?:(\[[0-9a-fA-F:.]+\]|[0-9A-Za-z.-]+):)?(\d{1,5})$/.exec(part.trim());
    const port = Number(found?.[2]);
    if (!found || port > 65535) throw new Error(`"${part}" is neither PORT nor ADDRESS:PORT`);
    return { address: found[1]?.replace(/^\[|\]$/g, ''), port };
  });
}

/** @throws the system's error: EADDRINUSE, EACCES, EADDRNOTAVAIL. */
export async function openDoor(traffic: Traffic, on: ListenOn, own: boolean): Promise<OpenDoor> {
  const server = serve(traffic, (): Door => door);
  await listen(server, on);
  const { address, port } = server.address() as AddressInfo;
  const door: OpenDoor = { port, own, closing: false, address, close };

  async function close(): Promise<void> {
    door.closing = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Those that were busy become idle one by one.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    await closed;
    clearInterval(sweep);
  }
  return door;
}

function serve(traffic: Traffic, door: () => Door): Server {
  const server = createServer({
    maxHeaderSize: maxHeadBytes,
    headersTimeout: headersMs,
    keepAliveTimeout: idleMs,
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

function listen(server: Server, { address, port }: ListenOn): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: address, backlog: 4096 }, () => {
      server.off('error', reject);
      // Out of file descriptors: this connection is lost, the next one may not be.
      server.on('error', () => {});
      resolve();
    });
  });
}
