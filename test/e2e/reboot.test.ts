// Hosts are rebooted one after another: emptied first, back with another boot, serving again before the next one's turn.
import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { expectStatus, push, runningReplicas, settledOn } from './fleet.ts';
import { netMissing } from './net.ts';
import { impatient, type NetWorld, startNetWorld } from './net-world.ts';

const hosts = ['h1', 'h2', 'h3'];
const quick = { deploy: { canary: 1, batch: '100%', healthy: '100ms', bake: '100ms' } };
const skip = (await netMissing()) ?? false;

/** Ends the boot: another id, and the agent is gone. */
const reboot_command = ['sh', '-c', 'cat /proc/sys/kernel/random/uuid >/proc/sys/kernel/random/boot_id && kill -9 $PPID'];

describe('ctl hosts reboot --safe', { skip }, () => {
  let world: NetWorld;
  const ups: string[] = [];

  before(async () => {
    world = await startNetWorld({
      hosts,
      serverSettings: { hosts: { ...impatient, reboot: '6s' } },
      agent: { allow_reboot: true, reboot_command },
    });
    await push(world, '1.0.0', { ...quick, replicas: { total: 3 } });
    await expectStatus(world, 0, 'deploy', 'hello@1.0.0');
    await settledOn(world, '1.0.0', 3);
  });

  after(() => world?.close());

  /** As the machine would: whenever its agent has gone, the host boots. */
  function bootAgain(host: string): void {
    void world.ended(host).then(() => {
      ups.push(host);
      return world.start(host);
    });
  }

  async function boots(): Promise<Record<string, string>> {
    const all = await world.ask<Host>('hosts', 'list');
    return Object.fromEntries(all.map(({ name, bootId }) => [name, bootId]));
  }

  it('each host in turn, over a restart of the server, with three replicas all the time', async () => {
    const before = await boots();
    for (const host of hosts) bootAgain(host);
    const ctl = world.ctlStart('hosts', 'reboot', '--safe', '--all');
    await world.until('the first one boots', () => ups.includes('h1'));
    await world.kill('server');
    await world.start('server');
    const { status, stdout, stderr } = await ctl.ended;
    equal(status, 0, stdout + stderr);
    match(stdout, /done: 3 hosts rebooted/);
    deepEqual(ups, hosts);
    const now = await boots();
    for (const host of hosts) notEqual(now[host], before[host]);
    await settledOn(world, '1.0.0', 3);
    equal((await world.ask<Host>('hosts', 'list')).filter(({ draining }) => draining).length, 0);
  });

  it('stops at a host that does not come back, and leaves the next one alone', async () => {
    const { h2: lost } = await boots();
    const { status, stderr } = await world.ctl('hosts', 'reboot', '--safe', 'h2', 'h3');
    equal(status, 3, stderr);
    match(stderr, /stopped at h2: it did not come back within 6 s\nnot touched: h3/);
    deepEqual([...new Set((await runningReplicas(world)).map(({ slot }) => slot.slice(0, 2)))].sort(), ['h1', 'h3']);
    await world.start('h2');
    await expectStatus(world, 0, 'hosts', 'resume', 'h2');
    // Three replicas there are also without it.
    await world.until('h2 has said which boot it is in', async () => (await boots()).h2 !== lost);
    await settledOn(world, '1.0.0', 3);
  });

  it('is refused where an agent may not, and no host is touched', async () => {
    await world.kill('h3');
    await world.start('h3', { CASTELLAN_AGENT_ALLOW_REBOOT: 'false' });
    const before = await boots();
    await world.until('it says so', async () =>
      /allow_reboot: false/.test((await world.ctl('hosts', 'reboot', '--safe', 'h3')).stderr),
    );
    match((await expectStatus(world, 4, 'hosts', 'reboot', '--safe', '--all')).stderr, /h3: .*allow_reboot: false/);
    match((await expectStatus(world, 1, 'hosts', 'reboot', 'h1')).stderr, /--safe/);
    deepEqual(await boots(), before);
  });
});
