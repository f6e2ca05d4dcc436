// A host and an operator come without a certificate, with a token each; what an operator may do is what the records say.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import { freePort } from '../ports.ts';
import { openIssuer } from '../server/oidc-issuer.ts';
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
  const laptop = (name: string, ...args: string[]) => elsewhere(name, {}, args);

  async function elsewhere(name: string, more: Record<string, string>, args: string[]) {
    const home = join(world.folder, name);
    mkdirSync(home, { recursive: true });
    const env = { ...world.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), CASTELLAN_CONFIG: '', ...more };
    const { exitCode, stdout, stderr } = await execa('node', [ctlPath, ...args], { env, reject: false, input: '' });
    return world.canaries.heard(`ctl ${args[0]} of ${name}`, { status: exitCode, stdout, stderr });
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
    const wrongPin = token.replace(
      pin,
      pin.replace(/./, (first) => (first === 'A' ? 'B' : 'A')),
    );
    const between = await laptop('web-3', 'agent', 'join', address, wrongPin, '--tls', join(world.folder, 'between'));
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

  it('a pipeline comes with a token of its platform, deploys within its scopes, and nothing else', async () => {
    const issuer = await openIssuer();
    try {
      const ca = join(world.folder, 'issuer-ca.pem');
      writeFileSync(ca, issuer.ca);
      const rights = ['--role', 'deployer', '--app', 'hello', '--env', 'production', '--life', '10m'];
      const pinned = ['--audience', 'castellan-e2e', '--claim', 'repository=acme/hello', '--claim', 'ref=refs/heads/main'];
      const add = ['operators', 'add', 'ci', ...rights, '--oidc-issuer', issuer.url, '--oidc-ca', ca];
      const tooLittle = await world.ctl(...add);
      deepEqual([tooLittle.status, /issuer and audience alone let everybody in/.test(tooLittle.stderr)], [1, true]);
      const added = await world.ctl(...add, ...pinned);
      const [login = ''] = /^ctl login .*$/m.exec(added.stdout) ?? [added.stderr];
      equal((await world.ctl('operators', 'show', 'ci')).stdout.includes(login), true);
      const at = Math.floor(Date.now() / 1000);
      const token = async (repository: string) => {
        const signed = await issuer.sign({
          ...{ iss: issuer.url, aud: 'castellan-e2e', iat: at, exp: at + 600, jti: repository },
          ...{ repository, ref: 'refs/heads/main' },
        });
        world.canaries.plant('the token of a platform', signed.split('.')[2] ?? '');
        return signed;
      };

      const foreign = { CASTELLAN_OIDC_TOKEN: await token('evil/hello') };
      const refused = await elsewhere('fork', foreign, login.split(' ').slice(1));
      deepEqual([refused.status, /does not take this token for this pipeline/.test(refused.stderr)], [4, true], refused.stderr);

      // As GitHub gives one to a job that asks for it.
      issuer.instead.set('/token?api=1&audience=castellan-e2e', {
        status: 200,
        body: JSON.stringify({ value: await token('acme/hello') }),
      });
      const github = {
        NODE_EXTRA_CA_CERTS: ca,
        ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer.url}/token?api=1`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-this-job',
      };
      const entered = await elsewhere('job', github, login.split(' ').slice(1));
      equal(entered.status, 0, entered.stderr);
      equal(issuer.authorizations.get('/token?api=1&audience=castellan-e2e'), 'bearer of-this-job');
      match((await laptop('job', 'whoami')).stdout, /^ci, deployer of hello in production[\s\S]*good for \d+m/);
      equal((await laptop('job', 'deploy', 'hello@1.0.0', '--detach')).status, 0);
      for (const denied of [
        ['deploy', 'hello@1.0.0', '--env', 'staging'],
        ['restart', 'other'],
        ['hosts', 'drain', 'h1'],
      ])
        equal((await laptop('job', ...denied)).status, 4, denied.join(' '));
      match((await laptop('job', 'login', 'renew')).stderr, /is not renewed/);
      equal((await world.ctl('operators', 'remove', 'ci')).status, 0);
      match((await laptop('job', 'whoami')).stderr, /not allowed/);
    } finally {
      await issuer.close();
    }
  });

  it('new authorities are announced, wait for those who have yet to follow, and are taken back', async () => {
    // Who types nothing does not follow; the host and the admin do by themselves, sooner or later.
    const { token, address } = await invited('operators', 'add', 'bob', '--role', 'viewer');
    equal((await laptop('bob', 'login', address, token)).status, 0);
    equal((await laptop('bob', 'status')).status, 0);
    match((await world.ctl('ca', 'status')).stdout, /^steady/);
    match((await world.ctl('ca', 'rotate')).stdout, /^announced[\s\S]*operator bob has not said that it trusts/);
    const early = await world.ctl('ca', 'rotate');
    equal(early.status, 4);
    match(early.stderr, /operator bob has not said that it trusts the new authorities/);
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
    match(stdout, /operator ci \(token\) .* Enroll {2}denied {2}\(claim repository is "evil\/hello", not "acme\/hello"\)/);
    match(stdout, /operator ci \(127\.0\.0\.1\) {2}Enroll {2}done/);
    ok(!stdout.includes('eyJ'), 'a token of a platform stands in the audit');
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
