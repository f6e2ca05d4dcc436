// One request with its answer, whichever protocol it came by: what the parts of the router hand to one another.
import type { Duplex } from 'node:stream';
import { pipeline, Readable } from 'node:stream';
import { dateNow } from './dates.ts';
import { headerOf } from './fields.ts';
import type { Door } from './traffic.ts';

/** A request as it came in, checked: nothing in it can be read in two ways. Rules may change method, target, path and headers. */
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
  /**
   * name, value, name, value, ... as they were sent, without Host and those of the connection (RFC 9110 section 7.6.1), and
   * without what says who the client is: whoever passes the request on says that anew.
   */
  headers: string[];
  version: '1.0' | '1.1' | '2';
  /** How large its head was. */
  readonly headBytes?: number;
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
  /** Whom the connection comes from: its other end, or who that is by PROXY protocol. */
  from: string;
  /** `from` is one of the trusted networks. */
  trusted: boolean;
}

/** Both directions of bytes under a protocol of their own. */
export type Way = Duplex & { setTimeout(ms: number): unknown; setKeepAlive?(enable: boolean, ms: number): unknown };

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
  /** The request's body, not yet flowing, without its framing; null: none. A broken upload destroys it with an error. */
  body(): Readable | null;
  /** What came behind the request's body, when that has ended: name, value, ... */
  trailers(): string[];
  /**
   * Sends the head, then the body, both as the rules leave them (`afterRules`). HEAD, 204 and 304 have none, whatever is
   * given. A body that is destroyed before its end breaks the answer off. At most once. `trailers` is asked when the body
   * has ended; an answer without it has none.
   */
  answer(head: AnswerHead, body: Buffer | Readable | null, trailers?: () => string[]): void;
  /** An interim answer (103, or 100; a 100 that nobody has sent is sent when the body is read). */
  inform(head: AnswerHead): void;
  /** A head was sent. */
  readonly answered: boolean;
  /** Called once, when the answer is out or the client has gone. whole: all of it was sent. */
  whenOver(over: (whole: boolean) => void): void;
  /** Ends it so that the client sees that the answer is not whole. */
  breakOff(): void;
  /** What the client would switch to, other than a client of HTTP/1 says it. */
  readonly upgrade?: string | undefined;
  /** The replica has switched: what it said of it goes out, and from here on there are bytes. */
  openWay?(head: AnswerHead): Way;
  /** Set by rules: changes the head of the answer, whoever gives it. */
  changeHead?: ((head: AnswerHead) => void) | undefined;
  /** Set by rules: what the body of an answer with this head goes through, if anything; may change the head. */
  through?: ((head: AnswerHead) => Duplex | undefined) | undefined;
}

/** The body as the rules leave it, with the head changed in place: the first that every Exchange does in answer(). */
export function afterRules(
  { asked, changeHead, through }: Exchange,
  head: AnswerHead,
  body: Buffer | Readable | null,
): Buffer | Readable | null {
  if (headerOf(head.headers, 'date') === undefined) head.headers = [...head.headers, 'Date', dateNow()];
  changeHead?.(head);
  if (body === null || asked.method === 'HEAD' || head.status === 204 || head.status === 304) return body;
  const way = through?.(head);
  if (!way) return body;
  return pipeline(Buffer.isBuffer(body) ? Readable.from([body]) : body, way, () => {});
}
