// Between a router's process and its child: questions and answers either way, a listening socket along with one where needed.
import type { ChildProcess } from 'node:child_process';
import { Server } from 'node:net';
import { z } from 'zod';
import { Refused } from './refused.ts';
import { figure } from './wire.ts';

const id = z.int().min(0);
const none = z.looseObject({});
const text = z.string();
const figures = z.array(figure);
const on = z.object({
  address: z.string().optional(),
  port: z.int(),
  tls: z.boolean().optional(),
  proxy: z.boolean().optional(),
});

/** What each question says, and what it is answered with. */
const talk = {
  // To whoever serves along: a worker, or the one that was replaced and still ends what it has.
  use: { asks: z.object({ table: z.unknown() }), answers: none },
  drained: { asks: z.object({ replica: text }), answers: none },
  cut: { asks: z.object({ replica: text.optional() }), answers: z.object({ left: z.int() }) },
  figures: { asks: none, answers: z.object({ figures }) },
  end: { asks: z.object({ idleMs: z.number(), drainMs: z.number() }), answers: none },
  // To a worker or a successor. A door comes with its listening socket.
  door: { asks: z.object({ on, own: z.boolean() }), answers: none },
  keepDoors: { asks: z.object({ places: z.array(text) }), answers: z.object({ places: z.array(text) }) },
  // In base64: a TLS session that one process began can be taken up again in each.
  useTicketKeys: { asks: z.object({ keys: text }), answers: none },
  // By themselves: what was counted until now, the last time just before the end.
  counted: { asks: z.object({ figures, last: z.boolean() }), answers: none },
  // From a worker to the first of them: one more of what is counted in one place.
  take: {
    asks: z.object({ count: z.object({ id: text, limit: z.unknown(), key: text }) }),
    answers: z.object({ allowed: z.boolean(), remaining: z.number(), waitMs: z.number() }),
  },
  // From a successor to the one that it replaces. The table is given when it is not on disk.
  giveDoors: { asks: none, answers: z.object({ ticketKeys: text, figures, table: z.unknown().optional() }) },
  ready: { asks: none, answers: none },
  failed: { asks: z.object({ reason: text }), answers: none },
} as const satisfies Record<string, { asks: z.ZodObject; answers: z.ZodType }>;

type Talk = typeof talk;
export type Saying = { [Ask in keyof Talk]: { ask: Ask } & z.output<Talk[Ask]['asks']> }[keyof Talk];
type SayingOf<Ask extends keyof Talk> = Extract<Saying, { ask: Ask }>;
type Answered<Ask extends keyof Talk> = z.output<Talk[Ask]['answers']>;

/** May throw Refused. The socket, if there is one, has to be seen to before the first await. */
export type AnswerSaying = (saying: Saying, socket: Server | undefined) => Promise<object>;

export interface Channel {
  /** @throws Refused when the other side says no, ChannelLost when it goes away before its answer. */
  ask<Ask extends keyof Talk>(saying: SayingOf<Ask>, socket?: Server): Promise<Answered<Ask>>;
  /** Resolves when the other side is gone. */
  lost: Promise<void>;
  isLost(): boolean;
}

export class ChannelLost extends Error {}

const line = z.union([
  z.object({ id, ask: z.string() }).loose(),
  z.object({ id, answer: z.unknown() }),
  z.object({ id, refused: text }),
]);

interface Waiting {
  ask: keyof Talk;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export function openChannel(end: ChildProcess | NodeJS.Process, answer: AnswerSaying): Channel {
  const waiting = new Map<number, Waiting>();
  const { promise: lost, resolve: isOver } = Promise.withResolvers<void>();
  let nextId = 1;
  let over = false;

  // A message that cannot be sent is one whose answer never comes: the channel is closing.
  function say(message: object, socket?: Server): void {
    if (end.connected) end.send?.(message, socket, undefined, () => {});
  }

  async function reply(asked: { id: number; ask: string }, socket: Server | undefined): Promise<void> {
    try {
      say({ id: asked.id, answer: await answer(checked(asked), socket) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      say({ id: asked.id, refused: error.message });
    }
  }

  end.on('message', (message: unknown, socket: unknown) => {
    const said = line.safeParse(message).data;
    if (!said) return;
    if ('ask' in said) void reply(said, socket instanceof Server ? socket : undefined);
    else settle(waiting, said);
  });
  end.once('disconnect', () => {
    over = true;
    for (const { reject } of waiting.values()) reject(new ChannelLost('the other process is gone'));
    waiting.clear();
    isOver();
  });

  function ask(saying: Saying, socket?: Server): Promise<never> {
    return new Promise<never>((resolve, reject) => {
      if (!end.connected) return reject(new ChannelLost('the other process is gone'));
      const thisId = nextId;
      nextId += 1;
      waiting.set(thisId, { ask: saying.ask, resolve: resolve as Waiting['resolve'], reject });
      say({ id: thisId, ...saying }, socket);
    });
  }
  return { ask, lost, isLost: () => over };
}

/** @throws Refused what it does not understand: the other side may be of another release. */
function checked(said: { ask: string }): Saying {
  const known = Object.hasOwn(talk, said.ask) ? talk[said.ask as keyof Talk].asks.safeParse(said) : undefined;
  if (!known?.success) throw new Refused(`"${said.ask}" is not understood here`);
  return { ...known.data, ask: said.ask } as Saying;
}

function settle(waiting: Map<number, Waiting>, said: { id: number; answer?: unknown; refused?: string }): void {
  const asked = waiting.get(said.id);
  if (!asked) return;
  waiting.delete(said.id);
  if (said.refused !== undefined) {
    asked.reject(new Refused(said.refused));
    return;
  }
  const answered = talk[asked.ask].answers.safeParse(said.answer);
  if (answered.success) asked.resolve(answered.data);
  else asked.reject(new Refused(`the answer to "${asked.ask}" is not understood here`));
}
