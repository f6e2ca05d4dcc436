// A fleet from nothing on hosts that systemd runs, with the commands of docs/operations.md and those that the programs print:
// the server, a host, an operator, a deployment, new authorities, a host that is cut off and comes back.
import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { appHost, makeApp } from '../e2e/apps.ts';
import { type Lab, type LabHost, labMissing, startLab } from './hosts.ts';

const root = resolve(import.meta.dirname, '../..');

describe('a fleet from nothing', { skip: await labMissing() }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-from-nothing-'));
  let lab: Lab;
  let s1: LabHost;
  let h1: LabHost;

  before(async () => {
    lab = await startLab(['s1', 'h1']);
    [s1, h1] = lab.hosts as [LabHost, LabHost];
    for (const { sh } of lab.hosts) await sh(link);
  });
  after(async () => {
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** ctl on alice's laptop. */
  async function laptop(command: string): Promise<string> {
    const [file = '', ...args] = lab.beside(['node', join(root, 'cli/ctl.js'), ...command.split(' ').slice(1)]);
    const env = { PATH: process.env.PATH, HOME: folder };
    const { exitCode, stdout, stderr } = await execa(file, args, { env, extendEnv: false, reject: false });
    equal(exitCode, 0, `${command} ended with ${exitCode}: ${stdout}${stderr}`);
    return stdout;
  }

  async function released(version: string): Promise<void> {
    await laptop(`ctl push ${makeApp(folder, version, { replicas: 1 })} --version ${version}`);
    await laptop(`ctl deploy hello@${version}`);
  }

  /** The names in the certificate that a connection made now is shown. */
  async function shown(address: string): Promise<string> {
    const [file = '', ...args] = lab.beside(['openssl', 's_client', '-connect', `${address}:7400`]);
    const { stdout } = await execa(file, args, { input: '', reject: false });
    return (await execa('openssl', ['x509', '-noout', '-text'], { input: stdout })).stdout;
  }

  /** As root on the server's host, who is ann. */
  const ann = (command: string) => s1.sh(command);

  async function until<T>(what: string, probe: () => Promise<T>): Promise<NonNullable<T>> {
    let last: unknown;
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(300)) {
      last = await probe().catch((error: unknown) => error);
      if (last && !(last instanceof Error)) return last as NonNullable<T>;
    }
    const journals = await Promise.all(lab.hosts.map(({ exec }) => exec('journalctl', '-o', 'cat', '-n', '30', '--no-pager')));
    throw new Error(`waited in vain until ${what}; last seen: ${last}\n${journals.map(({ stdout }) => stdout).join('\n---\n')}`);
  }

  const connected = () =>
    until('web-1 is connected', async () => (JSON.parse(await ann('ctl hosts --json')) as Host).state === 'CONNECTED');
  const authorities = async () =>
    [...(await ann('ctl ca status --json')).matchAll(/"fingerprint":"(\w+)"/g)].map(([, one]) => one);
  /** What the server’s user cannot read. The folder of ann, who is root, is not for it. */
  const ofRoot = () => ann("find /var/lib/private/castellan-server -uid 0 -not -path '*/operators/ann/*'");
  const answer = () => h1.sh(`curl -sf -H 'host: ${appHost}' http://127.0.0.1/`);

  it('ctl server init, then what it says; its unit runs as a user of its own', async () => {
    const [init = '', ...more] = documented.slice(0, 3).map((command) => command.replaceAll('deploy.example.com', s1.address));
    const said = await ann(init);
    // What it says is what the page says.
    for (const command of more) {
      match(said, new RegExp(`^ {2}here.* {2,}${command}$`, 'm'));
      await ann(command);
    }
    match(await ann('ctl whoami'), /^ann, admin/);
    equal(await ofRoot(), '');
  });

  it('ctl hosts add prints what to type on the host; then it is a host', async () => {
    match(await h1.sh(await ann(documented[3] as string)), /castellan-router and castellan-agent run, now and after each boot/);
    await connected();
    equal(await h1.sh('systemctl is-enabled castellan-agent castellan-router'), 'enabled\nenabled');
  });

  it('a laptop logs in, and what it deploys is served', async () => {
    await laptop(await ann(documented[4] as string));
    await released('1.0.0');
    match(await answer(), /hello from 1\.0\.0/);
  });

  it('root makes the server’s certificate anew, for another address: the server takes it and goes on', async () => {
    const pid = await ann(serverPid);
    await ann(`ctl server init --operator ann --address ${s1.address} --address deploy.example.com`);
    equal(await ofRoot(), '');
    await ann('systemctl reload castellan-server');
    await until('it is in use', async () => (await shown(s1.address)).includes('DNS:deploy.example.com'));
    equal(await ann(serverPid), pid);
  });

  it('its state is backed up while it runs, and its secrets have another key while it does not', async () => {
    await ann('ctl server backup /root/castellan.tar --state /var/lib/castellan-server');
    await ann('systemctl stop castellan-server && ctl server rekey --state /var/lib/castellan-server');
    equal(await ofRoot(), '');
    await ann('systemctl start castellan-server');
    await connected();
  });

  it('X29: the authorities are exchanged, over a kill -9 of the server; everybody follows', async () => {
    const before = await authorities();
    for (const phase of ['announced', 'issuing', 'steady']) {
      match(await ann('ctl ca rotate'), new RegExp(`^${phase}`));
      if (phase === 'issuing') await ann('systemctl kill --kill-whom=main --signal=KILL castellan-server');
      if (phase === 'steady') break;
      await until('alice is answered', () => laptop('ctl status'));
      // It looks each minute; this is at once.
      await h1.sh('systemctl restart castellan-agent');
      await until('everybody has followed', async () => (await ann('ctl ca status')).includes('everybody has followed'));
    }
    const after = await authorities();
    deepEqual([before.length, after.length, after.filter((one) => before.includes(one))], [2, 2, []]);
    await connected();
    equal(await ofRoot(), '');
    match(await answer(), /hello from 1\.0\.0/);
  });

  it('a host that is revoked serves on and gets nothing, until it has joined again', async () => {
    await ann('ctl hosts revoke web-1');
    await until('its agent says so', async () =>
      (await h1.sh('journalctl -o cat --no-pager -u castellan-agent')).includes('the server does not take this host'),
    );
    match(await answer(), /hello from 1\.0\.0/);
    const command = await ann('ctl hosts add web-1');
    const { status, stderr } = await h1.exec('sh', '-c', command);
    deepEqual([status, stderr.split('\n').at(-1)], [4, 'next: add --force, if it is to be replaced']);
    await h1.sh(`${command} --force`);
    await connected();
    await released('2.0.0');
    match(await answer(), /hello from 2\.0\.0/);
  });
});

const [link = '', ...documented] = commandsOf(readFileSync(join(root, 'docs/operations.md'), 'utf8'));
const serverPid = 'systemctl show castellan-server -p MainPID --value';

/** The commands of the page's first section that come after the link for `ctl`. */
function commandsOf(page: string): string[] {
  const [, section = ''] = page.split('\n## ');
  return [...section.matchAll(/^```\n([^`]*)\n```$/gm)].flatMap(([, block = '']) => block.split('\n'));
}
