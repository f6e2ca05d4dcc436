// ctl agent join, killed wherever it may be: the same command again makes it good, with the same certificate.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import { clientCredentials } from '../../certs/credentials.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from '../server/identities-world.ts';

const program = resolve(import.meta.dirname, '../../agent/join.ts');

describe('ctl agent join', () => {
  let world: IdentitiesWorld;

  before(async () => {
    world = await openIdentitiesWorld(['web-1']);
  });
  after(() => world?.close());

  const place = (name: string, file = '') => join(world.folder, 'joined', name, file);
  const run = (args: string[], failpoint = '') =>
    execa('node', [program, ...args], { reject: false, env: { CASTELLAN_FAILPOINT: failpoint } });

  async function invited(name: string, ...more: string[]): Promise<string[]> {
    const { token } = await world.identities().inviteHost({ name });
    return [world.newcomers, token, '--tls', place(name, 'tls'), ...more];
  }

  for (const [failpoint, more] of [
    ['join-enrolled', []],
    ['join-laid', []],
    ['join-in-place', ['--force']],
  ] as const) {
    it(`killed at ${failpoint}, is typed again with the same token`, async () => {
      const args = await invited(failpoint);
      equal((await run(args, failpoint)).signal, 'SIGKILL');
      const again = await run([...args, ...more]);
      equal(again.exitCode, 0, again.stderr);
      deepEqual(readdirSync(place(failpoint, 'tls')).sort(), ['ca.pem', 'cert.pem', 'key.pem']);
      const { identity } = clientCredentials(place(failpoint, 'tls'));
      deepEqual([identity.name, world.ledger.of('host', failpoint).length], [failpoint, 1]);
      ok(await world.agents(failpoint, clientCredentials(place(failpoint, 'tls'))).renew({}));
    });
  }

  it('names the server in the settings: in new ones, and in those that name none; others stay, and it is said', async () => {
    const first = place('web-7', 'etc/agent.yaml');
    const made = await run(await invited('web-7', '--config', first));
    equal(made.exitCode, 0, made.stderr);
    match(readFileSync(first, 'utf8'), /^server: "127\.0\.0\.1:\d+"\n$/);
    deepEqual([statSync(first).mode & 0o777, statSync(place('web-7', 'etc')).mode & 0o777], [0o644, 0o755]);
    writeFileSync(first, '# ours\nlabels: {}\n');
    await run(await invited('web-7', '--config', first, '--force'));
    match(readFileSync(first, 'utf8'), /^# ours\nlabels: {}\nserver: 127\.0\.0\.1:\d+\n$/);
    writeFileSync(first, 'server: elsewhere:7400\n');
    const { stdout } = await run(await invited('web-7', '--config', first, '--force'));
    match(stdout, /does not name 127\.0\.0\.1:\d+, .* but "elsewhere:7400"/);
  });

  it('does not spend the token where there is a certificate already', async () => {
    const args = await invited('web-8');
    const tls = place('web-7', 'tls');
    const refused = await run([...args.slice(0, 2), '--tls', tls]);
    match(refused.stderr, /holds a certificate already\nnext: add --force/);
    equal((await run(args)).exitCode, 0);
    ok(!existsSync(place('web-8', 'tls/joining.pem')));
  });
});
