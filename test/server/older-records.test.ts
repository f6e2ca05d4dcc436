// D25: records of a server before this one, with a deployment under way in each of its phases: this one drives it to its end.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { plan } from '../../server/decide/plan.ts';
import type { Fleet, Wish } from '../../server/decide/types.ts';
import { deploymentFacts } from '../../server/facts.ts';
import { activeDeployment } from '../../server/records/deployments.ts';
import { openRecords } from '../../server/records/records.ts';
import { host, serving } from './decide/facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'older-records-'));
after(() => rmSync(folder, { recursive: true }));

const target = { app: 'hello', environment: 'production' };

/** As the server before there were strategies, hooks, secrets and labels wrote it. */
const contentOf = (bundle: string) =>
  JSON.stringify({
    bundle,
    strategy: {
      ...{ strategy: 'rolling', canaryHosts: 1, batch: { percent: 25 }, healthyMs: 0, bakeMs: 60_000, maxFailures: 0 },
      ...{ rollback: true, progressMs: 600_000 },
    },
    stopped: false,
    processes: { web: { replicas: 1, fingerprint: bundle, process: { command: ['run'], replicas: 1, env: {}, envFiles: [] } } },
  });

for (const progress of [
  { phase: 'staging', since: 1 },
  { phase: 'moving', step: 1, part: 'canary', moved: 1, served: 0, behind: [] },
  { phase: 'moving', step: 3, part: 'batch', moved: 1, served: 1, behind: [] },
  { phase: 'baking', step: 2, until: 60_000, served: 1, behind: [] },
  { phase: 'turning-back', moved: 1, served: 0 },
]) {
  test(`D25: a deployment that an older server left ${[progress.phase, progress.part ?? ''].join(' ').trim()} comes to its end`, async () => {
    const records = await openRecords(join(folder, `${progress.phase}-${progress.part}.sqlite`));
    const { db } = records;
    const change = { reason: '', created_at: 1, created_by: 'anna' };
    for (const number of [1, 2])
      await db
        .insertInto('releases')
        .values({ ...target, number, version: `${number}.0`, settings_revision: 0, content: contentOf(`b${number}`), ...change })
        .execute();
    const made = { created_at: 1, created_by: 'anna', request_id: null, request_digest: null };
    const row = { ...target, kind: 'deploy', to_release: 2, from_release: 1, ...made };
    await db
      .insertInto('deployments')
      .values({ ...row, progress: JSON.stringify(progress), settled_at: null, superseded_by: null } as never)
      .execute();
    const active = await activeDeployment(db, target);
    assert.ok(active);
    let deployment = await deploymentFacts(db, active);
    const has = progress.phase !== 'staging' && progress.phase !== 'turning-back' ? 2 : 1;
    const wishes: Wish[] = ['h1', 'h2'].map((name) => ({ host: name, process: 'web', index: 1, release: 1, deployment: 0 }));
    if (has === 2) wishes[0] = { ...(wishes[0] as Wish), release: 2, deployment: 1 };
    let fleet: Fleet = { hosts: [], wishes };
    const ready = { state: 'ready', detail: '' } as const;
    for (let now = 1; now < 1_000_000 && deployment.progress.phase !== 'settled'; now += 30_000) {
      const of = (name: string) => fleet.wishes.filter((wish) => wish.host === name).map((wish) => serving(wish));
      const facts = { staged: { b1: ready, b2: ready }, preflights: { 1: [] } };
      const hosts = ['h1', 'h2'].map((name) => host(name, { ...facts, slots: of(name) }));
      const next = plan(deployment, { ...fleet, hosts }, now);
      deployment = { ...deployment, progress: next.progress, failures: next.failures };
      fleet = { hosts, wishes: next.wishes };
    }
    const { progress: end } = deployment;
    assert.equal(end.phase === 'settled' && end.outcome, progress.phase === 'turning-back' ? 'rolled-back' : 'done');
    const release = progress.phase === 'turning-back' ? 1 : 2;
    assert.deepEqual([...new Set(fleet.wishes.map((wish) => wish.release))], [release]);
    await records.close();
  });
}
