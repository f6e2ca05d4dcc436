// A host and an operator come without a certificate, with a token each; what an operator may do is what the records say.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import { freePort } from '../contracts/router.ts';
import { deploy, push, whoAnswers } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const ctlPath = resolve(import.meta.dirname, '../../cli/ctl.js');

interface Invitation {
  token: string;
  address: string;
}

describe('newcomers', () => {
  let world: World;

  before(async () => {
    const listen = `127.0.0.1:${await freePort()}`;
    world = await startWorld({ hosts: ['h1'], serverSettings: { enrollment: { listen } } });
    await push(world, '1.0.0', { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } });
    await deploy(world, '1.0.0');
  });
  after(() => world?.close());

  /** ctl on a laptop of its own. */
  async function laptop(name: string, ...args: string[]) {
    const home = join(world.folder, name);
    mkdirSync(home, { recursive: true });
    const env = { ...world.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), CASTELLAN_CONFIG: '' };
    const { exitCode, stdout, stderr } = await execa('node', [ctlPath, ...args], { env, reject: false, input: '' });
    return { status: exitCode, stdout, stderr };
  }

  async function invited(...args: string[]): Promise<Invitation> {
    const [invitation] = await world.ask<Invitation & Record<string, unknown>>(...args);
    return invitation as Invitation;
  }

  it('a host gets its certificate with a token, once, for a key that stays there', async () => {
    const { token, address } = await invited('hosts', 'add', 'web-3');
    const tls = join(world.folder, 'web-3');
    const joined = await laptop('web-3', 'agent', 'join', address, token, '--tls', tls);
    equal(joined.status, 0, joined.stderr);
    match(joined.stdout, /this host is web-3/);
    equal(statSync(join(tls, 'key.pem')).mode & 0o777, 0o600);
    const again = await laptop('web-3', 'agent', 'join', address, token, '--tls', join(world.folder, 'thief'));
    equal(again.status, 4, again.stderr);
    match(again.stderr, /this token is not good/);
    const [, , , pin = ''] = token.split('.');
    const elsewhere = token.replace(
      pin,
      pin.replace(/./, (first) => (first === 'A' ? 'B' : 'A')),
    );
    const between = await laptop('web-3', 'agent', 'join', address, elsewhere, '--tls', join(world.folder, 'between'));
    match(between.stderr, /not the one that this token is for; nothing was sent/);
  });

  it('an operator logs in, and may do what its role and scopes say, until they say something else', async () => {
    const { token, address } = await invited(
      'operators',
      'add',
      'alice',
      '--role',
      'deployer',
      '--app',
      'hello',
      '--env',
      'production',
    );
    const login = await laptop('alice', 'login', address, token);
    equal(login.status, 0, login.stderr);
    match((await laptop('alice', 'whoami')).stdout, /^alice, deployer of hello in production/);
    equal((await laptop('alice', 'restart', 'hello', '--detach')).status, 0);
    for (const denied of [
      ['restart', 'hello', '--env', 'staging', '--detach'],
      ['restart', 'hello-admin'],
      ['settings', 'list', 'other'],
      ['hosts', 'drain', 'h1', '--detach'],
      ['operators', 'list'],
      ['audit'],
    ]) {
      const { status, stderr } = await laptop('alice', ...denied);
      deepEqual([denied.join(' '), status, stderr.includes('not allowed')], [denied.join(' '), 4, true], stderr);
    }
    await world.ctl('operators', 'change', 'alice', '--role', 'viewer');
    equal((await laptop('alice', 'restart', 'hello', '--detach')).status, 4);
    equal((await laptop('alice', 'status')).status, 0);
    equal((await laptop('alice', 'login', 'renew')).status, 0);
    equal((await laptop('alice', 'status')).status, 0);
    await world.ctl('operators', 'remove', 'alice');
    match((await laptop('alice', 'status')).stderr, /not allowed/);
  });

  it('new authorities are announced, wait for those who have yet to follow, and are taken back', async () => {
    match((await world.ctl('ca', 'status')).stdout, /^steady/);
    match((await world.ctl('ca', 'rotate')).stdout, /^announced[\s\S]*waits: host h1 has not said that it trusts/);
    const early = await world.ctl('ca', 'rotate');
    equal(early.status, 4);
    match(early.stderr, /host h1 has not said that it trusts the new authorities/);
    match((await world.ctl('ca', 'rollback')).stdout, /^steady/);
  });

  it('X22: a host that is revoked says so, gets nothing, and serves on', async () => {
    const version = await whoAnswers(world.routerPorts[0] as number);
    match((await world.ctl('hosts', 'revoke', 'h1')).stdout, /one certificate revoked; what runs there runs on/);
    await world.until('h1 says so', () => world.printed('h1').includes('the server does not take this host') || null);
    equal(await whoAnswers(world.routerPorts[0] as number), version);
    const [host] = (await world.ask<{ name: string; troubles: string[] }>('hosts', 'list')).filter(({ name }) => name === 'h1');
    match(host?.troubles.join() ?? '', /its certificate was revoked; a new one: ctl hosts add h1/);
  });

  it('the audit tells all of it, is whole, and shows where it was changed', async () => {
    const { stdout } = await world.ctl('audit');
    match(stdout, /operator admin \(127\.0\.0\.1\) {2}InviteHost {2}asked {2}name=web-3/);
    match(stdout, /operator alice .* Restart {2}denied/);
    match(stdout, /host web-3 \(127\.0\.0\.1\) {2}Enroll {2}done/);
    ok(!stdout.includes('castellan-1.'), 'a token stands in the audit');
    equal((await world.ctl('audit', 'verify')).status, 0);
    const kept = join(world.folder, 'audit.jsonl');
    writeFileSync(kept, (await world.ctl('audit', '--json')).stdout);
    equal((await world.ctl('audit', 'verify', kept)).status, 0);
    writeFileSync(kept, readFileSync(kept, 'utf8').replace('InviteHost', 'InviteCat'));
    equal((await world.ctl('audit', 'verify', kept)).status, 3);
  });
});
