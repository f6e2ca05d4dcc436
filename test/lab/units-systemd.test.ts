// The units of this project: how far they are closed, and that the server works in its own.
import { equal, ok } from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { execa } from 'execa';
import { makeCertificates } from '../../certs/make.ts';
import { type Lab, type LabHost, labMissing, startLab } from './hosts.ts';

const root = resolve(import.meta.dirname, '../..');
const noAnalyze = existsSync('/usr/bin/systemd-analyze') ? undefined : 'no systemd-analyze on this machine';

describe('systemd-analyze security', { skip: noAnalyze }, () => {
  // Tenths, as it takes them; what is left open has its reason in the unit.
  for (const [unit, most] of [
    ['agent', 37],
    ['router', 18],
    ['server', 14],
  ] as const) {
    it(`finds castellan-${unit}.service no more exposed than ${most / 10}`, async () => {
      const file = join(root, `etc/systemd/castellan-${unit}.service`);
      const options = ['--offline=true', `--threshold=${most}`, '--no-pager'];
      const { exitCode, stdout } = await execa('systemd-analyze', ['security', ...options, file], { reject: false });
      equal(exitCode, 0, String(stdout.split('\n').at(-1)));
    });
  }
});

describe('etc/needrestart/castellan.conf', () => {
  it('keeps it from replicas and the router, not from the agent', async () => {
    const conf = join(root, 'etc/needrestart/castellan.conf');
    const units = ['castellan-router.service', 'castellan-0a1b2c-hello-web-1-x.1.service', 'castellan-agent.service'];
    const script = `our %nrconf; do "${conf}"; my ($re) = keys %{$nrconf{override_rc}}; print "$_ " for grep { /$re/ } @ARGV`;
    equal((await execa('perl', ['-e', script, ...units])).stdout.trim(), units.slice(0, 2).join(' '));
  });
});

describe('castellan-server.service, handed a certificate that was made elsewhere', { skip: await labMissing() }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-units-'));
  let lab: Lab;
  let host: LabHost;

  before(async () => {
    lab = await startLab(['one']);
    [host] = lab.hosts as [LabHost];
    await makeCertificates({ out: join(folder, 'certs'), hosts: ['h1'], operators: ['admin'], addresses: [host.address] });
    mkdirSync(host.path('/etc/castellan'));
    cpSync(join(folder, 'certs/server'), host.path('/etc/castellan/server-tls'), { recursive: true });
    await host.sh(
      'install -D -m 644 /opt/castellan/etc/systemd/handed-over.conf /etc/systemd/system/castellan-server.service.d/handed-over.conf',
    );
  });
  after(async () => {
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('and the units beside it have nothing in them that systemd does not understand', { skip: noAnalyze }, async () => {
    const { stdout, stderr } = await host.exec('sh', '-c', 'systemd-analyze verify /opt/castellan/etc/systemd/*.service');
    equal(stdout + stderr, '');
  });

  it('is ready when it answers, as a user of its own', async () => {
    await host.sh('systemctl enable --now /opt/castellan/etc/systemd/castellan-server.service');
    const { exitCode, stdout, stderr } = await ctl('hosts', 'list');
    equal(exitCode, 0, stdout + stderr);
    const pid = await host.sh('systemctl show castellan-server -p MainPID --value');
    ok(Number(await host.sh(`stat -c %u /proc/${pid}`)) > 60_000);
  });

  it('comes back after kill -9, with what it had recorded', async () => {
    const before = await host.sh('systemctl show castellan-server -p MainPID --value');
    await host.sh('systemctl kill --kill-whom=main --signal=KILL castellan-server');
    await host.sh(
      // The pid first: asked the other way round, the old one may be active still and gone a moment later.
      `until pid=$(systemctl show castellan-server -p MainPID --value) && [ $pid != 0 ] && [ $pid != ${before.trim()} ] && systemctl is-active -q castellan-server; do sleep 0.1; done`,
    );
    equal((await ctl('status', '--json')).exitCode, 0);
  });

  async function ctl(...args: string[]) {
    const config = join(folder, 'ctl.yaml');
    const context = { server: `${host.address}:7400`, certs: join(folder, 'certs/operators/admin') };
    writeFileSync(config, JSON.stringify({ current: 'lab', contexts: { lab: context } }));
    const [file = '', ...rest] = lab.beside(['node', join(root, 'cli/ctl.js'), ...args]);
    return execa(file, rest, { env: { CASTELLAN_CONFIG: config, HOME: folder }, reject: false });
  }
});
