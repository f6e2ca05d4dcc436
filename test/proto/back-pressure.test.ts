// W14: whoever reads slowly stops the sender, in both directions, before much has piled up anywhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../proto/limits.ts';
import { eventually, signalOf } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';

let peers: Peers;
before(async () => {
  peers = await openPeers();
});
after(() => peers.close());

const part = { data: Buffer.alloc(256 * 1024) };
const total = 200;
// The windows of stream and connection, what may wait to be sent, and what sockets and TLS hold; far below the whole.
const mostBytes = 2 * limits.windowBytes;

/** Resolves when the count has stopped to grow, with the count: a stalled sender sends no more. */
async function stalled(count: () => number): Promise<number> {
  let before = -1;
  await eventually('the sender to stall', async () => {
    before = count();
    await sleep(150);
    return before > 0 && count() === before;
  });
  return before;
}

test('a caller that stops reading stops the handler; reading on, it gets everything', async () => {
  let sent = 0;
  const server = await peers.listen({
    async *fetchBundle() {
      for (; sent < total; sent += 1) yield part;
    },
  });
  const replies = peers.agents(server).fetchBundle({});
  assert.ok(!(await replies.next()).done);
  const bytes = (await stalled(() => sent)) * part.data.length;
  assert.ok(bytes < mostBytes, `${bytes} bytes left the handler, and nobody read them`);
  let read = 1;
  for await (const { data } of replies) if (data?.length === part.data.length) read += 1;
  assert.equal(read, total);
});

test('a handler that stops reading stops the caller; reading on, it gets everything', async () => {
  const goOn = signalOf('the test to see the stall');
  const server = await peers.listen({
    upload: async (requests) => {
      let read = 0;
      for await (const _ of requests) {
        if (read === 0) await goOn.promise;
        read += 1;
      }
      return { packedBytes: read };
    },
  });
  let sent = 0;
  async function* parts() {
    for (; sent < total; sent += 1) yield part;
  }
  const upload = peers.control(server).upload(parts());
  const bytes = (await stalled(() => sent)) * part.data.length;
  assert.ok(bytes < mostBytes, `${bytes} bytes left the caller, and nobody read them`);
  goOn.fire();
  assert.equal((await upload).packedBytes, total);
});

test('both ways at once: a handler that answers without reading is stopped too', async () => {
  let answered = 0;
  const server = await peers.listen({
    async *shipLogs(blocks) {
      for await (const { data } of blocks) {
        // Answers are small: many of them, to fill the same bytes.
        for (let count = 0; count < 100_000; count += 1) {
          answered += 1;
          yield { replica: 'x'.repeat(1000), offset: data.length };
        }
      }
    },
  });
  async function* blocks() {
    yield { data: Buffer.alloc(1000) };
    await new Promise(() => {});
  }
  const acks = peers.agents(server).shipLogs(blocks());
  await acks.next();
  const bytes = (await stalled(() => answered)) * 1000;
  assert.ok(bytes < mostBytes, `${bytes} bytes left the handler, and nobody read them`);
  await acks.return();
});
