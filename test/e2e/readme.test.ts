// README's first deployment, typed line by line in a copy of this clone: what it says must work as it stands there.
import { equal, match, notEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, it } from 'node:test';
import { freePorts } from '../ports.ts';
import { endAll } from './world.ts';

const root = resolve(import.meta.dirname, '../..');
const copied = ['Makefile', 'package.json', 'package-lock.json', 'agent', 'bundle', 'certs', 'cli', 'lib', 'proto', 'server'];

/** `<!-- tested: step -->` stands before each block of a step. */
const step = /<!-- tested: step -->\n```sh\n([\s\S]*?)```/g;

let clone = '';

before(() => {
  clone = mkdtempSync(join(tmpdir(), 'castellan-readme-'));
  const skip = join(root, 'certs/local');
  for (const name of copied) cpSync(join(root, name), join(clone, name), { recursive: true, filter: (path) => path !== skip });
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
});

after(async () => {
  await endAll(clone);
  rmSync(clone, { recursive: true, force: true, maxRetries: 5 });
});

it('the steps of README.md work, one after the other', async () => {
  const blocks = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(step)].map(([, block = '']) => block);
  notEqual(blocks.length, 0, 'README.md has no tested steps');
  const [server = 0, router = 0] = await freePorts(2);
  const script = blocks.join('\n').replaceAll('7400', String(server)).replaceAll('8080', String(router));
  const status = typed(script.replace(waitsForHost, (line) => `${untilConnected}\n${line}`));
  const said = ['typed.log', 'server.log', 'agent.log'].map((name) => readFileSync(join(clone, name), 'utf8').slice(-3000));
  equal(status, 0, said.join('\n'));
  match(said[0] ?? '', /hello, first\n[\s\S]*hello, second\n[\s\S]*hello, first\n/);
});

/** A person types more slowly than a host connects. */
const waitsForHost = /^npx ctl hosts$/m;
const untilConnected = 'for try in $(seq 100); do npx ctl hosts 2>/dev/null | grep -qw connected && break; sleep 0.2; done';

/** As in a shell that stops at the first failure, with nothing of the outer environment but the way to Node. Its exit status. */
function typed(script: string): number | null {
  const env = { PATH: `${join(root, 'node_modules/.bin')}:${dirname(process.execPath)}:${process.env.PATH}`, HOME: clone };
  // A file, not a pipe: the server and the agent in the background would keep a pipe open.
  const output = openSync(join(clone, 'typed.log'), 'a');
  const options = { cwd: clone, env, stdio: ['ignore' as const, output, output], timeout: 120_000 };
  const { status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], options);
  closeSync(output);
  return status;
}
