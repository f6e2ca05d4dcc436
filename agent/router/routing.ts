// The router as a whole: the table in force, the ports that it needs, the processes that serve, and what the agent may ask.
import type { Channel, Saying } from './channel.ts';
import { bringUpToDate, type Member, openCrew } from './crew.ts';
import { readListen } from './listen-on.ts';
import { openListening } from './listening.ts';
import type { Log } from './log.ts';
import type { Program, RouterSettings } from './program.ts';
import { thisCode } from './program.ts';
import { Refused } from './refused.ts';
import { openReplacing } from './replacing.ts';
import type { Count } from './rules/counter.ts';
import { openSaving } from './saving.ts';
import type { EndLimits } from './serving.ts';
import { openServing, placeOf, whenDrained } from './serving.ts';
import type { Predecessor } from './succession.ts';
import { addFigures } from './sums.ts';
import { checkTable, loadTable } from './table.ts';
import { newTicketKeys, ticketKeysMs } from './tls/termination.ts';
import type { Question, ReplyTo } from './wire.ts';
import { protocolVersion } from './wire.ts';
import { startWorkers } from './workers.ts';

export interface Routing {
  answer(asked: Question, signal: AbortSignal): Promise<object>;
  /** This process serves, and the one before it takes nothing new from now on. */
  takeOver(): Promise<void>;
  /** Another process takes over from this one. @throws Refused when it does not; this one goes on then. */
  replace(program: Program, settings: RouterSettings): Promise<ReplyTo<'replace'>>;
  /** Takes no new connection, lets what is in flight finish, cuts what has not after `drainMs`. */
  close(drainMs: number): Promise<void>;
}

interface Options {
  settings: RouterSettings;
  predecessor: Predecessor | undefined;
  /** Asked to go. */
  leave: () => void;
  /** A successor did not make it: this process goes on. */
  notReplaced: () => Promise<void>;
  watched: (pid: number) => Promise<void>;
  /** Another process has taken over; `over` resolves when this one has answered what it had. */
  replaced: (over: Promise<void>) => void;
  log: Log;
}

const reopenMs = 1000;

/** @throws the system's error when one of the router's own ports cannot be opened. */
export async function startRouting({
  settings,
  predecessor,
  leave,
  notReplaced,
  watched,
  replaced,
  log,
}: Options): Promise<Routing> {
  const { stateDir, listen, workers: processes } = settings;
  const serving = openServing(log, processes);
  const { traffic } = serving;
  const crew = openCrew();
  const listening = openListening(serving, readListen(listen));
  const saving = openSaving({ stateDir, log, inTurn });
  let reopening: NodeJS.Timeout | undefined;
  let ending: Promise<void> | undefined;
  let ticketKeys: Buffer;
  let changing: Promise<unknown> = Promise.resolve();

  await serving.use(loadTable(stateDir, (reason) => log.error({ reason }, 'the table is lost')) ?? { revision: 0, routes: [] });
  const given = await predecessor?.takeDoors(listening.take);
  useTicketKeys(given?.ticketKeys ?? newTicketKeys());
  await takeUnsaved(given?.table);
  await listening.openOwn();
  await inTurn(reopen);
  setInterval(() => useTicketKeys(newTicketKeys()), ticketKeysMs).unref();
  const workers = await startWorkers({ settings, count: processes - 1, join: welcome, answer: answerWorker, log });
  const doors = () => (ending ? [] : serving.doors());
  const handed = { doors, ticketKeys: () => ticketKeys, unsaved: saving.unsaved };
  const replacing = openReplacing({ stateDir, serving, crew, drained, cut, ...handed, end, watched, replaced, log });

  function useTicketKeys(keys: Buffer): void {
    ticketKeys = keys;
    serving.useTicketKeys(keys);
    void crew.useTicketKeys(keys);
  }

  async function takeUnsaved(value: unknown): Promise<void> {
    if (value === undefined) return;
    const checked = checkTable(value);
    if ('mistakes' in checked) throw new Refused('this release does not understand the table', checked.mistakes);
    await serving.use(checked.table);
    await saving.save(checked.table);
  }

  // A table kept from before the start is served as far as its ports can be had.
  async function reopen(): Promise<void> {
    if (ending) return;
    const table = serving.table();
    const missing = listening.missing(table).length;
    await listening.openSome(table);
    const still = listening.missing(table).length;
    if (still < missing) await crew.use(table, serving.doors());
    if (still > 0) reopening = setTimeout(() => void inTurn(reopen), reopenMs);
  }

  function inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const done = changing.then(change);
    changing = done.catch(() => {});
    return done;
  }

  async function apply(value: unknown): Promise<ReplyTo<'apply'>> {
    const checked = checkTable(value);
    if ('mistakes' in checked) throw new Refused('the route table has mistakes', checked.mistakes);
    const { table } = checked;
    const current = serving.table().revision;
    if (table.revision < current) throw new Refused(`revision ${table.revision} is older than ${current}, which is in force`);
    const before = new Set(serving.doors().map((one) => placeOf(one.on)));
    try {
      await listening.open(table);
    } catch (error) {
      serving.keepOnly(before);
      throw new Refused(`the route table cannot be served: ${(error as Error).message}`);
    }
    await saving.save(table);
    await serving.use(table);
    listening.keepOnly(table);
    await crew.use(table, serving.doors());
    return { revision: table.revision };
  }

  /** In its turn, so that it misses no table. */
  function welcome(member: Member): Promise<void> {
    return inTurn(async () => {
      if (ending) throw new Error('the router ends');
      crew.add(member);
      await member.channel.ask({ ask: 'useTicketKeys', keys: ticketKeys.toString('base64') });
      await bringUpToDate(member.channel, serving.table(), serving.doors());
    });
  }

  async function answerWorker(channel: Channel, saying: Saying): Promise<object> {
    if (saying.ask === 'take') return traffic.counter.take(saying.count as Count);
    if (saying.ask !== 'counted') throw new Refused(`"${saying.ask}" is not asked here`);
    crew.counted(channel, saying.figures, saying.last);
    return {};
  }

  function replace(program: Program, next: RouterSettings): Promise<ReplyTo<'replace'>> {
    return inTurn(async () => {
      if (ending) throw new Refused('the router ends');
      try {
        return { pid: (await replacing.startNext(program, next)).pid };
      } catch (error) {
        log.error({ reason: (error as Error).message }, 'the router was not replaced, and goes on');
        await notReplaced();
        throw error;
      }
    });
  }

  async function drained(replica: string, signal = new AbortController().signal): Promise<void> {
    await Promise.all([whenDrained(traffic, replica, signal), crew.drained(replica)]);
  }

  async function cut(replica: string): Promise<number> {
    return traffic.inFlight.cut(replica) + (await crew.cut(replica));
  }

  function hello(): ReplyTo<'hello'> {
    return {
      protocol: protocolVersion,
      pid: process.pid,
      revision: serving.table().revision,
      listen,
      workers: processes,
      code: thisCode,
      listening: serving.doors().map(({ door: { address, port, own } }) => ({ address, port, own })),
      missing: listening.missing(serving.table()),
      troubles: saving.troubles(),
    };
  }

  async function answer(asked: Question, signal: AbortSignal): Promise<object> {
    switch (asked.ask) {
      case 'hello':
        await changing;
        return ending ? askTheNext() : hello();
      case 'apply':
        return inTurn(() => (ending ? askTheNext() : apply(asked.table)));
      case 'drained':
        await drained(asked.replica, signal);
        return {};
      case 'cut':
        return { left: await cut(asked.replica) };
      case 'figures':
        return { figures: addFigures([traffic.figures.all(), await crew.figures()]) };
      case 'replace': {
        const { node, main, listen: nextListen, workers: nextWorkers } = asked;
        return replace({ node, main }, { stateDir, listen: nextListen, workers: nextWorkers });
      }
      case 'leave':
        leave();
        return {};
    }
  }

  function end(limits: EndLimits): Promise<void> {
    clearTimeout(reopening);
    saving.stop();
    workers.stop();
    ending ??= Promise.all([serving.end(limits), crew.end(limits)]).then(() => {});
    return ending;
  }

  async function takeOver(): Promise<void> {
    if (!predecessor) return;
    const { channel } = predecessor;
    predecessor.whenCounted((figures, last) => crew.counted(channel, figures, last));
    // What it cannot serve by the newest table it must not serve for long: it has only what is on kept connections.
    const dismiss = (reason: string) => log.error({ reason }, 'the replaced router serves by an old table');
    crew.add({ channel, listens: false, dismiss }, given?.figures);
    await predecessor.ready();
  }

  return { answer, takeOver, replace, close: (drainMs) => end({ idleMs: 0, drainMs }) };
}

/** The connection ends with this process's part in it; whoever asked asks again, and finds the next one. */
function askTheNext(): Promise<never> {
  return new Promise(() => {});
}
