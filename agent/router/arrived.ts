// A connection that has come in: what a door hands to whoever speaks the protocol on it.
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Door } from './traffic.ts';

export interface Arrived {
  /**
   * Decrypted, and past its PROXY header; allows half-open. Nothing listens on it but the door, which destroys it on an error
   * and counts it until it has closed.
   */
  socket: Socket | TLSSocket;
  door: Door;
  /** Who came, as a PROXY header tells it, else the other end. IPv4 as such, also where it came mapped into IPv6. */
  from: { address: string; port: number };
  /** Came by TLS. */
  secure: boolean;
}

/** What goes on over one connection, until that has closed. */
export interface Serving {
  /** The door closes: the client is told with its next answer that this was the last, or the end comes when it was idle for so long. */
  finish(idleMs: number): void;
  /** Descriptors run out: ends now if nothing is under way. True: it did. */
  endIfIdle(): boolean;
}
