// Versions to deploy: hello, or hello made bad in one of the ways in test/apps, stamped with a version.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const templates = resolve(import.meta.dirname, '../apps');

export type Template =
  | 'hello'
  | 'never-healthy'
  | 'crashes-after'
  | 'fails-some'
  | 'ignores-sigterm'
  | 'exits-at-once'
  | 'flood-logs'
  | 'writes-logs'
  | 'counts';

export interface AppOptions {
  template?: Template;
  /** On each host; or in total. */
  replicas?: number | { total: number; lost_after?: string };
  /** Labels that its hosts have to have. */
  on?: Record<string, string>;
  /** Keys of `deploy`, over the short ones below. */
  deploy?: Record<string, unknown>;
  startTimeout?: string;
  /** Polite apps finish what is in flight after SIGTERM too; one that ignores it needs a drain that covers all of it. */
  stop?: { drain: string; timeout: string };
  env?: Record<string, string>;
  /** Keys of its process's `restart`, over the short ones below. */
  restart?: Record<string, unknown>;
  /** Of its process; text is run by a shell. */
  command?: string[] | string;
  /** Of the whole app. */
  hooks?: Record<string, unknown>;
  /** More keys of its process. */
  web?: Record<string, unknown>;
  /** More files, by path. */
  files?: Record<string, string>;
}

export const appHost = 'hello.test';

/** Writes a folder to push, below `parent`, and returns its path. */
export function makeApp(parent: string, version: string, options: AppOptions = {}): string {
  const folder = join(parent, `hello-${version}`);
  mkdirSync(folder, { recursive: true });
  for (const layer of new Set(['hello', options.template ?? 'hello'])) {
    cpSync(join(templates, layer), folder, { recursive: true });
  }
  writeFileSync(join(folder, 'VERSION'), `${version}\n`);
  writeFileSync(join(folder, 'castellan.yaml'), manifest(options));
  for (const [path, text] of Object.entries(options.files ?? {})) writeFileSync(join(folder, path), text);
  return folder;
}

function manifest({
  replicas = 2,
  on = {},
  deploy = {},
  env = {},
  hooks = {},
  web = {},
  command = ['node', 'server.js'],
  restart = {},
  stop = { drain: '1500ms', timeout: '10s' },
  startTimeout = '30s',
}: AppOptions): string {
  const short = { canary: 1, batch: '100%', healthy: '500ms', bake: '500ms', progress_deadline: '60s', ...deploy };
  return `app: hello
processes:
  web:
    command: ${JSON.stringify(command)}
    ports: { http: auto }
    replicas: ${JSON.stringify(replicas)}
    on: ${JSON.stringify(on)}
    env: ${JSON.stringify(env)}
    ready: { http: /healthz, every: 250ms, timeout: 2s, after: 1 }
    start_timeout: ${startTimeout}
    stop: ${JSON.stringify(stop)}
    restart: ${JSON.stringify({ backoff: { min: '200ms', max: '1s' }, ...restart })}
    routes: [ { host: ${appHost}, path: / } ]
${Object.entries(web)
  .map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`)
  .join('')}hooks: ${JSON.stringify(hooks)}
deploy: ${JSON.stringify(short)}
`;
}
