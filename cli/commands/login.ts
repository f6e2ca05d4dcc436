// ctl login: this laptop's certificate for a server, by the token of an invitation; and its successor, before it ends.
import { join, resolve } from 'node:path';
import type { Enrolment } from '../../proto/enroll.ts';
import { repeated } from '../ask.ts';
import { type Call, type Options, Usage } from '../command.ts';
import { configFile, target } from '../contexts.ts';
import { platformToken } from '../platform-token.ts';
import { readSecret } from '../read-secret.ts';
import { plain } from '../show/plain.ts';
import { writeContext } from '../write-context.ts';

export async function run(call: Call): Promise<number> {
  const [address, token, ...more] = call.args;
  if (address === 'renew' && token === undefined) return renew(call);
  if (address === undefined || more.length > 0) throw new Usage('ctl login HOST:PORT [TOKEN]', 'ctl login --help');
  const { isIntroduction } = await import('../../certs/introduction.ts');
  if (token !== undefined && isIntroduction(token)) return enter(call, await byPlatform(call.options, address, token));
  if (call.options.oidcTokenFile)
    throw new Usage('a pipeline needs its introduction: ctl login HOST:PORT castellan-pipeline-1...');
  const { enroll } = await import('../../proto/enroll.ts');
  return enter(call, await enroll(address, token ?? (await readSecret('the token', undefined))));
}

/** The same key with each try: with another one the server takes it for somebody else's. */
async function byPlatform({ oidcTokenFile }: Options, address: string, text: string): Promise<Enrolment> {
  const [{ readIntroduction }, { newRequest }, { exchange }] = await Promise.all([
    import('../../certs/introduction.ts'),
    import('../../certs/request.ts'),
    import('../../proto/enroll.ts'),
  ]);
  const introduction = readIntroduction(text);
  if (!introduction) throw new Usage('this is not all of an introduction', 'ctl operators show NAME prints it');
  const token = await platformToken(introduction.audience, oidcTokenFile);
  const { key } = await newRequest('pipeline');
  return repeated(() => exchange(address, introduction, token, key));
}

async function enter({ options, screen }: Call, enrolled: Enrolment): Promise<number> {
  const [{ makeFolder }, { layBeside, takePlace }] = await Promise.all([
    import('../../lib/durable-file.ts'),
    import('../../certs/renewal.ts'),
  ]);
  const context = options.context ?? enrolled.cluster;
  const certs = makeFolder(join(resolve(configFile(), '..'), 'certs', context));
  layBeside(certs, enrolled);
  takePlace(certs);
  await writeContext(configFile(), context, { server: enrolled.address, certs });
  if (screen.json) screen.object({ name: enrolled.name, context, server: enrolled.address, certs });
  else {
    screen.out(`you are ${plain(enrolled.name)} at ${plain(enrolled.address)}; this is now the context ${context}`);
    screen.note('next: ctl whoami');
  }
  return 0;
}

async function renew({ options, screen }: Call): Promise<number> {
  const { renewCertificate } = await import('../renew.ts');
  const { server, certs } = await target(options);
  const { identity } = await renewCertificate({ server, certs });
  const until = new Date(identity.notAfterMs).toISOString();
  if (screen.json) screen.object({ certs, until });
  else screen.out(`renewed: good until ${until}`);
  return 0;
}
