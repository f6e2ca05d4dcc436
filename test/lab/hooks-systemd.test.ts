// Hooks and warm replicas on a host that systemd runs: whatever happens to the agent, each hook runs once, and a switch is a switch.
import { deepEqual, equal, match } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { deploy, expectStatus, push, runningReplicas, settledOn } from '../e2e/fleet.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { labMissing } from './hosts.ts';
import { allConnected } from './unnoticed.ts';

describe('hooks and warm replicas on a host that systemd runs', { skip: await labMissing() }, () => {
  let cluster: Cluster;

  before(async () => {
    cluster = await startCluster({ names: ['h1'] });
    const long = 'echo "begun as $(id -un)"; until [ -e "$CASTELLAN_DATA_DIR/go" ]; do sleep 0.1; done; echo ended';
    const note = (word: string) => ({ command: `echo ${word} as $(id -un) >>"$CASTELLAN_DATA_DIR/hooks"`, timeout: '10s' });
    const web = { user: 'www-data', start: { before: note('before'), after: note('after') } };
    const blueGreen = { strategy: 'blue-green', keep_warm: '10m' };
    await push(cluster, '1.0.0', { replicas: 1 });
    await push(cluster, '2.0.0', { replicas: 1, hooks: { release: { command: long, timeout: '5m' } }, web });
    await push(cluster, '3.0.0', { replicas: 1, deploy: blueGreen });
    await deploy(cluster, '1.0.0');
    await settledOn(cluster, '1.0.0', 1);
  });
  after(() => cluster?.close());

  it('A17 a release hook that runs while the agent is restarted and killed runs once, and its deployment goes on', async () => {
    const ctl = cluster.ctlStart('deploy', 'hello@2.0.0');
    await cluster.until('the hook has begun', async () => (await linesOf('release')).some((line) => line.startsWith('begun')));
    const unit = await cluster.host('h1').sh('systemctl list-units --plain --no-legend "castellan-*-task-*"');
    match(unit, /castellan-\w+-task-\d+-release\.1\.service/);
    await cluster.host('h1').sh('systemctl restart castellan-agent');
    await allConnected(cluster);
    await cluster.kill('h1');
    await cluster.host('h1').sh('touch /var/lib/castellan/agent/data/hello/production/_release/go');
    const { status, stdout, stderr } = await ctl.ended;
    equal(status, 0, stdout + stderr);
    await settledOn(cluster, '2.0.0', 1);
    const lines = await linesOf('release');
    deepEqual([lines.length, lines[1]], [2, 'ended'], lines.join());
  });

  it('the hooks around the start of a replica have run once, as its user', async () => {
    const noted = await cluster.host('h1').sh('cat /var/lib/castellan/agent/data/hello/production/web/hooks');
    equal(noted.trim(), 'before as www-data\nafter as www-data');
  });

  it('blue-green is a switch, and so is the way back', async () => {
    const before = await pids();
    await deploy(cluster, '3.0.0');
    const both = await pids();
    equal(both['2.0.0'], before['2.0.0']);
    await expectStatus(cluster, 0, 'rollback', 'hello');
    equal((await pids())['2.0.0'], before['2.0.0']);
  });

  async function pids(): Promise<Record<string, number>> {
    return Object.fromEntries((await runningReplicas(cluster)).map(({ version, pid }) => [version, pid]));
  }

  async function linesOf(process: string): Promise<string[]> {
    const lines = await cluster.ask<{ text: string }>('logs', 'hello', '--process', process);
    return lines.map(({ text }) => text);
  }
});
