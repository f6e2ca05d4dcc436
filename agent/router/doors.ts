// The ports that requests come in at: the router's own, and those that routes ask for.
import type { AddressInfo, Socket } from 'node:net';
import { Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Arrived, Serving } from './arrived.ts';
import type { Entrance } from './entrance.ts';
import { openEntrance } from './entrance.ts';
import { serveHttp1 } from './http1/client-connection.ts';
import { serveHttp2 } from './http2/session.ts';
import type { ListenOn } from './listen-on.ts';
import { plainAddress, takeProxyHeader } from './proxy-header.ts';
import { serveTcp, tcpRoute } from './tcp.ts';
import type { Door, Traffic } from './traffic.ts';

export interface OpenDoor extends Door {
  address: string;
  /** What listens: another process of the router may be given it. */
  listening: Server;
  /**
   * Takes no new connection; resolves when the last one has ended. A kept connection ends with its next answer, or when it has
   * been idle for so long from now on (0: at once). Connections that wait to be accepted stay for whoever else listens.
   */
  close(idleMs: number): Promise<void>;
}

const backlog = 4096;

/**
 * given: it listens there already, for another process of the router; connections are answered from the moment of the call.
 * @throws the system's error: EADDRINUSE, EACCES, EADDRNOTAVAIL.
 */
export async function openDoor(
  traffic: Traffic,
  on: ListenOn,
  own: boolean,
  given?: Server,
  entrance: Entrance = openEntrance(),
): Promise<OpenDoor> {
  const server = given ?? new Server();
  const served = new Set<Serving>();
  let closingMs: number | undefined;
  server.on('connection', accept);
  if (!given) await listen(server, on);
  // Out of descriptors, where the system says so: this connection is lost, the next one need not be.
  server.on('error', () => entrance.makeRoom());
  const { address, port } = server.address() as AddressInfo;
  if (on.tls && own) entrance.httpsPort ??= port;
  const door: OpenDoor = {
    ...{ port, own, closing: false, address, listening: server, close },
    get httpsPort() {
      return entrance.httpsPort;
    },
  };

  function accept(socket: Socket): void {
    // Gone again already.
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress === undefined || remotePort === undefined || !entrance.enter(socket)) return void socket.destroy();
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    const peer = { address: plainAddress(remoteAddress), port: remotePort };
    if (on.proxy) takeProxyHeader(socket, (told) => introduced(socket, told ?? peer));
    else introduced(socket, peer);
  }

  function introduced(socket: Socket, from: Arrived['from']): void {
    if (!entrance.claim(socket, from.address)) return void socket.destroy();
    const isTcp = tcpRoute(traffic, door) !== undefined;
    // Not below TLS: whoever leaves in the middle of the handshake is gone.
    socket.allowHalfOpen = isTcp || !on.tls;
    if (isTcp) attend(socket, from.address, serveTcp(traffic, { socket, door, from, secure: false }));
    else if (on.tls) entrance.secure(socket, (secured) => speakHttp({ socket: secured, door, from, secure: true }));
    else speakHttp({ socket, door, from, secure: false });
  }

  function speakHttp(arrived: Arrived): void {
    const isHttp2 = 'alpnProtocol' in arrived.socket && arrived.socket.alpnProtocol === 'h2';
    attend(arrived.socket, arrived.from.address, (isHttp2 ? serveHttp2 : serveHttp1)(traffic, arrived));
  }

  function attend(socket: Socket | TLSSocket, address: string, serving: Serving): void {
    const attended = entrance.attend(serving, address);
    served.add(serving);
    socket.once('close', () => {
      served.delete(serving);
      attended();
    });
    if (closingMs !== undefined) serving.finish(closingMs);
  }

  async function close(idleMs: number): Promise<void> {
    door.closing = true;
    closingMs = idleMs;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const serving of served) serving.finish(idleMs);
    await closed;
  }
  return door;
}

function listen(server: Server, { address, port }: ListenOn): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: address, backlog }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
