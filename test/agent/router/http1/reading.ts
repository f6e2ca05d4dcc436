// What a reader makes of the first message in some bytes: that of the router, and Node's (llhttp), in the same words.
import { createRequire } from 'node:module';
import { type ReceivedHead, readAnswerHead } from '../../../../agent/router/http1/answer-head.ts';
import { Body } from '../../../../agent/router/http1/body.ts';
import { type RequestHead, readRequestHead } from '../../../../agent/router/http1/request-head.ts';

export interface Message {
  /** Method and target, or status. */
  first: string;
  /** name, value, ... */
  headers: string[];
  body: string;
  trailers: string[];
}

export type Verdict = { whole: Message; end: number } | 'more' | 'refused';

/** As if the bytes had come in pieces that end at `cuts`. */
export function readRequest(bytes: Buffer, cuts: number[] = []): Verdict {
  return read(bytes, cuts, (come) => {
    const head = readRequestHead(come, 0);
    if (!head || 'refused' in head) return head && 'refused';
    return { head, first: `${head.method} ${sentTarget(head)}` };
  });
}

export function readAnswer(bytes: Buffer, method = 'GET', cuts: number[] = []): Verdict {
  return read(bytes, cuts, (come) => {
    const head = readAnswerHead(come, 0, method);
    if (head === undefined || typeof head === 'string') return head === undefined ? head : 'refused';
    return { head, first: String(head.status) };
  });
}

type HeadFound = { head: RequestHead | ReceivedHead; first: string };

function read(bytes: Buffer, cuts: number[], find: (come: Buffer) => HeadFound | 'refused' | undefined): Verdict {
  let found: HeadFound | undefined;
  let body: Body | undefined;
  let at = 0;
  const data: Buffer[] = [];
  for (const until of [...cuts, bytes.length]) {
    const come = bytes.subarray(0, until);
    if (!found) {
      const verdict = find(come);
      if (verdict === 'refused') return verdict;
      if (!verdict) continue;
      found = verdict;
      body = new Body(found.head.framing);
      at = found.head.end;
    }
    at = body?.take(come, at, (part) => data.push(part)) ?? at;
    if (body?.broken) return 'refused';
    if (body?.done) break;
  }
  if (!found || !body || !(body.done || body.framing === 'close')) return 'more';
  const { fields } = found.head;
  const whole = { first: found.first, headers: fields.pairs(0, []), body: latin1(data), trailers: body.trailers };
  return { whole, end: at };
}

// In absolute form the router takes the target apart.
function sentTarget(head: RequestHead): string {
  return head.fields.text.slice(head.method.length + 1, head.fields.text.indexOf(' HTTP/'));
}

const { HTTPParser, methods } = createRequire(import.meta.url)('_http_common');

/** Of bytes that are to be exactly one message. */
export function readByNode(bytes: Buffer, kind: 'REQUEST' | 'RESPONSE', method = 'GET'): Verdict {
  const parser = new HTTPParser();
  parser.initialize(HTTPParser[kind], {}, 0, 0);
  const message: Message = { first: '', headers: [], body: '', trailers: [] };
  let heads = 0;
  let completed = 0;
  let flushed: string[] = [];
  const data: Buffer[] = [];
  parser[HTTPParser.kOnHeadersComplete] = (...head: unknown[]) => {
    const [, , headers, code, url, status] = head as [0, 0, string[] | undefined, number, string, number];
    heads += 1;
    message.first = kind === 'REQUEST' ? `${methods[code]} ${url}` : String(status);
    message.headers = headers ?? flushed;
    flushed = [];
    return kind === 'RESPONSE' && method === 'HEAD' ? 1 : 0;
  };
  parser[HTTPParser.kOnHeaders] = (headers: string[]) => {
    flushed.push(...headers);
  };
  parser[HTTPParser.kOnBody] = (part: Buffer) => void data.push(Buffer.from(part));
  parser[HTTPParser.kOnMessageComplete] = () => {
    completed += 1;
  };
  const result = parser.execute(bytes);
  if (result instanceof Error) return 'refused';
  // As when the connection ends here.
  if (completed === 0 && kind === 'RESPONSE' && parser.finish() instanceof Error) return 'more';
  if (completed === 0) return 'more';
  if (heads > 1 || completed > 1) return 'refused';
  return { whole: { ...message, body: latin1(data), trailers: flushed }, end: bytes.length };
}

function latin1(parts: Buffer[]): string {
  return Buffer.concat(parts).toString('latin1');
}
