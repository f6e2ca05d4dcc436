// ctl hosts: the hosts and how they are.
import { type Call, Usage } from '../command.ts';
import { callMs, withServer } from '../connect.ts';
import { environmentName } from '../names.ts';
import { hostLines } from '../show/status.ts';

export async function run({ args: [action = 'list'], options, screen }: Call): Promise<number> {
  if (action !== 'list') throw new Usage(`there is no "ctl hosts ${action}"`, 'ctl hosts list');
  const environment = options.env && environmentName(options.env);
  const { hosts } = await withServer(options, (client) => client.listHosts({ environment }, { deadlineMs: callMs }));
  if (screen.json) for (const host of hosts) screen.object(host);
  else for (const line of hostLines(hosts, { now: Date.now(), ...screen })) screen.out(line);
  return 0;
}
