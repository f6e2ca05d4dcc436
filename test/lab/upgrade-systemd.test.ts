// Agents that are units replace themselves: by a release that may bring its own Node, and back from one that is broken, killed or
// rebooted in the middle. One of the hosts keeps its state where a drop-in says, another where the command line says.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeAgentBundle } from '../../agent/upgrade/make-bundle.ts';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { deploy, expectStatus, push, settledOn } from '../e2e/fleet.ts';
import { noneFailed } from '../e2e/load-beside.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { labMissing } from './hosts.ts';
import { allConnected, everyLineOnce, replicaPids } from './unnoticed.ts';

const root = resolve(import.meta.dirname, '../..');
const states: Record<string, string> = { h1: '/var/lib/castellan/agent', h2: '/srv/castellan', h3: '/srv/agent' };
const dropIns = {
  h2: `[Service]
Environment=CASTELLAN_AGENT_STATE=${states.h2}
ReadWritePaths=/srv
`,
  h3: `[Service]
ExecStart=
ExecStart=/opt/castellan/agent/start.sh --config /etc/castellan/castellan-agent.yaml --state ${states.h3}
ReadWritePaths=/srv
`,
};

/** What stands in agent/main.ts of a release; `real.ts` is the agent as it is. */
const good = `await import('./real.ts');`;
const gate = '/var/lib/go-on';
const gated = `import { existsSync } from 'node:fs';
while (!existsSync('${gate}')) await new Promise((done) => setTimeout(done, 20));
${good}`;

const all = process.env.LAB === 'all';
const shortened = all ? false : 'takes its time: make lab';

describe('the upgrade of agents that systemd runs', { skip: await labMissing() }, () => {
  let cluster: Cluster;
  let load: ReturnType<Cluster['load']>;
  let pids: Record<string, number>;

  before(async () => {
    cluster = await startCluster({ dropIns, agent: { upgrade: { timeout: '20s' } } });
    await push(cluster, '1.0.0', { template: 'counts' });
    await deploy(cluster, '1.0.0');
    await settledOn(cluster, '1.0.0', 6);
    await release('0.2.0', good, all);
    pids = await replicaPids(cluster);
    load = cluster.load('h1', 'h2', 'h3');
  });
  after(() => cluster?.close());

  it(`A02 goes to a release ${all ? 'with its own Node' : 'under the Node of the installation'}, on all hosts`, async () => {
    await expectStatus(cluster, 0, 'hosts', 'upgrade', '--all');
    await running('0.2.0', '0.2.0', '0.2.0');
    for (const { name, sh } of cluster.lab.hosts) {
      const node = await sh(`${agentPid} && readlink /proc/$pid/exe && tr '\\0' ' ' </proc/$pid/cmdline`);
      const [exe = '', argv = ''] = node.split('\n');
      const trees = `${states[name]}/bundles/trees/`;
      ok(exe.startsWith(all ? trees : '/opt/castellan/') && argv.includes(trees), `${name}: ${node}`);
    }
    await nothingElseHappened();
  });

  it('turns back from one that ends at once, and tells why', async () => {
    await release('0.3.0', `console.error('this release is broken'); process.exit(3);`);
    const { stderr } = await expectStatus(cluster, 2, 'hosts', 'upgrade', '--all', '--to', '0.3.0');
    match(stderr, /turned back on h1: it ended before it had reported in/);
    match(stderr, /\| this release is broken/);
    await running('0.2.0', '0.2.0', '0.2.0');
    await nothingElseHappened();
  });

  it('goes on after kill -9 of the trial, and turns back when that comes twice', { skip: shortened }, async () => {
    await release('0.4.0', gated);
    for (const name of ['h1', 'h2']) {
      const { ended } = upgradeTo('0.4.0', name);
      await onTrial(name);
      await killAgent(name);
      await onTrial(name);
      if (name === 'h1') await killAgent(name);
      else await cluster.host(name).sh(`touch ${gate}`);
      equal((await ended).status, name === 'h1' ? 2 : 0);
    }
    await running('0.2.0', '0.4.0', '0.2.0');
    await nothingElseHappened();
  });

  it('no request has failed, and every line has arrived once', async () => {
    noneFailed(await load.stop());
    await everyLineOnce(cluster);
  });

  it('a host that is rebooted during the trial finishes it', { skip: shortened }, async () => {
    await release('0.5.0', gated);
    await expectStatus(cluster, 0, 'hosts', 'upgrade', 'h3', '--to', '0.5.0', '--detach');
    await onTrial('h3');
    const h3 = cluster.host('h3');
    await h3.sh('touch /run/before');
    // It has not come up before its agent has said that it is ready.
    const up = h3.reboot();
    await cluster.until('h3 boots', async () => (await h3.exec('test', '!', '-e', '/run/before')).status === 0);
    await onTrial('h3');
    await h3.sh(`touch ${gate}`);
    await up;
    await running('0.2.0', '0.4.0', '0.5.0');
    await settledOn(cluster, '1.0.0', 6);
  });

  it('a host whose power fails at each start of the trial comes up with the agent before', { skip: shortened }, async () => {
    const { ended } = upgradeTo('0.5.0', 'h1');
    const ups: Promise<void>[] = [];
    for (const _ of ['first', 'second']) {
      await onTrial('h1');
      await cluster.host('h1').kill();
      ups.push(cluster.host('h1').boot());
    }
    await Promise.all(ups);
    await running('0.2.0', '0.4.0', '0.5.0');
    const { status, stderr } = await ended;
    equal(status, 2, stderr);
    match(stderr, /turned back on h1: it ended before it had reported in/);
    await settledOn(cluster, '1.0.0', 6);
  });

  async function release(version: string, main: string, node = false): Promise<void> {
    const folder = join(cluster.folder, `agent-${version}`);
    makeAgentBundle({ root, out: folder, node });
    copyFileSync(join(root, 'agent/main.ts'), join(folder, 'agent/real.ts'));
    writeFileSync(join(folder, 'agent/main.ts'), `// ${version}\n${main}\n`);
    await expectStatus(cluster, 0, 'push', folder, '--version', version);
  }

  function upgradeTo(version: string, name: string) {
    return cluster.ctlStart('hosts', 'upgrade', name, '--to', version);
  }

  /** Started as the trial, and waiting at the gate. */
  async function onTrial(name: string): Promise<void> {
    const trial = `${agentPid} && tree=$(readlink ${states[name]}/upgrade/trial) && grep -q $tree/agent/main.ts /proc/$pid/cmdline`;
    await cluster.until(`${name} has an agent on trial`, async () => {
      const { status } = await cluster.host(name).exec('sh', '-c', trial);
      return status === 0;
    });
  }

  async function killAgent(name: string): Promise<void> {
    await cluster.host(name).sh(`${agentPid} && kill -KILL $pid && while [ -e /proc/$pid ]; do sleep 0.01; done`);
  }

  async function running(...versions: string[]): Promise<void> {
    await cluster.until(`the agents are ${versions}`, async () => {
      const hosts = await cluster.ask<Host>('hosts', 'list');
      return hosts.every(({ state, agentVersion }, at) => state === 'CONNECTED' && agentVersion === versions[at]);
    });
  }

  async function nothingElseHappened(): Promise<void> {
    await allConnected(cluster);
    await settledOn(cluster, '1.0.0', 6);
    deepEqual(await replicaPids(cluster), pids, 'every replica has the process that it had');
    await cluster.until('each router is of its agent’s release', async () => {
      const trees = await Promise.all(cluster.lab.hosts.map(({ sh }) => sh(treesOf)));
      return trees.every((two) => new Set(two.split('\n')).size === 1);
    });
    for (const { sh } of cluster.lab.hosts) equal(await sh('systemctl show castellan-router -p NRestarts --value'), '0');
  }
});

const agentPid = 'pid=$(systemctl show castellan-agent -p MainPID --value) && [ $pid != 0 ]';
/** Of the agent and of the router, a line each. */
const treesOf = `for unit in agent router; do
  tr '\\0' '\\n' </proc/$(systemctl show castellan-$unit -p MainPID --value)/cmdline | sed -n 's|agent/\\(router/\\)\\?main.ts$||p' | head -1
done`;
