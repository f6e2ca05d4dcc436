// One router's process follows another: the old one starts the new one and hands it its listening sockets, which never stop
// listening. Until the new one says that it is ready, nothing has changed for the old one.
import type { Server } from 'node:net';
import type { RouteTable } from '../decide/types.ts';
import type { Channel, Saying } from './channel.ts';
import { ChannelLost, openChannel } from './channel.ts';
import type { Figure } from './figures.ts';
import type { ListenOn } from './listen-on.ts';
import type { Program, RouterSettings } from './program.ts';
import { startRouter } from './program.ts';
import { Refused } from './refused.ts';
import type { Served } from './serving.ts';

const readyMs = 20_000;

export interface Successor {
  pid: number;
  channel: Channel;
}

interface Options {
  program: Program;
  settings: RouterSettings;
  doors: Served[];
  ticketKeys: Buffer;
  /** What it would not find on disk. */
  unsaved: RouteTable | undefined;
  counted(): Figure[];
  /** It serves; called before it hears so. */
  takenOver(successor: Successor): void;
  /** From then on it asks this one like any other that serves along. */
  answer(saying: Saying): Promise<object>;
}

/** Resolves when it has taken over. @throws Refused with the reason when it does not, and then it is gone. */
export async function startSuccessor(options: Options): Promise<Successor> {
  const { program, settings, doors, ticketKeys, unsaved: table } = options;
  const child = startRouter('successor', program, settings, { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ready = Promise.withResolvers<Successor>();
  let reason = '';
  const fail = (why: string) => ready.reject(new Refused(`its successor does not start: ${reason || why}`));
  child.once('exit', (code, killedBy) => fail(`it ended with ${killedBy ?? `status ${code}`}`));
  child.once('error', (error) => fail(error.message));
  const timer = setTimeout(() => fail(`it was not ready in ${readyMs / 1000} s`), readyMs);

  const channel: Channel = openChannel(child, async (saying) => {
    if (saying.ask === 'giveDoors') {
      for (const { on, door } of doors) await channel.ask({ ask: 'door', on, own: door.own }, door.listening);
      return { ticketKeys: ticketKeys.toString('base64'), figures: options.counted(), ...(table ? { table } : {}) };
    }
    if (saying.ask === 'ready') {
      const successor = { pid: child.pid ?? 0, channel };
      options.takenOver(successor);
      ready.resolve(successor);
      return {};
    }
    if (saying.ask !== 'failed') return options.answer(saying);
    reason = saying.reason;
    return {};
  });

  try {
    return await ready.promise;
  } catch (error) {
    child.kill('SIGKILL');
    await channel.lost;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

interface Given {
  ticketKeys: Buffer;
  /** What it had counted until then. */
  figures: Figure[];
  /** In force, and not on disk; missing: what is there is. */
  table?: unknown;
}

export interface Predecessor {
  channel: Channel;
  /** Resolves when all of its sockets have been taken or closed; each has to be seen to at once. */
  takeDoors(take: (on: ListenOn, listening: Server) => Promise<void>): Promise<Given | undefined>;
  /** What it counts until it ends. */
  whenCounted(heard: (figures: Figure[], last: boolean) => void): void;
  /** It takes no new connection from now on. */
  ready(): Promise<void>;
  failed(reason: string): Promise<void>;
}

/** A predecessor that dies meanwhile leaves everything to this process. */
export function openPredecessor(): Predecessor {
  let take: (on: ListenOn, listening: Server) => Promise<void> = async (_, listening) => void listening.close();
  let heard = (_: Figure[], _last: boolean) => {};
  const channel = openChannel(process, async (saying, socket) => {
    if (saying.ask === 'door' && socket) await take({ ...saying.on, address: saying.on.address }, socket);
    else if (saying.ask === 'counted') heard(saying.figures, saying.last);
    else throw new Refused(`a successor is not asked "${saying.ask}"`);
    return {};
  });
  return {
    channel,
    takeDoors: async (next) => {
      take = next;
      const given = await channel.ask({ ask: 'giveDoors' }).catch(unlessLost);
      return given && { ...given, ticketKeys: Buffer.from(given.ticketKeys, 'base64') };
    },
    whenCounted: (next) => {
      heard = next;
    },
    ready: async () => void (await channel.ask({ ask: 'ready' }).catch(unlessLost)),
    failed: async (reason) => void (await channel.ask({ ask: 'failed', reason }).catch(unlessLost)),
  };
}

function unlessLost(error: unknown): undefined {
  if (!(error instanceof ChannelLost)) throw error;
}
