// ctl hosts reboot --safe where systemd runs: an agent under its unit's protections has its host reboot, and is believed that it did.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import type { Reboot } from '../../proto/generated/castellan/v1/Reboot.ts';
import { deploy, expectStatus, push, settledOn } from '../e2e/fleet.ts';
import { type HostLoad, noneFailed } from '../e2e/load-beside.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { labMissing } from './hosts.ts';
import { everyLineOnce, replicaPids } from './unnoticed.ts';

const names = ['h1', 'h2', 'h3'];
const turn = ['DRAINING', 'REBOOTING', 'RETURNING', 'DONE'];
const skip = process.env.LAB === 'all' ? await labMissing() : 'boots hosts one after another: make lab';

describe('a safe reboot of hosts that systemd runs', { skip }, () => {
  let cluster: Cluster;

  before(async () => {
    cluster = await startCluster({ names, flags: ['--hosts-reboot', '60s'] });
    await push(cluster, '1.0.0', { template: 'counts' });
    await deploy(cluster, '1.0.0');
    await settledOn(cluster, '1.0.0', 6);
  });
  after(() => cluster?.close());

  it('takes each in turn: emptied, another boot, serving again, and no request fails on a host that is up', async () => {
    const load = cluster.load(...names);
    const before = await boots();
    await markBoots();
    const { stdout } = await expectStatus(cluster, 0, 'hosts', 'reboot', '--safe', '--all', '--json');
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Reboot);
    const loads = await load.stop();
    deepEqual(
      names.map((name) => [...new Set(told.map((reboot) => standOf(reboot, name).state))].filter((state) => state !== 'WAITING')),
      names.map(() => turn),
    );
    for (const { hosts } of told)
      ok(hosts.filter(({ state }) => state !== 'WAITING' && state !== 'DONE').length <= 1, JSON.stringify(hosts));
    deepEqual(
      turnsOf(told).map(({ name }) => name),
      names,
    );
    noneFailed(loads.map((one, at) => outside(turnsOf(told)[at], one)));
    const now = await boots();
    for (const name of names) notEqual(now[name], before[name]);
    deepEqual(await stillMarked(), []);
    await settledOn(cluster, '1.0.0', 6);
    await everyLineOnce(cluster);
  });

  it('stops at a host that does not come back; the others notice nothing', async () => {
    const h2 = cluster.host('h2');
    await h2.sh('ln -s /usr/lib/systemd/system/poweroff.target /etc/systemd/system/reboot.target && systemctl daemon-reload');
    await markBoots();
    const load = cluster.load('h1', 'h3');
    const pids = await replicaPids(cluster);
    const { status, stderr } = await cluster.ctl('hosts', 'reboot', '--safe', 'h2', 'h3');
    equal(status, 3, stderr);
    match(stderr, /stopped at h2: it did not come back within 60 s\nnot touched: h3/);
    noneFailed(await load.stop());
    await h2.boot();
    deepEqual(await stillMarked(), ['h1', 'h3']);
    await h2.sh('rm /etc/systemd/system/reboot.target');
    await expectStatus(cluster, 0, 'hosts', 'resume', 'h2');
    await settledOn(cluster, '1.0.0', 6);
    const others = Object.entries(pids).filter(([slot]) => !slot.startsWith('h2'));
    const now = await replicaPids(cluster);
    for (const [slot, pid] of others) equal(now[slot], pid, `${slot} has another pid`);
  });

  async function boots(): Promise<Record<string, string>> {
    const all = await cluster.ask<Host>('hosts', 'list');
    return Object.fromEntries(all.map(({ name, bootId }) => [name, bootId]));
  }

  /** What is in /run goes with the boot. */
  async function markBoots(): Promise<void> {
    await Promise.all(cluster.lab.hosts.map(({ sh }) => sh('touch /run/marked')));
  }

  async function stillMarked(): Promise<string[]> {
    const found = await Promise.all(cluster.lab.hosts.map(({ exec }) => exec('test', '-e', '/run/marked')));
    return names.filter((_, at) => found[at]?.status === 0);
  }
});

interface Turn {
  name: string;
  fromMs: number;
  toMs: number;
}

/** From being emptied to serving again, in the order in which they began. */
function turnsOf(told: Reboot[]): Turn[] {
  const since = (name: string, state: string) =>
    told.map((reboot) => standOf(reboot, name)).find((stand) => stand.state === state)?.sinceMs ?? Number.NaN;
  const turns = names.map((name) => ({ name, fromMs: since(name, 'DRAINING'), toMs: since(name, 'DONE') }));
  return turns.sort((a, b) => a.fromMs - b.fromMs);
}

function standOf({ hosts }: Reboot, name: string) {
  const found = hosts.find(({ host }) => host === name);
  if (!found) throw new Error(`no ${name} in ${JSON.stringify(hosts)}`);
  return found;
}

/** Without what was begun while the host had its turn: whoever balances load takes it out then. */
function outside(turn: Turn | undefined, load: HostLoad): HostLoad {
  if (!turn) return load;
  const isOutside = (began: number) => began < turn.fromMs || began > turn.toMs;
  return { ...load, failures: load.failures.filter(({ began }) => isOutside(Date.parse(began))) };
}
