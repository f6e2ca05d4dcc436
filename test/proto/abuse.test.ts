// W01 to W05 and W07 to W11: a caller with a good certificate that misuses the protocol is turned away or ignored; nobody
// else notices, and nothing of it stays in memory.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { limits } from '../../proto/limits.ts';
import { maxParts, maxTexts } from '../../proto/parts.ts';
import type { Listener } from '../../proto/server.ts';
import { eventually } from './eventually.ts';
import { openPeers, type Peers } from './peers.ts';
import {
  callHead,
  connectRaw,
  flags,
  frame,
  number,
  openRaw,
  preface,
  type RawPeer,
  refusedStream,
  tlsOf,
  types,
} from './raw-http2.ts';

let peers: Peers;
let server: Listener;
/** Waits two seconds for a connection to prove itself. */
let impatient: Listener;
let calls = 0;
const patienceMs = 60_000;
/** More of everything, for make soak. */
const more = Number(process.env.ABUSE_TIMES ?? 1);

before(async () => {
  peers = await openPeers();
  const status = async () => {
    calls += 1;
    return {};
  };
  const session = async function* (requests: AsyncIterable<object>) {
    for await (const _ of requests) yield { heartbeat: {} };
  };
  server = await peers.listen({ status, session });
  impatient = await peers.listen({ status }, { limits: { proveWithinMs: 2000 } });
});
after(() => peers.close());

const path = '/castellan.v1.Control/Status';
const head = callHead(path);
const opened = (stream: number, set = 0) => frame(types.headers, flags.endHeaders | set, stream, head);
const times = (count: number, one: (n: number) => Buffer) => Array.from({ length: count }, (_, n) => one(n));
const odd = (n: number) => 2 * n + 1;

/** After any abuse: somebody else is served, all of it is gone from the server, and it is not larger than it was. */
async function unharmed(heldBefore: number, which = server): Promise<void> {
  const other = peers.control(which);
  await other.status({});
  other.close();
  await eventually('the connections of the abuse to be gone', () => which.connections() === 0, patienceMs);
  const grown = (process.memoryUsage().rss - heldBefore) >> 20;
  assert.ok(grown < 200, `${grown} MB more than before`);
  const internal = peers.logged.filter(({ level }) => level === 'error');
  assert.deepEqual(internal, []);
}

async function abused(what: (raw: RawPeer) => Promise<void>): Promise<void> {
  const held = process.memoryUsage().rss;
  const raw = await openRaw(peers.folders.operator, server.port);
  await what(raw);
  raw.socket.destroy();
  await unharmed(held);
}

const turnedAway = (raw: RawPeer) => eventually('the server to turn it away', raw.turnedAway, patienceMs);

/** It answers a ping that was sent after everything else. */
async function caughtUp(raw: RawPeer): Promise<void> {
  const mark = randomBytes(8);
  raw.write(frame(types.ping, 0, 0, mark));
  const answered = () => raw.frames.some(({ type, payload }) => type === types.ping && payload.equals(mark));
  await eventually('it to have read all, or to have turned it away', () => answered() || raw.turnedAway(), patienceMs);
}

test('W01: thousands of calls that are begun and reset at once end the connection after about a thousand', async () => {
  calls = 0;
  await abused(async (raw) => {
    raw.write(...times(5_000 * more, (n) => Buffer.concat([opened(odd(n)), frame(types.reset, 0, odd(n), number(8))])));
    await turnedAway(raw);
  });
  assert.ok(calls <= 1, 'a call without a request was handled');
});

test('W02: streams that the server is made to reset end the connection', () =>
  abused(async (raw) => {
    raw.write(...times(2_000, (n) => Buffer.concat([opened(odd(n)), frame(types.windowUpdate, 0, odd(n), number(0))])));
    await turnedAway(raw);
  }));

test('W03: a head without end, of garbage, or of frames in frames ends the connection', async () => {
  const endless = [frame(types.headers, 0, 1, head), ...times(2_000, () => frame(types.continuation, 0, 1))];
  const large = [frame(types.headers, 0, 1, head), ...times(200, () => frame(types.continuation, 0, 1, callHead(path)))];
  const garbage = [frame(types.headers, flags.endHeaders, 1, Buffer.alloc(500, 0xff))];
  const interrupted = [frame(types.headers, 0, 1, head), frame(types.ping, 0, 0, Buffer.alloc(8))];
  const tooLong = [frame(types.data, 0, 1, Buffer.alloc(20_000))];
  for (const frames of [endless, large, garbage, interrupted, tooLong]) {
    await abused(async (raw) => {
      raw.write(...frames);
      await turnedAway(raw);
    });
  }
});

test('W03: a head larger than is allowed ends its stream, and no call is made of it', async () => {
  calls = 0;
  await abused(async (raw) => {
    const part = () => callHead(path, { filler: 'x'.repeat(8_000) }).subarray(head.length);
    const rest = times(4, (n) => frame(types.continuation, n === 3 ? flags.endHeaders : 0, 1, part()));
    raw.write(frame(types.headers, flags.endStream, 1, head), ...rest);
    const over = () => raw.turnedAway() || raw.frames.some(({ type, stream }) => type === types.reset && stream === 1);
    await eventually('the stream to be over', over, patienceMs);
  });
  assert.equal(calls, 1, 'only that of the other caller');
});

test('W04: floods of pings, settings, empty frames and priorities are ended or read past', async () => {
  const pings = times(20_000, () => frame(types.ping, 0, 0, Buffer.alloc(8)));
  const settings = times(5_000, () => frame(types.settings, 0, 0, Buffer.of(0, 4, 0, 1, 0, 0)));
  const empty = [opened(1), ...times(20_000, () => frame(types.data, 0, 1))];
  const priorities = times(20_000, (n) => frame(types.priority, 0, odd(n), Buffer.of(0, 0, 0, 0, 16)));
  for (const frames of [pings, settings, empty, priorities]) {
    await abused(async (raw) => {
      raw.write(...frames);
      await caughtUp(raw);
    });
  }
});

test('W05: windows that are opened beyond all bounds end the connection each time, and it leaves nothing behind', async () => {
  const held = process.memoryUsage().rss;
  for (let again = 0; again < (more > 1 ? 10_000 : 15); again += 1) {
    const raw = await openRaw(peers.folders.operator, server.port);
    raw.write(...times(2, () => frame(types.windowUpdate, 0, 0, number(2 ** 31 - 1))));
    await turnedAway(raw);
    raw.socket.destroy();
  }
  await unharmed(held);
});

test('W06: of thousands of streams opened at once all but the hundred allowed are refused', () =>
  abused(async (raw) => {
    raw.write(...times(1_000 * more, (n) => opened(odd(n))));
    const refused = () =>
      raw.frames.filter(({ type, payload }) => type === types.reset && payload.equals(number(refusedStream))).length;
    const enough = () => raw.turnedAway() || refused() >= 1_000 * more - limits.maxConcurrentStreams;
    await eventually('the others to be refused', enough, patienceMs);
  }));

/** What a call with this body ends with: its gRPC status, or what became of the stream. */
async function statusOf(body: Buffer, more: Record<string, string> = {}): Promise<string> {
  const session = connectHttp2(`https://127.0.0.1:${server.port}`, tlsOf(peers.folders.operator));
  session.on('error', () => {});
  const fields = { ':path': path, ':method': 'POST', 'content-type': 'application/grpc', te: 'trailers', ...more };
  const stream = session.request(fields);
  let status = 'none';
  const note = (headers: object) => {
    status = (headers as Record<string, string>)['grpc-status'] ?? status;
  };
  stream
    .on('error', () => {})
    .on('response', note)
    .on('trailers', note)
    .resume();
  const closed = new Promise((resolve) => stream.once('close', resolve));
  stream.end(body);
  await closed;
  session.destroy();
  return status;
}

function message(body: Buffer, { compressed = 0, said = body.length } = {}): Buffer {
  return Buffer.concat([Buffer.of(compressed), number(said), body]);
}

const [invalidArgument, resourceExhausted, unimplemented] = ['3', '8', '12'];

test('W07: lengths that are not true, two requests, or none: a status each, and no call is made of them', async () => {
  const held = process.memoryUsage().rss;
  calls = 0;
  assert.equal(await statusOf(message(Buffer.alloc(4), { said: 2 ** 32 - 1 })), resourceExhausted);
  assert.equal(await statusOf(message(Buffer.alloc(limits.maxMessageBytes + 1))), resourceExhausted);
  assert.equal(await statusOf(Buffer.concat([message(Buffer.alloc(0)), message(Buffer.alloc(0))])), invalidArgument);
  assert.equal(await statusOf(Buffer.alloc(0)), invalidArgument);
  assert.notEqual(await statusOf(message(Buffer.alloc(4), { said: 100 })), '0');
  assert.equal(calls, 0);
  await unharmed(held);
});

test('W08: compressed messages that are none, or that grow without bound, end with a status', async () => {
  const held = process.memoryUsage().rss;
  calls = 0;
  const bomb = gzipSync(Buffer.alloc(256 << 20));
  const gzip = { 'grpc-encoding': 'gzip' };
  const status = (body: Buffer, headers = {}) => statusOf(message(body, { compressed: 1 }), headers);
  assert.equal(await status(bomb, gzip), resourceExhausted);
  assert.equal(await status(Buffer.of(0), { 'grpc-encoding': 'snappy' }), unimplemented);
  for (const broken of [status(Buffer.of(0)), status(randomBytes(50), gzip), status(gzipSync('whole').subarray(0, 15), gzip)])
    assert.notEqual(await broken, '0');
  assert.equal(calls, 0);
  await unharmed(held);
});

test('W09: what is no message is refused; fields that nobody knows are passed over', async () => {
  const held = process.memoryUsage().rss;
  assert.equal(await statusOf(message(Buffer.alloc(40, 0xff))), invalidArgument);
  assert.equal(await statusOf(message(Buffer.of(0x0a, 0xff))), invalidArgument);
  const groups = Buffer.alloc(500_000, 0xfb);
  assert.equal(await statusOf(message(groups)), invalidArgument);
  assert.equal(await statusOf(message(Buffer.of(0xf8, 0x7f, 1))), '0');
  await unharmed(held);
});

test('W09: half a million messages in a mebibyte are refused before they are in memory; fifty thousand are read', async () => {
  const heldBefore = process.memoryUsage().rss;
  const client = peers.agents(server);
  const answer = (slots: number) => client.session(reports(slots)).next();
  await assert.rejects(answer(500_000), { code: 'bad-input' });
  assert.ok((await answer(maxParts - 2)).value?.heartbeat);
  client.close();
  await unharmed(heldBefore);
});

test('W09: more texts in lists than anybody has are refused, and so are more keys', async () => {
  const client = peers.agents(server);
  const answer = (refusals: number, labels: number) => client.session(listing(refusals, labels)).next();
  await assert.rejects(answer(maxTexts + 1, 0), { code: 'bad-input' });
  await assert.rejects(answer(maxTexts - 10, 11), { code: 'bad-input' });
  assert.ok((await answer(maxTexts - 10, 10)).value?.heartbeat);
  client.close();
});

async function* reports(count: number) {
  yield { report: { slots: Array.from({ length: count }, () => ({})) } };
}

async function* listing(count: number, keys: number) {
  const ports = Object.fromEntries(Array.from({ length: keys }, (_, port) => [`p${port}`, port]));
  yield { report: { refusals: Array.from({ length: count }, () => ''), slots: [{ replicas: [{ ports }] }] } };
}

test('W10: other protocols than HTTP/2 over TLS 1.3 are ended', async () => {
  const held = process.memoryUsage().rss;
  const { port } = impatient;
  const tls = { ...tlsOf(peers.folders.operator), port, host: '127.0.0.1' };
  const record = Buffer.concat([Buffer.of(0x16, 3, 1, 0x40, 0), randomBytes(0x4000)]);
  for (const said of [randomBytes(5_000), record, Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n'), preface])
    await ended(connect(port, '127.0.0.1'), said);
  await ended(connectTls({ ...tls, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ALPNProtocols: ['h2'] }));
  await ended(connectTls({ ...tls, ALPNProtocols: ['http/1.1'] }), Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n'));
  await ended(connectTls(tls), Buffer.from('POST /castellan.v1.Control/Status HTTP/1.1\r\nhost: x\r\n\r\n'));
  await unharmed(held, impatient);
});

test('W11: whoever begins and says no more, or says it byte by byte, is ended', async () => {
  const held = process.memoryUsage().rss;
  const begin = () => connectRaw(peers.folders.operator, impatient.port);
  const [mute, halfway, slow] = await Promise.all([begin(), begin(), begin()]);
  halfway.write(Buffer.concat([preface, frame(types.settings, 0, 0)]));
  slow.write(Buffer.concat([preface, frame(types.settings, 0, 0)]));
  const bytes = opened(1)[Symbol.iterator]();
  const drip = setInterval(() => slow.writable && slow.write(Buffer.of(bytes.next().value ?? 0)), 100);
  await Promise.all([mute, halfway, slow].map((socket) => ended(socket)));
  clearInterval(drip);
  await unharmed(held, impatient);
});

function ended(socket: Socket, said?: Buffer): Promise<void> {
  socket.on('error', () => {}).resume();
  if (said) socket.write(said);
  return eventually('the server to end it', () => socket.closed, patienceMs);
}
