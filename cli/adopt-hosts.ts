// Hosts that the server holds, since they know more than its records, are told what these say.
import { once, repeated } from './ask.ts';
import { type Call, Usage } from './command.ts';
import { withServer } from './connect.ts';
import { hostName } from './names.ts';
import { plain } from './show/plain.ts';

export async function adoptHosts({ options, screen }: Call, named: string[]): Promise<number> {
  const { all = false, force = false } = options;
  if (all === named.length > 0) throw new Usage('say which hosts, or --all', 'ctl hosts list');
  const request = { hosts: named.map(hostName), all, force };
  const { hosts } = await withServer(options, (client) => repeated(() => client.adoptHosts(request, once)));
  if (screen.json) for (const host of hosts) screen.object({ host });
  else if (hosts.length === 0) screen.note('none of them was held');
  else screen.out(`adopted: ${hosts.map(plain).join(', ')}`);
  return 0;
}
