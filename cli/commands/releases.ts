// ctl releases: what an app was, newest first, and what rolling back goes to.
import type { Call } from '../command.ts';
import { callMs, withServer } from '../connect.ts';
import { appName, environmentName } from '../names.ts';
import { plain } from '../show/plain.ts';
import { ago } from '../show/status.ts';
import { table } from '../show/table.ts';

export async function run({ args: [app], options, screen }: Call): Promise<number> {
  const request = { app: appName(app), environment: environmentName(options.env) };
  const { releases } = await withServer(options, (client) => client.listReleases(request, { deadlineMs: callMs }));
  if (screen.json) for (const release of releases) screen.object(release);
  else for (const line of releaseTable(releases, screen)) screen.out(line);
  return 0;
}

type Releases = import('../../proto/generated/castellan/v1/ListReleasesReply.ts').ListReleasesReply['releases'];

function releaseTable(releases: Releases, { columns, paint }: Call['screen']): string[] {
  if (releases.length === 0) return ['no release yet'];
  const rows = releases.map(({ number, version, createdMs, createdBy, reason, current, stopped, replicas }) => [
    current ? paint('green', '*') : ' ',
    `v${number}`,
    plain(version),
    ago(createdMs, Date.now()),
    plain(createdBy),
    Object.entries(replicas)
      .map(([process, count]) => `${plain(process)}=${count}`)
      .join(' '),
    `${plain(reason)}${stopped ? ' (stopped)' : ''}`,
  ]);
  return table([' ', 'RELEASE', 'VERSION', 'MADE', 'BY', 'REPLICAS', 'REASON'], rows, columns);
}
