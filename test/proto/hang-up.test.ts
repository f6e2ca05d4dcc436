// N11: a caller that is killed, cut off or cancels ends its stream of requests. To the handler that must never look complete.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../proto/failure.ts';
import type { UploadPartInput } from '../../proto/generated/castellan/v1/UploadPart.ts';
import { eventually, signalOf } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';

let peers: Peers;
before(async () => {
  peers = await openPeers();
});
after(() => peers.close());

/** A server that says how an upload came to its end, and how many bytes there were before. */
async function receiver() {
  const ended = signalOf<unknown>('the upload to end');
  const got = { bytes: 0 };
  const server = await peers.listen({
    upload: async (requests, { signal }) => {
      try {
        for await (const { data } of requests) got.bytes += data?.length ?? 0;
        ended.fire('complete');
      } catch (error) {
        assert.ok(signal.aborted);
        ended.fire(error);
      }
      return {};
    },
    status: async () => ({}),
  });
  return { server, ended, got };
}

function assertHangUp(outcome: unknown): void {
  assert.ok(outcome instanceof Failure, `the handler saw: ${outcome}`);
  assert.equal(outcome.code, 'cancelled');
}

function uploader(port: number): ChildProcess {
  const program = fileURLToPath(new URL('uploads-forever.ts', import.meta.url));
  return spawn(process.execPath, [program, String(port), peers.folders.operator], { stdio: 'inherit' });
}

test('a caller killed with SIGKILL in the middle of an upload', async () => {
  const { server, ended, got } = await receiver();
  const child = uploader(server.port);
  await eventually('the first bytes to arrive', () => got.bytes > 0);
  child.kill('SIGKILL');
  assertHangUp(await ended.promise);
  await peers.control(server).status({});
});

test('a caller that cancels after its last byte, before it closed the stream', async () => {
  const { server, ended, got } = await receiver();
  const stop = new AbortController();
  async function* parts(): AsyncGenerator<UploadPartInput> {
    yield { data: Buffer.alloc(1000) };
    await eventually('the bytes to arrive', () => got.bytes === 1000);
    stop.abort();
    await new Promise(() => {});
  }
  await assert.rejects(peers.control(server).upload(parts(), { signal: stop.signal }));
  assertHangUp(await ended.promise);
});

test('a connection that is cut', async () => {
  const { server, ended, got } = await receiver();
  const client = peers.control(server);
  async function* parts(): AsyncGenerator<UploadPartInput> {
    yield { data: Buffer.alloc(1000) };
    await new Promise(() => {});
  }
  const upload = assert.rejects(client.upload(parts()), (error: Failure) => error.code === 'unavailable');
  await eventually('the bytes to arrive', () => got.bytes === 1000);
  await server.close(0);
  await upload;
  const outcome = await ended.promise;
  assert.ok(outcome instanceof Failure, `the handler saw: ${outcome}`);
});

test('a stream that was closed before the caller vanished is complete', async () => {
  const { server, ended } = await receiver();
  async function* parts(): AsyncGenerator<UploadPartInput> {
    yield { data: Buffer.alloc(1000) };
  }
  await peers.control(server).upload(parts());
  assert.equal(await ended.promise, 'complete');
});
