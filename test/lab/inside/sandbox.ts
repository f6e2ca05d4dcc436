// What a replica cannot do under systemd, and what opens it. Runs on a host of the lab (../runtime-systemd.test.ts).
import { deepEqual, equal, match } from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import type { Sandbox } from '../../../agent/decide/replica.ts';
import { openDiskUse } from '../../../agent/disk-use.ts';
import { dataFolderOf } from '../../../agent/replica.ts';
import type { RunPlan } from '../../../agent/runtime/runtime.ts';
import { openSystemd } from '../../../agent/runtime/systemd.ts';
import { systemClock } from '../../../lib/clock.ts';
import { aReplica, aSpec, healthy } from '../../agent/decide/replicas.ts';
import { until } from '../../agent/host-world.ts';

const state = '/var/lib/castellan/sandbox';
const never = new AbortController().signal;

describe('the sandbox of a replica', () => {
  const runtime = openSystemd(state);
  let number = 0;

  before(() => {
    for (const name of ['bundle', 'data/one', 'data/two']) mkdirSync(join(state, name), { recursive: true });
    writeFileSync(join(state, 'data/two/secret'), 'of another app');
    for (const path of ['/root/seen', '/tmp/seen', '/dev/seen']) writeFileSync(path, '');
    mkdirSync('/opt/named', { recursive: true });
    copyFileSync('/usr/bin/id', '/opt/set-uid');
    chmodSync('/opt/set-uid', 0o4755);
  });
  after(() => {
    runtime.sweep([]);
    rmSync(state, { recursive: true });
  });

  /** What it says, with `no` for what it may not. */
  async function says(script: string, opened: Partial<Sandbox> = {}, user: string | null = null, env = {}): Promise<string> {
    const plan = planOf(`{ ${script}; } 2>/dev/null || echo no`, opened, user, env);
    await runtime.ended(plan, await runtime.start(plan), never);
    return readFileSync(plan.stdout, 'utf8').trim();
  }

  function planOf(script: string, opened: Partial<Sandbox> = {}, user: string | null = null, env = {}): RunPlan {
    number += 1;
    return {
      ...{ replica: 'sandboxed', run: number, command: ['/bin/sh', '-c', script] },
      ...{ folder: join(state, 'bundle'), data: join(state, 'data/one'), env: { PATH: '/usr/sbin:/usr/bin:/bin', ...env } },
      ...{ stdout: join(state, `out.${number}`), stderr: join(state, `err.${number}`) },
      ...{ limits: aSpec.limits, stop: aSpec.stop, user, sandbox: { ...aSpec.sandbox, ...opened } },
    };
  }

  /** Every key of it. `needs`: what the thing takes besides. */
  const tried: Record<keyof Sandbox, { not: string; script: string; opened?: Partial<Sandbox>; needs?: Partial<Sandbox> }> = {
    protectSystem: { not: 'writes nowhere but to its data and /tmp', script: 'echo yes >/opt/written && cat /opt/written' },
    write: {
      not: 'writes to no other path, unless that is named',
      script: 'echo yes >/opt/named/file && cat /opt/named/file',
      opened: { write: ['/opt/named'] },
    },
    protectHome: { not: 'sees no home folders', script: '[ -e /root/seen ] && echo yes' },
    privateTmp: { not: 'sees no /tmp but its own', script: '[ -e /tmp/seen ] && echo yes' },
    privateDevices: { not: 'sees no devices', script: '[ -e /dev/seen ] && echo yes' },
    protectKernel: {
      not: 'does not name its host',
      script: 'hostname "$(cat /proc/sys/kernel/hostname)" && echo yes',
      needs: { systemCalls: false, capabilities: ['CAP_SYS_ADMIN'] },
    },
    noNewPrivileges: {
      not: 'starts nothing that has more rights than it has',
      script: 'setpriv --reuid 65534 --clear-groups /opt/set-uid -u | grep -qx 0 && echo yes',
    },
    restrictSuidSgid: { not: 'makes no set-uid files', script: 'cd "$DATA" && touch file && chmod u+s file && echo yes' },
    restrictNamespaces: {
      not: 'makes no namespaces',
      script: 'unshare --uts true && echo yes',
      needs: { systemCalls: false, capabilities: ['CAP_SYS_ADMIN'] },
    },
    restrictRealtime: {
      not: 'does not ask for real-time scheduling',
      // Of nobody: some kernels have none for a unit to give itself, but look for the process first.
      script: "chrt --fifo --pid 1 4194303 2>&1 | grep -q 'No such process' && echo yes",
      needs: { capabilities: ['CAP_SYS_NICE'] },
    },
    restrictAddressFamilies: {
      not: 'speaks to no network device as such',
      script: `perl -e 'socket(my $s, 17, 3, 0) or exit 1' && echo yes`,
      needs: { capabilities: ['CAP_NET_RAW'] },
    },
    lockPersonality: { not: 'does not pass for another kind of system', script: 'setarch --uname-2.6 true && echo yes' },
    systemCalls: {
      not: 'makes no system calls but those of services',
      script: 'chroot / true && echo yes',
      needs: { capabilities: ['CAP_SYS_CHROOT'] },
    },
    capabilities: {
      not: 'has no capabilities but what root needs to become somebody else',
      script: 'capsh --has-b=cap_net_raw && echo yes',
      opened: { capabilities: ['CAP_NET_RAW'] },
    },
  };
  for (const [key, { not, script, opened = { [key]: false }, needs }] of Object.entries(tried)) {
    it(`by default it ${not}; opened, it does`, async () => {
      const env = { DATA: join(state, 'data/one') };
      deepEqual([await says(script, needs, null, env), await says(script, { ...needs, ...opened }, null, env)], ['no', 'yes']);
    });
  }

  it('with a user it sees no processes of others; opened, it does', async () => {
    const script = '[ -e /proc/1/status ] && echo yes';
    deepEqual([await says(script, {}, 'nobody'), await says(script, { protectKernel: false }, 'nobody')], ['no', 'yes']);
  });

  it('with a user it starts something that has more rights only where all that systemd needs this for is opened too', async () => {
    const script = '/opt/set-uid -u | grep -qx 0 && echo yes';
    const others = ['privateDevices', 'protectKernel', 'lockPersonality', 'systemCalls'] as const;
    const restricted = ['restrictSuidSgid', 'restrictNamespaces', 'restrictRealtime', 'restrictAddressFamilies'] as const;
    const all = Object.fromEntries(['noNewPrivileges', ...others, ...restricted].map((key) => [key, false]));
    deepEqual([await says(script, { noNewPrivileges: false }, 'nobody'), await says(script, all, 'nobody')], ['no', 'yes']);
  });

  it('of the agent’s folder it sees its bundle and its own data', async () => {
    equal(await says(`cd ${state} && echo * data/*`), 'bundle data data/one');
    equal(await says(`touch ${state}/bundle/written`), 'no');
  });

  it('what it writes to a /tmp of its own counts as its disk use', async () => {
    const plan = planOf('dd if=/dev/zero of=/tmp/big bs=1M count=3; echo ready; sleep 1000');
    const process = await runtime.start(plan);
    const replica = { ...aReplica({ ...healthy, process }), id: plan.replica, run: plan.run };
    mkdirSync(dataFolderOf(replica, state), { recursive: true });
    const disk = openDiskUse({ stateDir: state, clock: { ...systemClock, now: () => 0 }, everyMs: -1 });
    await until(
      'it is measured',
      () => (disk.look([replica]).get(replica.id)?.bytes ?? 0) >= 3 * 2 ** 20,
      () => [...disk.look([replica])],
    );
    disk.close();
    runtime.signal(process, 'SIGKILL');
    await runtime.ended(plan, process, never);
  });

  it('a dynamic user has the data to itself, also over a restart', async () => {
    const script = `cd ${state}/data/one && date >>kept && wc -l <kept; id -u`;
    const [first, second] = [await says(script, {}, 'dynamic'), await says(script, {}, 'dynamic')];
    match(first, /^1\n6\d{4}$/);
    equal(second, first.replace('1\n', '2\n'));
  });

  it('one that runs as root does not see the keys of its host', async () => {
    mkdirSync('/etc/castellan/tls', { recursive: true });
    writeFileSync('/etc/castellan/tls/key.pem', 'secret');
    equal(await says('cat /etc/castellan/tls/key.pem'), 'no');
  });

  it('a command of it runs as the user of its own, and as nobody while there is none', async () => {
    mkdirSync(join(state, 'data/three'));
    const [file = '', ...args] = runtime.commandAs('dynamic', ['id', '-u'], join(state, 'data/three'));
    equal((await execa(file, args)).stdout, '65534');
    const user = await says('id -u; touch /tmp/x', {}, 'dynamic');
    const script = 'id -u; id -G; cd $DATA; cat kept >/dev/null && touch by-check && grep NoNewPrivs /proc/self/status';
    const [program = '', ...rest] = runtime.commandAs('dynamic', ['/bin/sh', '-c', script], join(state, 'data/one'));
    const { stdout } = await execa(program, rest, { env: { DATA: join(state, 'data/one') } });
    equal(stdout, `${user}\n${user}\nNoNewPrivs:\t1`);
  });

  it('nobody learns its variables from systemd, and what systemd runs as root does not get them', async () => {
    const env = { SECRET: 'hidden-from-all', LD_PRELOAD: '/opt/evil.so', PATH: '/opt/evil:/usr/bin:/bin' };
    mkdirSync('/opt/evil', { recursive: true });
    for (const name of ['id', 'stat', 'mv', 'systemctl']) {
      writeFileSync(`/opt/evil/${name}`, '#!/bin/sh\ntouch /opt/evil/was-run-as-root\n', { mode: 0o755 });
    }
    const shown = says('sleep 0.5; echo "$SECRET"', {}, 'nobody', env);
    const { stdout } = await execa('systemctl', ['show', 'castellan-*', '--all']);
    equal(stdout.includes('hidden-from-all'), false);
    equal(await shown, 'hidden-from-all');
    equal((await execa('ls', ['/opt/evil/was-run-as-root'], { reject: false })).failed, true);
  });
});
