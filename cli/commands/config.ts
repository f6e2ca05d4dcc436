// ctl config: which server and certificate are in effect, and where that is said; and another one to use from now on.
import { resolve } from 'node:path';
import { type Call, Usage } from '../command.ts';
import { configFile, target } from '../contexts.ts';
import { plain } from '../show/plain.ts';

export async function run(call: Call): Promise<number> {
  const [action = 'show', name, ...more] = call.args;
  if (action === 'show' && name === undefined) return show(call);
  if (action === 'add' && name !== undefined && more.length === 0) return add(call, name);
  throw new Usage(`there is no "ctl config ${call.args.join(' ')}"`, 'ctl config --help');
}

async function show({ options, screen }: Call): Promise<number> {
  const { server, certs, context, sources } = await target(options);
  if (screen.json) screen.object({ server, certs, context, sources, file: configFile() });
  else {
    screen.out(`server  ${plain(server)}  (${plain(sources.server)})`);
    screen.out(`certs   ${plain(certs)}  (${plain(sources.certs)})`);
    screen.out(`file    ${plain(configFile())}`);
  }
  return 0;
}

/** One that cannot be used is not written. */
async function add({ options, screen }: Call, context: string): Promise<number> {
  if (!options.server || !options.certs) throw new Usage('ctl config add NAME --server HOST:PORT --certs FOLDER');
  const [{ writeContext }, { clientCredentials }] = await Promise.all([
    import('../write-context.ts'),
    import('../../certs/credentials.ts'),
  ]);
  const { server } = await target(options, {});
  const certs = resolve(options.certs);
  const { name } = clientCredentials(certs).identity;
  await writeContext(configFile(), context, { server, certs });
  if (screen.json) screen.object({ name, context, server, certs });
  else screen.out(`you are ${plain(name)} at ${plain(server)}; this is now the context ${context}`);
  return 0;
}
