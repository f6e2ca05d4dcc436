// nginx before the built-in router: the contract of all routers, and when it is reloaded.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type RequestOptions, request } from 'node:https';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { type NginxPlan, nginxConfiguration } from '../../../agent/router/nginx/configuration.ts';
import { route, routerContract } from '../../contracts/router.ts';
import { ask, startLoad } from './client.ts';
import { type StartedNginx, startNginx } from './nginx-started.ts';
import { makePair, tempFolder } from './pairs.ts';
import { type Replica, startReplica } from './replica.ts';

const soon = () => AbortSignal.timeout(60_000);

routerContract('nginx', startNginx, { ports: 'none' });

describe('nginx before the router', () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function started(): Promise<StartedNginx> {
    const nginx = await startNginx();
    cleanups.push(nginx.end);
    return nginx;
  }
  async function replica(): Promise<Replica> {
    const one = await startReplica();
    cleanups.push(() => one.close());
    return one;
  }

  it('is reloaded for a new host name, and never for other replicas', async () => {
    const [nginx, first] = [await started(), await replica()];
    await nginx.router.apply({ revision: 1, routes: [route([first.target], { host: 'a.test' })] }, soon());
    const [workers, written] = [nginx.workers(), statSync(nginx.file).mtimeMs];
    const load = startLoad(nginx.port, 8, { host: 'a.test' });
    for (let revision = 2; revision < 10; revision += 1) {
      const one = await replica();
      await nginx.router.apply({ revision, routes: [route([one.target], { host: 'a.test' })] }, soon());
      assert.equal((await ask(nginx.port, { headers: { host: 'a.test' } })).headers['x-replica'], one.target.replica);
    }
    await load.stop();
    assert.deepEqual(load.failures, []);
    assert.deepEqual([nginx.workers(), statSync(nginx.file).mtimeMs], [workers, written]);
    const more = ['a.test', 'b.test'].map((host) => route([first.target], { host }));
    await nginx.router.apply({ revision: 10, routes: more }, soon());
    assert.equal((await ask(nginx.port, { headers: { host: 'b.test' } })).status, 200);
    assert.notDeepEqual(nginx.workers(), workers);
  });

  it('shows the certificate that fits, and another one when its file has another', async (t) => {
    const [nginx, one, folder] = [await started(), await replica(), tempFolder(t)];
    const certificates = [makePair(folder, ['a.test']), makePair(folder, ['*.b.test'], { name: 'wild' })];
    const routes = ['a.test', 'x.b.test'].map((host) =>
      route([one.target], { host, rules: { tls: { required: true, hstsMs: null } } }),
    );
    await nginx.router.apply({ revision: 1, routes, certificates }, soon());
    const shown = async (host: string) => certificateShown(nginx.tlsPort, host);
    assert.deepEqual([(await shown('a.test')).name, (await shown('x.b.test')).name], ['a.test', '*.b.test']);
    assert.match((await ask(nginx.port, { headers: { host: 'a.test' } })).headers.location ?? '', /^https:\/\/a\.test/);
    assert.equal((await shown('a.test')).status, 200);
    const workers = nginx.workers();
    await nginx.router.apply({ revision: 2, routes, certificates }, soon());
    assert.deepEqual(nginx.workers(), workers);
    const before = await shown('a.test');
    makePair(folder, ['a.test']);
    await nginx.router.apply({ revision: 3, routes, certificates }, soon());
    assert.notEqual((await shown('a.test')).serial, before.serial);
  });

  it('what nginx -t does not take leaves the file as it was, and is told', async () => {
    const [nginx, one] = [await started(), await replica()];
    await nginx.router.apply({ revision: 1, routes: [route([one.target], { host: 'a.test' })] }, soon());
    const [workers, text] = [nginx.workers(), readFileSync(nginx.file, 'utf8')];
    writeFileSync(join(nginx.folder, 'castellan-broken.conf'), 'no_such_directive on;\n');
    const routes = [route([one.target], { host: 'b.test' })];
    await assert.rejects(nginx.router.apply({ revision: 2, routes }, soon()), /unknown directive "no_such_directive"/);
    assert.equal(readFileSync(nginx.file, 'utf8'), text);
    assert.deepEqual(nginx.workers(), workers);
    assert.equal((await ask(nginx.port, { headers: { host: 'a.test' } })).status, 200);
  });

  it('there is no file when the first was refused', async () => {
    const [nginx, one] = [await started(), await replica()];
    writeFileSync(join(nginx.folder, 'castellan-broken.conf'), 'no_such_directive on;\n');
    await assert.rejects(nginx.router.apply({ revision: 1, routes: [route([one.target])] }, soon()), /unknown directive/);
    assert.equal(existsSync(nginx.file), false);
  });

  it('refuses what it cannot serve', async () => {
    const [nginx, one] = [await started(), await replica()];
    await assert.rejects(
      nginx.router.apply({ revision: 1, routes: [route([one.target], { port: 9000 })] }, soon()),
      /no ports of their own/,
    );
  });
});

describe('what nginx is told', () => {
  const plain = { address: undefined, port: 80 };
  const tls = { address: undefined, port: 443, tls: true };
  const certificates = [{ name: 'a', hosts: ['a.test'], certFile: '/a.crt', keyFile: '/a.key' }];
  const hosts = ['a.test', null];
  const told = (plan: Partial<NginxPlan>) =>
    nginxConfiguration({ listen: [tls], ipv6: false, port: 7480, hosts, certificates, stamp: '', ...plan }, 'probe.invalid');
  /** Of each server: where it listens. */
  const listens = (text: string) =>
    text
      .split(/^server \{$/m)
      .slice(1)
      .map((one) => one.match(/^ {4}listen .*(?=;$)/gm) ?? 'nowhere');

  it('has no server that listens nowhere, which nginx would put on port 80', () => {
    const without = told({ certificates: [] });
    assert.deepEqual(listens(without), []);
    for (const name of ['a.test', 'any name'])
      assert.ok(without.includes(`# No server for ${name}: all ports here are for TLS, and there is no certificate.`), name);
    const secure = '    listen 443 ssl http2';
    assert.deepEqual(listens(told({})), [[secure], [`${secure} default_server`]]);
    const open = '    listen 80';
    assert.deepEqual(listens(told({ listen: [plain, tls], certificates: [] })), [[open], [`${open} default_server`], [open]]);
  });
});

function certificateShown(port: number, host: string): Promise<{ name: string; serial: string; status: number }> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, servername: host, headers: { host }, rejectUnauthorized: false, agent: false };
    const asked = request(options as RequestOptions, (reply) => {
      const { subject, serialNumber } = (reply.socket as TLSSocket).getPeerCertificate();
      reply.resume();
      resolve({ name: String(subject.CN), serial: serialNumber, status: reply.statusCode ?? 0 });
    });
    asked.on('error', reject);
    asked.end();
  });
}
