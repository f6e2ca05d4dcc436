// ctl follows an exchange of authorities by itself, whatever it was asked for; killed in the middle, the next one goes on.
import { deepEqual, doesNotMatch, equal, match, notEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import { authoritiesIn } from '../../certs/authorities.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from '../server/identities-world.ts';

const ctlPath = resolve(import.meta.dirname, '../../cli/ctl.js');

describe('ctl, while the authorities are exchanged', () => {
  let world: IdentitiesWorld;

  before(async () => {
    world = await openIdentitiesWorld([]);
    for (const name of ['bob', 'carl']) await world.add('operator', name);
  });
  after(() => world?.close());

  const ctl = (name: string, args: string[], failpoint = '') =>
    execa('node', [ctlPath, ...args, '--server', world.mainAddress, '--certs', world.placeOf(name)], {
      env: { CASTELLAN_FAILPOINT: failpoint, CASTELLAN_CONFIG: join(world.folder, 'none.yaml') },
      reject: false,
    });
  const trusts = (name: string) => authoritiesIn(readFileSync(join(world.placeOf(name), 'ca.pem'), 'utf8')).length;
  const fingerprint = (name: string) => clientCredentials(world.placeOf(name)).identity.fingerprint;
  const files = (name: string) => readdirSync(world.placeOf(name)).sort();
  const whole = ['ca.pem', 'cert.pem', 'key.pem'];

  it('trusts the new ones too, once they are announced, and says so once', async () => {
    doesNotMatch((await ctl('bob', ['whoami'])).stderr, /note/);
    await world.identities().rotateAuthorities({});
    const before = fingerprint('bob');
    const { stdout, stderr } = await ctl('bob', ['whoami', '--json']);
    equal(JSON.parse(stdout).operator.name, 'bob');
    match(stderr, /^note: the authorities are being exchanged; your certificates have followed$/);
    deepEqual([trusts('bob'), fingerprint('bob'), files('bob')], [2, before, whole]);
    equal((await ctl('bob', ['whoami'])).stderr, '');
    const { waiting } = await world.identities().showAuthorities({});
    ok(!waiting.some((one) => one.includes('operator bob')), waiting.join());
  });

  it('does what it was asked for although it cannot follow, and says so', async () => {
    const lock = join(world.placeOf('carl'), 'renewing');
    writeFileSync(lock, String(process.pid));
    const { exitCode, stderr } = await ctl('carl', ['whoami']);
    equal(exitCode, 0);
    match(stderr, /carl has not followed: another ctl renews .*; ctl login renew/);
    rmSync(lock);
    match((await ctl('carl', ['whoami'])).stderr, /have followed/);
  });

  it('gets a certificate of the new ones, once they sign; killed before and after its first use, the next ctl has it', async () => {
    await world.identities().rotateAuthorities({ force: true });
    for (const [name, failpoint, isUsed] of [
      ['bob', 'renewed-laid', false],
      ['carl', 'renewed-proven', true],
    ] as const) {
      const before = fingerprint(name);
      equal((await ctl(name, ['whoami'], failpoint)).signal, 'SIGKILL');
      deepEqual([fingerprint(name), world.ledger.find(before)?.replaced_at !== null], [before, isUsed]);
      const { exitCode, stderr } = await ctl(name, ['whoami']);
      equal(exitCode, 0, stderr);
      notEqual(fingerprint(name), before);
      deepEqual([files(name), trusts(name)], [whole, 2]);
    }
  });

  it('trusts the new ones alone in the end', async () => {
    await world.identities('bob').rotateAuthorities({ force: true });
    equal((await ctl('bob', ['whoami'])).exitCode, 0);
    equal(trusts('bob'), 1);
  });
});
