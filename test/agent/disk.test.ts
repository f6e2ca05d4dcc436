// Disks that are full, or have no inodes left, at each step of getting a bundle and of recording what is to run.
import assert, { deepEqual, equal } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { openBundles } from '../../agent/bundles.ts';
import type { Spec } from '../../agent/decide/replica.ts';
import type { Host } from '../../agent/host.ts';
import { openExec } from '../../agent/runtime/exec.ts';
import { NotStarted } from '../../agent/runtime/runtime.ts';
import { pack } from '../../bundle/pack.ts';
import { manifestShape } from '../../bundle/shape.ts';
import type { BundleRef } from '../../proto/generated/castellan/v1/BundleRef.ts';
import type { FetchPart } from '../../proto/generated/castellan/v1/FetchPart.ts';
import { manifestText } from '../bundle/tar-entries.ts';
import { noSmallDisk, type SmallDisk, smallDisk } from '../small-disk.ts';
import { assignment, isRunning, openTestHost, until, wish } from './host-world.ts';

const never = new AbortController().signal;
const quick = { attempts: 1, minMs: 1, maxMs: 2 };
const files = 300;

describe('a disk without room', { skip: noSmallDisk }, () => {
  const root = mkdtempSync(join(tmpdir(), 'castellan-disk-'));
  let blob: Buffer;
  let ref: BundleRef;
  let disk: SmallDisk;
  let count = 0;
  let host: Host | undefined;

  before(async () => {
    const folder = join(root, 'app');
    mkdirSync(join(folder, 'many'), { recursive: true });
    writeFileSync(join(folder, 'castellan.yaml'), manifestText);
    writeFileSync(join(folder, 'data'), randomBytes(2_000_000));
    for (let index = 0; index < files; index += 1) writeFileSync(join(folder, 'many', String(index)), '');
    const { bundle, ...packed } = await pack(folder, join(root, 'app.tgz'));
    blob = readFileSync(join(root, 'app.tgz'));
    ref = { digest: bundle, ...packed, app: 'hello', version: '1', signatures: [] };
  });

  beforeEach(() => {
    disk = smallDisk(join(root, `disk-${++count}`));
  });

  afterEach(async () => {
    disk.free();
    const last = host;
    host = undefined;
    await last?.assign(assignment());
    if (last) await until('everything has ended', () => last.replicas().length === 0, last.report);
    last?.close();
    disk.close();
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const bytesShort = /^no room in \S+: \S+ \S+ \(\d+ bytes\) are needed, \S+ \S+ \(\d+ bytes\) are free/;
  const inodesShort = /; \d{3} inodes are needed, 0 are free/;

  for (const [id, step, fill, says] of [
    ['A07', 'before the transfer', 'fill', bytesShort],
    ['A07', 'during the transfer', 'fill', bytesShort],
    ['A07', 'while it is unpacked', 'fill', bytesShort],
    ['A08', 'before the transfer', 'fillInodes', inodesShort],
    ['A08', 'while it is unpacked', 'fillInodes', inodesShort],
  ] as const) {
    const what = fill === 'fill' ? 'is full' : 'has no inodes left';
    it(`${id}: the disk ${what} ${step}: told with path and numbers, nothing is left in staging, and the next try works`, async () => {
      const older = join(disk.path, 'trees', 'a'.repeat(64));
      mkdirSync(older, { recursive: true });
      let spoil = true;
      const bundles = await openBundles({
        folder: disk.path,
        retry: quick,
        fetch: ({ offset }) => parts(offset, () => spoil && step === 'during the transfer' && disk[fill]()),
        onChange() {
          if (spoil && step === 'while it is unpacked' && bundles.states().some(({ state }) => state === 'UNPACKING'))
            disk[fill]();
        },
      });
      if (step === 'before the transfer') disk[fill]();
      await assert.rejects(
        bundles.ensure(ref, never),
        (error: Error) => says.test(error.message) && error.message.includes(disk.path),
      );
      const state = bundles.states().find(({ digest }) => digest === ref.digest);
      assert.deepEqual([state?.state, says.test(state?.detail ?? '')], ['FAILED', true]);
      assert.deepEqual(readdirSync(join(disk.path, 'staging')), []);
      assert.equal(bundles.find('a'.repeat(64)), older, 'an older bundle is gone');
      disk.free();
      spoil = false;
      assert.equal(readdirSync(join(await bundles.ensure(ref, never), 'many')).length, files);
    });
  }

  for (const [id, fill] of [
    ['A07', 'fill'],
    ['A08', 'fillInodes'],
  ] as const) {
    it(`${id}: an assignment that cannot be recorded is refused with the reason, the old version runs on, and it is taken up when there is room (${fill})`, async () => {
      const opened = openTestHost(disk.path).host;
      host = opened;
      const slot = () => opened.report().slots?.[0];
      await opened.assign(assignment(wish()));
      await until('release 1 serves', () => slot()?.move === 'SETTLED', opened.report);
      const pid = slot()?.replicas?.[0]?.pid ?? 0;
      disk[fill]();
      const next = assignment(wish({ release: 2 }));
      const [reason = ''] = await opened.assign(next);
      assert.match(reason, /^no room in .*\(ENOSPC/);
      assert.deepEqual([opened.report().revision, opened.report().refusals], [next.revision, [reason]]);
      assert.ok(isRunning(pid) && slot()?.replicas?.[0]?.routed, 'the old one does not serve any more');
      disk.free();
      await until('release 2 serves', () => slot()?.wanted === 2 && slot()?.move === 'SETTLED', opened.report);
      assert.deepEqual(opened.report().refusals, []);
    });
  }

  it('A09: a replica that is killed while the disk is full is started again at once, and how it ended is kept, and counted once', async () => {
    host = openTestHost(disk.path).host;
    const now = () => host?.report().slots?.[0]?.replicas?.[0];
    const serves = (restarts: number) =>
      until(`it serves again after ${restarts}`, () => now()?.phase === 'healthy' && now()?.restarts === restarts, host?.report);
    const killed = () => deepEqual([now()?.lastExit?.code, now()?.lastExit?.signal], [-1, 'SIGKILL']);
    await host.assign(assignment(wish()));
    await until('it has taken over', () => host?.report().slots?.[0]?.move === 'SETTLED', host.report);
    for (const turn of [1, 2, 3]) {
      disk.fill();
      const at = Date.now();
      process.kill(now()?.pid ?? 0, 'SIGKILL');
      await serves(turn);
      killed();
      assert.ok(Number(now()?.lastExit?.atMs) >= at - 1000);
      assert.doesNotMatch(readFileSync(join(disk.path, 'logs', `${now()?.id}.${turn}.stderr`), 'utf8'), /Killed/);
    }
    disk.fill();
    const { id, pid = 0 } = now() ?? {};
    host.close();
    process.kill(pid, 'SIGKILL');
    await until('it is noted', () => existsSync(join(disk.path, 'runs', `${id}.4.exit`)));
    for (const life of ['the next agent', 'the one after it']) {
      host = openTestHost(disk.path).host;
      await serves(4);
      killed();
      if (life === 'the next agent') host.close();
    }
    deepEqual(troublesOf(host), []);
  });

  it('A08: one that is killed when there are no inodes left is told to need them, with path and numbers, and is back when there are', async () => {
    host = openTestHost(disk.path).host;
    const now = () => host?.report().slots?.[0]?.replicas?.[0];
    await host.assign(assignment(wish()));
    await until('it has taken over', () => host?.report().slots?.[0]?.move === 'SETTLED', host.report);
    disk.fillInodes();
    process.kill(now()?.pid ?? 0, 'SIGKILL');
    const says = /no room in \S+: .*; \d+ inodes are needed, 0 are free/;
    const told = () => [now()?.detail ?? '', ...(host ? troublesOf(host) : [])].some((text) => says.test(text));
    await until('it is told', told, host.report);
    equal(now()?.lastExit?.signal, 'SIGKILL');
    disk.free();
    await until('it serves again', () => now()?.phase === 'healthy', host.report);
    await until('nothing is wrong', () => host && troublesOf(host).length === 0, host.report);
  });

  it('A07: a first start that cannot be noted is none, and says the path and the bytes', async () => {
    const { web } = manifestShape.parse({ app: 'any', processes: { web: { command: 'exit 0' } } }).processes;
    const runtime = openExec(join(disk.path, 'runs'));
    const [stdout, stderr] = [join(disk.path, 'out'), join(disk.path, 'err')];
    const spec = { ...web, secrets: {} } as Spec;
    const plan = { ...spec, replica: 'any-web-1', run: 1, folder: disk.path, data: disk.path, env: {}, stdout, stderr };
    disk.fill();
    await assert.rejects(
      runtime.start(plan),
      (error: Error) =>
        error instanceof NotStarted && /did not start: no room in \S+\/runs: .*\(\d+ bytes\) are needed, 0 B/.test(error.message),
    );
    equal(runtime.find(plan, null).is, 'never-started');
    disk.free();
    const exit = await runtime.ended(plan, await runtime.start(plan), never);
    deepEqual([exit.code, exit.signal], [0, '']);
  });

  const troublesOf = (of: Host) => (of.report().troubles ?? []).filter((text) => /record|room/.test(text));

  async function* parts(offset: number, midway: () => void): AsyncGenerator<FetchPart> {
    for (let at = offset; at < blob.length; at += 250_000) {
      yield { data: blob.subarray(at, at + 250_000) };
      midway();
    }
    yield { commit: { length: ref.blobBytes, sha256: ref.blobSha256 } };
  }
});
