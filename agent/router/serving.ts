// What one process of the router serves: the ports that it listens on, and what passes there.
import type { Server } from 'node:net';
import type { RouteTable } from '../decide/types.ts';
import type { OpenDoor } from './doors.ts';
import { openDoor } from './doors.ts';
import { openEntrance } from './entrance.ts';
import type { ListenOn } from './listen-on.ts';
import type { Log } from './log.ts';
import type { Counter } from './rules/counter.ts';
import { shareOf } from './share.ts';
import type { Traffic } from './traffic.ts';
import { directTraffic } from './traffic.ts';

export interface Served {
  on: ListenOn;
  door: OpenDoor;
}

export interface Serving {
  traffic: Traffic;
  /** Resolves when all new requests are served by this table, with its certificates. */
  use(table: RouteTable): Promise<void>;
  table(): RouteTable;
  useTicketKeys(keys: Buffer): void;
  /** `given` listens there already. Returns where it listens: port 0 has become one. @throws the system's error. */
  open(on: ListenOn, own: boolean, given?: Server): Promise<ListenOn>;
  doors(): Served[];
  has(on: ListenOn): boolean;
  /** Those at other places take nothing new from now on. */
  keepOnly(places: ReadonlySet<string>): void;
  /** Takes nothing new; resolves when all is answered, which is made so at the limit. The later limits hold. */
  end(limits: EndLimits): Promise<void>;
}

export interface EndLimits {
  /** A kept connection that is idle for so long is closed. */
  idleMs: number;
  /** What has not ended by then is broken off; WebSockets are told. */
  drainMs: number;
}

/** Where all of the router's processes listen by the same name. */
export function placeOf({ address, port }: ListenOn): string {
  return `${address ?? '*'} ${port}`;
}

/** processes: how many serve with this one. */
export function openServing(log: Log, processes: number, counter?: Counter): Serving {
  const traffic = directTraffic({ revision: 0, routes: [] }, counter);
  const entrance = openEntrance({ log });
  let whole = traffic.table();
  const served = new Map<string, Served>();
  const leaving = new Map<OpenDoor, Promise<void>>();

  async function use(table: RouteTable): Promise<void> {
    await entrance.use(table);
    traffic.use(shareOf(table, processes));
    whole = table;
  }

  async function open(on: ListenOn, own: boolean, given?: Server): Promise<ListenOn> {
    const door = await openDoor(traffic, on, own, given, entrance);
    const at = { ...on, port: door.port };
    served.set(placeOf(at), { on: at, door });
    return at;
  }

  function close(place: string, { door }: Served, idleMs: number): void {
    served.delete(place);
    leaving.set(
      door,
      door.close(idleMs).then(() => void leaving.delete(door)),
    );
  }

  async function end({ idleMs, drainMs }: EndLimits): Promise<void> {
    for (const door of leaving.keys()) void door.close(idleMs);
    for (const [place, one] of [...served]) close(place, one, idleMs);
    const timer = setTimeout(() => traffic.inFlight.cut(), drainMs);
    while (leaving.size > 0) await Promise.all(leaving.values());
    clearTimeout(timer);
  }

  return {
    traffic,
    use,
    table: () => whole,
    useTicketKeys: entrance.useTicketKeys,
    open,
    doors: () => [...served.values()],
    has: (on) => served.has(placeOf(on)),
    keepOnly: (places) => {
      for (const [place, one] of [...served]) if (!places.has(place)) close(place, one, 0);
    },
    end,
  };
}

/** Resolves when this process answers nothing more for the replica, or nobody waits any more. */
export function whenDrained({ inFlight }: Traffic, replica: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = inFlight.whenDrained(replica, resolve);
    signal.addEventListener('abort', () => {
      stop();
      resolve();
    });
  });
}
