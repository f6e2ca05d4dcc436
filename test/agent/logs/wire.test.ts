import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync } from 'node:fs';
import { test } from 'node:test';
import { shipLogs } from '../../../server/logs/ship.ts';
import { openPeers } from '../../proto/peers.ts';
import { linesOf, storeFor, tempFolder } from '../../server/logs/wire.ts';
import { bytesOf, runOf, shipperFor, until } from './shipped.ts';

test('over the real wire, to a server that is restarted meanwhile, under the name in the certificate', async (t) => {
  const [store, folder, peers] = [await storeFor(t), await tempFolder(t), await openPeers()];
  t.after(() => peers.close());
  const serveOn = (port: number) =>
    peers.listen({ shipLogs: (requests, { caller, signal }) => shipLogs(store, caller.name)(requests, signal) }, { port });
  const first = await serveOn(0);
  const client = peers.agents(first, undefined, { 'grpc.initial_reconnect_backoff_ms': 100 });
  const shipper = shipperFor(t, folder, { open: (blocks, signal) => client.shipLogs(blocks, { signal }) });
  const run = runOf(folder);
  const written = Buffer.from(`${randomBytes(4_000_000).toString('hex').replaceAll('a', '\n')}\n`);
  appendFileSync(run.path, written.subarray(0, 5_000_000));
  shipper.follow(run);
  await until('the first lines', async () => (await linesOf(store, { tail: 1 })).length > 0);
  await first.close(0);
  appendFileSync(run.path, written.subarray(5_000_000));
  shipper.finished('r1', 1);
  await serveOn(first.port);
  await until('the file to go', () => !existsSync(run.path));
  const lines = await linesOf(store);
  assert.ok(lines.every((line) => line.host === 'web-1'));
  assert.ok(bytesOf(lines).equals(written));
});
