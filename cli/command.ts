// What a command is: a row in the table, and a module with `run`.
import type { Screen } from './show/screen.ts';

export interface CommandRow {
  name: string;
  /** In the words of a usage line: `<app> [release]`. */
  args: string;
  summary: string;
  group: 'Deploy' | 'See' | 'Set up' | 'Access' | 'Run';
  /** Flags as commander reads them, and what each is for. */
  options?: [flags: string, description: string][];
  examples?: [command: string, what: string][];
  load(): Promise<{ run: Run }>;
}

/** Returns the exit status. Throws Usage or a Failure. */
export type Run = (call: Call) => Promise<number>;

/** One call of ctl. */
export interface Call {
  args: string[];
  options: Options;
  screen: Screen;
}

/** All options of all commands; a command reads those in its row. */
export interface Options {
  env: string;
  role?: string;
  scope?: string[];
  oidcIssuer?: string;
  audience?: string;
  claim?: string[];
  oidcCa?: string;
  oidcKeys?: string;
  oidcTokenFile?: string;
  ttl?: string;
  life?: string;
  actor?: string;
  act?: string;
  json?: boolean;
  server?: string;
  certs?: string;
  context?: string;
  timeout?: string;
  all?: boolean;
  to?: string;
  version?: string;
  sign?: string;
  passwordFile?: string;
  detach?: boolean;
  supersede?: boolean;
  follow?: boolean;
  once?: boolean;
  since?: string;
  until?: string;
  host?: string[];
  process?: string[];
  replica?: string[];
  stream?: string;
  tail?: string;
  grep?: string;
  regex?: string;
  ignoreCase?: boolean;
  field?: string[];
  searchTime?: string;
  raw?: boolean;
  timestamps?: boolean;
  limit?: string;
  app?: string;
  force?: boolean;
  plan?: string;
  unset?: string[];
  rollback?: boolean;
  deadline?: string;
  reason?: string;
  confirm?: string;
  safe?: boolean;
  deploy?: boolean;
  revision?: string;
  file?: string;
  from?: string;
  cert?: string;
  key?: string;
  directory?: string;
  email?: string;
  challenge?: string;
  dns?: string;
  agree?: boolean;
  ca?: string;
  binding?: string;
  bindingKey?: string;
}

/** What was typed is wrong; nothing was sent. Exit status 1. */
export class Usage extends Error {
  readonly next: string | undefined;
  constructor(message: string, next?: string) {
    super(message);
    this.next = next;
  }
}
