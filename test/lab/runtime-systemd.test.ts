import { equal, ok } from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { type Lab, type LabHost, labMissing, startLab } from './hosts.ts';

describe('replicas as units of systemd', { skip: await labMissing() }, () => {
  let lab: Lab;
  let host: LabHost;

  before(async () => {
    lab = await startLab(['one']);
    [host] = lab.hosts as [LabHost];
  });
  after(() => lab?.close());

  it('do what replicas of any runtime do', async (t) => {
    const { stdout, stderr } = await host.exec('/opt/castellan/test/lab/inside/run.sh', 'test/lab/inside/runtime-systemd.ts');
    await retell(t, stdout + stderr);
  });

  it('are kept from what their sandbox closes', async (t) => {
    const { stdout, stderr } = await host.exec('/opt/castellan/test/lab/inside/run.sh', 'test/lab/inside/sandbox.ts');
    await retell(t, stdout + stderr);
  });

  // Harsher than any upgrade: on a busy machine systemd 252 itself has lost a start of a dynamic user in it.
  const harsh = { skip: process.env.LAB === 'all' ? false : 'takes its time: make lab' };
  it('are started and found while systemd executes itself anew all the time', harsh, async (t) => {
    const { stdout, stderr } = await host.exec('/opt/castellan/test/lab/inside/run.sh', 'test/lab/inside/reexec.ts');
    await retell(t, stdout + stderr);
  });

  it('leave nothing behind, neither units nor notes', async () => {
    equal(await host.sh('systemctl list-units --all --plain --no-legend "castellan-*"'), '');
    equal(await host.sh('find /run/castellan -type f -not -name boot -not -name "unit-*.sh"'), '');
  });
});

describe('replicas as units of systemd with control groups of version 2 alone', { skip: await labMissing() }, () => {
  let lab: Lab;
  let host: LabHost;

  before(async () => {
    lab = await startLab(['one'], { unified: true });
    [host] = lab.hosts as [LabHost];
    equal(await host.sh('stat -f -c %T /sys/fs/cgroup'), 'cgroup2fs');
  });
  after(() => lab?.close());

  for (const runtime of ['systemd', 'exec']) {
    it(`runtime ${runtime} does what any runtime does`, async (t) => {
      const { stdout, stderr } = await host.exec(
        '/opt/castellan/test/lab/inside/run.sh',
        `test/lab/inside/runtime-${runtime}.ts`,
      );
      await retell(t, stdout + stderr);
    });
  }
});

/** What a run of tests elsewhere has said (Test Anything Protocol), each test as one of ours. */
async function retell(t: TestContext, tap: string): Promise<void> {
  const results = [...tap.matchAll(/^ {4}(not )?ok \d+ - (.*?)(?: # (SKIP.*))?$/gm)];
  ok(results.length > 0, `no results: ${tap}`);
  for (const [, not, name = '', skip] of results) {
    await t.test(name, { skip: skip !== undefined && skip }, () => ok(!not, tap.slice(tap.indexOf(`not ok`), 20_000)));
  }
}
