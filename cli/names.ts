// Names that were typed, checked before anything is sent.
import { isLabel, isVersionName, labelRule, versionRule } from '../lib/names.ts';
import { Usage } from './command.ts';

export function appName(text: string | undefined): string {
  return checkedLabel(text, 'app');
}

export function environmentName(text: string): string {
  return checkedLabel(text, 'environment');
}

export function processName(text: string): string {
  return checkedLabel(text, 'process');
}

export function hostName(text: string): string {
  return checkedLabel(text, 'host');
}

export function operatorName(text: string): string {
  return checkedLabel(text, 'operator');
}

export function versionName(text: string): string {
  if (isVersionName(text)) return text;
  throw new Usage(`${JSON.stringify(text)} is not a version name: ${versionRule}`);
}

/** `hello@1.2.0` */
export function appAtVersion(text: string): { app: string; version: string } {
  const at = text.indexOf('@');
  return { app: appName(text.slice(0, at)), version: versionName(text.slice(at + 1)) };
}

/** `v12` or `12` -> 12 */
export function releaseNumber(text: string): number {
  const found = /^v?([1-9]\d{0,8})$/.exec(text);
  if (found) return Number(found[1]);
  throw new Usage(`${JSON.stringify(text)} is not a release: write for example v12`, 'ctl releases APP');
}

/** `LOG_LEVEL=debug`; what follows the first `=` is the value, whatever it is. */
export function keyAndValue(text: string): { key: string; value: string } {
  const at = text.indexOf('=');
  if (at <= 0) throw new Usage(`${JSON.stringify(text)} is not KEY=VALUE, such as LOG_LEVEL=debug`);
  return { key: text.slice(0, at), value: text.slice(at + 1) };
}

function checkedLabel(text: string | undefined, what: string): string {
  if (text !== undefined && isLabel(text)) return text;
  throw new Usage(
    `${JSON.stringify(text ?? '')} is not the name of an ${what}: ${labelRule}`.replace(/an (process|host)/, 'a $1'),
  );
}
