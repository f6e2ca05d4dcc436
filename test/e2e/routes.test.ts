// Routes of two apps: names by settings, who owns them, maintenance, an app of files alone, and ctl routes, which knows them all.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { expectStatus, newestDeployment, push, runningReplicas } from './fleet.ts';
import { startWorld, type World } from './world.ts';

const site = `app: site
processes:
  web:
    routes:
      - host: site.test
        static: { root: public }
        pages: { '404': errors/404.html }
        headers: { response: { set: { X-Frame-Options: DENY } } }
      - { host: site.test, path: /staff, static: { root: public }, basic_auth: { realm: staff, secret: USERS } }
      - { host: old.test, redirect: { host: site.test, status: 301 } }
    stop: { drain: 1s }
deploy: { healthy: 100ms, bake: 100ms, progress_deadline: 60s }
`;

interface Answer {
  status: number;
  body: string;
  location: string | undefined;
  version: string | undefined;
  frames: string | undefined;
}

describe('routes', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1'] });
    const steps = [{ share: 1, weight: '10%', bake: '100ms', promote: 'manual' }];
    const canary = { strategy: 'canary', steps, verdict: 'off', canary: undefined };
    await push(world, '1.0.0', { deploy: { healthy: '200ms', bake: '100ms' } });
    await push(world, '2.0.0', { deploy: { healthy: '200ms', bake: '100ms', ...canary } });
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0');
    for (const version of ['1.0.0', '2.0.0']) {
      const folder = join(world.folder, `site-${version}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'castellan.yaml'), site);
      const files = {
        'public/index.html': `site ${version}\n`,
        'public/staff/index.html': 'staff\n',
        'errors/404.html': 'lost\n',
      };
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
      await expectStatus(world, 0, 'push', folder, '--version', version);
    }
  });

  after(async () => {
    await world?.close();
  });

  it('an app of files and redirects has no program, and is deployed and rolled back like any other', async () => {
    writeFileSync(join(world.folder, 'users'), 'ann:sesame\n');
    await expectStatus(world, 0, 'secrets', 'set', 'site', 'USERS', '--file', join(world.folder, 'users'));
    await expectStatus(world, 0, 'deploy', 'site@1.0.0');
    equal((await ask('site.test')).body, 'site 1.0.0\n');
    const { status, location } = await ask('old.test', '/a?b=c');
    deepEqual([status, location], [301, 'http://site.test/a?b=c']);
    await expectStatus(world, 0, 'deploy', 'site@2.0.0');
    equal((await ask('site.test')).body, 'site 2.0.0\n');
    await expectStatus(world, 0, 'rollback', 'site');
    equal((await ask('site.test')).body, 'site 1.0.0\n');
    match((await expectStatus(world, 0, 'status', 'site')).stdout, /h1 +web +1\/1 +1 healthy v1/);
  });

  it('its rules hold: a page of its own, headers, and a password that comes from a secret', async () => {
    const lost = await ask('site.test', '/nowhere');
    deepEqual([lost.status, lost.body, lost.frames], [404, 'lost\n', 'DENY']);
    equal((await ask('site.test', '/staff/')).status, 401);
    const [right, wrong] = ['ann:sesame', 'ann:sesam'].map((said) => `Basic ${Buffer.from(said).toString('base64')}`);
    deepEqual(await ask('site.test', '/staff/', { authorization: right }).then(({ body }) => body), 'staff\n');
    equal((await ask('site.test', '/staff/', { authorization: wrong })).status, 401);
  });

  it('a host name is one app’s: whoever wants it too is refused, naming both, and all answers as before', async () => {
    const { stderr, stdout } = await expectStatus(world, 4, 'settings', 'set', 'site', 'hosts.web=hello.test', '--deploy');
    match(stderr + stdout, /web answers for hello\.test, which belongs to web of hello \(v1\)/);
    match((await ask('hello.test')).body, /hello/);
    equal((await ask('site.test')).status, 200);
  });

  it('host names and maintenance are settings that restart nothing', async () => {
    const [before] = await hello();
    await expectStatus(world, 0, 'settings', 'set', 'hello', 'hosts.web=*.shop.test', '--deploy');
    equal((await ask('www.shop.test')).status, 200);
    equal((await ask('hello.test')).status, 404);
    await expectStatus(world, 0, 'settings', 'set', 'hello', 'maintenance.web=on', '--deploy');
    equal((await ask('www.shop.test')).status, 503);
    match((await expectStatus(world, 0, 'routes', 'explain', 'http://www.shop.test')).stdout, /maintenance \(503\)/);
    await expectStatus(world, 0, 'settings', 'set', 'hello', 'maintenance.web=off', '--deploy');
    equal((await ask('www.shop.test')).status, 200);
    const [after] = await hello();
    deepEqual([after?.id, after?.pid, after?.restarts], [before?.id, before?.pid, 0]);
    ok((after?.release ?? 0) > (before?.release ?? 0));
  });

  it('ctl routes says which go where, and of one URL which fit and why', async () => {
    const [one, other] = await hello();
    const { stdout: explained } = await expectStatus(world, 0, 'routes', 'explain', 'http://www.shop.test/cart');
    deepEqual(explained.trimEnd().split('\n'), [
      'www.shop.test/cart goes to *.shop.test/',
      '  hello/web in production: replicas',
      `  h1: v${one?.release} (1.0.0), 2/2 ready: ${one?.id}, ${other?.id}`,
    ]);
    const { stdout: none } = await expectStatus(world, 3, 'routes', 'explain', 'http://sitte.test/');
    match(none, /^sitte\.test\/: no route is for it; the router answers 404\nnearest:\n {2}site\.test\/ \(site\/web\)/);
    const { stdout: all } = await expectStatus(world, 0, 'routes');
    match(all, /\*\.shop\.test\/ +hello\/web +v\d+ +2\/2 ready +h1 +replicas/);
    match(all, /site\.test\/ +site\/web +v\d+ +1\/1 ready +h1 +files of public/);
    match(all, /old\.test\/ .* redirect to site\.test \(301\)/);
  });

  it('a step of a canary with a weight: the new replica gets its share of the requests, and after the step all of them', async () => {
    const { stdout: plan } = await expectStatus(world, 10, 'plan', 'hello@2.0.0');
    match(plan, /canary: one slot of web on h1, with 10 % of the requests of an old one/);
    await expectStatus(world, 0, 'deploy', 'hello@2.0.0', '--detach');
    await world.until('it waits for someone to say go', async () => (await newestDeployment(world))?.phase === 'HOLDING');
    const versions: (string | undefined)[] = [];
    for (let n = 0; n < 44; n += 1) versions.push((await ask('www.shop.test')).version);
    const isNew = versions.filter((version) => version === '2.0.0').length;
    ok(isNew >= 2 && isNew <= 7, `${isNew} of 44 went to the new one, which has a tenth of the old one’s share`);
    await expectStatus(world, 0, 'promote', 'hello');
    equal((await ask('www.shop.test')).version, '2.0.0');
  });

  function hello() {
    return runningReplicas(world);
  }

  function ask(host: string, path = '/', more: Record<string, string | undefined> = {}): Promise<Answer> {
    const options = { host: '127.0.0.1', port: world.routerPorts[0], path, headers: { host, ...more }, agent: false as const };
    return new Promise((done, reject) => {
      get({ ...options, timeout: 10_000 }, async (answer) => {
        const {
          location,
          'x-version': version,
          'x-frame-options': frames,
        } = answer.headers as Record<string, string | undefined>;
        done({ status: answer.statusCode ?? 0, body: await text(answer), location, version, frames });
      }).on('error', reject);
    });
  }
});
