import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { linesOf, openStore, storeFor, tempFolder, textsOf } from '../../server/logs/wire.ts';
import { bytesOf, runOf, shipperFor, silent, until, Wire } from './shipped.ts';

test('what a process writes arrives, in order, and its file goes when it has ended', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  const shipper = shipperFor(t, folder, new Wire(store));
  shipper.follow(run);
  appendFileSync(run.path, 'one\n');
  await until('the first line', async () => (await textsOf(store)).length === 1);
  appendFileSync(run.path, 'two\nthree');
  shipper.finished('r1', 1);
  await until('the file to go', () => !existsSync(run.path));
  assert.deepEqual(await textsOf(store), ['one', 'two', 'three']);
  assert.deepEqual(readdirSync(`${folder}/logs`), []);
});

test('a run that wrote nothing is done as well', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  const shipper = shipperFor(t, folder, new Wire(store));
  shipper.follow(run);
  shipper.finished('r1', 1);
  await until('the file to go', () => !existsSync(run.path));
  shipper.follow(run);
});

test('while the server is away lines wait, and arrive once and in order when it is back (L01)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  const wire = new Wire(store);
  const shipper = shipperFor(t, folder, wire);
  shipper.follow(run);
  let n = 0;
  const write = (count: number) => {
    appendFileSync(run.path, Array.from({ length: count }, (_, i) => `line ${n + i + 1}\n`).join(''));
    n += count;
  };
  write(1000);
  for (let round = 0; round < 5; round += 1) {
    const before = wire.blocks;
    await until('blocks to be sent', () => wire.blocks >= before + 2);
    wire.cut();
    write(20_000);
    wire.away = false;
  }
  shipper.finished('r1', 1);
  await until('the file to go', () => !existsSync(run.path));
  const texts = await textsOf(store);
  assert.equal(texts.length, n);
  assert.ok(texts.every((text, i) => text === `line ${i + 1}`));
});

test('acknowledgements that are lost cost a repetition and no line (L02)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  const wire = new Wire(store);
  let acks = 0;
  wire.passes = () => {
    acks += 1;
    return acks % 3 !== 0;
  };
  const shipper = shipperFor(t, folder, wire, { limits: { maxInFlightBytes: 64 * 1024 } });
  shipper.follow(run);
  const written = Buffer.from(`${randomBytes(1_000_000).toString('hex').replaceAll('f', '\n')}\n`);
  appendFileSync(run.path, written);
  shipper.finished('r1', 1);
  await until('the file to go', () => !existsSync(run.path));
  assert.ok(bytesOf(await linesOf(store)).equals(written));
});

test('an agent that lost its cursors asks the server how far it was (L03, L04)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  const wire = new Wire(store);
  const first = shipperFor(t, folder, wire);
  first.follow(run);
  appendFileSync(run.path, 'x'.repeat(999).concat('\n').repeat(3000));
  await until('everything to be shipped', async () => (await textsOf(store)).length === 3000);
  await first.close();
  rmSync(`${run.path}.cursor`, { force: true });
  const before = wire.blocks;
  appendFileSync(run.path, 'last\n');
  const second = shipperFor(t, folder, wire);
  second.follow(run);
  second.finished('r1', 1);
  await until('the file to go', () => !existsSync(run.path));
  assert.ok(wire.blocks - before <= 3, `${wire.blocks - before} blocks: what was known was sent again`);
  assert.equal((await textsOf(store)).length, 3001);
});

test('the space of shipped bytes goes back to the disk, and a lost cursor does not turn it into zeros', async (t) => {
  const folder = await tempFolder(t);
  let server = await openStore(await tempFolder(t));
  const run = runOf(folder);
  const limits = { pieceBytes: 65_536, tidyMs: 10 };
  const wire = new Wire(server.store);
  const first = shipperFor(t, folder, wire, { limits });
  first.follow(run);
  appendFileSync(run.path, 'x'.repeat(99).concat('\n').repeat(20_000));
  await until('blocks of the file to be given back', () => statSync(run.path).blocks * 512 <= 131_072);
  assert.equal(statSync(run.path).size, 2_000_000);
  await first.close();
  await server.close();
  rmSync(`${run.path}.cursor`);
  server = await openStore(await tempFolder(t));
  t.after(() => server.close());
  const second = shipperFor(t, folder, new Wire(server.store), { limits });
  second.follow(run);
  second.finished('r1', 1);
  await until('the file to go', () => !existsSync(run.path));
  const lines = await linesOf(server.store);
  const lost = lines[0]?.gapBytes ?? 0;
  assert.ok(lost >= 2_000_000 - 131_072, `${lost} bytes are told as lost to a server that forgot them`);
  assert.equal(lost + bytesOf(lines).length, 2_000_000);
  assert.ok(lines.every((line) => !line.text.includes(0)));
});

test('past the limit the oldest bytes go, and what is kept and what is lost add up (L06)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const [flood, calm] = [runOf(folder), runOf(folder, 'r2')];
  const wire = new Wire(store);
  wire.away = true;
  const limits = { maxReplicaBytes: 1_000_000, maxHostBytes: 1_000_000, pieceBytes: 65_536, tidyMs: 10 };
  const shipper = shipperFor(t, folder, wire, { limits });
  shipper.follow(flood);
  shipper.follow(calm);
  appendFileSync(calm.path, 'calm\n');
  const written = Buffer.from(Array.from({ length: 300_000 }, (_, i) => `${i}\n`.padStart(10, '0')).join(''));
  for (let at = 0; at < written.length; at += 100_000) appendFileSync(flood.path, written.subarray(at, at + 100_000));
  await until('the oldest to be given up', () => shipper.unshippedBytes > 0 && shipper.unshippedBytes <= 1_000_000);
  wire.away = false;
  shipper.finished('r1', 1);
  shipper.finished('r2', 1);
  await until('the files to go', () => !existsSync(flood.path) && !existsSync(calm.path));
  assert.deepEqual(await textsOf(store, { replicas: ['r2'] }), ['calm']);
  const lines = await linesOf(store, { replicas: ['r1'] });
  const lost = lines[0]?.gapBytes ?? 0;
  assert.match(lines[0]?.gapReason ?? '', /limit/);
  assert.ok(lost >= 2_000_000 && lost < 2_300_000, `${lost} bytes lost`);
  assert.ok(bytesOf(lines).equals(written.subarray(lost)));
});

test('the limit of a replica is for all of its runs, of which the oldest go first, however often it crashes (L06)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const wire = new Wire(store);
  wire.away = true;
  const limits = { maxReplicaBytes: 400_000, pieceBytes: 65_536, tidyMs: 10 };
  const shipper = shipperFor(t, folder, wire, { limits });
  const written = 'x'.repeat(99).concat('\n').repeat(400);
  const runs = Array.from({ length: 30 }, (_, at) => runOf(folder, 'r1', at + 1));
  const other = runOf(folder, 'r2');
  for (const run of [...runs, other]) {
    appendFileSync(run.path, written);
    shipper.follow(run);
    shipper.finished(run.replica, run.run);
  }
  await until('the oldest are given up', () => shipper.unshippedBytes > 0 && shipper.unshippedBytes <= 440_000);
  wire.away = false;
  await until('the files to go', () => [...runs, other].every(({ path }) => !existsSync(path)));
  const lines = await linesOf(store);
  const of = (replica: string, run: number) => lines.filter((line) => line.replica === replica && line.run === run);
  const lost = runs.map(({ run }) => of('r1', run).reduce((sum, { gapBytes }) => sum + gapBytes, 0));
  assert.deepEqual(lost, [...Array(20).fill(written.length), ...Array(10).fill(0)]);
  for (const { replica, run } of [...runs.slice(20), other]) assert.equal(bytesOf(of(replica, run)).length, written.length);
});

test('what was shipped and given back before counts for no limit when an agent comes back, and none of the rest goes (L06)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const runs = ['r1', 'r2'].map((replica) => runOf(folder, replica));
  const before = 64 * 2 ** 20;
  const rest = 'x'.repeat(99).concat('\n').repeat(4000);
  for (const { path } of runs) {
    truncateSync(path, before);
    writeFileSync(`${path}.cursor`, JSON.stringify({ released: before, reason: 'given back' }));
    appendFileSync(path, rest);
  }
  const wire = new Wire(store);
  wire.away = true;
  let tries = 0;
  const open: Wire['open'] = (blocks, signal) => {
    tries += 1;
    return wire.open(blocks, signal);
  };
  const limits = { maxHostBytes: 1_000_000, tidyMs: 1 };
  const shipper = shipperFor(t, folder, { open }, { limits });
  for (const run of runs) shipper.follow(run);
  await until('it has looked around', () => tries > 3);
  wire.away = false;
  for (const { replica } of runs) shipper.finished(replica, 1);
  await until('the files to go', () => runs.every(({ path }) => !existsSync(path)));
  for (const { replica } of runs) {
    const lines = await linesOf(store, { replicas: [replica] });
    assert.equal(lines[0]?.gapBytes, before);
    assert.ok(bytesOf(lines).equals(Buffer.from(rest)), 'what arrived is not what was written');
  }
});

test('a disk that would not give space back once is asked again (L06)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  const path = process.env.PATH;
  const warned: string[] = [];
  const log = { ...silent, warn: (_: unknown, text: string) => warned.push(text) } as unknown as typeof silent;
  const wire = new Wire(store);
  wire.away = true;
  const limits = { maxReplicaBytes: 1_000_000, pieceBytes: 65_536, tidyMs: 10, punchAgainMs: 50 };
  process.env.PATH = '/nowhere';
  const shipper = shipperFor(t, folder, wire, { limits, log });
  shipper.follow(run);
  appendFileSync(run.path, 'x'.repeat(99).concat('\n').repeat(30_000));
  await until('a warning', () => warned.length > 0);
  process.env.PATH = path;
  await until('space to be given back', () => statSync(run.path).blocks * 512 <= 1_100_000);
  assert.equal(warned.filter((text) => text.includes('cannot be given back')).length, 1);
  wire.away = false;
  shipper.finished('r1', 1);
  await until('the file to go', () => !existsSync(run.path));
  const lines = await linesOf(store);
  assert.equal((lines[0]?.gapBytes ?? 0) + bytesOf(lines).length, 3_000_000);
  assert.ok(lines.every((line) => !line.text.includes(0)));
});

test('a stream that ends while another one’s space is given back is not touched any more (L06)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const runs = ['r1', 'r2', 'r3'].map((replica) => runOf(folder, replica));
  const warned: string[] = [];
  const log = { ...silent, warn: (_: unknown, text: string) => warned.push(text) } as unknown as typeof silent;
  const [begun, gate] = [`${folder}/begun`, `${folder}/gate`];
  insteadOfFallocate(t, folder, `touch ${begun}; until [ -e ${gate} ]; do sleep 0.01; done`);
  const shipper = shipperFor(t, folder, new Wire(store), { limits: { pieceBytes: 65_536, tidyMs: 10 }, log });
  for (const run of runs) {
    shipper.follow(run);
    appendFileSync(run.path, 'x'.repeat(99).concat('\n').repeat(2000));
  }
  await until('one is given back', () => existsSync(begun));
  for (const { replica } of runs) shipper.finished(replica, 1);
  await until('the files to go', () => runs.every(({ path }) => !existsSync(path)));
  writeFileSync(gate, '');
  await shipper.close();
  assert.deepEqual(warned, []);
  assert.deepEqual(readdirSync(`${folder}/logs`), []);
});

test('a stream whose space the disk does not give back is told of, and holds no other up (L06)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const runs = ['r1', 'r2', 'r3'].map((replica) => runOf(folder, replica));
  insteadOfFallocate(t, folder, 'case $(readlink /proc/self/fd/3) in */r2.1.stdout) exit 1;; esac');
  const limits = { pieceBytes: 65_536, tidyMs: 10, punchAgainMs: 3_600_000 };
  const shipper = shipperFor(t, folder, new Wire(store), { limits });
  for (const run of runs) {
    shipper.follow(run);
    appendFileSync(run.path, 'x'.repeat(99).concat('\n').repeat(2000));
  }
  await until('the others are given back', () =>
    ['r1', 'r3'].every((replica) => statSync(runOf(folder, replica).path).blocks * 512 <= 16_384),
  );
  await until('it is told', () => shipper.troubles().length > 0);
  assert.deepEqual(shipper.troubles(), [
    'the disk does not give the space of shipped output back: fallocate --punch-hole: exit status 1',
  ]);
  for (const { replica } of runs) shipper.finished(replica, 1);
  await until('it is not told any more', () => shipper.troubles().length === 0);
});

test('who hears that the server is back ships at once, however long it was away', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  const wire = new Wire(store);
  wire.away = true;
  const shipper = shipperFor(t, folder, wire, { limits: { retryMinMs: 3_600_000, retryMaxMs: 3_600_000 } });
  shipper.follow(run);
  appendFileSync(run.path, 'at last\n');
  await sleep(20);
  wire.away = false;
  shipper.soon();
  await until('the line', async () => (await textsOf(store)).length === 1);
});

test('clocks that jump change labels, never the order (L08)', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  let now = 1e12;
  const shipper = shipperFor(t, folder, new Wire(store), { clock: () => now });
  shipper.follow(run);
  for (const [i, at] of [2e12, 1e12, 3e12, 1.5e12].entries()) {
    now = at;
    appendFileSync(run.path, `line ${i}\n`);
    await until('the line to arrive', async () => (await textsOf(store)).length === i + 1);
  }
  const lines = await linesOf(store);
  assert.deepEqual(
    lines.map((line) => line.text.toString()),
    ['line 0', 'line 1', 'line 2', 'line 3'],
  );
  assert.deepEqual(
    lines.slice(1).map((line) => line.atMs),
    [1e12, 3e12, 1.5e12],
  );
});

test('a flood of one replica does not keep the lines of another', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const [flood, calm] = [runOf(folder), runOf(folder, 'r2')];
  appendFileSync(flood.path, `${randomBytes(4_000_000).toString('base64')}\n`.repeat(4));
  const arrived: string[] = [];
  const wire = new Wire(store);
  wire.passes = (ack) => arrived.push(`${ack.replica} ${ack.offset}`) > 0;
  const shipper = shipperFor(t, folder, wire, { limits: { maxInFlightBytes: 2_000_000 } });
  shipper.follow(flood);
  await until('the flood to flow', () => arrived.length > 2);
  appendFileSync(calm.path, 'calm\n');
  shipper.follow(calm);
  shipper.finished('r1', 1);
  await until('the flood to end', () => !existsSync(flood.path));
  const calmAt = arrived.indexOf('r2 5');
  assert.ok(calmAt !== -1 && calmAt < arrived.length / 2, `arrived at ${calmAt} of ${arrived.length}`);
});

test('junk, bytes one by one, and 20 MB without a newline arrive as they were', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const wire = new Wire(store);
  const shipper = shipperFor(t, folder, wire);
  const written = {
    junk: Buffer.concat([Buffer.from([0, 255, 0xc3, 0x28, 13, 10]), randomBytes(300_000), Buffer.from('\n')]),
    single: Buffer.from('one byte at a time\nand again\n'),
    endless: Buffer.concat([randomBytes(1_000_000).toString('hex').repeat(10), '\n'].map((part) => Buffer.from(part))),
  };
  for (const [replica, bytes] of Object.entries(written)) {
    const run = runOf(folder, replica);
    shipper.follow(run);
    if (replica === 'single') for (const byte of bytes) appendFileSync(run.path, Buffer.from([byte]));
    else appendFileSync(run.path, bytes);
    shipper.finished(replica, 1);
  }
  await until('the files to go', () => readdirSync(`${folder}/logs`).length === 0);
  for (const [replica, bytes] of Object.entries(written)) {
    assert.ok(bytesOf(await linesOf(store, { replicas: [replica] })).equals(bytes), replica);
  }
});

test('a symbolic link in place of a log is refused', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  const run = runOf(folder);
  const shipper = shipperFor(t, folder, new Wire(store));
  const { symlinkSync } = await import('node:fs');
  rmSync(run.path);
  writeFileSync(`${folder}/secret`, 'secret\n');
  symlinkSync(`${folder}/secret`, run.path);
  assert.throws(() => shipper.follow(run), { code: 'ELOOP' });
  assert.equal(readFileSync(`${folder}/secret`, 'utf8'), 'secret\n');
});

test('random writes, cuts and restarts of both ends: the store has every byte once', async (t) => {
  const move = fc.oneof(
    fc.record({
      write: fc.uint8Array({ minLength: 1, maxLength: 3000 }),
      stream: fc.constantFrom('stdout' as const, 'stderr' as const),
    }),
    fc.constantFrom('cut' as const, 'agent' as const, 'server' as const, 'cursor' as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
      const [folder, data] = [await tempFolder(t), await tempFolder(t)];
      const runs = { stdout: runOf(folder), stderr: runOf(folder, 'r1', 1, 'stderr') };
      const written = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
      let server = await openStore(data);
      const wire = new Wire(server.store);
      const limits = { pieceBytes: 4096, tidyMs: 5 };
      const begin = () => {
        const shipper = shipperFor(t, folder, wire, { limits });
        shipper.follow(runs.stdout);
        shipper.follow(runs.stderr);
        return shipper;
      };
      let shipper = begin();
      for (const each of moves) {
        if (typeof each === 'object') {
          appendFileSync(runs[each.stream].path, each.write);
          written[each.stream].push(each.write);
        } else if (each === 'cut') {
          wire.cut();
          wire.away = false;
        } else if (each === 'server') {
          wire.cut();
          await server.close();
          server = await openStore(data);
          wire.store = server.store;
          wire.away = false;
        } else {
          await shipper.close();
          if (each === 'cursor') rmSync(`${runs.stdout.path}.cursor`, { force: true });
          shipper = begin();
        }
      }
      shipper.finished('r1', 1);
      await until('the files to go', () => !existsSync(runs.stdout.path) && !existsSync(runs.stderr.path));
      await shipper.close();
      for (const stream of ['stdout', 'stderr'] as const) {
        const whole = Buffer.concat(written[stream]);
        const wanted = whole.length === 0 || whole.at(-1) === 10 ? whole : Buffer.concat([whole, Buffer.from('\n')]);
        assert.ok(bytesOf(await linesOf(server.store, { stream })).equals(wanted), stream);
      }
      await server.close();
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

/** For as long as the test runs, this comes before it. */
function insteadOfFallocate(t: TestContext, folder: string, script: string): void {
  const path = process.env.PATH ?? '';
  writeFileSync(join(folder, 'fallocate'), `#!/bin/sh\n${script}\nPATH='${path}' exec fallocate "$@"\n`, { mode: 0o755 });
  process.env.PATH = `${folder}:${path}`;
  t.after(() => {
    process.env.PATH = path;
  });
}
