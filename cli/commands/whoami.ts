// ctl whoami: who the certificate speaks for, and what that may do.
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withIdentities } from '../connect.ts';

import { rightsWords, until } from '../show/identities.ts';
import { plain } from '../show/plain.ts';

export async function run({ args, options, screen }: Call): Promise<number> {
  if (args.length > 0) throw new Usage('ctl whoami takes no arguments');
  const who = await withIdentities(options, (client) => repeated(() => client.whoAmI({}, once)));
  if (screen.json) screen.object(who);
  else {
    const { operator, certificate, cluster } = who;
    screen.out(`${plain(operator?.name ?? '')}, ${rightsWords(operator)}, in ${plain(cluster)}`);
    if (certificate) screen.out(`certificate ${plain(certificate.fingerprint.slice(0, 16))}, ${until(certificate, Date.now())}`);
  }
  return 0;
}
