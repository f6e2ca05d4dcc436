// ctl config show: which server and certificate are in effect, and where that is said.
import { type Call, Usage } from '../command.ts';
import { configFile, target } from '../contexts.ts';
import { plain } from '../show/plain.ts';

export async function run({ args: [action = 'show'], options, screen }: Call): Promise<number> {
  if (action !== 'show') throw new Usage(`there is no "ctl config ${action}"`, 'ctl config show');
  const { server, certs, context, sources } = await target(options);
  if (screen.json) screen.object({ server, certs, context, sources, file: configFile() });
  else {
    screen.out(`server  ${plain(server)}  (${plain(sources.server)})`);
    screen.out(`certs   ${plain(certs)}  (${plain(sources.certs)})`);
    screen.out(`file    ${plain(configFile())}`);
  }
  return 0;
}
