// ctl hosts: the hosts and how they are; upgrade: their agents replaced; adopt: those that are held are told things again.
import { adoptHosts } from '../adopt-hosts.ts';
import { type Call, Usage } from '../command.ts';
import { callMs, withServer } from '../connect.ts';
import { environmentName } from '../names.ts';
import { hostLines } from '../show/status.ts';
import { upgradeAgents } from '../upgrade-agents.ts';

export async function run(call: Call): Promise<number> {
  const [action = 'list', ...hosts] = call.args;
  if (action === 'list' && hosts.length === 0) return list(call);
  if (action === 'upgrade') return upgradeAgents(call, hosts);
  if (action === 'adopt') return adoptHosts(call, hosts);
  throw new Usage(`there is no "ctl hosts ${call.args.join(' ')}"`, 'ctl hosts --help');
}

async function list({ options, screen }: Call): Promise<number> {
  const environment = options.env && environmentName(options.env);
  const { hosts } = await withServer(options, (client) => client.listHosts({ environment }, { deadlineMs: callMs }));
  if (screen.json) for (const host of hosts) screen.object(host);
  else for (const line of hostLines(hosts, { now: Date.now(), ...screen })) screen.out(line);
  return 0;
}
