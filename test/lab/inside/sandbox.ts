// What a replica cannot do under systemd, and what opens it. Runs on a host of the lab (../runtime-systemd.test.ts).
import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import type { Sandbox } from '../../../agent/decide/replica.ts';
import type { RunPlan } from '../../../agent/runtime/runtime.ts';
import { openSystemd } from '../../../agent/runtime/systemd.ts';
import { aSpec } from '../../agent/decide/replicas.ts';

const state = '/var/lib/castellan/sandbox';
const never = new AbortController().signal;

describe('the sandbox of a replica', () => {
  const runtime = openSystemd(state);
  let number = 0;

  before(() => {
    for (const name of ['bundle', 'data/one', 'data/two']) mkdirSync(join(state, name), { recursive: true });
    writeFileSync(join(state, 'data/two/secret'), 'of another app');
  });
  after(() => {
    runtime.sweep([]);
    rmSync(state, { recursive: true });
  });

  /** What it says, with `no` for what it may not. */
  async function says(script: string, opened: Partial<Sandbox> = {}, user: string | null = null, env = {}): Promise<string> {
    number += 1;
    const plan: RunPlan = {
      ...{ replica: 'sandboxed', run: number, command: ['/bin/sh', '-c', `{ ${script}; } 2>/dev/null || echo no`] },
      ...{ folder: join(state, 'bundle'), data: join(state, 'data/one'), env: { PATH: '/usr/sbin:/usr/bin:/bin', ...env } },
      ...{ stdout: join(state, `out.${number}`), stderr: join(state, `err.${number}`) },
      ...{ limits: aSpec.limits, stop: aSpec.stop, user, sandbox: { ...aSpec.sandbox, ...opened } },
    };
    await runtime.ended(plan, await runtime.start(plan), never);
    return readFileSync(plan.stdout, 'utf8').trim();
  }

  for (const [what, script, opened] of [
    ['writes nowhere but to its data and /tmp', 'echo yes >/opt/written && cat /opt/written', { protectSystem: false }],
    [
      'writes to no other path, unless that is named',
      'echo yes >/opt/named/file && cat /opt/named/file',
      { write: ['/opt/named'] },
    ],
    ['sees no home folders', '[ -e /root/seen ] && echo yes', { protectHome: false }],
    ['sees no /tmp but its own', '[ -e /tmp/seen ] && echo yes', { privateTmp: false }],
    ['sees no devices', '[ -e /dev/seen ] && echo yes', { privateDevices: false }],
    [
      'makes no namespaces',
      'unshare --uts true && echo yes',
      { restrictNamespaces: false, systemCalls: false, capabilities: ['CAP_SYS_ADMIN'] },
    ],
    ['makes no set-uid files', 'cd "$DATA" && touch file && chmod u+s file && echo yes', { restrictSuidSgid: false }],
    [
      'has no capabilities but what root needs to become somebody else',
      'capsh --has-b=cap_net_raw && echo yes',
      { capabilities: ['CAP_NET_RAW'] },
    ],
  ] as const satisfies [string, string, Partial<Sandbox>][]) {
    it(`by default it ${what}; opened, it does`, async () => {
      for (const path of ['/root/seen', '/tmp/seen', '/dev/seen']) writeFileSync(path, '');
      mkdirSync('/opt/named', { recursive: true });
      const env = { DATA: join(state, 'data/one') };
      deepEqual([await says(script, {}, null, env), await says(script, opened as Partial<Sandbox>, null, env)], ['no', 'yes']);
    });
  }

  it('of the agent’s folder it sees its bundle and its own data', async () => {
    equal(await says(`cd ${state} && echo * data/*`), 'bundle data data/one');
    equal(await says(`touch ${state}/bundle/written`), 'no');
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
