// The loop of deployments over real records, with hosts that do what their assignment says as soon as it says so.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { pino } from 'pino';
import type { AssignmentInput } from '../../proto/generated/castellan/v1/Assignment.ts';
import type { FailureInput } from '../../proto/generated/castellan/v1/Failure.ts';
import type { Report } from '../../proto/generated/castellan/v1/Report.ts';
import { assignmentFor } from '../../server/assignment.ts';
import { localBus } from '../../server/bus/local.ts';
import { usualTimes } from '../../server/decide/fleet.ts';
import { steady } from '../../server/decide/steadiness.ts';
import { startDrive } from '../../server/drive.ts';
import { openHosts } from '../../server/hosts.ts';
import type { Presence } from '../../server/presence.ts';
import { findDeployment } from '../../server/records/deployments.ts';
import { addHost, listWishes } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { findTarget, settingsAt } from '../../server/records/releases.ts';
import { addVersion } from '../../server/records/versions.ts';
import type { Sessions } from '../../server/sessions.ts';

const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
/** Of those that a test which failed has left open. */
const closing = new Set<() => Promise<void>>();
let made = 0;

after(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true });
});

export const target = { app: 'hello', environment: 'production' };
export const asked = { by: 'anna', requestId: '' };
const manifest = `app: hello
processes: { web: { command: [run], replicas: 1 } }
deploy: { healthy: 0s, bake: 0s, progress_deadline: 60s }`;

type Fails = (wish: { version: string; replicas: number }) => boolean | Partial<FailureInput>;

/** `fails`: which wishes do not come up, and how; everything else is settled as soon as it is assigned. */
export async function obedientFleet(fails: Fails = () => false, hosts: string[] = ['h1', 'h2']) {
  made += 1;
  const records = await openRecords(join(folder, `${made}.sqlite`));
  const bus = localBus();
  const presences = new Map<string, Presence>();
  const presence = (host: string) => presences.get(host);
  const sessions = {
    times: usualTimes,
    presence,
    refresh: () => {},
    recorded: () => {},
    cloned: () => undefined,
  } as unknown as Sessions;
  const log = pino({ enabled: false });
  let skipped = 0;
  const now = () => Date.now() + skipped;
  const observer = { sessions, startedAt: now() };
  const drive = startDrive({ records, bus, log, observer, now });
  const fleet = openHosts({ records, bus, log, drive, observer, now });
  const parts = { records, drive, bus, now };
  await records.write(async (tx) => {
    for (const name of ['1.0', '1.1', '2.0']) {
      const row = { digest: `d${name}`, blob_sha256: `b${name}`, blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest };
      await addVersion(tx, row, { app: 'hello', name, bundle: row.digest, created_at: 1, created_by: 'anna' });
    }
  });

  /** Hosts that have more to do than to obey. */
  const held = new Map<string, (assignment: AssignmentInput) => boolean>();
  const answering = new Set<Promise<void>>();
  const quiet: (() => void)[] = [];
  const answer = async (host: string) => {
    const assignment = await assignmentFor(records.db, host, 1);
    if (held.get(host)?.(assignment)) return;
    const report = reportOn(assignment, presences.get(host)?.report ?? null, fails);
    const known = { host, environment: 'production', address: '', hello: null, looks: null, heardAt: 0, steadiness: steady };
    presences.set(host, { ...known, report, lastSeen: now(), state: 'connected', since: 0 });
    await drive.hostsChanged('production');
  };
  const joins = async (host: string) => {
    await records.write((tx) => addHost(tx, host, 'production', 1));
    quiet.push(bus.subscribe(`assignment:${host}`, () => void answering.add(answer(host))));
    await answer(host);
  };
  for (const host of hosts) await joins(host);

  const until = async <T>(what: string, probe: () => Promise<T | undefined>): Promise<T> => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const found = await probe();
      if (found !== undefined) return found;
      assert.ok(Date.now() < deadline, `in vain until ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  const close = async () => {
    closing.delete(close);
    for (const unsubscribe of quiet) unsubscribe();
    await Promise.all(answering);
    await drive.stop();
    await records.close();
  };
  closing.add(close);

  return {
    parts,
    records,
    observer,
    close,
    fleet,
    until,
    join: joins,
    /** It obeys no assignment of which this is true. */
    hold: (host: string, when: (assignment: AssignmentInput) => boolean) => void held.set(host, when),
    /** It obeys again, and is there. */
    release: async (host: string) => {
      held.delete(host);
      await answer(host);
    },
    /** Nothing is heard of it any more. */
    becomes: async (host: string, state: 'unreachable' | 'lost') => {
      const known = presences.get(host);
      assert.ok(known);
      held.set(host, () => true);
      presences.set(host, { ...known, state, since: now() });
      await drive.hostsChanged('production');
    },
    later: async (ms: number) => {
      skipped += ms;
      await drive.hostsChanged('production');
    },
    settled: (number: number) =>
      until(`deployment ${number} is settled`, async () => {
        const row = await findDeployment(records.db, number);
        return row?.progress.phase === 'settled' ? row.progress.outcome : undefined;
      }),
    /** `h1 v2`: what each slot is wished to run. */
    wished: async () => (await listWishes(records.db, target)).map(({ host, release }) => `${host} v${release}`).sort(),
    current: async () => (await findTarget(records.db, target))?.current_release,
    settings: async () => settingsAt(records.db, target, (await findTarget(records.db, target))?.settings_revision ?? 0),
  };
}

/** What fails leaves what served before. */
function reportOn(assignment: AssignmentInput, before: Report | null, fails: Fails): Report {
  const { slots = [], stage = [], prospects = [], revision = 0, epoch = 0 } = assignment;
  const place = { host: '', process: 'web', index: 1, replica: 'r', release: 0 };
  const failure = { cause: 'EXITED', message: 'exited', ...place, atMs: 1, logLines: ['bye'], lastProbe: '', exit: null };
  return {
    epoch: Number(epoch),
    revision: Number(revision),
    staged: stage.map((ref) => ({ digest: String(ref.digest), state: 'READY', bytesDone: 0, detail: '' })),
    refusals: [],
    troubles: [],
    preflights: [...new Set(prospects.map((wish) => wish.deployment))].map((deployment) => ({ deployment, refusals: [] })),
    tasks: [],
    figures: [],
    slots: slots.map((wish) => {
      const failed = fails({ version: String(wish.version), replicas: slots.length });
      const known = before?.slots.find(({ process, index }) => process === wish.process && index === wish.index);
      const replicas = failed ? (known?.replicas ?? []) : [{ release: wish.release, routed: true }];
      const move = failed ? 'FAILED' : 'SETTLED';
      const how = failed ? { ...failure, ...(failed === true ? {} : failed) } : null;
      return { ...wish, wanted: wish.release, move, failure: how, replicas, warm: 0, warmReady: false };
    }),
  } as unknown as Report;
}
