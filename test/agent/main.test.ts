// The agent as a program: what it refuses to start with, and what it does not trust.
import { equal, match } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { makeCertificates } from '../../certs/make.ts';
import { endAll } from '../e2e/world.ts';
import { freePorts } from '../ports.ts';
import { until } from './host-world.ts';

describe('the agent', () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-agent-'));
  const started: ChildProcess[] = [];
  let port = 0;

  before(async () => {
    [port = 0] = await freePorts(1);
    await makeCertificates({ out: join(folder, 'certs'), hosts: ['h1'], operators: [], addresses: ['127.0.0.1'] });
  });

  afterEach(async () => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    await endAll(folder);
  });

  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  function start(tls = join(folder, 'certs/hosts/h1')) {
    const main = resolve(import.meta.dirname, '../../agent/main.ts');
    const flags = ['--server', '127.0.0.1:1', '--tls', tls, '--state', join(folder, 'state'), '--router-listen', String(port)];
    const child = spawn(process.execPath, [main, ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH },
    });
    started.push(child);
    const said = { text: '' };
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said.text += text;
    });
    return { child, said, ended: once(child, 'exit') as Promise<[number | null]> };
  }

  it('A11: refuses to be the second one with a state folder, and the first does not notice', async () => {
    const first = start();
    await until(
      'the first has started',
      () => first.said.text.includes('"agent started"'),
      () => first.said.text,
    );
    const second = start();
    equal((await second.ended)[0], 1);
    match(second.said.text, /another agent works with \S+state already/);
    equal(first.child.exitCode, null);
  });

  it('A15: refuses a key that everybody can read, says which and what to do, and changes nothing about it', async () => {
    const tls = join(folder, 'open');
    cpSync(join(folder, 'certs/hosts/h1'), tls, { recursive: true });
    chmodSync(join(tls, 'key.pem'), 0o644);
    const key = readFileSync(join(tls, 'key.pem'), 'utf8');
    const { ended, said } = start(tls);
    equal((await ended)[0], 1);
    match(said.text, /open\/key\.pem can be read by everybody on this machine/);
    equal(readFileSync(join(tls, 'key.pem'), 'utf8'), key);
  });

  for (const [what, spoil, says] of [
    ['is not there', (path: string) => rmSync(path), /cannot read \S+cert\.pem: ENOENT/],
    ['makes no sense', (path: string) => writeFileSync(path, 'garbage'), /cert\.pem is not a certificate/],
  ] as const) {
    it(`A15: refuses to start when its certificate ${what}, and makes no other one`, async () => {
      const tls = join(folder, `spoilt-${what.length}`);
      cpSync(join(folder, 'certs/hosts/h1'), tls, { recursive: true });
      spoil(join(tls, 'cert.pem'));
      const { ended, said } = start(tls);
      equal((await ended)[0], 1);
      match(said.text, says);
    });
  }
});
