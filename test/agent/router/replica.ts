// A real small application to route to: says who it is, echoes, streams, waits, and speaks WebSocket.
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { RouteTarget } from '../../../agent/decide/types.ts';

export interface Replica {
  target: RouteTarget;
  server: Server;
  sockets: WebSocketServer;
  /** Heads of all requests so far. */
  requests: IncomingMessage[];
  /** Lets everything on /wait be answered. */
  release(): void;
  /** As after SIGTERM: nothing may be under way any more. */
  close(): Promise<void>;
}

let made = 0;

export async function startReplica(handle?: RequestListener, release = 1): Promise<Replica> {
  made += 1;
  const name = `replica-${made}`;
  const gate = Promise.withResolvers<void>();
  const requests: IncomingMessage[] = [];
  const serves: RequestListener = handle ?? ((request, response) => void serve(name, gate.promise, request, response));
  const server = createServer({ maxHeaderSize: 64 * 1024 }, serves);
  server.prependListener('request', (request) => requests.push(request));
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`${name}: ${data}`)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    target: { replica: name, release, address: '127.0.0.1', port },
    server,
    sockets,
    requests,
    release: () => gate.resolve(),
    close: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
    },
  };
}

const serve = async (name: string, gate: Promise<void>, ...[request, response]: Parameters<RequestListener>): Promise<void> => {
  response.setHeader('X-Replica', name);
  if (request.url === '/wait') {
    response.write('waiting\n');
    await gate;
    return void response.end('done\n');
  }
  if (request.url === '/stream') {
    for (let part = 0; part < 20; part += 1) {
      response.write(`part ${part}\n`);
      await setImmediate();
    }
    return void response.end('all\n');
  }
  if (request.url === '/echo') return void request.pipe(response);
  response.end(`hello from ${name}\n`);
};
