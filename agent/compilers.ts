// V8's optimising compilers cost an agent that only watches 12 MB and win it nothing: agent/start.sh starts it without them, and
// they are let in when there is work, such as a flood of logs.
import { setFlagsFromString } from 'node:v8';

const lookMs = 1000;
/** Of one processor, so many looks in a row: longer than a start or a deployment takes. */
const busyShare = 0.25;
const busyLooks = 3;

/** For good: what has been compiled is there. An agent that was started with them keeps them. */
export function optimiseWhenBusy(given = process.execArgv): void {
  const withheld = ['--no-opt', '--no-maglev'].filter((flag) => given.includes(flag));
  if (withheld.length === 0) return;
  let before = process.cpuUsage();
  let busy = 0;
  const looking = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    busy = (user + system) / 1000 > busyShare * lookMs ? busy + 1 : 0;
    if (busy < busyLooks) return;
    clearInterval(looking);
    for (const flag of withheld) setFlagsFromString(flag.replace('--no-', '--'));
  }, lookMs);
  looking.unref();
}
