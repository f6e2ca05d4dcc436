// The router's control socket: a question a line, answered when there is an answer.
import { chmodSync, renameSync, statSync, unlinkSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { Refused } from './refused.ts';
import type { Question } from './wire.ts';
import { maxLineBytes, parseLine, question, readLines } from './wire.ts';

/** The signal aborts when the asking side is gone. */
export type AnswerQuestion = (asked: Question, signal: AbortSignal) => Promise<object>;

export interface Control {
  /** Makes sure that the name leads here: a successor may have taken it, and died. */
  reclaim(): Promise<void>;
  /** Frees the socket's name at once, if it is still this one's, and ends the connections with what was said on them. */
  close(): void;
}

/** takeOver: from whoever answers on it. @throws Error when another router answers on this socket already. */
export async function openControl(path: string, answer: AnswerQuestion, takeOver: boolean): Promise<Control> {
  if (!takeOver && (await isAnswered(path))) throw new Error(`another router is running: it answers on ${path}`);
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    converse(socket, answer);
  };
  let bound = await bind(path, accept);
  return {
    reclaim: async () => {
      if (inodeOf(path) === bound.inode) return;
      bound.server.close();
      bound = await bind(path, accept);
    },
    close: () => {
      if (inodeOf(path) === bound.inode) unlinkSync(path);
      bound.server.close();
      for (const socket of sockets) socket.end();
    },
  };
}

/** Beside, and renamed: at no time does the name lead nowhere. Closing it unlinks the name that it was bound by, and no other. */
async function bind(path: string, accept: (socket: Socket) => void): Promise<{ server: Server; inode: bigint | undefined }> {
  const beside = join(dirname(path), `.${process.pid}`);
  removeStale(beside);
  const server = createServer(accept);
  await listen(server, beside);
  chmodSync(beside, 0o600);
  renameSync(beside, path);
  return { server, inode: inodeOf(path) };
}

function inodeOf(path: string): bigint | undefined {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
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
