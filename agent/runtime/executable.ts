// Whether a command can be started at all, said before anything else happens.
import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { longestArgument } from '../../bundle/shape.ts';
import { NotStarted, type RunPlan } from './runtime.ts';

/** The file that would be run. @throws NotStarted with the reason */
export function findExecutable({ command, folder, env }: Pick<RunPlan, 'command' | 'folder' | 'env'>): string {
  const long = tooLong({ command, env });
  if (long) throw new NotStarted(`did not start: ${long} is longer than ${longestArgument} bytes, which no program can be given`);
  const cut = withNul({ command, env });
  if (cut) throw new NotStarted(`did not start: ${cut} has a NUL byte in it, which no program can be given`);
  const name = command[0] ?? '';
  if (!isFolder(folder)) throw new NotStarted(`did not start: its folder ${folder} is not there`);
  const places = candidates(name, folder, env.PATH ?? '');
  const troubles = places.map(troubleWith);
  const found = places[troubles.indexOf('')];
  if (found !== undefined) return found;
  const trouble = troubles.find((found) => found !== 'missing') ?? 'missing';
  throw new NotStarted(`did not start: ${name}: ${trouble === 'missing' ? notFound(name) : trouble}`);
}

type Given = Pick<RunPlan, 'command' | 'env'>;

function tooLong(given: Given): string | undefined {
  return firstOf(given, (text) => Buffer.byteLength(text) > longestArgument);
}

function withNul(given: Given): string | undefined {
  return firstOf(given, (text) => text.includes('\0'));
}

function firstOf({ command, env }: Given, isSo: (text: string) => boolean): string | undefined {
  const argument = command.findIndex(isSo);
  if (argument >= 0) return `argument ${argument} of its command`;
  const variable = Object.entries(env).find(([name, value]) => isSo(`${name}=${value}`));
  return variable && `variable ${variable[0]}`;
}

function candidates(name: string, folder: string, path: string): string[] {
  if (name.includes('/')) return [resolve(folder, name)];
  return path.split(':').map((part) => join(isAbsolute(part) ? part : resolve(folder, part), name));
}

/** Empty: none. */
function troubleWith(path: string): string {
  try {
    if (!statSync(path).isFile()) return 'not a file';
    accessSync(path, constants.X_OK);
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'not executable' : 'missing';
  }
}

function notFound(name: string): string {
  return name.includes('/') ? 'no such file in the bundle' : 'not found in PATH';
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
