// A host's disk is full: a deployment to it is refused with the numbers, and an app that floods it runs on.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { noSmallDisk, type SmallDisk } from '../small-disk.ts';
import { deploy, expectStatus, push, runningReplicas, settledOn, whoAnswers } from './fleet.ts';
import { makeLargeApp, quick, type SmallDiskWorld, startSmallDiskWorld } from './small-disk-world.ts';
import type { World } from './world.ts';

const floodBytes = 48 * 2 ** 20;

/** Writes so many bytes of numbered lines, whole ones, however often the disk is full; most of them when this file is there. */
const floods = (sign: string) => `import { existsSync, writeSync } from 'node:fs';
import { serve } from './serve.js';
const { close } = serve();
process.on('SIGTERM', close);
let left = ${floodBytes};
let rest = Buffer.alloc(0);
for (let line = 1; left > 0; ) {
  while (left < ${floodBytes - 6 * 2 ** 20} && !existsSync('${sign}')) await new Promise((resolve) => setTimeout(resolve, 20));
  if (rest.length === 0) rest = Buffer.from(Array.from({ length: 50 }, () => \`\${line++} \${'x'.repeat(1000)}\\n\`).join(''));
  try {
    const written = writeSync(1, rest);
    rest = rest.subarray(written);
    left -= written;
  } catch {}
  await new Promise((resolve) => setTimeout(resolve, 2));
}
`;

describe('a full disk of a host', { skip: noSmallDisk }, () => {
  let on: SmallDiskWorld;
  let disk: SmallDisk;
  let world: World;

  before(async () => {
    on = await startSmallDiskWorld('h1', { size: '96m', inodes: 3000 });
    ({ disk, world } = on);
    await push(world, 'a', quick);
    await deploy(world, 'a');
    await settledOn(world, 'a', 1);
  });

  after(() => on?.close());

  it('A07: a bundle that does not fit is refused with path, bytes needed and free; with room the same version is deployed', async () => {
    await expectStatus(world, 0, 'push', makeLargeApp(world, 'large', 20), '--version', 'large');
    disk.fill();
    const [before] = await runningReplicas(world);
    const refused = await expectStatus(world, 4, 'deploy', 'hello@large');
    match(refused.stdout + refused.stderr, /no room in \S*h1\S*: .*are needed,\s+0 B/s);
    const [still] = await runningReplicas(world);
    equal(still?.pid, before?.pid);
    equal(await whoAnswers(world.routerPorts[0] ?? 0), 'a');
    disk.free();
    await deploy(world, 'large');
    await settledOn(world, 'large', 1);
    await deploy(world, 'a');
    await settledOn(world, 'a', 1);
  });

  it('A09: a replica that is killed while the disk is full serves again, and ctl tells how it ended', async () => {
    const [before] = await settledOn(world, 'a', 1);
    disk.fill();
    process.kill(before?.pid ?? 0, 'SIGKILL');
    const again = await world.until('it serves again', async () => {
      // Whatever gives way meanwhile.
      disk.fill();
      const [now] = await runningReplicas(world);
      return now?.routed && now.pid !== before?.pid ? now : undefined;
    });
    deepEqual([again.id, again.restarts, again.lastExit?.signal], [before?.id, (before?.restarts ?? 0) + 1, 'SIGKILL']);
    await world.until('it answers', async () => (await whoAnswers(world.routerPorts[0] ?? 0)) === 'a');
    disk.free();
    await settledOn(world, 'a', 1);
  });

  it('A09: on a disk that something else has filled, with the server away, an app goes on writing: the oldest go, and every byte is told of', async () => {
    const sign = join(world.folder, 'flood');
    await push(world, 'flood', { ...quick, files: { 'server.js': floods(sign) } });
    await deploy(world, 'flood');
    const [before] = await settledOn(world, 'flood', 1);
    await world.kill('server');
    const log = join(disk.path, 'logs', `${before?.id}.1.stdout`);
    writeFileSync(sign, '');
    await world.until('it has written more than is to be free', () => statSync(log).size >= 24 * 2 ** 20, 60_000);
    disk.fill();
    await world.until('it has written all', () => statSync(log).size >= floodBytes, 60_000);
    equal(await whoAnswers(world.routerPorts[0] ?? 0), 'flood');
    await world.until('the reserve is there again', () => disk.left() >= 9 * 2 ** 20, 60_000);
    await world.start('server');
    const told = await world.until('every byte is at ctl, or missing there', async () => {
      const found = await world.ask<Piece>('logs', 'hello', '--replica', before?.id ?? '', '--stream', 'stdout');
      return endOf(found.at(-1)) >= statSync(log).size ? found : undefined;
    });
    isWhole(told);
    const missing = told.filter(({ gapBytes }) => gapBytes > 0);
    ok(missing.length >= 1 && missing.every(({ gapReason }) => gapReason === 'the disk with the logs was short of space'));
    const [now] = await settledOn(world, 'flood', 1);
    deepEqual([now?.pid, now?.restarts], [before?.pid, 0]);
    const [host] = await world.ask<{ troubles: string[] }>('hosts', 'list');
    match(
      host?.troubles.join() ?? '',
      /MiB of output that the server did not have were given up: the disk with the logs was short of space/,
    );
    disk.free();
  });
});

/** A line, or what is missing. */
interface Piece {
  offset: number;
  text: string;
  gapBytes: number;
  gapReason: string;
}

function endOf(piece: Piece | undefined): number {
  return piece ? piece.offset + (piece.gapBytes || piece.text.length + 1) : 0;
}

/** From the first byte on everything is there once, or told to be missing; a gap may tear the lines around it. */
function isWhole(pieces: Piece[]): void {
  let number = 0;
  for (const [at, piece] of pieces.entries()) {
    const before = pieces[at - 1];
    const isTorn = piece.gapBytes > 0 && before && piece.offset === endOf(before) - 1;
    if (!isTorn) equal(piece.offset, endOf(before), `after ${JSON.stringify(before)}`);
    const [, shown] = /^(\d+) x{1000}$/.exec(piece.text) ?? [];
    if (shown) ok(Number(shown) > number, `line ${shown} after line ${number}`);
    number = Number(shown ?? number);
  }
}
