// The router's control socket: a question a line, answered when there is an answer.
import { chmodSync, unlinkSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { Question } from './wire.ts';
import { maxLineBytes, parseLine, question, readLines } from './wire.ts';

/** An expected no, with its reasons; anything else that is thrown is a bug. */
export class Refused extends Error {
  readonly details: string[];
  constructor(message: string, details: string[] = []) {
    super(message);
    this.details = details;
  }
}

/** The signal aborts when the asking side is gone. */
export type AnswerQuestion = (asked: Question, signal: AbortSignal) => Promise<object>;

export interface Control {
  /** Frees the socket's name at once; resolves when all connections have ended. */
  close(): void;
}

/** @throws Error when another router answers on this socket already. */
export async function openControl(path: string, answer: AnswerQuestion): Promise<Control> {
  if (await isAnswered(path)) throw new Error(`another router is running: it answers on ${path}`);
  removeStale(path);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    converse(socket, answer);
  });
  await listen(server, path);
  chmodSync(path, 0o600);
  return {
    close: () => {
      server.close();
      for (const socket of sockets) socket.end();
    },
  };
}

function converse(socket: Socket, answer: AnswerQuestion): void {
  const gone = new AbortController();
  socket.on('error', () => socket.destroy());
  socket.once('close', () => gone.abort());
  readLines(socket, maxLineBytes, (line) => {
    const asked = question.safeParse(parseLine(line));
    if (!asked.success) return socket.destroy();
    void reply(socket, asked.data, answer, gone.signal);
  });
}

async function reply(socket: Socket, asked: Question, answer: AnswerQuestion, signal: AbortSignal): Promise<void> {
  const say = (message: object) => {
    if (socket.writable) socket.write(`${JSON.stringify({ id: asked.id, ...message })}\n`);
  };
  try {
    say({ ok: await answer(asked, signal) });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say({ refused: error.message, details: error.details });
  }
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function removeStale(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // There was none.
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}
