// The app of the demo: Node-RED, a real web application of several thousand files, as its authors publish it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const app = 'node-red';

const locks = join(import.meta.dirname, 'app-lock');
const settingsFile = join(import.meta.dirname, 'settings.cjs');

interface Made {
  version: string;
  folder: string;
}

/** Three folders to push: an older version, a newer one, and the newer one with settings that stop it from starting. */
export function fetchApps(state: string): Record<'old' | 'new' | 'broken', Made> {
  const old = fetched(state, '5.0.4');
  const newer = fetched(state, '5.0.7');
  const broken = { version: '5.0.7-broken', folder: join(state, 'app', '5.0.7-broken') };
  rmSync(broken.folder, { recursive: true, force: true });
  cpSync(newer.folder, broken.folder, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(broken.folder, 'settings.cjs'), `throw new Error('the address of the message broker is not set');\n`);
  return { old, new: newer, broken };
}

function fetched(state: string, version: string): Made {
  const folder = join(state, 'app', version);
  if (!existsSync(join(folder, 'complete'))) {
    console.log(`fetching ${app} ${version} and the packages that it needs from the npm registry`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(join(locks, version), folder, { recursive: true });
    install(folder);
    writeFileSync(join(folder, 'complete'), '');
  }
  cpSync(settingsFile, join(folder, 'settings.cjs'));
  writeFileSync(join(folder, 'castellan.yaml'), manifest);
  return { version, folder };
}

/** With the npm that was there before ours: no script of any package is run. */
function install(folder: string): void {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.includes('node_modules'))
    .join(delimiter);
  const args = ['ci', '--ignore-scripts', '--omit=dev', '--omit=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync('npm', args, { cwd: folder, env: { ...process.env, PATH: path }, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm ci in ${folder} failed${error ? `: ${error.message}` : ''}`);
}

const manifest = `app: ${app}
processes:
  web:
    command: [node, node_modules/node-red/red.js, --settings, settings.cjs]
    ports: { http: auto }
    replicas: 1
    ready: { http: /settings, every: 1s, after: 2 }
    live: { http: /settings, every: 5s, failures: 3 }
    start_timeout: 60s
    stop: { drain: 10s, timeout: 10s }
    routes: [ { path: / } ]
deploy: { canary: 1, batch: 50%, healthy: 2s, bake: 3s, progress_deadline: 2m }
`;
