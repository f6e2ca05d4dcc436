// Links that are bad without being cut: they flap, lose packets, crawl, are reset; and servers that are found elsewhere.
import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { expectStatus, push, runningReplicas, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { type NetWorld, startNetWorld } from './net-world.ts';

const hosts = ['h1', 'h2', 'h3', 'h4', 'h5'];
const quick = { replicas: 1, deploy: { canary: 5, batch: '100%', healthy: '100ms', bake: '100ms' } };
const skip = (await netMissing()) ?? false;

describe('bad links', { skip }, () => {
  let world: NetWorld;

  before(async () => {
    // N13: a proxy that is not there is asked by nobody.
    const proxy = 'http://127.0.0.1:9';
    const env = { http_proxy: proxy, https_proxy: proxy, grpc_proxy: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy };
    const patient = { heartbeat: '2s', unreachable: '15s', lost: '5m' };
    world = await startNetWorld({ hosts, env, serverSettings: { hosts: patient } });
    await push(world, '1.0.0', quick);
    await push(world, '2.0.0', { ...quick, files: { ballast: randomBytes(4 * 2 ** 20).toString('base64') } });
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0');
    await settledOn(world, '1.0.0', hosts.length);
  });

  after(() => world?.close());

  it('N13: with a proxy in the environment of every program, all of them speak to the server itself', async () => {
    equal((await runningReplicas(world)).length, hosts.length);
    match(world.printed('h1'), /connected to the server/);
  });

  it('N04: a connection that is reset again and again is told once, and starts no replica again', async () => {
    const before = (await runningReplicas(world)).map(({ slot, pid }) => `${slot} ${pid}`).sort();
    const connects = () => world.printed('h1').split('connected to the server').length;
    for (let drop = 0; drop < 6; drop += 1) {
      const seen = connects();
      await world.net.reset('h1');
      await world.until('the agent is back', () => connects() > seen);
    }
    await world.until('it is told', async () => (await world.host('h1')).troubles.some((text) => /comes and goes/.test(text)));
    equal(world.printed('server').split('its connection comes and goes').length, 2);
    equal(
      (await runningReplicas(world))
        .map(({ slot, pid }) => `${slot} ${pid}`)
        .sort()
        .join(),
      before.join(),
    );
  });

  it('N06: a bundle arrives though its connection is reset again and again, and slowly', async () => {
    await world.net.slow('h2', 8_000);
    const ctl = world.ctlStart('deploy', 'hello@2.0.0');
    let over = false;
    void ctl.ended.then(() => {
      over = true;
    });
    let resets = 0;
    while (!over && resets < 5) {
      await world.net.reset('h2');
      resets += 1;
      await world.until('some time has passed on the wire', async () => over || (await passed('h2', 200_000)));
    }
    const { status, stderr } = await ctl.ended;
    equal(status, 0, stderr);
    ok(resets > 2);
    await world.net.heal('h2');
    await settledOn(world, '2.0.0', hosts.length);
  });

  /** Resolves when so many bytes more have come in. */
  async function passed(host: string, bytes: number): Promise<boolean> {
    const come = async () => Number(/eth0: *(\d+)/.exec(await world.net.run(host, 'cat', '/proc/net/dev'))?.[1]);
    const from = received.get(host) ?? (await come());
    received.set(host, from);
    const enough = (await come()) - from > bytes;
    if (enough) received.delete(host);
    return enough;
  }
  const received = new Map<string, number>();

  it('N05: a link of 64 kbit/s carries logs, and its host is connected all the time; one that loses three packets of ten is heard again and again', async () => {
    const before = world.printed('server').length;
    const told = () => world.printed('server').slice(before);
    await Promise.all([world.net.lose('h3', 0.3), world.net.slow('h4', 64)]);
    await world.net.run('h4', 'node', '-e', flood(world.net.routerPort));
    const ctl = world.ctlStart('restart', 'hello');
    const heard = new Set<number>();
    await world.until('h3 is heard again and again', async () => heard.add((await world.host('h3')).lastSeenMs).size > 3);
    await world.until('all lines are there', async () => (await world.ctl('logs', 'hello', '--grep', lastLine)).stdout !== '');
    const { status, stderr } = await ctl.ended;
    equal(status, 0, stderr);
    doesNotMatch(told(), /"host":"h4",.*"msg":"host changed its state"/);
    doesNotMatch(told(), /"host":"h3",.*"to":"lost"/);
    await Promise.all(['h3', 'h4'].map((host) => world.net.heal(host)));
    await settledOn(world, '2.0.0', hosts.length);
  });
});

const lines = 60;
const lastLine = `line ${lines - 1} `;

/** Has the app on this host write lines of a kilobyte that do not compress well. */
function flood(port: number): string {
  const say = `http.get({ port: ${port}, host: '127.0.0.1', path: '/say?text=line+' + n + '+' + require('crypto').randomBytes(500).toString('hex'), headers: { host: 'hello.test' } }`;
  return `const http = require('http'); let n = 0; const next = () => n < ${lines} && ${say}, (a) => { a.resume(); n += 1; next(); }); next()`;
}
