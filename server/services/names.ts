// Names in requests, checked once, all mistakes at once.
import { agentApp, isLabel, isReserved, isVersionName, labelRule, versionRule } from '../../lib/names.ts';
import { fail, failOnMistakes } from '../../proto/failure.ts';
import type { Target } from '../records/releases.ts';

export const defaultEnvironment = 'production';

/** An empty environment means the default one. @throws Failure bad-input */
export function checkTarget({ app, environment }: { app: string; environment: string }): Target {
  const target = { app, environment: environment || defaultEnvironment };
  check([nameMistake('app', target.app), nameMistake('environment', target.environment)]);
  return target;
}

/** A number, or what is under way of an app. @throws Failure bad-input */
export function checkWhich({ number, app, environment }: Target & { number: number }): Target & { number: number } {
  return number > 0 ? { number, app: '', environment: '' } : { number: 0, ...checkTarget({ app, environment }) };
}

/** @throws Failure bad-input */
export function checkVersion(app: string, version: string): void {
  check([nameMistake('app', app), versionMistake(version)]);
}

/** Of the names that are ours, only the agent's is pushed. @throws Failure refused */
export function checkPushable(app: string): void {
  if (isReserved(app) && app !== agentApp)
    throw fail('refused', `the name ${app} is reserved: apps whose names begin with castellan- are Castellan's own`);
}

/** @throws Failure refused */
export function checkDeployable(app: string, version: string): void {
  if (!isReserved(app)) return;
  const next = app === agentApp ? `ctl hosts upgrade --all --to ${version}` : undefined;
  throw fail('refused', `${app} is Castellan's own and is not deployed like an app`, next ? { next } : {});
}

/** @throws Failure bad-input, with all of them that are none. */
export function checkHosts(hosts: string[]): string[] {
  check(hosts.map((host) => nameMistake('host', host)));
  return [...new Set(hosts)];
}

/** Empty means any. @throws Failure bad-input */
export function checkFilter({ app, environment }: { app: string; environment: string }): void {
  check([app ? nameMistake('app', app) : '', environment ? nameMistake('environment', environment) : '']);
}

/** How many are to be shown of what takes long to tell: 20, unless something else is asked for. */
export function checkLimit(limit: number): number {
  return limit > 0 ? Math.min(limit, 200) : 20;
}

/** How many rows of a list fit into a reply with room to spare. A caller that is older asks for all of them. */
export function checkRows(limit: number): number {
  return limit > 0 ? Math.min(limit, 1000) : 1000;
}

/** @throws Failure bad-input when it is longer than an id has any need to be. */
export function checkRequestId(id: string): string {
  if (id.length > 200) throw fail('bad-input', 'a request id has at most 200 characters');
  return id;
}

function check(mistakes: string[]): void {
  failOnMistakes(mistakes.filter(Boolean));
}

/** Empty: none. */
export function nameMistake(what: string, name: string): string {
  return isLabel(name) ? '' : `${JSON.stringify(name.slice(0, 80))} is no name for an ${what}: ${labelRule}`;
}

/** Empty: none. */
export function versionMistake(name: string): string {
  return isVersionName(name) ? '' : `${JSON.stringify(name.slice(0, 140))} is no name for a version: ${versionRule}`;
}
