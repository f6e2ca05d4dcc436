// Has the agents of hosts replaced, and watches that to its end. The server carries it on: hanging up changes nothing.
import { setTimeout as pause } from 'node:timers/promises';
import type { AgentUpgrade } from '../proto/generated/castellan/v1/AgentUpgrade.ts';
import type { AgentUpgradeHost } from '../proto/generated/castellan/v1/AgentUpgradeHost.ts';
import { once, repeated } from './ask.ts';
import { type Call, Usage } from './command.ts';
import { type Client, withServer } from './connect.ts';
import { hostName, versionName } from './names.ts';
import { plain } from './show/plain.ts';
import { detachedStatus, mayPass, type StopReason, stopper, waitMs } from './watch.ts';

const statuses = { done: 0, 'turned back': 2, superseded: 8 } as const;

/** Returns the exit status: 0 done, 2 turned back, 5 stopped waiting, 8 superseded; refusals are thrown. */
export async function upgradeAgents(call: Call, named: string[]): Promise<number> {
  const { all = false, to, detach } = call.options;
  if (all === named.length > 0) throw new Usage('say which hosts, or --all', 'ctl hosts list');
  const request = { hosts: named.map(hostName), all, version: to === undefined ? '' : versionName(to) };
  return withServer(call.options, async (client) => {
    const upgrade = await repeated(() => client.upgradeAgents(request, once));
    return detach ? left(call, upgrade, 'detached') : watch(call, client, upgrade);
  });
}

async function watch(call: Call, client: Client, first: AgentUpgrade): Promise<number> {
  const stop = stopper(waitMs(call.options));
  const told = new Map<string, string>();
  let last = first;
  try {
    for await (const upgrade of changes(client, first.number, stop.signal)) {
      last = upgrade;
      tell(call, upgrade, told);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.close();
  }
  const end = outcome(last);
  return end ? conclude(call, last, end) : left(call, last, stop.signal.reason as StopReason);
}

/** Each state of it, over as many connections as it takes. */
async function* changes(client: Client, number: number, signal: AbortSignal): AsyncGenerator<AgentUpgrade> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      for await (const upgrade of client.watchAgentUpgrade({ number }, { signal })) {
        attempt = 0;
        yield upgrade;
        if (outcome(upgrade)) return;
      }
    } catch (error) {
      if (!mayPass(error) || signal.aborted) throw error;
    }
    await pause(Math.min(2000, 100 * 2 ** attempt), undefined, { signal });
  }
}

/** undefined: not at its end. */
export function outcome({ hosts }: AgentUpgrade): keyof typeof statuses | undefined {
  const has = (state: AgentUpgradeHost['state']) => hosts.some((host) => host.state === state);
  if (has('FETCHING') || has('TRYING')) return undefined;
  if (has('TURNED_BACK')) return 'turned back';
  if (hosts.length === 0 || has('SUPERSEDED')) return 'superseded';
  return hosts.every(({ state }) => state === 'COMMITTED') ? 'done' : undefined;
}

/** A line for each host whose state has changed. */
function tell({ screen }: Call, upgrade: AgentUpgrade, told: Map<string, string>): void {
  if (screen.json) {
    screen.object(upgrade);
    return;
  }
  for (const { host, state, running } of upgrade.hosts) {
    if (told.get(host) === state) continue;
    told.set(host, state);
    screen.note(
      `${plain(host)}: ${words[state]}${state === 'COMMITTED' || state === 'FETCHING' ? ` (${plain(running)} runs)` : ''}`,
    );
  }
}

const words = {
  NONE: 'not known',
  WAITING: 'waits for its turn',
  FETCHING: 'fetches the new agent',
  TRYING: 'the new agent is on trial',
  COMMITTED: 'the new agent stays',
  TURNED_BACK: 'turned back, the agent before runs again',
  SUPERSEDED: 'left as it is: a newer upgrade was asked for',
} as const satisfies Record<AgentUpgradeHost['state'], string>;

function conclude({ screen }: Call, { version, hosts }: AgentUpgrade, end: keyof typeof statuses): number {
  if (screen.json) return statuses[end];
  if (end === 'done')
    screen.out(
      `${screen.paint('green', 'done')}: ${hosts.length} ${hosts.length === 1 ? 'host runs' : 'hosts run'} agent ${plain(version)}`,
    );
  for (const { host, state, reason, logLines } of hosts) {
    if (state !== 'TURNED_BACK') continue;
    screen.note(`${screen.paintNote('red', 'turned back')} on ${plain(host)}: ${plain(reason)}`);
    for (const line of logLines) screen.note(`  | ${plain(line)}`);
  }
  const untouched = hosts.filter(({ state }) => state === 'WAITING').map(({ host }) => plain(host));
  if (untouched.length > 0) screen.note(`not touched: ${untouched.join(', ')}`);
  return statuses[end];
}

function left({ screen }: Call, { number }: AgentUpgrade, reason: StopReason | 'detached'): number {
  const status = reason === 'timed out' ? 5 : reason === 'detached' ? 0 : detachedStatus;
  if (screen.json) screen.object({ detached: { upgrade: number, reason, next: 'ctl hosts list', status } });
  else
    screen.note(
      `${reason === 'timed out' ? 'stopped waiting' : 'detached'}: upgrade ${number} of agents goes on; see: ctl hosts list`,
    );
  return status;
}
