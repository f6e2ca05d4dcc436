// What a folder seems to be, and a first castellan.yaml for it.
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { isLabel } from '../lib/names.ts';

export interface Looked {
  app: string;
  /** Process name -> argv, or one string for sh. */
  processes: Record<string, string | string[]>;
  /** What it was taken from, in words. */
  from: string;
}

/** Looks for a Procfile, then package.json's start script, then a single executable; else a place-holder to fill in. */
export function lookInto(folder: string): Looked {
  const app = label(packageOf(folder)?.name ?? basename(resolve(folder)));
  const found = procfile(folder) ?? nodePackage(folder) ?? executable(folder);
  return { app, ...(found ?? { processes: { web: ['./run'] }, from: 'nothing there says how to run it: fill in the command' }) };
}

/** The text of the file: what is needed, and in comments what is often wanted. */
export function firstManifest({ app, processes }: Looked): string {
  const lines = ['# How to run this version. Reference: docs/manifest.md', `app: ${app}`, 'processes:'];
  for (const [name, command] of Object.entries(processes))
    lines.push(`  ${name}:`, ...(name === 'web' ? web(command) : [shown(command)]));
  return `${lines.join('\n')}\n`;
}

function web(command: string | string[]): string[] {
  return [
    shown(command),
    '    ports: { http: auto }    # the replica listens on $PORT',
    '    replicas: 2              # on each host',
    '    ready: { tcp: true }     # better: { http: /healthz }',
    '    routes: [ { path: / } ]  # add host: www.example.com to answer for that name alone',
  ];
}

function shown(command: string | string[]): string {
  return `    command: ${stringify(command, { collectionStyle: 'flow', lineWidth: 0 }).trim()}`;
}

type Found = Omit<Looked, 'app'>;

/** `web: node server.js` */
function procfile(folder: string): Found | undefined {
  const entries = (textOf(folder, 'Procfile') ?? '').split('\n').flatMap((line) => {
    const [, name, command] = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(line.trim()) ?? [];
    return name && command ? [[label(name), command] as const] : [];
  });
  return entries.length > 0 ? { processes: Object.fromEntries(entries), from: 'from Procfile' } : undefined;
}

function nodePackage(folder: string): Found | undefined {
  const start = packageOf(folder)?.scripts?.start;
  if (typeof start !== 'string') return undefined;
  // npm between the agent and the app would hide its signals and its exit status.
  const words = /^node( [\w./@-]+)+$/.test(start) ? start.split(' ') : start;
  return { processes: { web: words }, from: "from package.json's start script" };
}

function executable(folder: string): Found | undefined {
  const all = readdirSync(folder).filter((name) => !name.startsWith('.') && isExecutable(join(folder, name)));
  return all.length === 1 ? { processes: { web: [`./${all[0]}`] }, from: `from the executable ${all[0]}` } : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function packageOf(folder: string): { name?: string; scripts?: { start?: unknown } } | undefined {
  try {
    const value: unknown = parse(textOf(folder, 'package.json') ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function textOf(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}

/** The nearest name that is allowed. */
function label(text: string): string {
  const near = String(text)
    .split('/')
    .at(-1)
    ?.toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
  return near && isLabel(near) ? near : 'app';
}
