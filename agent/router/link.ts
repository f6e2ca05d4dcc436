// One connection from the agent to the router process: questions out, answers back, each checked.

import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { Refused } from './refused.ts';
import type { Asking, ReplyTo } from './wire.ts';
import { answerLine, maxLineBytes, parseLine, readLines, replies } from './wire.ts';

export interface Link {
  /** @throws Refused when the router says no, LinkLost when it goes away before its answer. */
  ask<Ask extends Asking['ask']>(asking: Extract<Asking, { ask: Ask }>): Promise<ReplyTo<Ask>>;
  /** Resolves when the connection has ended, for whatever reason. */
  lost: Promise<void>;
  close(): void;
}

export class LinkLost extends Error {}

interface Waiting {
  ask: Asking['ask'];
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Undefined when nobody answers on this socket. */
export function openLink(path: string): Promise<Link | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(converse(socket)));
    socket.once('error', () => resolve(undefined));
  });
}

function converse(socket: Socket): Link {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  const { promise: lost, resolve: isLost } = Promise.withResolvers<void>();
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy());
  socket.once('close', () => {
    for (const { reject } of waiting.values()) reject(new LinkLost('the router went away'));
    waiting.clear();
    isLost();
  });
  readLines(socket, maxLineBytes, (line) => {
    if (!settle(waiting, parseLine(line))) socket.destroy();
  });

  function ask(asking: Asking): Promise<never> {
    return new Promise<never>((resolve, reject) => {
      if (!socket.writable) return reject(new LinkLost('the router went away'));
      const id = nextId;
      nextId += 1;
      waiting.set(id, { ask: asking.ask, resolve: resolve as Waiting['resolve'], reject });
      socket.write(`${JSON.stringify({ id, ...asking })}\n`);
    });
  }
  return { ask, lost, close: () => socket.destroy() };
}

/** False when the line is no answer to anything that was asked. */
function settle(waiting: Map<number, Waiting>, line: unknown): boolean {
  const checked = answerLine.safeParse(line);
  if (!checked.success) return false;
  const answered = checked.data;
  const asked = waiting.get(answered.id);
  if (!asked) return false;
  if ('refused' in answered) {
    waiting.delete(answered.id);
    asked.reject(new Refused(answered.refused, answered.details));
    return true;
  }
  const reply = replies[asked.ask].safeParse(answered.ok);
  if (!reply.success) return false;
  waiting.delete(answered.id);
  asked.resolve(reply.data);
  return true;
}
