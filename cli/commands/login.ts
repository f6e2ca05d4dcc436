// ctl login: this laptop's certificate for a server, by the token of an invitation; and its successor, before it ends.
import { join, resolve } from 'node:path';
import { once } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withIdentities } from '../connect.ts';
import { configFile, target } from '../contexts.ts';
import { readSecret } from '../read-secret.ts';
import { plain } from '../show/plain.ts';
import { writeContext } from '../write-context.ts';

export async function run(call: Call): Promise<number> {
  const [address, token, ...more] = call.args;
  if (address === 'renew' && token === undefined) return renew(call);
  if (address === undefined || more.length > 0) throw new Usage('ctl login HOST:PORT [TOKEN]', 'ctl login --help');
  return login(call, address, token ?? (await readSecret('the token', undefined)));
}

async function login({ options, screen }: Call, address: string, token: string): Promise<number> {
  const [{ enroll }, { makeFolder, writeDurable }] = await Promise.all([
    import('../../proto/enroll.ts'),
    import('../../lib/durable-file.ts'),
  ]);
  const enrolled = await enroll(address, token);
  const context = options.context ?? enrolled.cluster;
  const certs = makeFolder(join(resolve(configFile(), '..'), 'certs', context));
  writeDurable(join(certs, 'key.pem'), enrolled.key);
  writeDurable(join(certs, 'ca.pem'), enrolled.authorities);
  writeDurable(join(certs, 'cert.pem'), enrolled.certificate);
  await writeContext(configFile(), context, { server: enrolled.address, certs });
  if (screen.json) screen.object({ name: enrolled.name, context, server: enrolled.address, certs });
  else {
    screen.out(`you are ${plain(enrolled.name)} at ${plain(enrolled.address)}; this is now the context ${context}`);
    screen.note('next: ctl whoami');
  }
  return 0;
}

async function renew({ options, screen }: Call): Promise<number> {
  const [{ newRequest }, renewal, { clientCredentials }] = await Promise.all([
    import('../../certs/request.ts'),
    import('../../certs/renewal.ts'),
    import('../../certs/credentials.ts'),
  ]);
  const { certs } = await target(options);
  const unproven = renewal.finishTakingPlace(certs);
  const beside = unproven ?? (await lay());
  const prove = { ...options, certs: beside };
  const { trusted } = clientCredentials(beside);
  const who = await withIdentities(prove, async (client) => {
    // The first call that the new one is used for; it also says whom this laptop trusts from now on.
    await client.renewOperator({ trusted }, once);
    return client.whoAmI({}, once);
  });
  renewal.takePlace(certs);
  const until = new Date(who.certificate?.notAfterMs ?? 0).toISOString();
  if (screen.json) screen.object({ certs, until });
  else screen.out(`renewed: good until ${until}`);
  return 0;

  async function lay(): Promise<string> {
    const { key, csr } = await newRequest('operator');
    const reply = await withIdentities(options, (client) => client.renewOperator({ csr }, once));
    return renewal.layBeside(certs, { key, ...reply });
  }
}
