// V8's optimising compilers cost an agent that only watches 12 MB and win it nothing: agent/start.sh starts it without them, and
// they are let in when there is work, such as a flood of logs.
import { setFlagsFromString } from 'node:v8';

const lookMs = 1000;
/** Of its loop's time, so many looks in a row: longer than a start or a deployment takes. */
const busyShare = 0.25;
const busyLooks = 3;

/** For good: what has been compiled is there. An agent that was started with them keeps them. */
export function optimiseWhenBusy(given = process.execArgv): void {
  const withheld = ['--no-opt', '--no-maglev'].filter((flag) => given.includes(flag));
  if (withheld.length === 0) return;
  let before = performance.eventLoopUtilization();
  let busy = 0;
  const looking = setInterval(() => {
    // Not of a processor's: on a machine with too much to do it gets little of that.
    const now = performance.eventLoopUtilization();
    busy = performance.eventLoopUtilization(now, before).utilization > busyShare ? busy + 1 : 0;
    before = now;
    if (busy < busyLooks) return;
    clearInterval(looking);
    for (const flag of withheld) setFlagsFromString(flag.replace('--no-', '--'));
  }, lookMs);
  looking.unref();
}
