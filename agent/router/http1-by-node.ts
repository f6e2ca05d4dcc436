// HTTP/1.1 on a connection, read by Node's own parser.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Arrived, Conversation } from './arrived.ts';
import { forward, maxHeadBytes } from './forward.ts';
import type { Traffic } from './traffic.ts';
import { tunnel, wantsTunnel } from './tunnel.ts';

const headersMs = 60_000;
const keptMs = 75_000;

export function converseHttp1(traffic: Traffic, { socket, door }: Arrived): Conversation {
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
  const inTurn = oneAtATime((request, response) => forward(traffic, door, request, response));
  server.on('request', inTurn);
  server.on('checkContinue', inTurn);
  server.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => tunnel(traffic, door, request, client, head));
  // Only then does it keep an eye on its connections.
  server.emit('listening');
  server.emit('connection', socket);
  let sweep: NodeJS.Timeout | undefined;
  socket.once('close', () => {
    clearInterval(sweep);
    server.close();
  });
  return {
    finish: (idleMs) => {
      const from = performance.now() + idleMs;
      sweep = setInterval(() => {
        if (performance.now() >= from) server.closeIdleConnections();
      }, 50);
    },
    endIfIdle: () => {
      server.closeIdleConnections();
      return socket.destroyed;
    },
  };
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
