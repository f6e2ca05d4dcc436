// ctl hosts drain: has hosts emptied, and waits until they are. The server carries it on: hanging up changes nothing.
import { parseDuration } from '../../lib/durations.ts';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { remains } from '../show/host.ts';
import { plain } from '../show/plain.ts';
import { detachedStatus } from '../watch.ts';
import { follow } from './following.ts';
import { someHosts } from './names.ts';

const timedOutStatus = 5;
const resumedStatus = 8;

export async function drainHosts(call: Call, words: string[]): Promise<number> {
  const { options, screen } = call;
  const hosts = someHosts(words, 'drain');
  const request = { hosts, deadlineMs: deadlineMs(call), reason: options.reason ?? '', force: options.force ?? false };
  return withServer(options, async (client) => {
    const { hosts: first } = await repeated(() => client.drainHosts(request, once));
    if (options.detach) return detached(call, first);
    const told = new Map<string, string>();
    const { last, left } = await follow(call, first, {
      open: async function* (signal) {
        for await (const reply of client.watchHosts({ hosts }, { signal })) yield reply.hosts;
      },
      show: (states) => (screen.json ? screen.object({ hosts: states }) : tell(call, states, told)),
      isOver: (states) => states.every((host) => host.empty || !host.draining),
    });
    if (!left) return conclude(call, last);
    stillThere(call, last, left === 'timed out' ? 'stopped waiting' : 'detached');
    return left === 'timed out' ? timedOutStatus : detachedStatus;
  });
}

/** Milliseconds of --deadline; 0: none. */
export function deadlineMs({ options }: Call): number {
  if (options.deadline === undefined) return 0;
  const ms = parseDuration(options.deadline);
  if (ms !== undefined && ms > 0) return ms;
  throw new Usage(`--deadline ${JSON.stringify(options.deadline)} is not a duration; write for example 10m`);
}

/** A line for each host of which something new is to be said. */
function tell({ screen }: Call, hosts: Host[], told: Map<string, string>): void {
  for (const host of hosts) {
    const line = `${plain(host.name)}: ${progress(host)}`;
    if (told.get(host.name) !== line) screen.note(line);
    told.set(host.name, line);
  }
}

function progress(host: Host): string {
  if (!host.draining) return 'takes slots again: somebody has resumed it';
  if (host.empty) return 'empty';
  const left = remains(host);
  if (host.state !== 'CONNECTED')
    return `cannot be reached (${host.state.toLowerCase()}); ${left || 'what runs there is not known'}`;
  return left ? `still there: ${left}` : 'waiting for its word that nothing runs';
}

function conclude({ screen }: Call, hosts: Host[]): number {
  const resumed = hosts.filter(({ draining }) => !draining).map(({ name }) => plain(name));
  const drained = hosts.filter(({ draining }) => draining).map(({ name }) => plain(name));
  if (!screen.json && drained.length > 0) {
    screen.out(`${screen.paint('green', 'drained')}: ${drained.join(', ')} ${drained.length === 1 ? 'runs' : 'run'} nothing`);
    screen.out(`undo: ctl hosts resume ${drained.join(' ')}`);
  }
  return resumed.length > 0 ? resumedStatus : 0;
}

function detached({ screen }: Call, hosts: Host[]): number {
  const names = hosts.map(({ name }) => plain(name)).join(' ');
  if (screen.json) screen.object({ hosts });
  else screen.out(`draining: ${names}; see: ctl hosts show ${names}; undo: ctl hosts resume ${names}`);
  return 0;
}

function stillThere({ screen }: Call, hosts: Host[], how: string): void {
  const left = hosts.filter(({ empty }) => !empty);
  if (screen.json) screen.object({ left: left.map(({ name, apps }) => ({ host: name, apps })) });
  screen.note(`${how}: the server goes on draining; see: ctl hosts show ${left.map(({ name }) => plain(name)).join(' ')}`);
  for (const host of left) screen.note(`  ${plain(host.name)}: ${progress(host)}`);
}
