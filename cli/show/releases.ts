// Releases as text: a line each with what differs from the one before, or one in full.
import type { Release } from '../../proto/generated/castellan/v1/Release.ts';
import type { SettingsReply } from '../../proto/generated/castellan/v1/SettingsReply.ts';
import { plain } from './plain.ts';
import type { Paint } from './screen.ts';
import { changeLines, changeWords, settingLines } from './settings.ts';
import { ago } from './status.ts';
import { cut, table } from './table.ts';

interface View {
  now: number;
  columns: number;
  paint: Paint;
}

/** Newest first. A long version is cut so that what differs has room. */
export function releaseLines(releases: Release[], { now, columns, paint }: View): string[] {
  if (releases.length === 0) return ['no release yet'];
  const rows = releases.map((release) => [
    release.current ? paint('green', '*') : ' ',
    `v${release.number}`,
    cut(plain(release.version), Math.floor(columns / 5)),
    ago(release.createdMs, now),
    cut(plain(release.createdBy), Math.floor(columns / 8)),
    differs(release),
  ]);
  return table([' ', 'RELEASE', 'VERSION', 'MADE', 'BY', 'DIFFERS IN'], rows, columns);
}

/** `settings`: those that it was made with. */
export function releaseDetails(release: Release, { settings }: SettingsReply, view: View): string[] {
  const { app, environment, number, version, bundle, createdMs, createdBy, reason, stopped, versionBefore, changes } = release;
  const replicas = Object.entries(release.replicas).map(([process, count]) => `${plain(process)}=${count}`);
  const facts: [string, string][] = [
    ['version', plain(version)],
    ['bundle', plain(bundle)],
    ['made', `${new Date(createdMs).toISOString()} by ${plain(createdBy)}: ${plain(reason)}`],
    ['replicas', `${replicas.join(' ')}${stopped ? ' (stopped)' : ''}`],
    ['settings', `revision ${release.settingsRevision}`],
  ];
  const lines = facts.map(([name, value]) => cut(`  ${name.padEnd(9)} ${value}`, view.columns));
  const before = versionBefore ? [`- version ${plain(versionBefore)}`, `+ version ${plain(version)}`] : [];
  const diff = [...before, ...changeLines(changes, view)].map((line) => `  ${line}`);
  return [
    `${plain(app)} v${number} in ${plain(environment)}${release.current ? ', current' : ''}`,
    ...lines,
    ...(diff.length > 0 ? [`from v${number - 1}:`, ...diff] : []),
    ...(settings.length > 0 ? ['with:', ...settingLines(settings, view.columns - 2).map((line) => `  ${line}`)] : []),
  ];
}

function differs({ versionBefore, changes, reason }: Release): string {
  return [versionBefore ? 'version' : '', changeWords(changes)].filter(Boolean).join(', ') || plain(reason);
}
