// A call ends at the time limit that its caller has set (grpc-timeout), whatever its handler does and whether anybody reads.
import assert from 'node:assert/strict';
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { after, before, test } from 'node:test';
import type { Context } from '../../proto/rpc.ts';
import type { Listener } from '../../proto/server.ts';
import { eventually } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';
import { tlsOf } from './raw-http2.ts';

let peers: Peers;
let server: Listener;
let session: ClientHttp2Session;
/** Why each handler was told to stop. */
const stopped: string[] = [];
const patienceMs = 60_000;
const timeLimitExceeded = '4';

before(async () => {
  peers = await openPeers();
  server = await peers.listen({
    watchHosts: async function* (_: object, { signal }: Context) {
      yield { hosts: [] };
      await over(signal);
    },
    watchDeployment: async function* (_: object, { signal }: Context) {
      signal.addEventListener('abort', () => stopped.push((signal.reason as Error).message));
      for (;;) yield { app: 'x'.repeat(100_000) };
    },
    status: async (_: object, { signal }: Context) => {
      await over(signal);
      return {};
    },
  });
  session = connect(`https://127.0.0.1:${server.port}`, tlsOf(peers.folders.operator)).on('error', () => {});
});
after(async () => {
  session.destroy();
  await peers.close();
});

function over(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => {
      stopped.push((signal.reason as Error).message);
      resolve();
    }),
  );
}

function call(name: string, timeout = '200m'): ClientHttp2Stream {
  const head = {
    ':path': `/castellan.v1.Control/${name}`,
    ':method': 'POST',
    'content-type': 'application/grpc',
    te: 'trailers',
  };
  const stream = session.request({ ...head, 'grpc-timeout': timeout }).on('error', () => {});
  stream.end(Buffer.alloc(5));
  return stream;
}

async function statusOf(stream: ClientHttp2Stream): Promise<string> {
  let status = 'none';
  const note = (headers: object) => {
    status = (headers as Record<string, string>)['grpc-status'] ?? status;
  };
  stream.on('response', note).on('trailers', note).resume();
  await eventually('the call to end', () => stream.closed, patienceMs);
  return status;
}

test('a stream that is silent, one that flows, and a call that has no answer yet end with their time limit', async () => {
  stopped.length = 0;
  for (const name of ['WatchHosts', 'WatchDeployment', 'Status'])
    assert.equal(await statusOf(call(name)), timeLimitExceeded, name);
  await eventually('their handlers to be told', () => stopped.length === 3, patienceMs);
});

test('the handler of a stream that nobody reads is told as well', async () => {
  stopped.length = 0;
  const unread = call('WatchDeployment').pause();
  await eventually('its handler to be told', () => stopped.length === 1, patienceMs);
  unread.close();
});
