// One host that systemd runs: replicas that speak sd_notify or are checked by commands as users of their own, and an agent
// whose setting `runtime` is changed under what runs.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deploy, expectStatus, runningReplicas } from '../e2e/fleet.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type LabHost, labMissing } from './hosts.ts';
import { replicaPids } from './unnoticed.ts';

const told = `
    command: [perl, notifies.pl]
    user: dynamic
    start_timeout: 10s
    ready: { notify: true, every: 200ms }
    live: { notify: true, watchdog: 1s, every: 200ms }
    stop: { timeout: 500ms }`;
/** Only where both have the same user can the check read what the replica has written, and write beside it. */
const checked = `
    command: umask 077; id -u >"$CASTELLAN_DATA_DIR/uid"; exec sleep infinity
    user: dynamic
    start_timeout: 10s
    ready: { command: 'cd "$CASTELLAN_DATA_DIR" && test "$(cat uid)" = "$(id -u)" && touch checked', every: 200ms }`;
const plain = `
    command: [sleep, infinity]
    replicas: 2
    restart: { backoff: { min: 100ms, max: 1s } }`;

describe('runtimes of a host that systemd runs', { skip: await labMissing() }, () => {
  let cluster: Cluster;
  let host: LabHost;

  before(async () => {
    cluster = await startCluster({ names: ['h1'] });
    host = cluster.host('h1');
    await push('1.0.0', { told, checked });
    await push('2.0.0', { plain });
  });
  after(() => cluster?.close());

  it('a unit with a user of its own says READY=1, and a command checks another as that one’s user', async () => {
    await deploy(cluster, '1.0.0');
    const { pid } = await healthy('h1/told/1');
    match(await host.sh(`cat /proc/${pid}/cgroup`), /castellan\.slice/);
    ok(Number(await host.sh(`stat -c %u /proc/${pid}`)) > 60_000);
    await healthy('h1/checked/1');
    const data = '/var/lib/castellan/agent/data/hello/production/checked';
    equal(await host.sh(`stat -c %u ${data}/checked`), await host.sh(`cat ${data}/uid`));
  });

  it('its WATCHDOG=1 is heard while the agent is away, and by the one that comes back', async () => {
    const before = await replicaPids(cluster);
    await host.sh('systemctl stop castellan-agent && touch /run/stopped');
    await heardAfter('/run/stopped');
    await host.sh('systemctl start castellan-agent && touch -d "2 seconds" /run/started');
    await heardAfter('/run/started');
    await healthy('h1/told/1');
    deepEqual(await replicaPids(cluster), before);
  });

  it('without WATCHDOG=1 it is restarted', async () => {
    const { pid } = await healthy('h1/told/1');
    await host.sh(`kill -STOP ${pid}`);
    await cluster.until('it has been restarted', async () => {
      const one = (await runningReplicas(cluster)).find(({ slot }) => slot === 'h1/told/1');
      return one?.phase === 'healthy' && one.pid !== pid && one.restarts === 1;
    });
  });

  it('where `runtime` is changed, what runs stays as it is, what is started is of the new one, and back', async () => {
    await deploy(cluster, '2.0.0');
    const first = await replicaPids(cluster);
    await changeRuntime('exec');
    deepEqual(await replicaPids(cluster), first);
    await host.sh(`kill -KILL ${first['h1/plain/1']}`);
    const { pid, lastExit } = await replaced('h1/plain/1', first);
    equal(lastExit?.signal, 'SIGKILL');
    equal(await isUnit(pid), false);
    const mixed = await replicaPids(cluster);
    await host.sh('systemctl restart castellan-agent');
    await changeRuntime('systemd');
    deepEqual(await replicaPids(cluster), mixed);
    for (const slot of ['h1/plain/1', 'h1/plain/2']) {
      await host.sh(`kill -KILL ${mixed[slot]}`);
      equal(await isUnit((await replaced(slot, mixed)).pid), true);
    }
  });

  it('one that ended while the agent was away, and `runtime` was changed meanwhile, is known to have', async () => {
    const before = await replicaPids(cluster);
    await host.sh(`systemctl stop castellan-agent && kill -TERM ${before['h1/plain/2']}`);
    await changeRuntime('exec');
    const { pid, restarts, lastExit } = await replaced('h1/plain/2', before);
    deepEqual([restarts, lastExit?.signal, await isUnit(pid)], [2, 'SIGTERM', false]);
    equal((await replicaPids(cluster))['h1/plain/1'], before['h1/plain/1']);
  });

  it('a deployment replaces those of either runtime, and nothing of them is left', async () => {
    await push('3.0.0', { plain: `${plain}\n    env: { CHANGED: 'yes' }` });
    await deploy(cluster, '3.0.0');
    equal(await host.sh('pgrep -xc sleep'), '2');
    equal(await host.sh('systemctl list-units --plain --no-legend "castellan-*-hello-*" | wc -l'), '0');
  });

  async function push(version: string, processes: Record<string, string>): Promise<void> {
    const folder = join(cluster.folder, `app-${version}`);
    mkdirSync(folder);
    copyFileSync(resolve(import.meta.dirname, '../apps/notifies.pl'), join(folder, 'notifies.pl'));
    const all = Object.entries(processes).map(([name, lines]) => `  ${name}:${lines}\n`);
    writeFileSync(
      join(folder, 'castellan.yaml'),
      `app: hello\nprocesses:\n${all.join('')}deploy: { healthy: 300ms, bake: 300ms }\n`,
    );
    await expectStatus(cluster, 0, 'push', folder, '--version', version);
  }

  async function healthy(slot: string) {
    return cluster.until(`${slot} is healthy`, async () =>
      (await runningReplicas(cluster)).find((one) => one.slot === slot && one.phase === 'healthy'),
    );
  }

  async function replaced(slot: string, before: Record<string, number>) {
    return cluster.until(`${slot} has another process`, async () =>
      (await runningReplicas(cluster)).find((one) => one.slot === slot && one.phase === 'healthy' && one.pid !== before[slot]),
    );
  }

  /** A sign of life later than this file. */
  async function heardAfter(path: string): Promise<void> {
    const find = `find /var/lib/castellan/agent/notices -name '*.alive' -newer ${path}`;
    await cluster.until('the receiver has heard it', async () => (await host.sh(find)) !== '');
  }

  /** Resolves when the agent has come up with it and is connected. */
  async function changeRuntime(kind: string): Promise<void> {
    const settings = { server: cluster.server, runtime: kind };
    writeFileSync(host.path('/etc/castellan/castellan-agent.yaml'), JSON.stringify(settings));
    await host.sh('systemctl restart castellan-agent');
    const since = '$(systemctl show castellan-agent -p InvocationID --value)';
    await cluster.until(`the agent runs with ${kind}`, async () =>
      (await host.sh(`journalctl -o cat _SYSTEMD_INVOCATION_ID=${since}`)).match(
        new RegExp(`"runtime":"${kind}"[^]*connected to the server`),
      ),
    );
  }

  async function isUnit(pid: number): Promise<boolean> {
    return (await host.sh(`cat /proc/${pid}/cgroup`)).includes('/castellan.slice/');
  }
});
