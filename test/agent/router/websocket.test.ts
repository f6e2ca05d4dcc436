// WebSockets that are cut: told that this side goes away, between two frames and never within one.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { closeFrame, FrameBoundaries } from '../../../agent/router/websocket.ts';
import { route } from '../../contracts/router.ts';
import { until } from './client.ts';
import { pass } from './passing.ts';

/** Frames as a client (masked) or a server sends them. */
function frame(code: number, payload: Buffer, masked: boolean): Buffer {
  const mask = masked ? 0x80 : 0;
  const length = payload.length;
  if (length < 126) return Buffer.concat([Buffer.from([0x80 | code, mask | length]), Buffer.alloc(masked ? 4 : 0), payload]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head.writeUInt8(0x80 | code, 0);
  head.writeUInt8(mask | (length < 65_536 ? 126 : 127), 1);
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0), payload]);
}

describe('the boundaries of frames', () => {
  for (const masked of [true, false]) {
    for (const size of [0, 1, 125, 126, 300, 65_535, 65_536, 70_000]) {
      it(`${masked ? 'masked' : 'plain'}, ${size} bytes: known however it is cut`, () => {
        const bytes = Buffer.concat([frame(2, Buffer.alloc(size), masked), frame(1, Buffer.from('hi'), masked)]);
        const first = frame(2, Buffer.alloc(size), masked).length;
        for (const cut of [1, 2, 3, 5, 9, first - 1, first, first + 1, bytes.length - 1].filter(
          (at) => at > 0 && at < bytes.length,
        )) {
          const boundaries = new FrameBoundaries();
          boundaries.pass(bytes.subarray(0, cut));
          assert.equal(boundaries.isBetween, cut === first, `after ${cut}`);
          boundaries.pass(bytes.subarray(cut));
          assert.equal(boundaries.isBetween, true);
        }
      });
    }
  }

  it('behind a close frame there is room for nothing', () => {
    const boundaries = new FrameBoundaries();
    boundaries.pass(closeFrame(true));
    assert.equal(boundaries.isBetween, false);
  });
});

describe('a WebSocket at the end of its time', () => {
  it('is told 1001 by the router, as is its replica', async (t) => {
    const { port, replicas, traffic, close } = await pass(undefined);
    t.after(close);
    const [upgraded] = [once(replicas[0]?.server ?? assert.fail(), 'upgrade')];
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
    await once(socket, 'open');
    const said: Buffer[] = [];
    (await upgraded)[1].on('data', (bytes: Buffer) => said.push(bytes));
    const closed = once(socket, 'close');
    assert.equal(traffic.inFlight.cut(), 1);
    assert.equal((await closed)[0], 1001);
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
    const last = Buffer.concat(said);
    assert.deepEqual([last[0], last.readUInt16BE(6)], [0x88, 1001]);
  });

  it('in the middle of a frame: when that has passed', async (t) => {
    const { client, replica, cut } = await crossed(t, 'websocket');
    const bytes = frame(2, Buffer.alloc(1000, 'x'), false);
    const got = collect(client);
    replica.write(bytes.subarray(0, 500));
    await until('half of it has come', () => got().length === 500);
    cut();
    replica.write(bytes.subarray(500));
    await once(client, 'close');
    assert.deepEqual(got(), Buffer.concat([bytes, closeFrame(false)]));
  });

  it('in the middle of a frame that never ends: without a word', async (t) => {
    const { client, replica, cut } = await crossed(t, 'websocket');
    const got = collect(client);
    const half = frame(2, Buffer.alloc(1000, 'x'), false).subarray(0, 500);
    replica.write(half);
    await until('half of it has come', () => got().length === 500);
    cut();
    await once(client, 'close');
    assert.deepEqual(got(), half);
  });

  it('another protocol is passed on as it is, and just ends', async (t) => {
    const { client, replica, cut } = await crossed(t, 'echo/7');
    const [toClient, toReplica] = [collect(client), collect(replica)];
    replica.write(Buffer.from([0x88, 0]));
    client.write('back');
    await until('both have come', () => toClient().length === 2 && toReplica().length === 4);
    cut();
    await once(client, 'close');
    assert.deepEqual([toClient(), String(toReplica())], [Buffer.from([0x88, 0]), 'back']);
  });
});

/** Both ends of a connection that has become another protocol. */
async function crossed(t: TestContext, protocol: string): Promise<{ client: Socket; replica: Socket; cut: () => void }> {
  const { port, traffic, close } = await pass();
  t.after(close);
  const accepted = Promise.withResolvers<Socket>();
  const server = createServer((socket) => {
    t.after(() => socket.destroy());
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: ${protocol}\r\n\r\n`);
      accepted.resolve(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const target = { replica: 'other', release: 1, address: '127.0.0.1', port: (server.address() as AddressInfo).port };
  traffic.use({ revision: 2, routes: [route([target])] });
  const client = connect(port, '127.0.0.1');
  t.after(() => client.destroy());
  client.on('error', () => {});
  client.write(`GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`);
  const [head] = await once(client, 'data');
  assert.match(String(head), new RegExp(`^HTTP/1.1 101 [\\s\\S]*Upgrade: ${protocol}\r\n\r\n$`));
  return { client, replica: await accepted.promise, cut: () => void traffic.inFlight.cut() };
}

function collect(socket: Socket): () => Buffer {
  const parts: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => parts.push(bytes));
  return () => Buffer.concat(parts);
}
