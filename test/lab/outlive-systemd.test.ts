// Three hosts that systemd runs, agent and router as units: whatever happens to the agents, their replicas do not notice.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { appHost } from '../e2e/apps.ts';
import { deploy, newestDeployment, push, runningReplicas, settledOn } from '../e2e/fleet.ts';
import { noneFailed } from '../e2e/load-beside.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { labMissing } from './hosts.ts';
import { allConnected, everyLineOnce, replicaPids } from './unnoticed.ts';

describe('agents on hosts that systemd runs', { skip: await labMissing() }, () => {
  let cluster: Cluster;
  let load: ReturnType<Cluster['load']>;

  before(async () => {
    cluster = await startCluster();
    await push(cluster, '1.0.0', { template: 'counts' });
    await push(cluster, '2.0.0', { template: 'counts', deploy: { healthy: '2s' } });
    await deploy(cluster, '1.0.0');
    await settledOn(cluster, '1.0.0', 6);
    load = cluster.load('h1', 'h2', 'h3');
  });
  after(() => cluster?.close());

  it('each replica is a unit of its own, the agent and the router are others', async () => {
    for (const { slot, pid } of await runningReplicas(cluster)) {
      const group = await cluster.host(slot.slice(0, 2)).sh(`cat /proc/${pid}/cgroup`);
      ok(group.includes('/castellan.slice/castellan-'), group);
    }
    for (const { sh, exec } of cluster.lab.hosts) {
      equal(await sh('systemctl is-active castellan-agent castellan-router'), 'active\nactive');
      equal((await exec('pgrep', '-fc', 'agent/router/main.ts')).stdout, '1');
    }
  });

  it('A02 systemctl restart castellan-agent: every replica keeps its pid', async () => {
    const before = await replicaPids(cluster);
    await Promise.all(cluster.lab.hosts.map(({ sh }) => sh('systemctl restart castellan-agent')));
    await allConnected(cluster);
    await settledOn(cluster, '1.0.0', 6);
    deepEqual(await replicaPids(cluster), before);
  });

  it('A01 kill -9 of the agents: systemd brings them back, and every replica keeps its pid', async () => {
    const before = await replicaPids(cluster);
    const agents = await Promise.all(cluster.lab.hosts.map(({ sh }) => sh(agentPid)));
    for (const name of cluster.hosts) await cluster.kill(name);
    await cluster.until('systemd has started them again', async () => {
      const now = await Promise.all(
        cluster.lab.hosts.map(({ exec }) => exec('sh', '-c', `${agentPid}; systemctl is-active castellan-agent`)),
      );
      return now.every(({ stdout }, at) => stdout.endsWith('\nactive') && !stdout.startsWith(`${agents[at]}\n`));
    });
    await allConnected(cluster);
    await settledOn(cluster, '1.0.0', 6);
    deepEqual(await replicaPids(cluster), before);
  });

  it('A02 an upgrade of packages: systemd executes itself anew, everything that may be is restarted, replicas are not', async () => {
    const before = await replicaPids(cluster);
    await Promise.all(cluster.lab.hosts.map(({ sh }) => sh('systemctl daemon-reexec && systemctl daemon-reload')));
    const restarted = await Promise.all(cluster.lab.hosts.map(({ sh }) => sh(restartAll)));
    for (const told of restarted) {
      match(told, /^castellan-agent\.service 0$/m);
      match(told, /^castellan-\w+-hello-web-1-\w+\.1\.service [1-9]$/m);
    }
    await allConnected(cluster);
    await settledOn(cluster, '1.0.0', 6);
    deepEqual(await replicaPids(cluster), before);
  });

  it('A02 a restart in the middle of a deployment: it goes on, and nothing starts twice', async () => {
    const ctl = cluster.ctlStart('deploy', 'hello@2.0.0');
    const anew = Promise.all(cluster.lab.hosts.map(({ sh }) => sh(executedAnewAgainAndAgain)));
    await cluster.until('a new replica of 2.0.0 is being watched', async () =>
      (await runningReplicas(cluster)).some(({ version, pid }) => version === '2.0.0' && pid > 0),
    );
    await Promise.all(cluster.lab.hosts.map(({ sh }) => sh(`systemctl daemon-reexec; ${restartAll}`)));
    await anew;
    const { status, stdout, stderr } = await ctl.ended;
    equal(status, 0, stdout + stderr);
    await settledOn(cluster, '2.0.0', 6);
    equal((await newestDeployment(cluster))?.outcome, 'DONE');
    for (const { sh } of cluster.lab.hosts)
      equal(await sh('systemctl list-units --plain --no-legend "castellan-*-hello-*" | wc -l'), '2');
  });

  it('systemctl reload castellan-router: another process serves, and is the one that systemd watches', async () => {
    const before = await Promise.all(cluster.lab.hosts.map(({ sh }) => sh(routerPid)));
    await Promise.all(cluster.lab.hosts.map(({ sh }) => sh('systemctl reload castellan-router')));
    const after = await Promise.all(cluster.lab.hosts.map(({ sh }) => sh(routerPid)));
    for (const [at, { sh }] of cluster.lab.hosts.entries()) {
      notEqual(after[at], before[at]);
      equal(await sh('systemctl show castellan-router -p ActiveState,NRestarts --value'), '0\nactive');
    }
    await cluster.until('the old processes have ended', async () => {
      const counts = await Promise.all(cluster.lab.hosts.map(({ exec }) => exec('pgrep', '-fc', 'agent/router/main.ts')));
      return counts.every(({ stdout }) => stdout === '1');
    });
    deepEqual(await Promise.all(cluster.lab.hosts.map(({ sh }) => sh(routerPid))), after);
  });

  it('no request has failed through all of that', async () => {
    noneFailed(await load.stop());
  });

  it('kill -9 of a router that has replaced another: systemd starts it again', async () => {
    const { sh, exec } = cluster.host('h1');
    const before = await sh(routerPid);
    await sh(`kill -KILL ${before}`);
    await cluster.until('h1 serves again', async () => {
      const asked = await exec('curl', '-sf', '-H', `host: ${appHost}`, 'http://127.0.0.1/');
      return asked.stdout.includes('hello from');
    });
    notEqual(await sh(routerPid), before);
  });

  it('A03 a host that is rebooted runs what it was last assigned, without the server; the others notice nothing', async () => {
    const others = cluster.load('h1', 'h2');
    const before = await replicaPids(cluster);
    await cluster.kill('server');
    await cluster.host('h3').reboot();
    await cluster.until('h3 serves again', async () => {
      const asked = await cluster.host('h3').exec('curl', '-sf', '-H', `host: ${appHost}`, 'http://127.0.0.1/');
      return asked.stdout.includes('hello from 2.0.0');
    });
    await cluster.start('server');
    await settledOn(cluster, '2.0.0', 6);
    const now = await replicaPids(cluster);
    for (const [slot, pid] of Object.entries(before))
      if (!slot.startsWith('h3')) equal(now[slot], pid, `${slot} has another pid`);
    for (const { slot, restarts } of await runningReplicas(cluster)) equal(restarts, 0, `${slot} is blamed for the reboot`);
    noneFailed(await others.stop());
  });

  it('every line has arrived once, in order, to the end', () => everyLineOnce(cluster));
});

/** As needrestart would, with etc/needrestart: all but the router. Tells each unit and how it went. */
const restartAll = `systemctl list-units --type=service --state=running --plain --no-legend | while read -r unit _; do
  [ $unit = castellan-router.service ] || { systemctl restart $unit 2>/dev/null; echo $unit $?; }
done`;
/** For some seconds: whenever a replica is started, systemd may just be hanging up on whoever asks it. */
const times = process.env.LAB === 'all' ? 10 : 2;
const executedAnewAgainAndAgain = `for _ in $(seq ${times}); do systemctl daemon-reexec; sleep 0.3; done`;
const agentPid = 'systemctl show castellan-agent -p MainPID --value';
const routerPid = 'systemctl show castellan-router -p MainPID --value';
