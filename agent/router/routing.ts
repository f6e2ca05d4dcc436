// The router as a whole: the table in force, the ports that it needs, the processes that serve, and what the agent may ask.
import type { RouteTable } from '../decide/types.ts';
import type { Channel, Saying } from './channel.ts';
import { tellCounted } from './counted.ts';
import { bringUpToDate, type Member, openCrew } from './crew.ts';
import type { ListenOn } from './listen-on.ts';
import { readListen } from './listen-on.ts';
import type { Log } from './log.ts';
import type { Program, RouterSettings } from './program.ts';
import { thisCode, thisProgram } from './program.ts';
import { Refused } from './refused.ts';
import type { EndLimits } from './serving.ts';
import { openServing, placeOf, whenDrained } from './serving.ts';
import { type Predecessor, type Successor, startSuccessor } from './succession.ts';
import { addFigures } from './sums.ts';
import { checkTable, loadTable, portsOf, saveTable } from './table.ts';
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
  /** Another process has taken over; called when this one has answered what it had. */
  replaced: (over: Promise<void>) => void;
  log: Log;
}

const reopenMs = 1000;
/** Of a process that was replaced: long enough for a client that is busy to be told by an answer that its connection ends. */
const replacedLimits: EndLimits = { idleMs: 5000, drainMs: 30_000 };

/** @throws the system's error when one of the router's own ports cannot be opened. */
export async function startRouting({ settings, predecessor, leave, notReplaced, replaced, log }: Options): Promise<Routing> {
  const { stateDir, listen, workers: processes } = settings;
  const serving = openServing(log);
  const { traffic } = serving;
  const crew = openCrew();
  const on = readListen(listen);
  const addresses = [...new Set(on.map(({ address }) => address))];
  let reopening: NodeJS.Timeout | undefined;
  let ending: Promise<void> | undefined;
  let successor: Successor | undefined;
  let ticketKeys: Buffer;

  await serving.use(loadTable(stateDir, (reason) => log.error({ reason }, 'the table is lost')) ?? { revision: 0, routes: [] });
  useTicketKeys((await predecessor?.takeDoors(takeDoor))?.ticketKeys ?? newTicketKeys());
  const own: ListenOn[] = [];
  for (const one of on) own.push(await openOwn(one));
  let changing: Promise<unknown> = reopen();
  await changing;
  setInterval(() => useTicketKeys(newTicketKeys()), ticketKeysMs).unref();
  const workers = await startWorkers({ settings, count: processes - 1, join: welcome, answer: answerWorker, log });

  function useTicketKeys(keys: Buffer): void {
    ticketKeys = keys;
    serving.useTicketKeys(keys);
    void crew.useTicketKeys(keys);
  }

  /** One that is not wanted any more is closed; the process that gave it has it still. */
  async function takeDoor(at: ListenOn, listening: Parameters<typeof serving.open>[2]): Promise<void> {
    const ours = on.find((one) => placeOf(one) === placeOf(at));
    if (ours) await serving.open(ours, true, listening);
    else if (extraDoors(traffic.table()).some((one) => placeOf(one) === placeOf(at))) await serving.open(at, false, listening);
    else listening?.close();
  }

  async function openOwn(one: ListenOn): Promise<ListenOn> {
    if (serving.has(one)) return one;
    const others = new Set(serving.doors().map(({ door }) => door));
    await serving.open(one, true);
    return serving.doors().find(({ door }) => !others.has(door))?.on ?? one;
  }

  /** Of ports that routes ask for, at all of the router's addresses. */
  function extraDoors(table: RouteTable): ListenOn[] {
    const extra = [...portsOf(table)].filter((port) => !on.some((one) => one.port === port));
    return extra.flatMap((port) => addresses.map((address) => ({ address, port })));
  }

  function missingPorts(table: RouteTable): number[] {
    return [
      ...new Set(
        extraDoors(table)
          .filter((one) => !serving.has(one))
          .map(({ port }) => port),
      ),
    ];
  }

  function wantedPlaces(table: RouteTable): Set<string> {
    return new Set([...own, ...extraDoors(table)].map(placeOf));
  }

  /** All of its addresses, or none. @throws the system's error. */
  async function openPort(port: number): Promise<void> {
    const before = new Set(serving.doors().map((one) => placeOf(one.on)));
    try {
      for (const address of addresses) if (!serving.has({ address, port })) await serving.open({ address, port }, false);
    } catch (error) {
      serving.keepOnly(before);
      throw error;
    }
  }

  // A table kept from before the start is served as far as its ports can be had.
  async function reopen(): Promise<void> {
    if (ending) return;
    const missing = missingPorts(traffic.table());
    for (const port of missing) await openPort(port).catch(() => {});
    const still = missingPorts(traffic.table());
    if (still.length < missing.length) await crew.use(traffic.table(), serving.doors());
    if (still.length > 0) reopening = setTimeout(() => void inTurn(reopen), reopenMs);
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
    const current = traffic.table().revision;
    if (table.revision < current) throw new Refused(`revision ${table.revision} is older than ${current}, which is in force`);
    const before = new Set(serving.doors().map((one) => placeOf(one.on)));
    try {
      for (const port of missingPorts(table)) await openPort(port);
      saveTable(stateDir, table);
    } catch (error) {
      serving.keepOnly(before);
      throw new Refused(`the route table cannot be served: ${(error as Error).message}`);
    }
    await serving.use(table);
    serving.keepOnly(wantedPlaces(table));
    await crew.use(table, serving.doors());
    return { revision: table.revision };
  }

  /** In its turn, so that it misses no table; the first ones come before there are turns. */
  function welcome(member: Member): Promise<void> {
    return inTurn(async () => {
      if (ending) throw new Error('the router ends');
      crew.add(member);
      await member.channel.ask({ ask: 'useTicketKeys', keys: ticketKeys.toString('base64') });
      await bringUpToDate(member.channel, traffic.table(), serving.doors());
    });
  }

  async function answerWorker(channel: Channel, saying: Saying): Promise<object> {
    if (saying.ask !== 'counted') throw new Refused(`"${saying.ask}" is not asked here`);
    crew.counted(channel, saying.figures, saying.last);
    return {};
  }

  function replace(program: Program, next: RouterSettings): Promise<ReplyTo<'replace'>> {
    return inTurn(async () => {
      if (ending) throw new Refused('the router ends');
      try {
        return { pid: (await startNext(program, next)).pid };
      } catch (error) {
        log.error({ reason: (error as Error).message }, 'the router was not replaced, and goes on');
        await notReplaced();
        throw error;
      }
    });
  }

  function startNext(program: Program, next: RouterSettings): Promise<Successor> {
    const doors = ending ? [] : serving.doors();
    return startSuccessor({ program, settings: next, doors, ticketKeys, takenOver, answer: answerSuccessor });

    function takenOver(now: Successor): void {
      successor = now;
      tellCounted(now.channel, () => addFigures([traffic.figures.all(), crew.known()]));
      if (!ending) replaced(end(replacedLimits).then(farewell));
      // It died before this one had ended: another one is better than none. Where the agent was quicker, its ports are taken.
      void now.channel.lost.then(() => {
        if (successor === now)
          startNext(thisProgram, next).catch((error) => log.error({ reason: error.message }, 'no successor'));
      });
    }
  }

  async function farewell(): Promise<void> {
    const figures = addFigures([traffic.figures.all(), await crew.figures()]);
    const last = successor;
    successor = undefined;
    await last?.channel.ask({ ask: 'counted', figures, last: true }).catch(() => {});
  }

  async function answerSuccessor(saying: Saying): Promise<object> {
    switch (saying.ask) {
      case 'use': {
        const checked = checkTable(saying.table);
        if ('mistakes' in checked) throw new Refused('this release does not understand the table');
        await serving.use(checked.table);
        await crew.use(checked.table, []);
        return {};
      }
      case 'drained':
        await drained(saying.replica, new AbortController().signal);
        return {};
      case 'cut':
        return { left: await cut(saying.replica ?? '') };
      case 'figures':
        return { figures: addFigures([traffic.figures.all(), await crew.figures()]) };
      case 'end':
        return {};
      default:
        throw new Refused(`"${saying.ask}" is not asked here`);
    }
  }

  async function drained(replica: string, signal: AbortSignal): Promise<void> {
    await Promise.all([whenDrained(traffic, replica, signal), crew.drained(replica)]);
  }

  async function cut(replica: string): Promise<number> {
    return traffic.inFlight.cut(replica) + (await crew.cut(replica));
  }

  function hello(): ReplyTo<'hello'> {
    return {
      protocol: protocolVersion,
      pid: process.pid,
      revision: traffic.table().revision,
      listen,
      workers: processes,
      code: thisCode,
      listening: serving.doors().map(({ door: { address, port, own: isOwn } }) => ({ address, port, own: isOwn })),
      missing: missingPorts(traffic.table()),
    };
  }

  async function answer(asked: Question, signal: AbortSignal): Promise<object> {
    switch (asked.ask) {
      case 'hello':
        await changing;
        break;
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
    return ending ? askTheNext() : hello();
  }

  function end(limits: EndLimits): Promise<void> {
    clearTimeout(reopening);
    workers.stop();
    ending ??= Promise.all([serving.end(limits), crew.end(limits)]).then(() => {});
    return ending;
  }

  async function takeOver(): Promise<void> {
    if (!predecessor) return;
    const { channel } = predecessor;
    predecessor.whenCounted((figures, last) => crew.counted(channel, figures, last));
    // What it cannot serve by the newest table it must not serve for long: it has only what is on kept connections.
    crew.add({
      channel,
      listens: false,
      dismiss: (reason) => log.error({ reason }, 'the replaced router serves by an old table'),
    });
    await predecessor.ready();
  }

  return { answer, takeOver, replace, close: (drainMs) => end({ idleMs: 0, drainMs }) };
}

/** The connection ends with this process's part in it; whoever asked asks again, and finds the next one. */
function askTheNext(): Promise<never> {
  return new Promise(() => {});
}
