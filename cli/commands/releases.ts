// ctl releases: what an app was, newest first, and what rolling back goes to; with a number, all of one.
import { type Call, Usage } from '../command.ts';
import { callMs, withServer } from '../connect.ts';
import { rowsWanted, sayMore } from '../listing.ts';
import { appName, environmentName, releaseNumber } from '../names.ts';
import { releaseDetails, releaseLines } from '../show/releases.ts';

export async function run(call: Call): Promise<number> {
  const { args, options, screen } = call;
  const request = { app: appName(args[0]), environment: environmentName(options.env) };
  if (args[1] !== undefined) return showOne(call, { ...request, number: releaseNumber(args[1]) });
  const limit = rowsWanted(options);
  const { releases, more } = await withServer(options, (client) =>
    client.listReleases({ ...request, limit }, { deadlineMs: callMs }),
  );
  if (screen.json) for (const release of releases) screen.object(release);
  else for (const line of releaseLines(releases, { ...screen, now: Date.now() })) screen.out(line);
  sayMore(screen, limit, { shown: releases.length, more });
  return 0;
}

function showOne({ options, screen }: Call, { number, ...request }: { app: string; environment: string; number: number }) {
  return withServer(options, async (client) => {
    const { releases } = await client.listReleases({ ...request, number }, { deadlineMs: callMs });
    const release = releases.find((one) => one.number === number);
    if (!release)
      throw new Usage(`${request.app} has no release v${number} in ${request.environment}`, `ctl releases ${request.app}`);
    const revision = release.settingsRevision;
    const settings = await client.showSettings({ ...request, revision }, { deadlineMs: callMs });
    if (screen.json) screen.object({ ...release, settings: revision === 0 ? [] : settings.settings });
    else for (const line of releaseDetails(release, settings, { ...screen, now: Date.now() })) screen.out(line);
    return 0;
  });
}
