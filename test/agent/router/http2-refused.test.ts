// What no honest client of HTTP/2 sends: refused before any replica sees it, and nobody else notices.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { after, before, describe, it } from 'node:test';
import { readHttp2Head } from '../../../agent/router/http2/head.ts';
import type { RawSession } from './http2-client.ts';
import { ask2, endHeaders, endStream, fieldBlock, frame, frameType, openRaw, openSession } from './http2-client.ts';
import type { Secure } from './secure.ts';
import { passSecure } from './secure.ts';

type Field = readonly [string, string];

const get: Field[] = [
  [':method', 'GET'],
  [':scheme', 'https'],
  [':path', '/'],
  [':authority', 'a.test'],
];
const but = (name: string, ...values: string[]): Field[] => [
  ...values.map((value) => [name, value] as const),
  ...get.filter(([known]) => known !== name),
];
const also = (...more: Field[]): Field[] => [...get, ...more];

describe('the head of a request of HTTP/2', () => {
  const refused: [string, Field[], number?][] = [
    ['no method', but(':method'), 501],
    ['two methods', but(':method', 'GET', 'GET')],
    ['a method that there is not', but(':method', 'BREW'), 501],
    ['a method in lower case', but(':method', 'get'), 501],
    ['CONNECT', but(':method', 'CONNECT'), 501],
    ['a protocol without CONNECT', but(':protocol', 'websocket')],
    ['no scheme', but(':scheme')],
    ['another scheme', but(':scheme', 'ftp')],
    ['no path', but(':path')],
    ['an empty path', but(':path', '')],
    ['a path that begins with none of it', but(':path', 'a')],
    ['a whole URL as its path', but(':path', 'https://b.test/')],
    ['a * for anything but OPTIONS', but(':path', '*')],
    ['a space in its path', but(':path', '/a HTTP/1.1')],
    ['a # in its path', but(':path', '/a#b')],
    ['an end of line in its path', but(':path', '/\r\nX: 1')],
    ['a byte beyond ASCII in its path', but(':path', '/\xe4')],
    ['no host', but(':authority')],
    ['an empty authority', but(':authority', '')],
    ['a user in its authority', but(':authority', 'me@a.test')],
    ['a path in its authority', but(':authority', 'a.test/b')],
    ['a space in its authority', but(':authority', 'a.test b')],
    ['another Host than its authority', also(['host', 'b.test'])],
    [
      'two Hosts',
      but(':authority', ...[]).concat([
        ['host', 'a.test'],
        ['host', 'a.test'],
      ]),
    ],
    ['a pseudo-header that there is not', also([':status', '200'])],
    ['Connection', also(['connection', 'close'])],
    ['Keep-Alive', also(['keep-alive', '1'])],
    ['Proxy-Connection', also(['proxy-connection', 'close'])],
    ['Transfer-Encoding', also(['transfer-encoding', 'chunked'])],
    ['Upgrade', also(['upgrade', 'h2c'])],
    ['TE other than trailers', also(['te', 'gzip'])],
    ['two lengths', also(['content-length', '1'], ['content-length', '1'])],
    ['a length that is no number', also(['content-length', '1, 1'])],
    ['a length with a sign', also(['content-length', '+1'])],
    ['another expectation', also(['expect', 'more']), 417],
    ['a name in upper case', also(['X-A', '1'])],
    ['a name with a space', also(['x a', '1'])],
    ['a name with a colon', also(['x:a', '1'])],
    ['no name', also(['', '1'])],
    ['an end of line in a value', also(['x-a', '1\r\nX-B: 2'])],
    ['a line feed in a value', also(['x-a', '1\n2'])],
    ['a NUL in a value', also(['x-a', '1\0'])],
    ['an end of line in a cookie', also(['cookie', 'a=1\r\n'])],
  ];
  for (const [name, fields, status = 400] of refused) {
    it(`is refused with ${name}`, () => {
      const read = readHttp2Head(fields.flat());
      assert.equal('refused' in read && read.refused, status, JSON.stringify(read));
    });
  }

  it('is read as HTTP/1.1 would say it', () => {
    const fields = but(':authority', 'A.test:81').concat([
      ['cookie', 'a=1'],
      ['x-a', '1'],
      ['x-forwarded-for', '6.6.6.6'],
      ['te', 'trailers'],
      ['host', 'a.test:81'],
      ['cookie', 'b=2'],
      ['x-a', '2'],
      ['content-length', '7'],
    ]);
    const read = readHttp2Head(fields.flat());
    assert.ok(!('refused' in read));
    const { headers, claims, bytes, ...rest } = read;
    assert.equal(bytes, fields.flat().join('..').length + 2);
    assert.deepEqual(headers, ['x-a', '1', 'x-a', '2', 'cookie', 'a=1; b=2']);
    assert.deepEqual(claims, ['x-forwarded-for', '6.6.6.6']);
    const target = { method: 'GET', target: '/', path: '/', authority: 'A.test:81', host: 'a.test' };
    assert.deepEqual(rest, { ...target, protocol: undefined, contentLength: 7, expectsContinue: false });
  });
});

describe('a connection of HTTP/2', () => {
  let secure: Secure;
  const hooks: (() => unknown)[] = [];
  before(async () => {
    secure = await passSecure({ after: (hook: () => unknown) => hooks.push(hook) } as unknown as TestContext);
  });
  after(async () => {
    for (const hook of hooks.toReversed()) await hook();
  });

  const request = (stream: number, fields: Field[] = get, flags = endStream | endHeaders) =>
    frame(frameType.headers, flags, stream, fieldBlock(fields));
  const codeOf = (payload: Buffer, at: number) => payload.readUInt32BE(at);
  const odd = (count: number) => Array.from({ length: count }, (_, at) => 2 * at + 1);
  const window = (bytes: number) => {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(bytes);
    return payload;
  };

  async function goneAfter(t: TestContext, ...sent: Buffer[]): Promise<number | undefined> {
    const raw = await openRaw(t, secure.port);
    raw.send(...sent);
    const last = (await raw.closed).findLast(({ type }) => type === frameType.goaway);
    return last && codeOf(last.payload, 4);
  }

  async function othersAreServed(t: TestContext): Promise<void> {
    assert.equal((await ask2(openSession(t, secure.port))).status, 200);
  }

  const never: [string, number[], () => Buffer[]][] = [
    ['a frame that is too large', [6], () => [frame(frameType.data, 0, 1, Buffer.alloc(16_385))]],
    ['headers on stream 0', [1], () => [request(0)]],
    ['headers on a stream of the other side', [1], () => [request(2)]],
    ['data on a stream that there is not', [1, 5], () => [frame(frameType.data, 0, 7, Buffer.from('x'))]],
    ['another frame within headers', [1], () => [request(1, get, endStream), frame(frameType.ping, 0, 0, Buffer.alloc(8))]],
    ['headers that cannot be unpacked', [9], () => [frame(frameType.headers, 5, 1, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f]))]],
    ['settings of a wrong length', [6], () => [frame(frameType.settings, 0, 0, Buffer.alloc(5))]],
    ['a window that overflows', [3], () => [frame(frameType.windowUpdate, 0, 0, window(2 ** 31 - 1))]],
    ['a window that grows by nothing', [1], () => [frame(frameType.windowUpdate, 0, 0, window(0))]],
    ['pings without end', [11], () => odd(500).map(() => frame(frameType.ping, 0, 0, Buffer.alloc(8)))],
    ['settings without end', [11], () => odd(500).map(() => frame(frameType.settings, 0, 0, Buffer.from([0, 4, 0, 1, 0, 0])))],
    [
      'streams that are reset as soon as they are opened',
      [2, 11],
      () => odd(3000).flatMap((id) => [request(id), frame(frameType.reset, 0, id, Buffer.from([0, 0, 0, 8]))]),
    ],
    [
      'streams that it makes us reset',
      [11],
      () => odd(3000).flatMap((id) => [request(id), frame(frameType.windowUpdate, 0, id, window(0))]),
    ],
    [
      'headers without end',
      [1, 11],
      () => [
        request(1, get, 0),
        ...odd(500).map(() => frame(frameType.continuation, 0, 1, fieldBlock([['x-a', 'y'.repeat(1000)]]))),
      ],
    ],
    [
      'more data than was said',
      [1, 2],
      () => [request(1, post(2), endHeaders), frame(frameType.data, endStream, 1, Buffer.from('abc'))],
    ],
    [
      'empty data without end',
      [1, 2, 11],
      () => [request(1, post(), endHeaders), ...odd(2000).map(() => frame(frameType.data, 0, 1))],
    ],
  ];
  for (const [name, codes, sent] of never) {
    it(`ends with ${name}`, async (t) => {
      const code = await goneAfter(t, ...sent());
      assert.ok(code === undefined || codes.includes(code), `it ended with ${code}`);
      await othersAreServed(t);
    });
  }

  function post(length?: number): Field[] {
    const said: Field[] = length === undefined ? [] : [['content-length', String(length)]];
    return [...but(':method', 'POST').filter(([name]) => name !== ':path'), [':path', '/echo'], ...said];
  }

  const reset: [string, (raw: RawSession) => void][] = [
    ['a name in upper case', (raw) => raw.send(request(1, also(['X-A', '1'])))],
    ['Connection', (raw) => raw.send(request(1, also(['connection', 'close'])))],
    ['two methods', (raw) => raw.send(request(1, but(':method', 'GET', 'POST')))],
    ['a pseudo-header behind others', (raw) => raw.send(request(1, [['x-a', '1'], ...get]))],
    [
      'less data than it said',
      (raw) => raw.send(request(1, post(5), endHeaders), frame(frameType.data, endStream, 1, Buffer.from('abc'))),
    ],
    ['a length without data', (raw) => raw.send(request(1, post(2)))],
  ];
  for (const [name, send] of reset) {
    it(`has a stream reset that has ${name}, and goes on`, async (t) => {
      const raw = await openRaw(t, secure.port);
      send(raw);
      const isReset = (id: number) => raw.find(({ type, stream }) => type === frameType.reset && stream === id);
      const found = await isReset(1);
      assert.equal(found && codeOf(found.payload, 0), 1, JSON.stringify(raw.frames));
      raw.send(request(3));
      assert.ok(await raw.find(({ type, stream }) => type === frameType.headers && stream === 3));
    });
  }

  it('loses a header whose value would end its line', async (t) => {
    const raw = await openRaw(t, secure.port);
    raw.send(request(1, also(['x-a', '1\r\nX-B: 2'], ['x-c', '3'])));
    assert.ok(await raw.find(({ type, stream }) => type === frameType.headers && stream === 1));
    const { 'x-a': a, 'x-b': b, 'x-c': c } = secure.replicas[0]?.requests.at(-1)?.headers ?? {};
    assert.deepEqual([a, b, c], [undefined, undefined, '3']);
  });

  it('opens no more streams than it was told', async (t) => {
    const raw = await openRaw(t, secure.port);
    const ids = odd(140);
    raw.send(...ids.map((id) => request(id, post(), endHeaders)));
    for (const id of ids.slice(128)) {
      const found = await raw.find(({ type, stream }) => type === frameType.reset && stream === id);
      assert.equal(found && codeOf(found.payload, 0), 7, `stream ${id}`);
    }
    raw.send(frame(frameType.data, endStream, 1));
    assert.ok(await raw.find(({ type, flags, stream }) => stream === 1 && type === frameType.data && (flags & endStream) !== 0));
  });

  it('has headers beyond the limit refused, and others served', async (t) => {
    const raw = await openRaw(t, secure.port);
    const big = fieldBlock([...get, ...odd(3).map((at) => [`x-${at}`, 'y'.repeat(15_000)] as const)]);
    raw.send(frame(frameType.headers, endStream, 1, big.subarray(0, 16_000)));
    raw.send(frame(frameType.continuation, 0, 1, big.subarray(16_000, 32_000)));
    raw.send(frame(frameType.continuation, endHeaders, 1, big.subarray(32_000)));
    const answer = await raw.find(({ type, stream }) => stream === 1 && type === frameType.headers);
    // A name from the table, a literal value of three bytes packed: RFC 7541.
    assert.equal(answer?.payload.subarray(0, 5).toString('hex'), '4803343331', JSON.stringify(raw.frames));
    await othersAreServed(t);
  });

  it('that begins with anything but its preface is closed', async (t) => {
    const raw = await openRaw(t, secure.port);
    raw.send(Buffer.from('GET / HTTP/1.1\r\nHost: a.test\r\n\r\n'));
    await raw.closed;
    await othersAreServed(t);
  });
});
