// ctl versions: what was pushed.
import { formatSize } from '../../lib/durations.ts';
import type { Version } from '../../proto/generated/castellan/v1/Version.ts';
import type { Call } from '../command.ts';
import { callMs, withServer } from '../connect.ts';
import { rowsWanted, sayMore } from '../listing.ts';
import { appName } from '../names.ts';
import { plain } from '../show/plain.ts';
import { ago } from '../show/status.ts';
import { table } from '../show/table.ts';

export async function run({ args: [app], options, screen }: Call): Promise<number> {
  const limit = rowsWanted(options);
  const request = { app: appName(app), limit };
  const { versions, more } = await withServer(options, (client) => client.listVersions(request, { deadlineMs: callMs }));
  if (screen.json) for (const version of versions) screen.object(version);
  else for (const line of versionTable(versions, screen.columns)) screen.out(line);
  sayMore(screen, limit, { shown: versions.length, more });
  return 0;
}

function versionTable(versions: Version[], columns: number): string[] {
  if (versions.length === 0) return ['no version yet; push one with: ctl push DIR'];
  const rows = versions.map(({ name, createdMs, createdBy, packedBytes, files, bundle, signedBy }) => [
    plain(name),
    ago(createdMs, Date.now()),
    plain(createdBy),
    formatSize(packedBytes),
    files.toLocaleString('en'),
    plain(bundle.slice(0, 12)),
    plain(signedBy.join(' ')),
  ]);
  return table(['VERSION', 'PUSHED', 'BY', 'PACKED', 'FILES', 'BUNDLE', 'SIGNED WITH'], rows, columns);
}
