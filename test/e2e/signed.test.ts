// Hosts that run only what is signed: told before anything changes, by two keys while one replaces the other, and whatever has
// become of the server.
import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { makeKey } from '../bundle/keys.ts';
import { makeApp } from './apps.ts';
import { answers, deploy, expectStatus, push, settledOn } from './fleet.ts';
import { startWorld, type World } from './world.ts';

describe('a host that asks for signatures', () => {
  const [one, two] = [makeKey(), makeKey()];
  const keys = mkdtempSync(join(tmpdir(), 'castellan-keys-'));
  const fileOf = { one: join(keys, 'one.key'), two: join(keys, 'two.key') };
  let world: World;

  before(async () => {
    writeFileSync(fileOf.one, one.secret, { mode: 0o600 });
    writeFileSync(fileOf.two, two.secret, { mode: 0o600 });
    writeFileSync(join(keys, 'two.pub'), `untrusted comment: the next one\n${two.line}\n`);
    const signatures = { keys: [one.line, join(keys, 'two.pub')] };
    world = await startWorld({ hosts: ['h1'], supervised: true, agent: { signatures } });
  });

  after(async () => {
    await world?.close();
    await rm(keys, { recursive: true });
  });

  it('runs what is pushed with --sign', async () => {
    const { stdout } = await signedPush('1.0.0', fileOf.one);
    match(stdout, new RegExp(`signed with ${one.public.id}`));
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 1);
    const { stdout: listed } = await expectStatus(world, 0, 'versions', 'hello');
    match(listed, new RegExp(`1\\.0\\.0 .* ${one.public.id}`));
  });

  it('refuses what is not, and nothing has changed; signed afterwards, with the other key, it runs', async () => {
    const [before] = await settledOn(world, '1.0.0', 1);
    await push(world, '2.0.0', { replicas: 1 });
    const { stdout, stderr } = await deploy(world, '2.0.0', 4);
    match(stdout + stderr, /hello@2\.0\.0 must not run here: it is not signed; push it again with --sign/);
    equal((await settledOn(world, '1.0.0', 1))[0]?.pid, before?.pid);
    match((await signedPush('2.0.0', fileOf.two)).stdout, /was there already/);
    await deploy(world, '2.0.0');
    await settledOn(world, '2.0.0', 1);
    await expectStatus(world, 0, 'rollback', 'hello');
    await settledOn(world, '1.0.0', 1);
  });

  it('is not deceived by a server that has another content under a signed name', async () => {
    const [before] = await settledOn(world, '1.0.0', 1);
    await signedPush('3.0.0', fileOf.one);
    await push(world, '9.0.0', { replicas: 1 });
    await world.kill('server', 'SIGTERM');
    const records = new DatabaseSync(join(world.folder, 'server/castellan.sqlite'));
    records.exec("UPDATE versions SET bundle = (SELECT bundle FROM versions WHERE name = '9.0.0') WHERE name = '3.0.0'");
    records.close();
    await world.start('server');
    await world.until('the host is back', async () => (await world.ask('hosts', 'list'))[0]?.state === 'CONNECTED');
    const { stdout, stderr } = await deploy(world, '3.0.0', 4);
    match(stdout + stderr, /hello@3\.0\.0 must not run here: its signature is for another content/);
    equal((await settledOn(world, '1.0.0', 1))[0]?.pid, before?.pid);
    deepEqual(await answers(world), ['1.0.0']);
  });

  it('takes no release of its agent that is not signed', async () => {
    const folder = join(world.folder, 'agent-bundle');
    mkdirSync(folder);
    writeFileSync(join(folder, 'castellan.yaml'), 'app: castellan-agent\nprocesses: { agent: { command: [agent/start.sh] } }\n');
    mkdirSync(join(folder, 'agent'));
    writeFileSync(join(folder, 'agent/start.sh'), '#!/bin/sh\n', { mode: 0o755 });
    await expectStatus(world, 0, 'push', folder, '--version', '0.9.0');
    const upgrade = () => expectStatus(world, 2, 'hosts', 'upgrade', 'h1', '--to', '0.9.0');
    match((await upgrade()).stderr, /it is not signed/);
    await expectStatus(world, 0, 'push', folder, '--version', '0.9.0', '--sign', fileOf.one);
    match((await upgrade()).stderr, /this bundle is no release of the agent/);
  });

  it('is not served by a key that everybody can read, or by none', async () => {
    const open = join(keys, 'open.key');
    writeFileSync(open, one.secret, { mode: 0o644 });
    const folder = makeApp(world.folder, '4.0.0', {});
    match((await expectStatus(world, 1, 'push', folder, '--version', '4.0.0', '--sign', open)).stderr, /everybody can read it/);
    const pub = join(keys, 'two.pub');
    match(
      (await expectStatus(world, 1, 'push', folder, '--version', '4.0.0', '--sign', pub)).stderr,
      /no secret key of minisign/,
    );
    await expectStatus(world, 1, 'deploy', 'hello@1.0.0', '--sign', fileOf.one);
  });

  async function signedPush(version: string, key: string) {
    const folder = makeApp(world.folder, version, { replicas: 1 });
    return expectStatus(world, 0, 'push', folder, '--version', version, '--sign', key);
  }
});
