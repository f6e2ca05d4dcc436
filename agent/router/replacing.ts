// The life of the router's first process from the moment that another one is to follow it.

import type { RouteTable } from '../decide/types.ts';
import type { Saying } from './channel.ts';
import { tellCounted } from './counted.ts';
import type { Crew } from './crew.ts';
import type { Figure } from './figures.ts';
import { openLink } from './link.ts';
import type { Log } from './log.ts';
import type { Program, RouterSettings } from './program.ts';
import { thisProgram } from './program.ts';
import { Refused } from './refused.ts';
import type { EndLimits, Served, Serving } from './serving.ts';
import { type Successor, startSuccessor } from './succession.ts';
import { addFigures } from './sums.ts';
import { checkTable } from './table.ts';
import { socketPath } from './wire.ts';

export interface Replacing {
  /** @throws Refused with the reason when it does not follow: nothing has changed then. */
  startNext(program: Program, settings: RouterSettings): Promise<Successor>;
}

interface Options {
  stateDir: string;
  serving: Serving;
  crew: Crew;
  drained(replica: string): Promise<void>;
  cut(replica: string): Promise<number>;
  /** What the next one is given; nothing when this one listens no more. */
  doors(): Served[];
  ticketKeys(): Buffer;
  unsaved(): RouteTable | undefined;
  /** Takes nothing new from now on; resolves when all is answered. */
  end(limits: EndLimits): Promise<void>;
  /** Has whoever watches this process watch its successor instead, before this one may end. */
  watched(pid: number): Promise<void>;
  /** Another one has taken over; resolves when this one has told it all that it counted. */
  replaced(over: Promise<void>): void;
  log: Log;
}

/** idleMs: long enough for a client that is busy to be told by an answer that its connection ends. */
const limits: EndLimits = { idleMs: 5000, drainMs: 30_000 };

export function openReplacing(options: Options): Replacing {
  const { stateDir, serving, crew, log } = options;
  let successor: Successor | undefined;
  let over: Promise<void> | undefined;
  let mayFollow = true;

  async function startNext(program: Program, settings: RouterSettings): Promise<Successor> {
    const given = { doors: options.doors(), ticketKeys: options.ticketKeys(), unsaved: options.unsaved() };
    let watched: Promise<void> | undefined;
    const next = await startSuccessor({ program, settings, ...given, counted, takenOver, answer });
    await watched;
    return next;

    function takenOver(now: Successor): void {
      successor = now;
      tellCounted(now.channel, counted);
      watched = options.watched(now.pid);
      if (!over) {
        const ended = Promise.all([options.end(limits), watched]).then(farewell);
        over = ended;
        void watched.then(() => options.replaced(ended));
      }
      void now.channel.lost.then(() => {
        if (successor === now && mayFollow) void follow(settings);
      });
    }
  }

  /** The successor died before this process has ended: another one is better than none, unless there is one already. */
  async function follow(settings: RouterSettings): Promise<void> {
    const found = await openLink(socketPath(stateDir));
    found?.close();
    if (found) return;
    await startNext(thisProgram, settings).catch((error) => log.error({ reason: error.message }, 'there is no successor'));
  }

  async function farewell(): Promise<void> {
    const figures = addFigures([serving.traffic.figures.all(), await crew.figures()]);
    const last = successor;
    successor = undefined;
    await last?.channel.ask({ ask: 'counted', figures, last: true }).catch(() => {});
  }

  /** As far as it is known here. */
  function counted(): Figure[] {
    return addFigures([serving.traffic.figures.all(), crew.known()]);
  }

  async function answer(saying: Saying): Promise<object> {
    switch (saying.ask) {
      case 'use': {
        const checked = checkTable(saying.table);
        if ('mistakes' in checked) throw new Refused('this release does not understand the table');
        await serving.use(checked.table);
        await crew.use(checked.table, []);
        return {};
      }
      case 'drained':
        await options.drained(saying.replica);
        return {};
      case 'cut':
        return { left: await options.cut(saying.replica ?? '') };
      case 'figures':
        return { figures: addFigures([serving.traffic.figures.all(), await crew.figures()]) };
      case 'end':
        mayFollow = false;
        void serving.end(saying);
        return {};
      default:
        throw new Refused(`"${saying.ask}" is not asked here`);
    }
  }

  return { startNext };
}
