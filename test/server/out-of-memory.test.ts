// A replica that was killed for its memory: what the server makes of it, and what operators read in the end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dossier } from '../../cli/show/dossier.ts';
import { noPaint } from '../../cli/show/screen.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import { deployVersion } from '../../server/deploy.ts';
import { findDeployment } from '../../server/records/deployments.ts';
import { findGhost } from '../../server/records/ghosts.ts';
import { deploymentView } from '../../server/views/deployment.ts';
import { appStatusView } from '../../server/views/status.ts';
import { asked, obedientFleet, target } from './obedient-fleet.ts';

const detail = 'out of memory (limits.memory is 64 MiB)';
const message = `${detail}: ended by SIGKILL after 3.0 s`;
const exit = { code: -1, signal: 'SIGKILL', atMs: 1, reason: 'OUT_OF_MEMORY', detail } as const;

test('out of memory is the cause of a failed deployment, with its limit, from the host to the dossier and the ghost', async (t) => {
  const fleet = await obedientFleet(
    ({ version }) => version === '2.0' && { cause: 'OUT_OF_MEMORY', message, lastProbe: '', exit },
  );
  const { parts, records, observer, settled, close } = fleet;
  t.after(close);
  await settled(await deployVersion(parts, target, '1.0', asked));
  const number = await deployVersion(parts, target, '2.0', asked);
  assert.equal(await settled(number), 'rolled-back');
  const row = await findDeployment(records.db, number);
  assert.ok(row);
  const [failure] = await records.db.selectFrom('failures').select('cause').execute();
  assert.equal(failure?.cause, 'out-of-memory');
  const view = (await deploymentView(records.db, row, observer, Date.now())) as Deployment;
  assert.deepEqual([view.failure?.cause, view.failure?.exit], ['OUT_OF_MEMORY', exit]);
  const text = dossier(view, { columns: 200, paint: noPaint }).join('\n');
  assert.ok(text.includes(`it was killed for its memory: ${message}`), text);
  assert.match(text, /remedy +raise limits\.memory of web in the manifest/);
  assert.match(text, /next: ctl logs hello --replica r/);
  assert.equal((await findGhost(records.db, target, '2.0'))?.reason, `web/1 on h1 failed: ${message}`);
  await records.write((tx) => tx.updateTable('failures').set({ evidence: null }).execute());
  const bare = (await deploymentView(records.db, row, observer, Date.now())) as Deployment;
  assert.equal(bare.failure?.cause, 'OUT_OF_MEMORY', 'known by its evidence alone');
});

test('status: what was started again is a trouble, and why', async (t) => {
  const { parts, records, observer, settled, close } = await obedientFleet(undefined, ['h1']);
  t.after(close);
  await settled(await deployVersion(parts, target, '1.0', asked));
  const troublesOf = async (lastExit: object | null, restarts: number) => {
    const presence = (host: string) => {
      const known = observer.sessions.presence(host);
      const replicas = [{ release: 1, phase: 'healthy', routed: true, detail: '', restarts, lastExit }];
      const slots = known?.report?.slots.map((slot) => ({ ...slot, replicas })) ?? [];
      return known && { ...known, report: { ...known.report, slots } };
    };
    const seen = { ...observer, sessions: { ...observer.sessions, presence } } as never;
    return (await appStatusView(records.db, target, seen, Date.now())).troubles;
  };
  assert.deepEqual(await troublesOf(exit, 3), [`web/1 on h1 was restarted 3 times, last: ${detail}`]);
  assert.deepEqual(await troublesOf({ ...exit, reason: 'NONE', detail: '' }, 1), ['web/1 on h1 was restarted once']);
  assert.deepEqual(await troublesOf(null, 0), []);
});
