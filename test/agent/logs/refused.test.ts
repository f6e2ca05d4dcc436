// A stream that the server takes from nobody on this host keeps its lines, and does not keep the others from theirs.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fail } from '../../../proto/failure.ts';
import { shipLogs } from '../../../server/logs/ship.ts';
import { blockOf, linesOf, storeFor, tempFolder } from '../../server/logs/wire.ts';
import { runOf, shipperFor, until } from './shipped.ts';

test('what is refused waits, and goes when it is no longer refused', async (t) => {
  const [store, folder] = [await storeFor(t), await tempFolder(t)];
  let refuses = true;
  let refusals = 0;
  const require = async ({ app }: { app: string }) => {
    if (!refuses || app === 'hello') return;
    refusals += 1;
    throw fail('forbidden', 'nothing of this app was ever assigned to this host');
  };
  const open = (blocks: AsyncIterable<object>, signal: AbortSignal) =>
    shipLogs(
      store,
      'h1',
      require,
    )(
      (async function* () {
        for await (const block of blocks) yield blockOf(block);
      })(),
      signal,
    );
  const shipper = shipperFor(t, folder, { open: open as never }, { limits: { refusedMs: 200 } });
  const [stranger, own] = [{ ...runOf(folder, 'r2'), app: 'other' }, runOf(folder, 'r1')];
  for (const run of [stranger, own]) {
    appendFileSync(run.path, `of ${run.app}\n`);
    shipper.follow(run);
    shipper.finished(run.replica, 1);
  }
  await until('the lines of its own app', () => !existsSync(own.path));
  await until('another try of the other', () => refusals > 1);
  assert.equal(readFileSync(stranger.path, 'utf8'), 'of other\n');
  assert.equal((await linesOf(store, { app: 'other' })).length, 0);
  refuses = false;
  await until('the lines of the other', () => !existsSync(stranger.path));
  assert.equal((await linesOf(store, { app: 'other' })).length, 1);
});
