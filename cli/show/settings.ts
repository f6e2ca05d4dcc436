// Settings and what has changed in them, as text. Of a secret there is only which version.
import type { Setting } from '../../proto/generated/castellan/v1/Setting.ts';
import type { SettingDifference } from '../../proto/generated/castellan/v1/SettingDifference.ts';
import { plain } from './plain.ts';
import type { Paint } from './screen.ts';
import { cut, table } from './table.ts';

export function settingLines(settings: Setting[], columns: number): string[] {
  if (settings.length === 0) return ['nothing is set'];
  const rows = settings.map(({ key, process, value, kind }) => [
    plain(key),
    plain(process),
    kind === 'SECRET' ? `version ${plain(value)} (secret)` : plain(value),
  ]);
  return table(['KEY', 'PROCESS', 'VALUE'], rows, columns);
}

/** `- LOG_LEVEL=info`, `+ LOG_LEVEL=debug`, `+ web: DB_PASSWORD, version 3 (secret)` */
export function changeLines(changes: SettingDifference[], { columns, paint }: { columns: number; paint: Paint }): string[] {
  return changes.flatMap((change) => [
    ...(change.wasSet ? [paint('red', cut(`- ${written(change, change.before)}`, columns))] : []),
    ...(change.isSet ? [paint('green', cut(`+ ${written(change, change.after)}`, columns))] : []),
  ]);
}

/** Keys and versions alone: `LOG_LEVEL, web:DB_PASSWORD@3, -OLD, replicas.web=3` */
export function changeWords(changes: SettingDifference[]): string {
  return changes.map(changeWord).join(', ');
}

function changeWord({ key, process, kind, isSet, after }: SettingDifference): string {
  if (key === 'restarts') return 'restart';
  if (key === 'stopped') return isSet ? 'stopped' : 'started';
  const name = plain(process ? `${process}:${key}` : key);
  if (!isSet) return `-${name}`;
  if (kind === 'SECRET') return `${name}@${plain(after)}`;
  return kind === 'SETTING' ? `${name}=${plain(after)}` : name;
}

function written({ key, process, kind }: SettingDifference, value: string): string {
  const name = plain(process ? `${process}: ${key}` : key);
  return kind === 'SECRET' ? `${name}, version ${plain(value)} (secret)` : `${name}=${plain(value)}`;
}
