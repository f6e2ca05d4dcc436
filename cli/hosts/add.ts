// ctl hosts add: what to type on a new host, so that it gets its certificate.
import { once } from '../ask.ts';
import type { Call } from '../command.ts';
import { withIdentities } from '../connect.ts';
import { durationFrom } from '../duration.ts';
import { environmentName } from '../names.ts';
import { plain } from '../show/plain.ts';
import { oneHost } from './names.ts';

export async function addHost({ options, screen }: Call, words: string[]): Promise<number> {
  const [name] = oneHost(words, 'add HOST');
  const environment = options.env && environmentName(options.env);
  const request = { name, environment, ttlMs: durationFrom(options.ttl, '--ttl') };
  const invitation = await withIdentities(options, (client) => client.inviteHost(request, once));
  if (screen.json) screen.object(invitation);
  else {
    screen.note(`On ${name}, within ${Math.round((invitation.expiresMs - Date.now()) / 60_000)} minutes, as root:`);
    screen.out(`ctl agent join ${plain(invitation.address)} ${plain(invitation.token)}`);
    screen.note(`Whoever has this token becomes ${name}. It is good once; ctl hosts revoke ${name} takes it back.`);
  }
  return 0;
}
