// A host that was removed, or moved to another environment, while it was to run a hook: nothing of the app is given to it any more.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readManifest } from '../../bundle/manifest.ts';
import { assignmentFor } from '../../server/assignment.ts';
import { deliverSecrets } from '../../server/deliver-secrets.ts';
import { addDeployment } from '../../server/records/deployments.ts';
import { addHost } from '../../server/records/fleet.ts';
import { moveHost, removeHost } from '../../server/records/hosts.ts';
import { openRecords, type Tx } from '../../server/records/records.ts';
import { addRelease } from '../../server/records/releases.ts';
import { addSecret } from '../../server/records/secrets.ts';
import { saveTasks } from '../../server/records/tasks.ts';
import { addVersion } from '../../server/records/versions.ts';
import { resolveRelease } from '../../server/release.ts';
import { vaultWith } from '../../server/secrets.ts';
import { noSettings } from '../../server/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'removed-host-'));
after(() => rmSync(folder, { recursive: true }));

const target = { app: 'hello', environment: 'production' };
const change = { reason: '', created_at: 1, created_by: 'anna' };
const text = 'app: hello\nprocesses: { web: { command: [run] } }\nhooks: { release: { command: [migrate] } }\n';
const { manifest } = readManifest(text);

for (const [what, leave] of [
  ['removed', (tx: Tx) => removeHost(tx, 'h1', { at: 1, by: 'anna' })],
  ['moved to another environment', (tx: Tx) => moveHost(tx, 'h1', 'staging')],
] as const) {
  test(`a host that was ${what} is not asked for the hook any more, and gets neither its bundle nor its secrets`, async () => {
    const records = await openRecords(join(folder, `${what}.sqlite`));
    const vault = vaultWith(randomBytes(32));
    await records.write(async (tx) => {
      await addHost(tx, 'h1', 'production', 1);
      const bundle = { digest: 'd1', blob_sha256: 'b1', blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest: text };
      await addVersion(tx, bundle, { app: 'hello', name: '1.0', bundle: 'd1', created_at: 1, created_by: 'anna' });
      const sealed = vault.seal({ ...target, name: 'TOKEN', version: 1 }, 'hunter2');
      await addSecret(tx, {
        ...target,
        name: 'TOKEN',
        version: 1,
        process: '',
        sealed,
        bytes: 7,
        created_at: 1,
        created_by: 'anna',
      });
      const content = resolveRelease(manifest as NonNullable<typeof manifest>, 'd1', { ...noSettings, secrets: { TOKEN: 1 } });
      const to_release = await addRelease(tx, target, { version: '1.0', settings_revision: 0, content }, change);
      const number = await addDeployment(tx, {
        ...target,
        kind: 'deploy',
        to_release,
        from_release: null,
        progress: { phase: 'hook', since: 1 },
        request_id: null,
        request_digest: null,
        created_at: 1,
        created_by: 'anna',
        runs_hooks: 1,
      });
      await saveTasks(tx, number, [{ name: 'release', host: 'h1', state: 'waiting', message: '', at: 1, evidence: null }]);
    });
    const given = () => deliverSecrets({ records, vault }, 'h1', { ...target, secrets: { TOKEN: 1 } });
    assert.deepEqual(await given(), { TOKEN: 'hunter2' });
    await records.write(leave);
    const { tasks, stage } = await assignmentFor(records.db, 'h1', 1);
    assert.deepEqual([tasks, stage], [[], []]);
    await assert.rejects(given, { code: 'forbidden' });
    await records.close();
  });
}
