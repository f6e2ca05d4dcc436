// How a process of the router is started: by which Node, from which code, with which settings.
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface RouterSettings {
  /** Of the router alone: its socket, table and log. */
  stateDir: string;
  /** `8080`, `127.0.0.1:8080`, several with commas. */
  listen: string;
  /** Processes that serve. */
  workers: number;
}

export interface Program {
  /** Absolute paths. */
  node: string;
  main: string;
}

export type Part = 'first' | 'successor' | 'worker';

export const thisProgram: Program = { node: process.execPath, main: fileURLToPath(new URL('main.ts', import.meta.url)) };

/** Tells one release's router from another's. */
export const thisCode = `${version()} ${thisProgram.main}`;

export function startRouter(part: Part, program: Program, settings: RouterSettings, options: SpawnOptions): ChildProcess {
  const { stateDir, listen, workers } = settings;
  const flags = ['--state', stateDir, '--listen', listen, '--workers', String(workers)];
  return spawn(program.node, [program.main, ...flags, ...(part === 'first' ? [] : [`--${part}`])], options);
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
