// A grpc-js server whose connections have wide HTTP/2 windows from their first byte.
import { Server, ServerCredentials, type ServerOptions } from '@grpc/grpc-js';
import type { SecureServerOptions, ServerHttp2Session } from 'node:http2';
import type { EventEmitter } from 'node:events';
import type { SecureContextOptions } from 'node:tls';
import { limits } from './limits.ts';

/** TLS with a client certificate, or no connection; and the limits of one HTTP/2 connection. */
export class MutualTls extends ServerCredentials {
  constructor(tls: SecureContextOptions, windowBytes: number = limits.windowBytes) {
    super({ ...connectionOptions(windowBytes), ...tls }, tls);
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}

function connectionOptions(windowBytes: number): SecureServerOptions {
  return {
    requestCert: true,
    rejectUnauthorized: true,
    handshakeTimeout: 5_000,
    maxSessionMemory: limits.maxSessionMemoryMb,
    settings: {
      initialWindowSize: windowBytes,
      maxConcurrentStreams: limits.maxConcurrentStreams,
      maxHeaderListSize: limits.maxHeaderBytes,
      enablePush: false,
    },
  };
}

/**
 * The window of a stream is a setting; the window of the connection has to be opened on each one, and grpc-js shows them
 * to nobody (grpc/grpc-node#3058). If the method that is wrapped here is gone one day, uploads are slower, nothing else.
 */
export function serverWithWindows(options: ServerOptions, onSession: (session: ServerHttp2Session) => void = () => {}): Server {
  const server = new Server(options);
  const inner = server as unknown as { createHttp2Server?: (...all: unknown[]) => EventEmitter };
  const create = inner.createHttp2Server?.bind(server);
  if (!create) return server;
  inner.createHttp2Server = (...all) => {
    const http2Server = create(...all);
    http2Server.on('session', (session: ServerHttp2Session) => {
      session.setLocalWindowSize(limits.windowBytes);
      onSession(session);
    });
    return http2Server;
  };
  return server;
}
