// A file that was found, as the request wants it: all of it, a part, or only the word that it has not changed.
import type { Readable } from 'node:stream';
import type { RouteEntry } from '../../decide/types.ts';
import { answerOwn } from '../answers.ts';
import type { AnswerHead, Exchange } from '../exchange.ts';
import type { Traffic } from '../traffic.ts';
import { wantedOf } from './conditions.ts';
import { bodyOf } from './file-body.ts';
import type { Found } from './representations.ts';
import { headersOf } from './representations.ts';

/** So many files at most are open for clients that read slowly: the other descriptors are for connections. */
const maxOpen = 1000;
let open = 0;

/** A client that goes away takes its file with it, also one that went before there was an answer. */
export interface Sending {
  isOver: boolean;
  /** Is destroyed when it is over. */
  body?: Readable;
}

/** undefined: too many files are open. Else to be `settled` once there is an answer. */
export function beginSending(exchange: Exchange): Sending | undefined {
  if (open >= maxOpen) return undefined;
  open += 1;
  const sending: Sending = { isOver: false };
  exchange.whenOver(() => {
    sending.isOver = true;
    sending.body?.destroy();
  });
  return sending;
}

export function settled({ body }: Sending): void {
  if (!body || body.closed) open -= 1;
  else
    body.once('close', () => {
      open -= 1;
    });
}

export async function sendFile(
  traffic: Traffic,
  exchange: Exchange,
  route: RouteEntry,
  found: Found,
  sending: Sending,
): Promise<void> {
  const { size } = found;
  const { ofFile, ofName } = headersOf(found);
  const wanted = wantedOf(exchange.asked.method, (name) => exchange.asked.header(name), found);
  if (wanted.want === 'whole') return sendPart(exchange, { status: 200, headers: ofFile }, found, [0, size - 1], sending);
  if (wanted.want === 'part') {
    const headers = [...ofFile, 'Content-Range', `bytes ${wanted.start}-${wanted.end}/${size}`];
    return sendPart(exchange, { status: 206, headers }, found, [wanted.start, wanted.end], sending);
  }
  await close(found);
  if (wanted.want === 'not-modified') return exchange.answer({ status: 304, headers: ofName }, null);
  if (wanted.want === 'failed') return answerOwn(exchange, 412, { traffic, route });
  answerOwn(exchange, 416, { traffic, route, headers: ['Content-Range', `bytes */${size}`] });
}

async function sendPart(
  exchange: Exchange,
  head: AnswerHead,
  found: Found,
  [start, end]: [number, number],
  sending: Sending,
): Promise<void> {
  head.headers.push('Content-Length', String(end - start + 1));
  if (exchange.asked.method === 'HEAD' || end < start) {
    await close(found);
    return exchange.answer(head, end < start ? Buffer.alloc(0) : null);
  }
  const { content } = found;
  const body = Buffer.isBuffer(content) ? content.subarray(start, end + 1) : await bodyOf(content, start, end);
  if (!Buffer.isBuffer(body)) closeWith(body, sending);
  exchange.answer(head, body);
}

async function close({ content }: Found): Promise<void> {
  if (!Buffer.isBuffer(content)) await content.handle.close();
}

function closeWith(body: Readable, sending: Sending): void {
  body.on('error', () => {});
  sending.body = body;
  if (sending.isOver) body.destroy();
}
