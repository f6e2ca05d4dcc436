// What a process has counted is told to the one that is asked for it, so that little of it is lost with the process.
import type { Channel } from './channel.ts';
import type { Figure } from './figures.ts';

const everyMs = 1000;

export function tellCounted(channel: Channel, figures: () => Figure[]): void {
  let told = 0;
  const timer = setInterval(() => {
    const now = figures();
    const sum = now.reduce((total, { requests, inFlight }) => total + requests + inFlight / 2, 0);
    if (sum === told) return;
    told = sum;
    channel.ask({ ask: 'counted', figures: now, last: false }).catch(() => {});
  }, everyMs);
  timer.unref();
  void channel.lost.then(() => clearInterval(timer));
}
