// Answers that are passed on as a stream: to a client of HTTP/2, or through a rule that changes bodies.
import { Readable } from 'node:stream';
import type { Exchange } from './exchange.ts';
import type { ReceivedHead } from './http1/answer-head.ts';
import type { AnswerFrom } from './http1/client-exchange.ts';
import { kind, ofConnection } from './http1/fields.ts';
import type { UploadTo } from './http1/upload.ts';

/** Where the body of an answer goes. */
export interface AnswerTo {
  /** false: no more, until it is wanted. */
  push(bytes: Buffer): boolean;
  finish(trailers: string[]): void;
  /** Nothing more is at hand. */
  flush(): void;
}

export function streamAnswer(exchange: Exchange, head: ReceivedHead, more: string[], from: AnswerFrom): AnswerTo {
  const { status, reason, fields, named, framing } = head;
  let trailers: string[] = [];
  const body = new Readable({ read: () => from.answerWanted() });
  body.on('error', () => {});
  const without = ofConnection & ~(status === 204 ? 0 : kind.contentLength);
  const headers = [...fields.pairs(without, named), ...more];
  exchange.answer({ status, reason, headers }, framing === 'none' ? null : body, () => trailers);
  exchange.whenOver((whole) => {
    if (!whole) body.destroy(new Error('the answer has broken off'));
  });
  return {
    push: (bytes) => body.push(bytes),
    finish: (behind) => {
      trailers = behind;
      body.push(null);
    },
    flush: () => {},
  };
}

/** Returns how to ask for more. */
export function streamUpload(exchange: Exchange, to: UploadTo): () => void {
  const body = exchange.body();
  if (!body) {
    to.uploadEnded([]);
    return () => {};
  }
  body.on('data', (bytes: Buffer) => {
    if (!to.upload(bytes)) body.pause();
  });
  body.once('end', () => to.uploadEnded(exchange.trailers()));
  body.on('error', () => {});
  body.once('close', () => {
    if (!body.readableEnded) to.uploadBroken();
  });
  return () => void body.resume();
}
