// One request with its answer, whichever protocol it came by: what the parts of the router hand to one another.
import type { Readable } from 'node:stream';
import type { Door } from './traffic.ts';

/** A request as it came in, checked: nothing in it can be read in two ways. */
export interface Asked {
  method: string;
  /** In origin form: path and query. `*` for OPTIONS of the server. */
  target: string;
  /** Without the query. */
  path: string;
  /** In lower case, without a port; '' when there was none. */
  host: string;
  /** As it was sent: host and perhaps port. */
  authority: string;
  /** name, value, name, value, ... as they were sent, without those of the connection (RFC 9110 section 7.6.1). */
  headers: string[];
  version: '1.0' | '1.1' | '2';
  /** null: no body; undefined: of unknown length. */
  bodyLength: number | null | undefined;
  /** Came by TLS, here or, if a trusted proxy says so, before. */
  secure: boolean;
  client: Client;
  /** Of a header, by its name in lower case; several with commas between. */
  header(name: string): string | undefined;
}

export interface Client {
  /** Of whoever asked: told by a trusted proxy or PROXY protocol, else the other end of the connection. */
  address: string;
  port: number;
  /** The other end of the connection is one of the trusted networks. */
  trusted: boolean;
}

export interface AnswerHead {
  status: number;
  /** Only for HTTP/1; without it the standard one. */
  reason?: string;
  /** name, value, name, value, ... */
  headers: string[];
}

export interface Exchange {
  asked: Asked;
  door: Door;
  /** performance.now() when its head was read. */
  startedAt: number;
  /** The request's body, not yet flowing; null: none. */
  body(): Readable | null;
  /** Sends the head, then the body. HEAD, 204 and 304 have none, whatever is given. At most once. */
  answer(head: AnswerHead, body: Buffer | Readable | null): void;
  /** An interim answer (103; 100 is sent by itself when the body is read). */
  inform(head: AnswerHead): void;
  /** A head was sent. */
  readonly answered: boolean;
  /** Called once, when the answer is out or the client has gone. whole: all of it was sent. */
  whenOver(over: (whole: boolean) => void): void;
  /** Ends it so that the client sees that the answer is not whole. */
  breakOff(): void;
}
