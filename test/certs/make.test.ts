// `make tls-certs`, as it is typed: what lies where, for whose eyes, and that it can be typed again.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import { makeCertificates } from '../../certs/make.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-make-'));
});
after(() => rmSync(folder, { recursive: true }));

const program = fileURLToPath(new URL('../../certs/make.ts', import.meta.url));
const typed = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

function everything(place: string): Record<string, string> {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  );
}

test('it makes what a first try needs, for its owner’s eyes alone, and the second time nothing', () => {
  const out = join(folder, 'first');
  const first = typed('--out', out, '--host', 'web-1', '--operator', 'ann', '--address', 'server.example.com');
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /made .*server\n/);
  assert.equal(serverCredentials(join(out, 'server')).identity.kind, 'server');
  assert.equal(clientCredentials(join(out, 'hosts/web-1')).identity.name, 'web-1');
  assert.equal(clientCredentials(join(out, 'operators/ann')).identity.name, 'ann');
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    const mode = statSync(join(entry.parentPath, entry.name)).mode & 0o777;
    assert.equal(mode, entry.isDirectory() ? 0o700 : 0o600, join(entry.parentPath, entry.name));
  }

  const before = everything(out);
  const second = typed('--out', out, '--host', 'web-1', '--operator', 'ann');
  assert.equal(second.status, 0, second.stderr);
  assert.doesNotMatch(second.stdout, /made/);
  assert.deepEqual(everything(out), before);
});

test('a new address makes the server’s certificate anew, with the old addresses; a new name adds to what is there', async () => {
  const out = join(folder, 'grown');
  const common = { out, operators: ['ann'], hosts: ['web-1'] };
  await makeCertificates({ ...common, addresses: ['::1', '10.0.0.1'] });
  const made = await makeCertificates({ ...common, hosts: ['web-1', 'web-2'], addresses: ['b.example.com'] });
  assert.deepEqual(
    made.map(({ fresh }) => fresh),
    [true, false, true, false],
  );
  const again = await makeCertificates({ ...common, addresses: ['::1', '10.0.0.1', 'b.example.com'] });
  assert.deepEqual(
    again.map(({ fresh }) => fresh),
    [false, false, false],
  );
});

test('a certificate past half of its life, damaged, or of another authority is made anew', async () => {
  const out = join(folder, 'worn');
  const authorities = await makeAuthorities(out);
  const day = 24 * 3_600_000;
  await issueInto(out, authorities, {
    kind: 'host',
    name: 'old',
    notBefore: new Date(Date.now() - 6 * day),
    notAfter: new Date(Date.now() + 5 * day),
  });
  await issueInto(out, authorities, {
    kind: 'host',
    name: 'young',
    notBefore: new Date(Date.now() - 4 * day),
    notAfter: new Date(Date.now() + 5 * day),
  });
  await issueInto(out, await makeAuthorities(join(folder, 'foreign')), { kind: 'host', name: 'foreign' });
  const made = await makeCertificates({ out, hosts: ['old', 'young', 'foreign'], operators: [], addresses: [] });
  assert.deepEqual(
    made.slice(1).map(({ fresh }) => fresh),
    [true, false, true],
  );
});

test('names that cannot be are all said at once, with exit status 1, and nothing is made', () => {
  const out = join(folder, 'wrong');
  const { status, stderr } = typed('--out', out, '--host', '../x', '--operator', 'Ann', '--address', 'a b');
  assert.equal(status, 1);
  for (const name of ['../x', 'Ann', 'a b']) assert.ok(stderr.includes(`"${name}"`), stderr);
  assert.throws(() => readdirSync(out), /ENOENT/);
  assert.equal(typed('--hoost', 'x').status, 1);
});
