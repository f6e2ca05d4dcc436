// Unpacking in the child: what other tar programs make, crashes, deadlines, memory, and who it runs as.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import * as nodeTar from 'tar';
import { BundleRefused } from '../../bundle/refused.ts';
import { inspect, unpack } from '../../bundle/unpack.ts';
import { blob, end, entry, file, folder, gnuLong, link, manifest, manifestText, pax } from './tar-entries.ts';
import { build, snapshot, trees } from './trees.ts';

const root = mkdtempSync(join(tmpdir(), 'castellan-unpack-'));
after(() => rmSync(root, { recursive: true }));
let count = 0;
const fresh = (name: string) => join(root, `${name}-${++count}`);

const programs: Record<string, (folder: string, out: string) => void> = {
  'GNU tar, gnu format': (from, out) => run('tar', ['czf', out, '--format=gnu', '-C', from, '.']),
  'GNU tar, pax format': (from, out) => run('tar', ['czf', out, '--format=pax', '--xattrs', '-C', from, '.']),
  'GNU tar, names without ./': (from, out) =>
    run('tar', ['czf', out, '-C', from, ...readdirSync(from).map((name) => `./${name}`)]),
  'node-tar': (from, out) => nodeTar.create({ gzip: true, file: out, cwd: from, sync: true }, ['.']),
  'node-tar, portable': (from, out) => nodeTar.create({ gzip: true, file: out, cwd: from, sync: true, portable: true }, ['.']),
  python: (from, out) =>
    run('python3', ['-c', 'import sys,tarfile\nwith tarfile.open(sys.argv[2],"w:gz") as t: t.add(sys.argv[1],".")', from, out]),
};

const havePython = spawnSync('python3', ['-c', 'import tarfile']).status === 0;
for (const [name, make] of Object.entries(programs)) {
  test(`what ${name} packs is taken, and comes out the same, but for set-user-id (B08)`, {
    skip: name === 'python' && !havePython,
  }, async () => {
    const from = fresh('from');
    mkdirSync(join(from, 'sub', 'n'.repeat(120), 'm'.repeat(120)), { recursive: true });
    writeFileSync(join(from, 'castellan.yaml'), manifestText);
    writeFileSync(join(from, 'sub', 'Köln 日本'), 'x');
    writeFileSync(join(from, 'sub', 'n'.repeat(120), 'm'.repeat(120), 'deep'), 'y'.repeat(70_000));
    writeFileSync(join(from, 'run'), '#!/bin/sh\n');
    chmodSync(join(from, 'run'), 0o6755);
    symlinkSync(`sub/${'n'.repeat(120)}/${'m'.repeat(120)}/deep`, join(from, 'link'));
    const out = fresh('out');
    make(from, `${from}.tgz`);
    const { bundle } = await inspect(`${from}.tgz`);
    await unpack(`${from}.tgz`, out, bundle);
    assert.deepEqual(snapshot(out), snapshot(from));
    assert.equal(lstatSync(join(out, 'run')).mode & 0o7777, 0o755);
  });
}

test('whatever GNU tar packs, it unpacks as GNU tar does', async () => {
  await fc.assert(
    fc.asyncProperty(trees, fc.constantFrom('gnu', 'pax'), async (items, format) => {
      const [from, out, byTar] = [fresh('from'), fresh('out'), fresh('tar')];
      build(from, items, manifestText);
      run('tar', ['czf', `${from}.tgz`, `--format=${format}`, '-C', from, '.']);
      const { bundle } = await inspect(`${from}.tgz`);
      await unpack(`${from}.tgz`, out, bundle);
      mkdirSync(byTar);
      run('tar', ['xzf', `${from}.tgz`, '-C', byTar]);
      assert.deepEqual(snapshot(out), snapshot(byTar));
      for (const path of [from, out, byTar, `${from}.tgz`]) rmSync(path, { recursive: true });
    }),
    { numRuns: 5 },
  );
});

const good: Record<string, Buffer> = {
  'a folder named after what is in it': blob(file('d/a'), folder('d/')),
  'links to links, inside': blob(
    link('a', 'b'),
    link('b', 'd/c'),
    file('d/c'),
    link('d/up', '../castellan.yaml'),
    link('through', 'd/up'),
  ),
  'a link that leads nowhere, inside': blob(link('a', 'later')),
  'a link through a link, inside': blob(link('pkg', 'packages/pkg'), file('packages/pkg/bin'), link('bin/x', '../pkg/bin')),
  'modes (B08), owners (B09), times and attributes (B14) of all kinds': blob(
    pax({ mtime: '1.5', uid: '12345', uname: 'x', 'SCHILY.xattr.security.capability': 'x' }),
    file('a', 'x', { uid: 12345, mode: 0o7777 }),
  ),
  'a comment for all, as git archive writes it': blob(pax({ comment: 'abc' }, 'g'), file('a')),
  'a long GNU name': blob(gnuLong('L', `d/${'n'.repeat(200)}`), file('y')),
  'a size in base 256': blob(entry({ name: 'a', data: 'hello', size: Buffer.from([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]) })),
  'padding of a large record': gzipSync(Buffer.concat([manifest, end, Buffer.alloc(512 * 1024)])),
};

for (const [name, bytes] of Object.entries(good)) {
  test(`taken: ${name}`, async () => {
    const path = fresh('blob');
    writeFileSync(path, bytes);
    const { bundle } = await inspect(path);
    await unpack(path, `${path}-out`, bundle);
    const stat = lstatSync(join(`${path}-out`, 'castellan.yaml'));
    assert.equal(stat.uid, process.getuid?.());
    for (const at of Object.keys(snapshot(`${path}-out`))) {
      const { mode, uid } = lstatSync(join(`${path}-out`, at));
      assert.equal(uid, process.getuid?.());
      if (!lstatSync(join(`${path}-out`, at)).isSymbolicLink())
        assert.ok([0o755, 0o644].includes(mode & 0o7777), `${at} ${mode.toString(8)}`);
    }
  });
}

test('B14: no extended attribute is set, whichever way an archive brings it', async () => {
  const capability = Buffer.from('0100000200040000000000000000000000000000', 'hex');
  const brought = {
    'SCHILY.xattr.user.castellan': 'x',
    'SCHILY.xattr.security.capability': capability,
    'LIBARCHIVE.xattr.user.other': 'eA==',
    'SCHILY.acl.access': 'user::rwx,group::r-x,other::r-x,user:12345:rwx',
  };
  const path = fresh('blob');
  writeFileSync(path, blob(pax(brought), file('run', 'x', { mode: 0o755 }), pax(brought), folder('d/')));
  const { bundle } = await inspect(path);
  await unpack(path, `${path}-out`, bundle);
  assert.deepEqual(attributesIn(`${path}-out`), []);
});

test('a child that is killed is a refusal with its reason, and leaves nothing', async () => {
  const path = fresh('blob');
  writeFileSync(path, blob(file('a', Buffer.alloc(20_000_000, 'abcdefg'))));
  const place = fresh('place');
  mkdirSync(place);
  const killed = unpack(path, join(place, 'staging'), '0'.repeat(64), { onStart: (pid) => process.kill(pid, 'SIGKILL') });
  await assert.rejects(
    killed,
    (error) => error instanceof BundleRefused && error.rule === 'unpacker' && /killed by SIGKILL/.test(error.message),
  );
  assert.deepEqual(readdirSync(place), []);
});

test('a deadline and an abort end the child, and leave nothing', async () => {
  const path = fresh('blob');
  writeFileSync(path, blob(file('a', Buffer.alloc(20_000_000, 'abcdefg'))));
  const place = fresh('place');
  mkdirSync(place);
  const late = unpack(path, join(place, 'staging'), '0'.repeat(64), { limits: { deadlineMs: 1 } });
  await assert.rejects(late, (error) => error instanceof BundleRefused && /longer than 1 ms/.test(error.message));
  const stop = new AbortController();
  let child = 0;
  const aborted = unpack(path, join(place, 'staging'), '0'.repeat(64), {
    signal: stop.signal,
    onStart: (pid) => {
      child = pid;
      stop.abort(new Error('enough'));
    },
  });
  await assert.rejects(aborted, { message: 'enough' });
  assert.throws(() => process.kill(child, 0), { code: 'ESRCH' });
  assert.deepEqual(readdirSync(place), []);
  await assert.rejects(inspect(path, { signal: stop.signal }), { message: 'enough' });
});

test('an abort while the tree is made durable ends that too, and nothing is left', async () => {
  const path = fresh('blob');
  writeFileSync(path, blob(file('a')));
  const { bundle } = await inspect(path);
  const place = fresh('place');
  mkdirSync(place);
  const staging = join(place, 'staging');
  const stop = new AbortController();
  const aborted = unpack(path, staging, bundle, { signal: stop.signal });
  const isOpened = () => ((lstatSync(staging, { throwIfNoEntry: false })?.mode ?? 0) & 0o777) === 0o755;
  while (!isOpened()) await new Promise((resolve) => setImmediate(resolve));
  stop.abort(new Error('enough'));
  await assert.rejects(aborted, { message: 'enough' });
  assert.deepEqual(readdirSync(place), []);
});

test('the file system’s own errors come through with their code', async () => {
  await assert.rejects(inspect(join(root, 'missing')), { code: 'ENOENT' });
  const path = fresh('blob');
  writeFileSync(path, blob(file('a')));
  mkdirSync(`${path}-there`);
  await assert.rejects(unpack(path, `${path}-there`, '0'.repeat(64)), { code: 'EEXIST' });
  assert.ok(lstatSync(`${path}-there`).isDirectory(), 'a folder that was there is not ours to remove');
});

test('memory stays flat for a bomb', { skip: process.platform !== 'linux' }, async () => {
  const path = fresh('blob');
  writeFileSync(path, blob(file('a', Buffer.alloc(2 ** 28))));
  let peak = 0;
  const watch = (pid: number) => {
    const timer = setInterval(() => {
      peak = Math.max(peak, peakKb(pid));
    }, 5);
    timer.unref();
    return timer;
  };
  let timer: NodeJS.Timeout | undefined;
  await assert.rejects(inspect(path, { onStart: (pid) => (timer = watch(pid)) }), /200 times/);
  clearInterval(timer);
  assert.ok(peak > 0 && peak < 200_000, `${peak} KiB`);
});

test('the child has given up root by the time it reads', { skip: process.getuid?.() !== 0 }, async () => {
  const path = fresh('blob');
  writeFileSync(path, blob(file('a', 'x')));
  chmodSync(path, 0o600);
  const { bundle } = await inspect(path);
  const child = join(import.meta.dirname, '../../bundle/unpack-child.ts');
  const place = fresh('place');
  mkdirSync(place, { mode: 0o700 });
  const order = {
    task: 'unpack',
    limits: { maxPackedBytes: 1e6, maxUnpackedBytes: 1e6, maxEntries: 10, maxNameBytes: 1000 },
    blobSha256: null,
    bundle,
    become: 65534,
  };
  const script = `exec "$@" 3<${path}`;
  // Its standard input stays open: the child ends when its parent does.
  const running = spawn('/bin/sh', ['-c', script, 'sh', process.execPath, child, JSON.stringify(order)], {
    cwd: place,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = (await running.stdout.toArray()).join('');
  assert.match(said, /"kind":"failed","code":"EACCES"/, 'a folder of root’s is closed to it');
  assert.deepEqual(readdirSync(place), []);
});

function peakKb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Whatever GNU tar finds set, but for what a machine gives every file. */
function attributesIn(folder: string): string[] {
  const tar = ['-cf', '-', '--format=pax', '--xattrs', '--xattrs-include=*', '--acls', '-C', folder, '.'];
  const archive = execFileSync('tar', tar, { encoding: 'latin1', stdio: ['ignore', 'pipe', 'inherit'] });
  return archive.match(/SCHILY\.(?:xattr\.(?!security\.selinux)|acl)[^=]*/g) ?? [];
}

function run(program: string, args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
