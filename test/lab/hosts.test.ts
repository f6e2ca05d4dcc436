import { equal, match, notEqual } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Lab, type LabHost, labMissing, startLab } from './hosts.ts';

const missing = await labMissing();

describe('the lab', { skip: missing }, () => {
  let lab: Lab;
  let one: LabHost;
  let two: LabHost;

  before(async () => {
    lab = await startLab(['one', 'two']);
    [one, two] = lab.hosts as [LabHost, LabHost];
  });
  after(() => lab?.close());

  it('has hosts that are up, each with its own name and identity', async () => {
    equal(await one.sh('hostname'), 'one');
    notEqual(await one.sh('cat /etc/machine-id'), await two.sh('cat /etc/machine-id'));
    equal((await one.exec('systemctl', 'is-system-running')).stdout, 'running', lab.console('one'));
  });

  it('shows them the project, read-only, and nothing of this machine’s /tmp', async () => {
    match(await one.sh('cat /opt/castellan/package.json'), /"castellan"/);
    notEqual((await one.exec('touch', '/opt/castellan/written')).status, 0);
    equal(await one.sh('ls /tmp | grep -v systemd-private; true'), '');
  });

  it('enforces limits on memory and processes', async () => {
    const eaten = await one.exec(
      'systemd-run',
      '--wait',
      '-q',
      '-p',
      'MemoryMax=20M',
      'sh',
      '-c',
      'head -c 100M /dev/zero | tail -n 1',
    );
    notEqual(eaten.status, 0, 'a limit on memory is not enforced');
    const forked = await one.exec(
      'systemd-run',
      '--wait',
      '-q',
      '-p',
      'TasksMax=3',
      // Gives up at the first fork that fails, where bash tries again until the limit has room.
      'dash',
      '-c',
      'for i in 1 2 3 4; do sleep 5 & done; wait',
    );
    notEqual(forked.status, 0, 'a limit on processes is not enforced');
  });

  it('cuts a host off the network and heals it', async () => {
    const reaches = async () => (await one.exec('ping', '-c', '1', '-W', '1', two.address)).status === 0;
    const connects = async () => (await one.exec('bash', '-c', `echo > /dev/tcp/${two.address}/9`)).stderr.includes('refused');
    equal((await reaches()) || (await connects()), true);
    await two.cut();
    equal((await one.exec('timeout', '1', 'bash', '-c', `echo > /dev/tcp/${two.address}/9`)).status, 124);
    await two.heal();
    equal(await connects(), true);
  });

  it('keeps what was written over a reboot and over a power failure', async () => {
    writeFileSync(one.path('/var/lib/kept'), 'kept');
    const boot = () => one.sh('cat /proc/sys/kernel/random/boot_id; systemctl show -p UserspaceTimestampMonotonic --value');
    const before = await boot();
    await one.reboot();
    notEqual(await boot(), before);
    equal(readFileSync(one.path('/var/lib/kept'), 'utf8'), 'kept');
    await one.kill();
    await one.boot();
    equal(await one.sh('cat /var/lib/kept'), 'kept');
  });

  it('leaves nothing', async () => {
    const starters = (await one.sh('cat /etc/machine-id')) !== '';
    equal(starters, true);
    await lab.close();
    for (const each of ['systemd', 'unified', 'memory'].map((name) => `/sys/fs/cgroup/${name}`).filter(existsSync)) {
      equal(readdirSync(each).filter((name) => name.startsWith(`castellan-lab-${process.pid}`)).length, 0);
    }
  });
});
