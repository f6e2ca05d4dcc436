// What ctl generate prints is what HAProxy and nginx take.
import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, it } from 'node:test';
import { execa } from 'execa';
import { operators } from '../agent/router/nginx-started.ts';
import { needProgram } from '../needed.ts';

const ctl = resolve(import.meta.dirname, '../../cli/ctl.js');
let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-generate-'));
});
after(() => rmSync(folder, { recursive: true }));

async function generate(...args: string[]): Promise<string> {
  return (await execa(process.execPath, [ctl, 'generate', ...args, '--state', folder], { stripFinalNewline: false })).stdout;
}

it('HAProxy takes it beside its operator’s own, whatever room and ports it is to have', async () => {
  await needProgram('haproxy');
  for (const name of ['routes.map', 'wildcards.map']) writeFileSync(join(folder, name), '');
  const flags = ['--router-haproxy-folder', folder, '--router-haproxy-routes', '3', '--router-haproxy-slots', '5'];
  const text = await generate('haproxy', ...flags, '--router-listen', '8080', '--router-haproxy-ports', '9000');
  writeFileSync(join(folder, 'castellan.cfg'), text);
  writeFileSync(join(folder, 'haproxy.cfg'), 'global\n    maxconn 1000\n');
  const { all } = await execa('haproxy', ['-c', '-f', join(folder, 'haproxy.cfg'), '-f', join(folder, 'castellan.cfg')], {
    all: true,
  });
  match(all ?? '', /valid/);
  deepEqual(text.match(/^ {4}bind .*$/gm), ['    bind :8080', '    bind :9000']);
  equal(text.match(/^backend/gm)?.length, 3);
  match(text, /server-template s 1-5 /);
});

it('nginx takes it in its http section, by the names that the router of this host knows', async () => {
  await needProgram('nginx', 'nginx-light');
  const route = { port: null, path: '/', app: 'a', environment: 'e', process: 'p', targets: [] };
  const routes = ['a.test', '*.b.test'].map((host) => ({ ...route, host }));
  writeFileSync(join(folder, 'routes.json'), JSON.stringify({ revision: 1, routes }));
  const text = await generate('nginx', '--router-state', folder, '--router-listen', '8080');
  writeFileSync(join(folder, 'castellan.conf'), text);
  writeFileSync(join(folder, 'nginx.conf'), operators(folder));
  await execa('nginx', ['-t', '-c', join(folder, 'nginx.conf')]);
  match(text, /server_name a\.test;/);
  match(text, /server_name "~\^\[\^\.\]\+\\\.b\\\.test\$";/);
});

it('anything else is a mistake', async () => {
  const { exitCode, stderr } = await execa(process.execPath, [ctl, 'generate', 'caddy'], { reject: false });
  equal(exitCode, 1);
  match(stderr, /usage: ctl generate haproxy\|nginx/);
});
