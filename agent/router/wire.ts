// What the agent and the router process say to each other: one JSON object a line, a question with an id and its answer.
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** Changed when an older side could misunderstand a newer one. */
export const protocolVersion = 1;
/** 10,000 routes are about 3 MB. */
export const maxLineBytes = 64 * 1024 * 1024;

const id = z.int().min(0);
const replica = z.string().min(1).max(256);
const path = z.string().max(4096).startsWith('/');
const workers = z.int().min(1).max(64);

export const question = z.discriminatedUnion('ask', [
  z.strictObject({ id, ask: z.literal('hello') }),
  // Checked by itself, so that every mistake can be told.
  z.strictObject({ id, ask: z.literal('apply'), table: z.unknown() }),
  z.strictObject({ id, ask: z.literal('drained'), replica }),
  z.strictObject({ id, ask: z.literal('cut'), replica }),
  z.strictObject({ id, ask: z.literal('figures') }),
  z.strictObject({ id, ask: z.literal('leave') }),
  // Answered when the new process serves; the connection ends then.
  z.strictObject({ id, ask: z.literal('replace'), node: path, main: path, listen: z.string(), workers }),
]);
export type Question = z.infer<typeof question>;
// Over each variant by itself, else the union would lose what sets them apart.
export type Asking = Question extends infer Each ? (Each extends Question ? Omit<Each, 'id'> : never) : never;

const hello = z.object({
  protocol: z.int(),
  pid: z.int(),
  /** Of the table in force; 0 before the first. */
  revision: z.int(),
  /** As the command line had it. */
  listen: z.string(),
  /** Processes that serve. */
  workers: z.int().optional(),
  /** Of which release it is; without it: of one that cannot be replaced without a gap. */
  code: z.string().optional(),
  listening: z.array(z.object({ address: z.string(), port: z.int(), own: z.boolean() })),
  /** Ports of the table that could not be opened since the start; tried again all the time. */
  missing: z.array(z.int()),
  /** What is not as it should be, though it serves. An older one has none. */
  troubles: z.array(z.string()).default([]),
});
export type RouterHello = z.infer<typeof hello>;

export const figure = z.object({
  app: z.string(),
  environment: z.string(),
  process: z.string(),
  release: z.int(),
  port: z.int().nullable(),
  host: z.string().nullable(),
  path: z.string(),
  requests: z.int(),
  status: z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()]),
  failures: z.int(),
  abandoned: z.int(),
  inFlight: z.int(),
  bytesIn: z.int(),
  bytesOut: z.int(),
  latency: z.array(z.int()),
  // Unknown to older ones.
  latencyMs: z.number().default(0),
});

/** What each question is answered with. */
export const replies = {
  hello,
  apply: z.object({ revision: z.int() }),
  drained: z.object({}),
  cut: z.object({ left: z.int() }),
  figures: z.object({ figures: z.array(figure) }),
  leave: z.object({}),
  replace: z.object({ pid: z.int() }),
} as const satisfies Record<Question['ask'], z.ZodType>;
export type ReplyTo<Ask extends Question['ask']> = z.infer<(typeof replies)[Ask]>;

export const answerLine = z.union([
  z.object({ id, ok: z.unknown() }),
  z.object({ id, refused: z.string(), details: z.array(z.string()) }),
]);

/** @throws Error when the folder's name is too long for a socket in it. */
export function socketPath(stateDir: string): string {
  const path = join(stateDir, 'router.sock');
  if (Buffer.byteLength(path) > 100) throw new Error(`the router's folder is too long for a socket (100 bytes): ${path}`);
  return path;
}

/** Calls back with each line; a line that is too long ends the connection. */
export function readLines(socket: Socket, maxBytes: number, line: (text: string) => void): void {
  let parts: Buffer[] = [];
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      parts.push(rest.subarray(0, end));
      const text = Buffer.concat(parts).toString();
      [parts, size] = [[], 0];
      rest = rest.subarray(end + 1);
      line(text);
    }
    size += rest.length;
    if (rest.length > 0) parts.push(rest);
    if (size > maxBytes) socket.destroy();
  });
}

/** The parsed line, or undefined when it is no JSON. */
export function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
