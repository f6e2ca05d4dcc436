// ctl hosts revoke: the host's certificates end now, and its connections; what it runs is not touched.
import { once, repeated } from '../ask.ts';
import type { Call } from '../command.ts';
import { withIdentities } from '../connect.ts';
import { oneHost } from './names.ts';

export async function revokeHost({ options, screen }: Call, words: string[]): Promise<number> {
  const [name] = oneHost(words, 'revoke HOST');
  const request = { name, reason: options.reason ?? '' };
  const { fingerprints } = await withIdentities(options, (client) => repeated(() => client.revokeHost(request, once)));
  if (screen.json) screen.object({ name, fingerprints });
  else {
    const many = fingerprints.length === 1 ? 'one certificate' : `${fingerprints.length} certificates`;
    screen.out(`${name}: ${many} revoked; what runs there runs on. It comes back with: ctl hosts add ${name}`);
  }
  return 0;
}
