// A grpc-js server whose HTTP/2 sessions can be reached: their windows are opened, and they can be asked for a sign of life.
import type { EventEmitter } from 'node:events';
import type { SecureServerOptions, ServerHttp2Session } from 'node:http2';
import { createSecureContext, type DetailedPeerCertificate, type SecureContextOptions, type TLSSocket } from 'node:tls';
import { Server, ServerCredentials, type ServerOptions } from '@grpc/grpc-js';
import type { Peer } from './front.ts';
import { limits } from './limits.ts';

/** TLS with a client certificate, or no connection (`mutual`); and the limits of one HTTP/2 connection. */
export class ServerTls extends ServerCredentials {
  constructor(tls: SecureContextOptions, mutual: boolean) {
    super({ ...connectionOptions, requestCert: mutual, rejectUnauthorized: mutual, ...tls }, tls);
  }

  /** For connections to come: what was asked of clients at the start is asked of them still. @throws Error when it is not whole */
  reload(tls: SecureContextOptions): void {
    createSecureContext(tls);
    this.updateSecureContextOptions(tls);
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}

const connectionOptions: SecureServerOptions = {
  handshakeTimeout: 5_000,
  maxSessionMemory: limits.maxSessionMemoryMb,
  settings: {
    initialWindowSize: limits.windowBytes,
    maxConcurrentStreams: limits.maxConcurrentStreams,
    maxHeaderListSize: limits.maxHeaderBytes,
    enablePush: false,
  },
};

export interface Sessions {
  server: Server;
  /** Resolves when all that this peer had sent until now has been received, or at once when it cannot be asked. */
  roundTrip(peer: Peer): Promise<void>;
}

/**
 * grpc-js shows its sessions to nobody, so the method that makes its HTTP/2 server is wrapped. If that is gone one day,
 * uploads are slower (the window of a stream is a setting, that of the connection is not; grpc/grpc-node#3058), and a
 * caller that cancels may look like one that ended.
 */
export function serverWithSessions(
  options: ServerOptions,
  onSession: (session: ServerHttp2Session) => void = () => {},
): Sessions {
  const server = new Server(options);
  const sessions = new Map<string, ServerHttp2Session>();
  const inner = server as unknown as { createHttp2Server?: (...all: unknown[]) => EventEmitter };
  const create = inner.createHttp2Server?.bind(server);

  if (create) {
    inner.createHttp2Server = (...all) =>
      create(...all).on('session', (session: ServerHttp2Session) => {
        const id = idOf(session.socket);
        sessions.set(id, session);
        session.once('close', () => sessions.delete(id));
        session.setLocalWindowSize(limits.windowBytes);
        keepCertificate(session.socket as TLSSocket);
        onSession(session);
      });
  }

  return { server, roundTrip: (peer) => ping(sessions.get(idOf(peer))) };
}

/** grpc-js asks for it with every call, and Node takes it apart into an object each time, which costs more than the call. */
function keepCertificate(socket: TLSSocket): void {
  const raw = socket.getPeerX509Certificate()?.raw;
  const kept = (raw ? { raw } : {}) as DetailedPeerCertificate;
  socket.getPeerCertificate = () => kept;
}

/** An answer to a ping comes after everything that was sent before it. */
function ping(session: ServerHttp2Session | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!session || session.destroyed || !session.ping(() => resolve())) resolve();
  });
}

function idOf({ remoteAddress, remotePort }: Peer): string {
  return `${remoteAddress} ${remotePort}`;
}
