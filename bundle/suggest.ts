// A first castellan.yaml for a folder, from what lies in it; and where a manifest is looked for.
import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { isLabel } from '../lib/names.ts';
import { type Draft, dialects, type Folder } from './dialects/dialect.ts';
import { manifestName } from './manifest.ts';

/** The manifest among the names at a bundle's root. Other dialects can be read in its place from here on. */
export function findManifest(names: Iterable<string>): string | undefined {
  return [...names].find((name) => name === manifestName);
}

/**
 * A commented castellan.yaml that readManifest accepts, and the evidence for it.
 * @throws the file system's error when the folder cannot be read.
 */
export function suggestManifest(folder: string): { text: string; because: string } {
  const seen = look(resolve(folder));
  for (const dialect of Object.values(dialects)) {
    const draft = dialect.detect(seen);
    if (draft) return { text: manifestText(appName(seen.name), draft), because: draft.because };
  }
  const nothing = {
    processes: [{ name: 'web', command: ['./start'], web: true }],
    because: 'nothing in the folder says how it is started',
  };
  return { text: manifestText(appName(seen.name), nothing), because: nothing.because };
}

function manifestText(app: string, draft: Draft): string {
  const processes = draft.processes.map((process) => [
    `  ${flow(process.name)}:`,
    `    command: ${flow(process.command)}`,
    ...(process.web ? webLines : ['    replicas: 1                  # on each host']),
  ]);
  const head = [`# How this app runs. Written because ${draft.because}; check the command.`, `app: ${flow(app)}`, 'processes:'];
  return `${[...head, ...processes.flat(), ...deployLines].join('\n')}\n`;
}

const webLines = [
  '    ports: { http: auto }        # the app must listen on the port in $PORT',
  '    replicas: 1                  # on each host',
  '    ready: { tcp: true }         # better: { http: /healthz }, answered with 200 once it can serve',
  '    stop: { drain: 30s, timeout: 30s }',
  '    # routes: [ { host: www.example.com } ]',
];

const deployLines = [
  'deploy:',
  '  canary: 1                      # so many hosts go first',
  '  batch: 25%                     # then so many slots at once',
  '  bake: 60s                      # watched for this long after each',
];

/** On one line, quoted where YAML needs it. */
function flow(command: string | string[]): string {
  return stringify(command, { collectionStyle: 'flow', lineWidth: 0, defaultStringType: 'PLAIN' }).trim();
}

function appName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return isLabel(name) && /[a-z]/.test(name) ? name : 'app';
}

function look(path: string): Folder {
  const entries = readdirSync(path).map((name) => {
    const stat = lstatSync(join(path, name));
    return { name, isFile: stat.isFile(), executable: stat.isFile() && (stat.mode & 0o111) !== 0 };
  });
  return { name: basename(path), entries, read: (name) => smallText(join(path, name)) };
}

function smallText(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size <= 2 ** 20 ? readFileSync(file, 'utf8') : undefined;
}
