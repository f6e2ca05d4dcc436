// Settings of a program that has none yet, for everybody's eyes: programs that run as other users read them too.
import { chmodSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, writeDurable } from './durable-file.ts';

/** False: there are settings, which stay as they are. @throws the file system's error */
export function writeFirstSettings(path: string, lines: string[]): boolean {
  if (existsSync(path)) return false;
  makeOpenFolder(dirname(path));
  writeDurable(path, lines.map((line) => `${line}\n`).join(''));
  chmodSync(path, 0o644);
  return true;
}

/** One that is there stays as it is. Whatever the umask of whoever types it says. */
export function makeOpenFolder(path: string): void {
  if (!existsSync(path)) chmodSync(makeFolder(path), 0o755);
}
