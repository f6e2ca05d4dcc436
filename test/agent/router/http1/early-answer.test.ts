// An answer that has arrived before the reset behind it reaches the client, though its request could not be sent to the end.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';
import { route } from '../../../contracts/router.ts';
import { until } from '../client.ts';
import { pass } from '../passing.ts';

const tooMuch = 'HTTP/1.1 413 Too Much\r\nContent-Length: 8\r\nConnection: close\r\n\r\ntoo much';

/** What the client sees, and how often the replica has failed. */
async function met(t: TestContext, answer: string): Promise<{ seen: string; failures: number }> {
  const passing = await pass();
  t.after(passing.close);
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('./hasty-replica.ts', import.meta.url), { workerData: { flag, answer } });
  t.after(() => thread.terminate());
  const [{ port }] = await once(thread, 'message');
  passing.traffic.use({ revision: 2, routes: [route([{ replica: 'hasty', release: 1, address: '127.0.0.1', port }])] });
  thread.postMessage({ port: passing.port });
  assert.deepEqual(await once(thread, 'message'), ['asked']);
  const told = once(thread, 'message');
  thread.postMessage('answer');
  assert.notEqual(Atomics.wait(flag, 0, 0, 60_000), 'timed-out');
  const [{ seen }] = await told;
  const { traffic } = passing;
  await until('nothing is in flight', () => traffic.inFlight.total() === 0);
  return { seen, failures: traffic.figures.all()[0]?.failures ?? 0 };
}

describe('a replica that answers in the middle of an upload and resets', () => {
  for (const time of [1, 2, 3, 4, 5])
    it(`is heard: time ${time}`, async (t) => {
      const { seen, failures } = await met(t, tooMuch);
      assert.match(seen, /^HTTP\/1\.1 413 Too Much\r\n[\s\S]*too much$/);
      assert.equal(failures, 0);
    });

  it('has failed when it said nothing, or half of an answer', async (t) => {
    const nothing = await met(t, '');
    assert.match(nothing.seen, /^HTTP\/1\.1 502 /);
    const half = await met(t, 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
    assert.doesNotMatch(half.seen, /502/);
    assert.deepEqual([nothing.failures, half.failures], [1, 1]);
  });

  it('has not answered whole when only the reset says where the answer ends', async (t) => {
    const { seen, failures } = await met(t, 'HTTP/1.1 413 Too Much\r\n\r\nbegun');
    assert.doesNotMatch(seen, /\r\n0\r\n\r\n$/);
    assert.equal(failures, 1);
  });
});
