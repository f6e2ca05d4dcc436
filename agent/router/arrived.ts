// A connection that has come in: what a door hands to whoever speaks the protocol on it.
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Door } from './traffic.ts';

export interface Arrived {
  /** Decrypted, and past its PROXY header. Nothing listens on it but the door, which destroys it on an error. */
  socket: Socket | TLSSocket;
  door: Door;
  /** Who came, as a PROXY header tells it, else the other end. IPv4 as such, also where it came mapped into IPv6. */
  from: { address: string; port: number };
  /** The address of the other end of the connection. */
  peer: string;
  /** Came by TLS. */
  secure: boolean;
}

/** A connection that is being served, until its socket has closed. */
export interface Serving {
  /** Its door closes: what is under way is finished (and the client told that it is the last), what is idle ends now. */
  finish(): void;
  /** The process runs out of descriptors: ends now if nothing is under way. */
  endIfIdle(): boolean;
}
