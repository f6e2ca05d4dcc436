// The other processes that serve with this one: asked all at once, their answers as one. One that goes away has ended what it
// had; what it counted stays counted.
import type { RouteTable } from '../decide/types.ts';
import type { Channel } from './channel.ts';
import { ChannelLost } from './channel.ts';
import type { Figure } from './figures.ts';
import { Refused } from './refused.ts';
import type { EndLimits, Served } from './serving.ts';
import { placeOf } from './serving.ts';
import { addFigures, brokenOff } from './sums.ts';

export interface Member {
  channel: Channel;
  /** It listens too; one that was replaced does not. */
  listens: boolean;
  /** It does not do what it must: whatever it serves by is not what is wanted. */
  dismiss(reason: string): void;
}

export interface Crew {
  /** counted: until now. */
  add(member: Member, counted?: Figure[]): void;
  /** Called with what a member has counted; `last` when it counts no more. */
  counted(channel: Channel, figures: Figure[], last: boolean): void;
  /** Resolves when each of them that is left uses the table; those that listen do so at these doors, and at no others. */
  use(table: RouteTable, doors: Served[]): Promise<void>;
  useTicketKeys(keys: Buffer): Promise<void>;
  drained(replica: string): Promise<void>;
  cut(replica: string): Promise<number>;
  figures(): Promise<Figure[]>;
  /** As far as it has been told. */
  known(): Figure[];
  /** Resolves when the last one is gone. */
  end(limits: EndLimits): Promise<void>;
}

export function openCrew(useMs = 10_000): Crew {
  const members = new Map<Channel, Member & { counted: Figure[]; final: boolean }>();
  let gone: Figure[] = [];

  function add(member: Member, counted: Figure[] = []): void {
    const { channel } = member;
    const kept = { ...member, counted, final: false };
    members.set(channel, kept);
    void channel.lost.then(() => {
      members.delete(channel);
      gone = addFigures([gone, kept.final ? kept.counted : brokenOff(kept.counted)]);
    });
  }

  /** Undefined from a member that is gone, or does not understand. */
  async function askAll<Answer>(ask: (channel: Channel) => Promise<Answer>): Promise<(Answer | undefined)[]> {
    return Promise.all([...members.keys()].map((channel) => ask(channel).catch(unlessLost)));
  }

  async function use(table: RouteTable, doors: Served[]): Promise<void> {
    await Promise.all(
      [...members.values()].map(async ({ channel, listens, dismiss }) => {
        const reason = await inTime(useMs, listens ? bringUpToDate(channel, table, doors) : channel.ask({ ask: 'use', table }));
        if (reason === undefined || channel.isLost()) return;
        dismiss(reason);
        // One that does not listen gets no new connection, and ends soon.
        if (listens) await channel.lost;
      }),
    );
  }

  async function figures(): Promise<Figure[]> {
    await askAll(async (channel) => counted(channel, (await channel.ask({ ask: 'figures' })).figures, false));
    return known();
  }

  function known(): Figure[] {
    return addFigures([gone, ...[...members.values()].map((member) => member.counted)]);
  }

  function counted(channel: Channel, figures: Figure[], last: boolean): void {
    const member = members.get(channel);
    if (!member || member.final) return;
    // It has ended all: what still stands as in flight was about to be taken off.
    member.counted = last ? figures.map((figure) => ({ ...figure, inFlight: 0 })) : figures;
    member.final = last;
  }

  return {
    add,
    counted,
    use,
    useTicketKeys: async (keys) => {
      const saying = { ask: 'useTicketKeys', keys: keys.toString('base64') } as const;
      await askAll((channel) => channel.ask(saying));
    },
    drained: async (replica) => void (await askAll((channel) => channel.ask({ ask: 'drained', replica }))),
    cut: async (replica) => {
      const answers = await askAll((channel) => channel.ask({ ask: 'cut', replica }));
      return answers.reduce((sum, answer) => sum + (answer?.left ?? 0), 0);
    },
    figures,
    known,
    end: async (limits) => {
      await askAll((channel) => channel.ask({ ask: 'end', ...limits }));
      await Promise.all([...members.keys()].map((channel) => channel.lost));
    },
  };
}

/** The table before the doors, so that none is without it. @throws Refused, ChannelLost */
export async function bringUpToDate(channel: Channel, table: RouteTable, doors: Served[]): Promise<void> {
  await channel.ask({ ask: 'use', table });
  const { places } = await channel.ask({ ask: 'keepDoors', places: doors.map(({ on }) => placeOf(on)) });
  for (const { on, door } of doors) {
    if (!places.includes(placeOf(on))) await channel.ask({ ask: 'door', on, own: door.own }, door.listening);
  }
}

/** Why it was not done in time, or undefined. */
async function inTime(ms: number, done: Promise<unknown>): Promise<string | undefined> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`no answer in ${ms} ms`), ms);
  const told = done.then(
    () => undefined,
    (error: Error) => error.message,
  );
  const reason = await Promise.race([told, late.promise]);
  clearTimeout(timer);
  return reason;
}

function unlessLost(error: unknown): undefined {
  if (!(error instanceof ChannelLost) && !(error instanceof Refused)) throw error;
}
