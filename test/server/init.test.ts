// A server that is set up on its own machine: what is made, what it is good for, and that nothing starts without it.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { execa } from 'execa';
import { parse } from 'yaml';
import { clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import { readIssued } from '../../certs/issued.ts';
import { makeCertificates } from '../../certs/make.ts';
import { openAuthority } from '../../server/authority.ts';

const ctl = resolve(import.meta.dirname, '../../cli/ctl.js');

const notRoot = process.getuid?.() === 0 ? false : 'only root makes files for others';

describe('ctl server init', () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-init-'));
  const tls = join(folder, 'tls');
  after(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => execa('node', [ctl, 'server', ...args], { reject: false, input: '' });
  const filesIn = (place: string) => (readdirSync(place, { recursive: true }) as string[]).sort();

  it('makes the authorities, the server’s certificate and an admin’s, in the shape of make tls-certs, and says what is next', async () => {
    const { exitCode, stdout, stderr } = await run('init', '--tls', tls, '--operator', 'ann', '--address', 'deploy.example.com');
    equal(exitCode, 0, stderr);
    match(
      stdout,
      /tls: .*\/tls\/server\n[\s\S]*ctl config add castellan --server deploy\.example\.com:7400 --certs .*operators\/ann/,
    );
    await makeCertificates({ out: join(folder, 'made'), hosts: [], operators: ['ann'], addresses: [] });
    deepEqual(filesIn(tls), filesIn(join(folder, 'made')));
    equal(statSync(join(tls, 'authorities', 'client-ca.key.pem')).mode & 0o077, 0);
    const server = serverCredentials(join(tls, 'server'));
    equal(server.identity.cluster, clientCredentials(join(tls, 'operators', 'ann')).identity.cluster);
    deepEqual(
      readIssued(join(tls, 'server')).map(({ kind, name }) => [kind, name]),
      [['operator', 'ann']],
    );
    ok(await openAuthority(join(tls, 'server')), 'the server holds the authorities');
    match((await run('init', '--tls', tls, '--operator', 'ann', '--address', 'deploy.example.com')).stdout, /^kept/);
  });

  it('writes settings once, and gives what root makes to whom the folder around it belongs', { skip: notRoot }, async () => {
    const [state, config] = [join(folder, 'state-of-server'), join(folder, 'etc/server.yaml')];
    mkdirSync(state);
    chownSync(state, 64_999, 64_999);
    const args = ['--tls', join(state, 'tls'), '--config', config, '--operator', 'ann', '--address', 'deploy.example.com'];
    match((await run('init', ...args)).stdout, /made {2}.*server\.yaml/);
    equal(readFileSync(config, 'utf8'), `tls: ${join(state, 'tls/server')}\naddress: "deploy.example.com:7400"\n`);
    deepEqual([statSync(config).mode & 0o777, statSync(join(folder, 'etc')).mode & 0o777], [0o644, 0o755]);
    for (const path of ['tls', ...filesIn(join(state, 'tls')).map((one) => join('tls', one))])
      deepEqual([path, statSync(join(state, path)).uid], [path, 64_999]);
  });

  it('writes settings that name the folders which were made, whatever they are called', async () => {
    const odd = join(folder, 'odd: a #1 "b"');
    const [config, made] = [join(folder, 'odd.yaml'), { tls: join(odd, 'tls'), state: join(odd, 'state') }];
    const folders = ['--tls', made.tls, '--state', made.state];
    const { stderr } = await run('init', ...folders, '--config', config, '--operator', 'ann', '--address', 'deploy.example.com');
    const read = parse(readFileSync(config, 'utf8'));
    deepEqual(read, { tls: join(made.tls, 'server'), state: made.state, address: 'deploy.example.com:7400' }, stderr);
  });

  it('wants an operator and an address', async () => {
    const { exitCode, stderr } = await run('init', '--tls', join(folder, 'none'));
    equal(exitCode, 1);
    match(stderr, /--operator NAME --address HOST/);
  });

  it('without certificates no server starts, and it says how they are made', async () => {
    const { exitCode, stderr } = await run(
      '--tls',
      join(folder, 'none'),
      '--state',
      join(folder, 'state'),
      '--listen',
      '127.0.0.1:0',
    );
    equal(exitCode, 1);
    match(stderr, /cannot read .*cert\.pem: ENOENT.*ctl server init makes them/);
  });
});
