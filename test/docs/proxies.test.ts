// docs/proxies.md: its settings are settings, its commands run, and it names all that a proxy cannot do.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { execa } from 'execa';
import { agentSettings } from '../../agent/config.ts';
import { loadSettings } from '../../lib/settings.ts';
import { needProgram } from '../needed.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/proxies.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

it('the settings that docs/proxies.md shows are right', () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-docs-'));
  for (const [at, yaml] of blocks('yaml').entries()) {
    const file = join(folder, 'agent.yaml');
    writeFileSync(file, yaml);
    const { settings } = loadSettings({ program: 'agent', shape: agentSettings, argv: ['--config', file], env: {} });
    equal(settings.router.kind, ['haproxy', 'nginx'][at]);
  }
  rmSync(folder, { recursive: true });
});

it('what docs/proxies.md has its reader type works', async () => {
  await needProgram('haproxy');
  const folder = mkdtempSync(join(tmpdir(), 'castellan-docs-'));
  for (const path of ['etc/castellan', 'etc/haproxy']) mkdirSync(join(folder, path), { recursive: true });
  const moved = (text: string) => text.replace(/\/(?:etc|var\/lib)\//g, (path) => `${folder}${path}`);
  writeFileSync(join(folder, 'etc/castellan/castellan-agent.yaml'), moved(blocks('yaml')[0] ?? ''));
  writeFileSync(join(folder, 'etc/haproxy/haproxy.cfg'), 'global\n    maxconn 1000\n');
  const [script = ''] = blocks('sh');
  const ctl = `ctl() { "${process.execPath}" "${root}/cli/ctl.js" "$@"; }`;
  const { stdout, stderr } = await execa('sh', ['-ec', `${ctl}\n${moved(script)}`]);
  match(stdout + stderr, /Configuration file is valid/);
  const { stdout: nginx } = await execa('sh', ['-ec', `${ctl}\nctl generate nginx`]);
  match(nginx, /proxy_pass/);
  rmSync(folder, { recursive: true });
});

it('docs/proxies.md names all that HAProxy refuses', () => {
  const table = readFileSync(join(root, 'agent/decide/router-kinds.ts'), 'utf8');
  const refused = [...table.matchAll(/^ {4}(\w+): lackOfHaproxy/gm)].map(([, name = '']) => name);
  ok(refused.length > 10);
  deepEqual(
    refused.filter((name) => !page.includes(name)),
    [],
  );
});
