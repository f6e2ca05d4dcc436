// A worker of the router: serves by what the first process tells it, and ends with it.
import type { Server } from 'node:net';
import type { RouteTable } from '../decide/types.ts';
import type { Channel, Saying } from './channel.ts';
import { openChannel } from './channel.ts';
import { tellCounted } from './counted.ts';
import type { Log } from './log.ts';
import { Refused } from './refused.ts';
import type { Counter } from './rules/counter.ts';
import type { EndLimits } from './serving.ts';
import { openServing, placeOf, whenDrained } from './serving.ts';

/** After the first process has died: the next one must not wait long for the ports. */
const orphanLimits: EndLimits = { idleMs: 0, drainMs: 5000 };

export function runWorker(processes: number, log: Log): void {
  const serving = openServing(log, processes, countAtFirst());
  const { traffic } = serving;
  let ending = false;

  async function answer(saying: Saying, socket: Server | undefined): Promise<object> {
    switch (saying.ask) {
      case 'use':
        // Checked by the one that sends it.
        await serving.use(saying.table as RouteTable);
        return {};
      case 'useTicketKeys':
        serving.useTicketKeys(Buffer.from(saying.keys, 'base64'));
        return {};
      case 'door':
        await serving.open({ ...saying.on, address: saying.on.address }, saying.own, socket);
        return {};
      case 'keepDoors':
        serving.keepOnly(new Set(saying.places));
        return { places: serving.doors().map(({ on }) => placeOf(on)) };
      case 'drained':
        await whenDrained(traffic, saying.replica, new AbortController().signal);
        return {};
      case 'cut':
        return { left: traffic.inFlight.cut(saying.replica) };
      case 'figures':
        return { figures: traffic.figures.all() };
      case 'end':
        void end(saying);
        return {};
      default:
        throw new Refused(`a worker is not asked "${saying.ask}"`);
    }
  }

  /** Where that cannot be asked any more, the request may pass: this process ends anyway. */
  function countAtFirst(): Counter {
    return {
      take: (count) => channel.ask({ ask: 'take', count }).catch(() => ({ allowed: true, remaining: 0, waitMs: 0 })),
      keepOnly: () => {},
    };
  }

  async function end(limits: EndLimits): Promise<void> {
    if (ending) return;
    ending = true;
    setTimeout(() => void leave(), limits.drainMs + 5000);
    await serving.end(limits);
    await leave();
  }

  async function leave(): Promise<void> {
    await channel.ask({ ask: 'counted', figures: traffic.figures.all(), last: true }).catch(() => {});
    process.exit(0);
  }

  const channel: Channel = openChannel(process, answer);
  tellCounted(channel, () => traffic.figures.all());
  void channel.lost.then(() => end(orphanLimits));
  // Whoever ends the router tells its first process, which tells this one.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
}
