// ctl ghosts: versions that failed in an environment, and are not deployed there again; cleared, they may be.
import type { Ghost } from '../../proto/generated/castellan/v1/Ghost.ts';
import { once, repeated } from '../ask.ts';
import { type Call, Usage } from '../command.ts';
import { withServer } from '../connect.ts';
import { rowsWanted, sayMore } from '../listing.ts';
import { appAtVersion, appName, environmentName } from '../names.ts';
import { environmentFlag } from '../show/deployment.ts';
import { plain } from '../show/plain.ts';
import { ago } from '../show/status.ts';
import { table } from '../show/table.ts';

export async function run(call: Call): Promise<number> {
  const [action = 'list', ...named] = call.args;
  if (action === 'list' && named.length <= 1) return list(call, named[0]);
  if (action === 'clear' && named.length === 1) return clear(call, named[0] as string);
  throw new Usage(`there is no "ctl ghosts ${call.args.join(' ')}"`, 'ctl ghosts --help');
}

async function list({ options, screen }: Call, app: string | undefined): Promise<number> {
  const limit = rowsWanted(options);
  const request = { app: app === undefined ? '' : appName(app), environment: options.env && environmentName(options.env), limit };
  const { ghosts, more } = await withServer(options, (client) => client.listGhosts(request, once));
  if (screen.json) for (const ghost of ghosts) screen.object(ghost);
  else for (const line of ghostLines(ghosts, Date.now(), screen.columns)) screen.out(line);
  sayMore(screen, limit, { shown: ghosts.length, more });
  return 0;
}

async function clear({ options, screen }: Call, named: string): Promise<number> {
  const which = named.includes('@') ? appAtVersion(named) : { app: appName(named), version: '' };
  const environment = environmentName(options.env || 'production');
  const { ghosts } = await withServer(options, (client) => repeated(() => client.clearGhosts({ ...which, environment }, once)));
  if (screen.json) for (const ghost of ghosts) screen.object(ghost);
  else if (ghosts.length === 0) screen.note(`${plain(named)} was no ghost in ${environment}`);
  for (const { app, version } of screen.json ? [] : ghosts) {
    const name = `${plain(app)}@${plain(version)}`;
    screen.out(`cleared: ${name} may be deployed to ${environment} again: ctl deploy ${name}${environmentFlag(environment)}`);
  }
  return 0;
}

function ghostLines(ghosts: Ghost[], now: number, columns: number): string[] {
  if (ghosts.length === 0) return ['no ghosts'];
  const rows = ghosts.map(({ app, version, environment, deployment, createdMs, reason }) => [
    `${plain(app)}@${plain(version)}`,
    plain(environment),
    String(deployment),
    ago(createdMs, now),
    plain(reason),
  ]);
  return table(['GHOST', 'ENVIRONMENT', 'DEPLOYMENT', 'SINCE', 'WHY'], rows, columns);
}
