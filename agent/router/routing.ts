// The router as a whole: the table in force, the ports that it needs, and what the agent may ask.
import type { RouteTable } from '../decide/types.ts';
import { Refused } from './control.ts';
import type { OpenDoor } from './doors.ts';
import { openDoor } from './doors.ts';
import type { ListenOn } from './listen-on.ts';
import { checkTable, loadTable, portsOf, saveTable } from './table.ts';
import type { Traffic } from './traffic.ts';
import { directTraffic } from './traffic.ts';
import type { Question, ReplyTo } from './wire.ts';
import { protocolVersion } from './wire.ts';

export interface Routing {
  answer(asked: Question, signal: AbortSignal): Promise<object>;
  /** Takes no new connection, lets what is in flight finish, cuts what has not after `drainMs`. */
  close(drainMs: number): Promise<void>;
}

interface Options {
  stateDir: string;
  listen: string;
  on: ListenOn[];
  /** Asked to go: another router is to take over. */
  leave: () => void;
}

const reopenMs = 1000;

/** @throws the system's error when one of the router's own ports cannot be opened. */
export async function startRouting({ stateDir, listen, on, leave }: Options): Promise<Routing> {
  const traffic = directTraffic(loadTable(stateDir) ?? { revision: 0, routes: [] });
  const own = await openOwn(traffic, on);
  const addresses = [...new Set(on.map(({ address }) => address))];
  const extra = new Map<number, OpenDoor[]>();
  const leaving = new Set<Promise<void>>();
  let changing: Promise<unknown> = reopen();
  let reopening: NodeJS.Timeout | undefined;
  let closed = false;

  function isOwn(port: number): boolean {
    return own.some((door) => door.port === port);
  }

  function missingPorts(table: RouteTable): number[] {
    return [...portsOf(table)].filter((port) => !isOwn(port) && !extra.has(port));
  }

  // A table kept from before the start is served as far as its ports can be had.
  async function reopen(): Promise<void> {
    for (const port of missingPorts(traffic.table())) {
      const doors = await openExtra(traffic, addresses, port).catch(() => undefined);
      if (doors) extra.set(port, doors);
    }
    if (missingPorts(traffic.table()).length > 0 && !closed) reopening = setTimeout(() => void inTurn(reopen), reopenMs);
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
    const opened = await openAll(traffic, addresses, missingPorts(table));
    try {
      saveTable(stateDir, table);
    } catch (error) {
      await closeDoors([...opened.values()].flat());
      throw new Refused(`the route table cannot be kept: ${(error as Error).message}`);
    }
    for (const [port, doors] of opened) extra.set(port, doors);
    traffic.use(table);
    closeUnneeded(portsOf(table));
    return { revision: table.revision };
  }

  function closeUnneeded(needed: Set<number>): void {
    for (const [port, doors] of extra) {
      if (needed.has(port)) continue;
      extra.delete(port);
      const gone = closeDoors(doors).then(() => void leaving.delete(gone));
      leaving.add(gone);
    }
  }

  function doors(): OpenDoor[] {
    return [...own, ...[...extra.values()].flat()];
  }

  function hello(): ReplyTo<'hello'> {
    return {
      protocol: protocolVersion,
      pid: process.pid,
      revision: traffic.table().revision,
      listen,
      listening: doors().map(({ address, port, own: isOwnDoor }) => ({ address, port, own: isOwnDoor })),
      missing: missingPorts(traffic.table()),
    };
  }

  async function answer(asked: Question, signal: AbortSignal): Promise<object> {
    switch (asked.ask) {
      case 'hello':
        await changing;
        return hello();
      case 'apply':
        return inTurn(() => apply(asked.table));
      case 'drained':
        return drained(traffic, asked.replica, signal);
      case 'cut':
        return { left: traffic.inFlight.cut(asked.replica) };
      case 'figures':
        return { figures: traffic.figures.all() };
      case 'leave':
        leave();
        return {};
    }
  }

  async function close(drainMs: number): Promise<void> {
    closed = true;
    await changing;
    clearTimeout(reopening);
    const all = Promise.all([closeDoors(doors()), ...leaving]);
    const timer = setTimeout(() => traffic.inFlight.cut(), drainMs);
    await all;
    clearTimeout(timer);
  }

  return { answer, close };
}

async function openOwn(traffic: Traffic, on: ListenOn[]): Promise<OpenDoor[]> {
  const doors: OpenDoor[] = [];
  for (const one of on) doors.push(await openDoor(traffic, one, true));
  return doors;
}

/** All of them, or none. @throws Refused, with the reason */
async function openAll(traffic: Traffic, addresses: (string | undefined)[], ports: number[]): Promise<Map<number, OpenDoor[]>> {
  const opened = new Map<number, OpenDoor[]>();
  try {
    for (const port of ports) opened.set(port, await openExtra(traffic, addresses, port));
  } catch (error) {
    await closeDoors([...opened.values()].flat());
    throw new Refused(`a port cannot be opened: ${(error as Error).message}`);
  }
  return opened;
}

async function openExtra(traffic: Traffic, addresses: (string | undefined)[], port: number): Promise<OpenDoor[]> {
  const doors: OpenDoor[] = [];
  try {
    for (const address of addresses) doors.push(await openDoor(traffic, { address, port }, false));
  } catch (error) {
    await closeDoors(doors);
    throw error;
  }
  return doors;
}

async function closeDoors(doors: OpenDoor[]): Promise<void> {
  await Promise.all(doors.map((door) => door.close(0)));
}

function drained(traffic: Traffic, replica: string, signal: AbortSignal): Promise<object> {
  return new Promise((resolve) => {
    const stop = traffic.inFlight.whenDrained(replica, () => resolve({}));
    signal.addEventListener('abort', () => {
      stop();
      resolve({});
    });
  });
}
