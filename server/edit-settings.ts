// A change of settings as it was typed, KEY=VALUE by KEY=VALUE: read, checked with every mistake at once, and made.
import { isRouteHost } from '../bundle/routes.ts';
import { isLabel } from '../lib/names.ts';
import { isNetwork } from '../lib/networks.ts';
import type { Settings } from './settings.ts';

export interface Edit {
  set: { key: string; value: string }[];
  unset: string[];
  /** Variables are for this process alone; empty: for all. */
  process: string;
}

export const maxValueBytes = 32 * 1024;
/** Variables travel with each process of an assignment: assignment-size.ts bounds all of them. */
const maxVariablesBytes = 64 * 1024;
const shownLength = 60;

/** The settings after the edit, or what is wrong with it. `processes`: those that the app has. */
export function edited(settings: Settings, edit: Edit, processes: string[]): { settings: Settings; mistakes: string[] } {
  const next = structuredClone(settings);
  const mistakes = [...repeatedKeys(edit), ...unknownProcess(edit.process, processes)];
  const note = (key: string, mistake: string) => {
    if (mistake) mistakes.push(`${JSON.stringify(key.slice(0, shownLength))}: ${mistake}`);
  };
  for (const { key, value } of edit.set) note(key, setOne(next, key, value, edit.process, processes));
  for (const key of edit.unset) note(key, unsetOne(next, key, edit.process));
  for (const trouble of tooLarge(next)) mistakes.push(trouble);
  return { settings: tidy(next), mistakes };
}

/** `set LOG_LEVEL, replicas.web; unset OLD`: names alone, never values. */
export function editText({ set, unset, process }: Edit): string {
  const parts = [set.length > 0 ? `set ${set.map(({ key }) => key).join(', ')}` : ''];
  if (unset.length > 0) parts.push(`unset ${unset.join(', ')}`);
  return `${parts.filter(Boolean).join('; ')}${process ? ` of ${process}` : ''}`.slice(0, 200);
}

/** Why it cannot be the name of a variable; empty: it can. */
export function nameMistake(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name) || name === '__proto__')
    return 'a name is letters, digits and _, at most 128, not beginning with a digit';
  return name.startsWith('CASTELLAN_') ? 'names that begin with CASTELLAN_ are set by Castellan itself' : '';
}

/** Why it cannot be the value of a variable; empty: it can. Says nothing of what is in it. */
export function valueMistake(value: string): string {
  if (value.includes('\0')) return 'a value cannot contain a zero byte';
  return Buffer.byteLength(value) > maxValueBytes ? `a value has at most ${maxValueBytes / 1024} KiB` : '';
}

/** `KIND.PROCESS=VALUE`. Each reads what was typed, or says what it must be. */
const kinds = {
  replicas: (text: string) => (/^(\d{1,3}|1000)$/.test(text) ? Number(text) : { mistake: 'must be a number from 0 to 1000' }),
  hosts: readHosts,
  on: readLabels,
  maintenance: readSwitch,
  tls: readCertificate,
  allow: readNetworks,
} as const;

const keyRule = `a key is NAME (a variable), ${Object.keys(kinds)
  .map((kind) => `${kind}.PROCESS`)
  .join(', ')}`;

function setOne(next: Settings, key: string, value: string, process: string, processes: string[]): string {
  if (!key.includes('.')) return setVariable(next, key, value, process);
  const [kind, of] = split(key);
  if (!isKind(kind)) return keyRule;
  if (process) return 'the key names its process already';
  if (!processes.includes(of)) return noSuchProcess(of, processes);
  const read = kinds[kind](value);
  if (typeof read === 'object' && 'mistake' in read && typeof read.mistake === 'string') return read.mistake;
  if (read === undefined) delete next[kind][of];
  else (next[kind] as Record<string, unknown>)[of] = read;
  return '';
}

function setVariable(next: Settings, name: string, value: string, process: string): string {
  const mistake = nameMistake(name) || valueMistake(value);
  if (mistake) return mistake;
  if (isSecret(next, name)) return 'it is a secret: change it with ctl secrets set, or unset it first';
  if (process) next.processVariables[process] = { ...next.processVariables[process], [name]: value };
  else next.variables[name] = value;
  return '';
}

function unsetOne(next: Settings, key: string, process: string): string {
  const [kind, of] = split(key);
  if (!key.includes('.')) {
    if (isSecret(next, key)) return 'it is a secret: ctl secrets unset';
    const variables = process ? next.processVariables[process] : next.variables;
    if (variables) delete variables[key];
    return '';
  }
  if (!isKind(kind)) return keyRule;
  delete next[kind][of];
  return '';
}

/** Not a variable: Castellan reads it itself. */
export function isOwnKey(key: string): boolean {
  return key.includes('.') && isKind(split(key)[0]);
}

/** Under this name, for all or any process. */
export function isSecret({ secrets, processSecrets }: Settings, name: string): boolean {
  return [secrets, ...Object.values(processSecrets)].some((of) => Object.hasOwn(of, name));
}

export function isVariable({ variables, processVariables }: Settings, name: string): boolean {
  return [variables, ...Object.values(processVariables)].some((of) => Object.hasOwn(of, name));
}

/** Without what is left empty, so that what was set and unset again is as it was. */
export function tidy(settings: Settings): Settings {
  const filled = <Of extends object>(all: Record<string, Of>) =>
    Object.fromEntries(Object.entries(all).filter(([, of]) => Object.keys(of).length > 0));
  const { processVariables, processSecrets, hosts, on } = settings;
  return {
    ...settings,
    processVariables: filled(processVariables),
    processSecrets: filled(processSecrets),
    hosts: filled(hosts),
    on: filled(on),
  };
}

export function noSuchProcess(process: string, processes: string[]): string {
  return `there is no process ${JSON.stringify(process.slice(0, shownLength))}; the processes are: ${processes.join(', ')}`;
}

function unknownProcess(process: string, processes: string[]): string[] {
  return process === '' || processes.includes(process) ? [] : [noSuchProcess(process, processes)];
}

function repeatedKeys({ set, unset }: Edit): string[] {
  const seen = new Set<string>();
  const again = [...set.map(({ key }) => key), ...unset].filter((key) => seen.size === seen.add(key).size);
  return [...new Set(again)].map((key) => `${JSON.stringify(key.slice(0, shownLength))} is given twice`);
}

function tooLarge({ variables, processVariables }: Settings): string[] {
  const all = [variables, ...Object.values(processVariables)].flatMap((of) => Object.entries(of));
  const bytes = all.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  return bytes > maxVariablesBytes
    ? [`all variables together have at most ${maxVariablesBytes / 1024} KiB, and these ${bytes} bytes`]
    : [];
}

function readHosts(text: string): string[] | { mistake: string } {
  const names = listOf(text);
  return names.every(isRouteHost)
    ? names
    : { mistake: 'must be host names in lower case with commas between them; * stands for one label' };
}

function readNetworks(text: string): string[] | { mistake: string } {
  const networks = listOf(text);
  if (networks.every(isNetwork)) return networks;
  return { mistake: 'must be addresses or networks such as 10.0.0.0/8 with commas between them' };
}

/** off is what it is without the setting. */
function readSwitch(text: string): true | undefined | { mistake: string } {
  if (text === 'on') return true;
  return text === 'off' ? undefined : { mistake: 'must be on or off' };
}

function readCertificate(text: string): string | { mistake: string } {
  return isLabel(text) ? text : { mistake: 'must be acme, or the name of a certificate (ctl certs list)' };
}

function listOf(text: string): string[] {
  return [...new Set(text.split(',').map((one) => one.trim()))];
}

/** `role=front,disk=ssd` */
function readLabels(text: string): Record<string, string> | { mistake: string } {
  const pairs = text.split(',').map((pair) => pair.trim().split('='));
  const isRight = ([name = '', value = '', ...more]: string[]) =>
    more.length === 0 && isLabel(name) && /^[A-Za-z0-9._-]{1,63}$/.test(value);
  return pairs.every(isRight) ? Object.fromEntries(pairs) : { mistake: 'must be labels such as role=front,disk=ssd' };
}

function split(key: string): [kind: string, of: string] {
  const at = key.indexOf('.');
  return [key.slice(0, at), key.slice(at + 1)];
}

function isKind(kind: string): kind is keyof typeof kinds {
  return Object.hasOwn(kinds, kind);
}
