// Which answers are packed, how their heads change, and that what comes out is what went in.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { createGunzip, createZstdDecompress, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { isWorthIt } from '../../../../agent/router/rules/compress.ts';
import type { Replica, Wish } from '../exchanges.ts';
import { ask, begin, route, trafficOf } from '../exchanges.ts';

const traffic = trafficOf(route({ rules: { compress: ['zstd', 'gzip'] } }));
const text = 'a sentence that comes again. '.repeat(1000);
const html = ['Content-Type', 'text/html'];
const sends =
  (status: number, headers: string[], body: string | null = text): Replica =>
  ({ answer }) =>
    answer({ status, headers }, body === null ? null : Buffer.from(body));
const browser: Wish = { headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd' } };

const worthIt: [what: string, status: number, headers: string[], isIt: boolean][] = [
  ['a page', 200, html, true],
  ['a page with parameters', 200, ['content-type', 'text/html; charset=utf-8'], true],
  ['an error', 500, html, true],
  ['JSON', 200, ['Content-Type', 'application/json'], true],
  ['JSON of its own kind', 200, ['Content-Type', 'application/vnd.api+json'], true],
  ['a drawing', 200, ['Content-Type', 'image/svg+xml'], true],
  ['WebAssembly', 200, ['Content-Type', 'application/wasm'], true],
  ['a photograph', 200, ['Content-Type', 'image/png'], false],
  ['a video', 200, ['Content-Type', 'video/mp4'], false],
  ['what nobody knows', 200, ['Content-Type', 'application/octet-stream'], false],
  ['what says nothing', 200, [], false],
  ['an event stream', 200, ['Content-Type', 'text/event-stream'], false],
  ['what is long enough', 200, [...html, 'Content-Length', '1024'], true],
  ['what is short', 200, [...html, 'Content-Length', '1023'], false],
  ['a part', 206, [...html, 'Content-Range', 'bytes 0-9/100'], false],
  ['nothing', 204, html, false],
  ['what has not changed', 304, html, false],
  ['what is packed already', 200, [...html, 'Content-Encoding', 'br'], false],
  ['what must stay as it is', 200, [...html, 'Cache-Control', 'public, no-transform'], false],
  ['what has a digest', 200, [...html, 'Content-Digest', 'sha-256=:x:'], false],
];

describe('worth packing', () => {
  for (const [what, status, headers, isIt] of worthIt) {
    it(`${what}: ${isIt ? 'yes' : 'no'}`, () => assert.equal(isWorthIt({ status, headers }), isIt));
  }
});

describe('a packed answer', () => {
  it('comes in the first coding of the route that the client takes', async () => {
    const zstd = await ask(traffic, browser, sends(200, html));
    assert.equal(zstd.headers['content-encoding'], 'zstd');
    assert.equal(zstdDecompressSync(zstd.body).toString(), text);
    const gzip = await ask(traffic, { headers: { 'Accept-Encoding': 'gzip' } }, sends(200, html));
    assert.equal(gzip.headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(gzip.body).toString(), text);
  });

  it('has a head that fits: no length, no ranges, a weak ETag, Vary', async () => {
    const headers = [
      ...html,
      'Content-Length',
      String(text.length),
      'ETag',
      '"x"',
      'Accept-Ranges',
      'bytes',
      'Vary',
      'Cookie',
      'A',
      'b',
    ];
    const got = await ask(traffic, browser, sends(200, headers));
    assert.deepEqual(got.headers, {
      'content-type': 'text/html',
      a: 'b',
      etag: 'W/"x"',
      'content-encoding': 'zstd',
      vary: 'Cookie, Accept-Encoding',
    });
    assert.equal(zstdDecompressSync(got.body).toString(), text);
  });

  it('is not for those who do not take it, but says that others get another', async () => {
    const got = await ask(traffic, {}, sends(200, html));
    assert.deepEqual(
      [got.headers['content-encoding'], got.headers.vary, got.body.toString()],
      [undefined, 'Accept-Encoding', text],
    );
  });

  it('stays as it is where it is not worth it', async () => {
    const headers = ['Content-Type', 'image/png', 'ETag', '"x"'];
    assert.deepEqual((await ask(traffic, browser, sends(200, headers))).headers, { 'content-type': 'image/png', etag: '"x"' });
  });

  it('has no body where HEAD asked for none', async () => {
    const got = await ask(traffic, { ...browser, method: 'HEAD' }, sends(200, [...html, 'Content-Length', '5000'], null));
    assert.equal(got.headers['content-encoding'], undefined);
    assert.equal(got.headers['content-length'], '5000');
  });

  it('says Vary once', async () => {
    for (const vary of ['*', 'accept-encoding', 'Cookie, Accept-Encoding']) {
      assert.equal((await ask(traffic, browser, sends(200, [...html, 'Vary', vary]))).headers.vary, vary);
    }
  });

  it('of a megabyte in pieces is the same megabyte', async () => {
    const pieces = Array.from({ length: 100 }, (_, at) => Buffer.alloc(10_000, `piece ${at} `));
    const got = await ask(traffic, browser, ({ answer }) => answer({ status: 200, headers: html }, Readable.from(pieces)));
    assert.ok(zstdDecompressSync(got.body).equals(Buffer.concat(pieces)));
  });

  for (const coding of ['gzip', 'zstd']) {
    it(`lets out by ${coding} what there is when no more comes for a moment`, async () => {
      const body = new PassThrough();
      let out: Readable | undefined;
      const exchange = begin(traffic, { headers: { 'Accept-Encoding': coding } }, (to) => {
        const through = to.through?.({ status: 200, headers: html });
        out = through && body.pipe(through);
      });
      body.write('the first words');
      const unpacker = coding === 'gzip' ? createGunzip() : createZstdDecompress();
      const [words] = await once((out as Readable).pipe(unpacker), 'data', { signal: AbortSignal.timeout(60_000) });
      assert.equal(words.toString(), 'the first words');
      body.end();
      exchange.leave();
    });
  }

  it('that breaks off is not passed off as whole', async () => {
    const body = new PassThrough();
    const exchange = begin(traffic, browser, ({ answer }) => answer({ status: 200, headers: html }, body));
    body.write(text);
    body.destroy(new Error('the replica is gone'));
    assert.equal((await exchange.got).whole, false);
  });

  it('that nobody takes any more is not asked for any more', async () => {
    const body = new PassThrough();
    const closed = new Promise((resolve) => body.once('close', resolve));
    const exchange = begin(traffic, browser, ({ answer }) => answer({ status: 200, headers: html }, body));
    body.write(text);
    exchange.leave();
    await closed;
  });
});
