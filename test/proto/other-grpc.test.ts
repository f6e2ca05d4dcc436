// Calls by another implementation of gRPC, Debian’s python3-grpcio: what a peer may expect of the protocol holds for it too.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { execa } from 'execa';
import { clientCredentials } from '../../certs/credentials.ts';
import { fail } from '../../proto/failure.ts';
import type { Context } from '../../proto/rpc.ts';
import type { Listener } from '../../proto/server.ts';
import { fromDebian } from '../needed.ts';
import { eventually, signalOf } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';

const python = '/usr/bin/python3';
const knowsGrpc = async () => (await execa(python, ['-c', 'import grpc'], { reject: false })).exitCode === 0;
const skip = (await fromDebian(knowsGrpc, 'python3-grpcio')) ? false : 'there is no python3-grpcio, and it cannot be installed';
const patienceMs = 60_000;

describe('another implementation of gRPC', { skip }, () => {
  let peers: Peers;
  let server: Listener;
  let client: ChildProcess;
  /** All that it said. */
  const said: Record<string, unknown>[] = [];
  /** Why handlers were told to stop. */
  const stopped: string[] = [];
  const asked: string[] = [];
  let uploaded = 0;
  const release = signalOf('the upload to be read on', patienceMs);

  before(async () => {
    peers = await openPeers();
    server = await peers.listen({
      status: async ({ app }: { app: string }) => {
        asked.push(app);
        return { apps: [{ app: 'x'.repeat(500) }] };
      },
      deploy: async () => {
        throw fail('refused', 'not as things are: ü');
      },
      watchFigures: async function* () {
        for (let count = 0; count < 200; count += 1) yield { leftOut: count, routes: [{ app: 'x'.repeat(1000) }] };
      },
      watchHosts: async function* (_: object, { signal }: Context) {
        yield { hosts: [] };
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        stopped.push((signal.reason as Error).message);
      },
      upload: async (requests: AsyncIterable<object>) => {
        for await (const _ of requests) {
          uploaded += 1;
          if (uploaded === 1) await release.promise;
        }
        return { app: 'hello' };
      },
    });
    const folder = peers.folders.operator;
    const args = [join(import.meta.dirname, 'other-grpc.py'), `127.0.0.1:${server.port}`];
    const script = [...args, clientCredentials(folder).serverName, folder];
    client = spawn(python, script, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: client.stdout as NonNullable<typeof client.stdout> }).on('line', (line) =>
      said.push(JSON.parse(line)),
    );
  });
  after(async () => {
    if (client.exitCode === null && client.kill('SIGKILL')) await once(client, 'exit');
    await peers.close();
  });

  function begin(task: string): void {
    client.stdin?.write(`${task}\n`);
  }

  async function outcome(task: string): Promise<Record<string, unknown>> {
    const found = () => said.find((one) => one.task === task);
    await eventually(`${task} to end`, () => found() !== undefined || client.exitCode !== null, patienceMs);
    return found() ?? {};
  }

  async function done(task: string): Promise<Record<string, unknown>> {
    begin(task);
    return outcome(task);
  }

  test('a call is answered, and one whose request was compressed as well', async () => {
    assert.ok(((await done('unary')).bytes as number) > 500);
    assert.ok(((await done('compressed')).bytes as number) > 500);
    assert.deepEqual(asked, ['hello', 'z'.repeat(100)]);
  });

  test('what is refused, damaged, too large or unknown has the status that it should have', async () => {
    assert.deepEqual(await done('refused'), { task: 'refused', code: 'FAILED_PRECONDITION', details: 'not as things are: ü' });
    assert.equal((await done('damaged')).code, 'INVALID_ARGUMENT');
    assert.equal((await done('large')).code, 'RESOURCE_EXHAUSTED');
    assert.equal((await done('unknown')).code, 'UNIMPLEMENTED');
  });

  test('a stream comes whole; one with a time limit ends with it, and one that is left ends its handler', async () => {
    assert.equal((await done('many')).count, 200);
    stopped.length = 0;
    assert.equal((await done('limited')).code, 'DEADLINE_EXCEEDED');
    await eventually('the handler to be told', () => stopped.length === 1, patienceMs);
    assert.equal((await done('left')).code, 'CANCELLED');
    await eventually('the handler to be told', () => stopped.length === 2, patienceMs);
  });

  test('whoever sends is held back until it is read, and then all of it arrives', async () => {
    begin('upload');
    const sent = () => said.filter((one) => 'sent' in one).length;
    await eventually('the upload to begin', () => uploaded === 1, patienceMs);
    for (let before = -1; before !== sent(); ) {
      before = sent();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.ok(sent() < 390, `${sent()} messages of 64 KiB were sent to somebody who reads none`);
    assert.equal(uploaded, 1);
    release.fire();
    assert.ok(((await outcome('upload')).bytes as number) > 0);
    assert.equal(uploaded, 400);
  });

  test('pings every 100 ms are answered; a server that closes says so, and ends what goes on', async () => {
    const received = () => said.filter((one) => 'received' in one).length;
    const before = received();
    begin('watch');
    await eventually('the stream to flow', () => received() > before, patienceMs);
    await server.close();
    const { code, details } = await outcome('watch');
    assert.deepEqual([code, details], ['UNAVAILABLE', 'the server is closing; try again']);
  });
});
