// ctl hosts reboot --safe: hosts boot again one after another. The server carries it on: hanging up changes nothing.
import { randomUUID } from 'node:crypto';
import type { Reboot } from '../../proto/generated/castellan/v1/Reboot.ts';
import type { RebootHost } from '../../proto/generated/castellan/v1/RebootHost.ts';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { type Client, withServer } from '../connect.ts';
import { hostName } from '../names.ts';
import { plain } from '../show/plain.ts';
import { detachedStatus } from '../watch.ts';
import { deadlineMs } from './drain.ts';
import { follow } from './following.ts';

const failedStatus = 3;
const timedOutStatus = 5;

/** Without a host: watches the newest that was asked for. */
export async function rebootHosts(call: Call, words: string[]): Promise<number> {
  const { all = false, safe = false, detach, force = false } = call.options;
  const named = words.map(hostName);
  const newest = !all && named.length === 0;
  if (!newest && !safe) throw new Usage('hosts are rebooted one after another, each emptied first: say --safe');
  if (all && named.length > 0) throw new Usage('say which hosts, or --all', 'ctl hosts list');
  const request = { hosts: named, all, deadlineMs: deadlineMs(call), force, requestId: randomUUID() };
  return withServer(call.options, async (client) => {
    const reboot = newest ? await asItStands(client) : await repeated(() => client.rebootHosts(request, once));
    return detach ? detached(call, reboot) : watch(call, client, reboot);
  });
}

async function asItStands(client: Client): Promise<Reboot> {
  for await (const reboot of client.watchReboot({ number: 0 })) return reboot;
  throw new Usage('there is nothing to watch');
}

async function watch(call: Call, client: Client, first: Reboot): Promise<number> {
  const told = new Map<string, string>();
  const { last, left } = await follow(call, first, {
    open: (signal) => client.watchReboot({ number: first.number }, { signal }),
    show: (reboot) => (call.screen.json ? call.screen.object(reboot) : tell(call, reboot, told)),
    isOver: ({ over }) => over,
  });
  if (!left) return conclude(call, last);
  if (!call.screen.json)
    call.screen.note(
      `${left === 'timed out' ? 'stopped waiting' : 'detached'}: safe reboot ${last.number} goes on; see: ctl hosts reboot`,
    );
  return left === 'timed out' ? timedOutStatus : detachedStatus;
}

function tell({ screen }: Call, { hosts }: Reboot, told: Map<string, string>): void {
  for (const { host, state, reason } of hosts) {
    const line = `${plain(host)}: ${words[state]}${reason ? `: ${plain(reason)}` : ''}`;
    if (told.get(host) !== line) screen.note(line);
    told.set(host, line);
  }
}

const words = {
  WAITING: 'waits for its turn',
  DRAINING: 'is emptied',
  REBOOTING: 'empty; reboots',
  RETURNING: 'is back; takes its slots again',
  DONE: 'done',
  FAILED: 'failed',
} as const satisfies Record<RebootHost['state'], string>;

function conclude({ screen }: Call, { hosts }: Reboot): number {
  const failed = hosts.find(({ state }) => state === 'FAILED');
  if (screen.json) return failed ? failedStatus : 0;
  if (!failed) screen.out(`${screen.paint('green', 'done')}: ${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'} rebooted`);
  else {
    const untouched = hosts.filter(({ state }) => state === 'WAITING').map(({ host }) => plain(host));
    screen.note(`${screen.paintNote('red', 'stopped')} at ${plain(failed.host)}: ${plain(failed.reason)}`);
    if (untouched.length > 0) screen.note(`not touched: ${untouched.join(', ')}`);
    screen.note(`next: ctl hosts show ${plain(failed.host)}; if it is well: ctl hosts resume ${plain(failed.host)}`);
  }
  return failed ? failedStatus : 0;
}

function detached({ screen }: Call, reboot: Reboot): number {
  if (screen.json) screen.object(reboot);
  else screen.out(`safe reboot ${reboot.number} is under way; watch it with: ctl hosts reboot`);
  return 0;
}
