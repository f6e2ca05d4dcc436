// TLS on connections that have come in already: handshakes by SNI and ALPN, sessions that can be resumed in each process of the router.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { createServer } from 'node:tls';
import type { Certificate } from '../../decide/types.ts';
import { openCertificates } from './certificates.ts';
import { contextOptions, protocols } from './offer.ts';

export interface TlsTermination {
  /** Resolves when all of them were read, or told in the log to be of no use. */
  use(certificates: Certificate[]): Promise<void>;
  /** Calls back when the handshake is done. If it fails the connection is destroyed. */
  secure(socket: Socket, secured: (socket: TLSSocket) => void): void;
  /** 48 random bytes (`newTicketKeys`): sessions that another process with the same ones began are taken up again. */
  useTicketKeys(keys: Buffer): void;
  close(): void;
}

interface Options {
  log: Parameters<typeof openCertificates>[0]['log'];
  /** How often files are looked at. */
  pollMs?: number;
  handshakeMs?: number;
}

/** So often whoever has several processes gives them new ones; a client whose session is older shakes hands in full once. */
export const ticketKeysMs = 12 * 60 * 60_000;
const handshakesAtOnce = 4096;
/** A fatal alert, unrecognized_name (RFC 8446 section 6). */
const unrecognizedName = Buffer.from([21, 3, 3, 0, 2, 2, 112]);

export function newTicketKeys(): Buffer {
  return randomBytes(48);
}

export function openTls({ log, pollMs, handshakeMs = 10_000 }: Options): TlsTermination {
  const certificates = openCertificates({ log, firstChanged: showFirst, ...(pollMs === undefined ? {} : { pollMs }) });
  const shaking = new Map<string, (socket: TLSSocket) => void>();
  let ticketKeys = newTicketKeys();
  let rotating: NodeJS.Timeout | undefined = setInterval(() => replaceKeys(newTicketKeys()), ticketKeysMs).unref();
  const server = createServer({
    ...contextOptions,
    ticketKeys,
    ALPNProtocols: protocols,
    handshakeTimeout: handshakeMs,
    SNICallback: (serverName, found) => found(null, certificates.find(serverName)),
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy());
    socket.allowHalfOpen = true;
    const secured = shaking.get(endsOf(socket));
    if (secured) secured(socket);
    else socket.destroy();
  });
  server.on('tlsClientError', (_, socket) => socket.destroy());

  function showFirst(): void {
    const pem = certificates.first();
    if (pem) server.setSecureContext({ ...contextOptions, ...pem, ticketKeys });
  }

  function replaceKeys(keys: Buffer): void {
    ticketKeys = keys;
    server.setTicketKeys(keys);
  }

  function secure(socket: Socket, secured: (socket: TLSSocket) => void): void {
    if (!certificates.first()) {
      refuse(socket, handshakeMs);
      return;
    }
    const ends = endsOf(socket);
    if (shaking.size >= handshakesAtOnce || shaking.has(ends)) {
      socket.destroy();
      return;
    }
    const done = () => void shaking.delete(ends);
    socket.once('close', done);
    shaking.set(ends, (secure) => {
      done();
      secured(secure);
    });
    server.emit('connection', socket);
  }

  return {
    use: certificates.use,
    secure,
    useTicketKeys: (keys) => {
      clearInterval(rotating);
      rotating = undefined;
      replaceKeys(keys);
    },
    close: () => {
      clearInterval(rotating);
      certificates.close();
    },
  };
}

// The server hands back another object than it was given: both know the same two ends.
function endsOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;
}

// Said when the client has spoken, else it would not be listening.
function refuse(socket: Socket, handshakeMs: number): void {
  socket.setTimeout(handshakeMs, () => socket.destroy());
  socket.once('data', () => socket.end(unrecognizedName));
  socket.once('end', () => socket.destroy());
}
