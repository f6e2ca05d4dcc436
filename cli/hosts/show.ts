// ctl hosts show: all that is known of hosts.
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import type { Call } from '../command.ts';
import { type Client, withServer } from '../connect.ts';
import { hostDetails } from '../show/host.ts';
import { someHosts } from './names.ts';

export async function showHosts({ options, screen }: Call, words: string[]): Promise<number> {
  const names = someHosts(words, 'show');
  const hosts = await withServer(options, (client) => asTheyStand(client, names));
  for (const host of hosts) {
    if (screen.json) screen.object(host);
    else for (const line of hostDetails(host, { now: Date.now(), ...screen })) screen.out(line);
  }
  return 0;
}

async function asTheyStand(client: Client, hosts: string[]): Promise<Host[]> {
  for await (const reply of client.watchHosts({ hosts })) return reply.hosts;
  return [];
}
