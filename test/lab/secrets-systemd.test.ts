// X32 on a host that systemd runs: a replica has its secret, systemd has not, and a power failure without the server costs nothing;
// the same for the key of a certificate, which the router has.
import { equal, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeChains } from '../certs/chains.ts';
import { appHost } from '../e2e/apps.ts';
import { deploy, expectStatus, push, settledOn } from '../e2e/fleet.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { labMissing } from './hosts.ts';

const canary = "canary-'hunter2'";

describe('secrets on a host that systemd runs', { skip: await labMissing() }, () => {
  let cluster: Cluster;
  let outside: string;
  let key = '';

  before(async () => {
    outside = mkdtempSync(join(tmpdir(), 'castellan-outside-'));
    writeFileSync(join(outside, 'value'), `${canary}\n`);
    cluster = await startCluster({ names: ['h1'], agent: { router: { listen: [80, '443/tls'] } } });
    await push(cluster, '1.0.0', { replicas: 1 });
    await expectStatus(cluster, 0, 'secrets', 'set', 'hello', 'API_KEY', '--file', join(outside, 'value'));
    const made = await (await makeChains()).issue({ hosts: [appHost] });
    key = made.key.split('\n')[1] as string;
    writeFileSync(join(outside, 'hello.crt'), made.chain);
    writeFileSync(join(outside, 'hello.key'), made.key);
    const files = ['--cert', join(outside, 'hello.crt'), '--key', join(outside, 'hello.key')];
    await expectStatus(cluster, 0, 'certs', 'add', 'hello', ...files);
    await deploy(cluster, '1.0.0');
    await settledOn(cluster, '1.0.0', 1);
  });
  after(async () => {
    await cluster?.close();
    rmSync(outside, { recursive: true });
  });

  it('the replica has it', async () => {
    equal(await hashInReplica(), hash(canary));
  });

  it('systemd tells it to nobody, and it is in no file, no argument and no journal', async () => {
    const { sh } = cluster.host('h1');
    const told = await sh(
      'systemctl show "castellan-*-hello-web-*" castellan-agent; systemctl cat "castellan-*-hello-web-*"; ps -eww -o args',
    );
    ok(told.includes('hello-web-1') && !told.includes(canary) && !told.includes('hunter2'));
    ok(!(await sh('journalctl --no-pager')).includes('hunter2'));
    equal(
      await sh('grep -rlF hunter2 /var/lib/castellan /etc/castellan /run/castellan /run/systemd /tmp 2>/dev/null || true'),
      '',
    );
  });

  it('the router, a user of its own, shows the certificate; its key is in memory, for the router alone', async () => {
    await cluster.until('it is shown', async () => (await issuerShown()).includes('Test authority'));
    const { sh } = cluster.host('h1');
    equal(await sh(`grep -rlF '${key}' /var/lib/castellan /var/lib/private /etc/castellan 2>/dev/null || true`), '');
    const [file = '', ...more] = (await sh(`grep -rlF '${key}' /run/castellan`)).split('\n');
    equal(more.length, 0);
    equal(await sh(`stat -c '%U %a' ${file}; stat -f -c %T ${file}`), 'castellan-router 600\ntmpfs');
  });

  it('A03 after a power failure, without the server, it runs with its secret', async () => {
    await cluster.kill('server');
    await cluster.host('h1').kill();
    await cluster.host('h1').boot();
    await cluster.until('the replica has its secret again', async () => (await hashInReplica()) === hash(canary), 60_000);
    await cluster.until('the router shows its certificate again', async () => (await issuerShown()).includes('Test authority'));
  });

  function issuerShown(): Promise<string> {
    const show = `openssl s_client -connect 127.0.0.1:443 -servername ${appHost} </dev/null 2>/dev/null | openssl x509 -noout -issuer`;
    return cluster.host('h1').sh(show);
  }

  /** Of the variable in the process itself, found by what it runs. */
  async function hashInReplica(): Promise<string> {
    const script = `pid=$(pgrep -f 'node server.js' | head -1); tr '\\0' '\\n' </proc/$pid/environ | sed -n 's/^API_KEY=//p' | tr -d '\\n' | sha256sum | cut -c1-64`;
    return cluster.host('h1').sh(script);
  }
});

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
