// Requests that two programs could read differently: refused, and never passed on.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sendRaw } from './client.ts';
import type { Passing } from './passing.ts';
import { pass } from './passing.ts';

const good = 'GET /after HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n';
const shapes: Record<string, string> = {
  'a Content-Length beside a Transfer-Encoding': `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'the same in the other order': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
  'two different Content-Lengths': `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 0\r\n\r\nabcd`,
  'the same Content-Length twice': `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nabcd`,
  'a list of Content-Lengths': `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 4\r\n\r\nabcd`,
  'a signed Content-Length': `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\nabcd`,
  'a hexadecimal Content-Length': `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x4\r\n\r\nabcd`,
  'an unknown Transfer-Encoding': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  'chunked not last': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
  'another coding before chunked': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  'two Transfer-Encodings': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a space before the colon': `POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 4\r\n\r\nabcd`,
  'two Host headers': `GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
  'no Host header': `GET / HTTP/1.1\r\n\r\n`,
  'a Host with a space': `GET / HTTP/1.1\r\nHost: a b\r\n\r\n`,
  'a folded header': `GET / HTTP/1.1\r\nHost: a\r\nX-One: 1\r\n two\r\n\r\n`,
  'a folded Transfer-Encoding': `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`,
  'bare line feeds': `GET / HTTP/1.1\nHost: a\n\n`,
  'one bare line feed': `GET / HTTP/1.1\r\nHost: a\nX-One: 1\r\n\r\n`,
  'a bare carriage return': `GET / HTTP/1.1\r\nHost: a\r\nX-One: 1\rX-Two: 2\r\n\r\n`,
  'a zero byte in a value': `GET / HTTP/1.1\r\nHost: a\r\nX-One: 1\0\r\n\r\n`,
  'a header without a name': `GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n`,
  'a space before the first header': `GET / HTTP/1.1\r\n Host: a\r\n\r\n`,
  'a version that does not exist': `GET / HTTP/1.2\r\nHost: a\r\n\r\n`,
  'a target that is neither path nor address': `GET nowhere HTTP/1.1\r\nHost: a\r\n\r\n`,
  'an address with a user in it': `GET http://a@b/ HTTP/1.1\r\nHost: a\r\n\r\n`,
};
const bodies: Record<string, string> = {
  'a chunk size that is no number': `zz\r\nabc\r\n0\r\n\r\n`,
  'a chunk longer than it says': `2\r\nabcd\r\n0\r\n\r\n`,
  'a chunk ended by a line feed': `4\nabcd\r\n0\r\n\r\n`,
  'a chunk size with a sign': `+4\r\nabcd\r\n0\r\n\r\n`,
  'a chunk size beyond all numbers': `fffffffffffffffff\r\nabcd\r\n0\r\n\r\n`,
};

describe('a request that could be read in two ways', () => {
  let passing: Passing;
  before(async () => {
    passing = await pass((request, response) => {
      request.resume().on('end', () => response.end('whole'));
    });
  });
  after(() => passing.close());

  for (const [name, bytes] of Object.entries(shapes)) {
    it(`${name}: 400, nothing passed on`, async () => {
      const before = passing.replicas[0]?.requests.length;
      const answer = await sendRaw(passing.port, bytes + good);
      assert.match(answer, /^HTTP\/1\.1 400 /);
      assert.deepEqual(
        passing.replicas[0]?.requests.slice(before).map(({ url }) => url),
        [],
      );
    });
  }

  for (const [name, body] of Object.entries(bodies)) {
    it(`${name}: never answered as if it were whole`, async () => {
      const head = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
      assert.doesNotMatch(await sendRaw(passing.port, head + body), /whole/);
    });
  }

  it('a head of more than 32 KiB: 431', async () => {
    const head = `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`;
    assert.match(await sendRaw(passing.port, head), /^HTTP\/1\.1 431 /);
  });

  it('a method to open tunnels with: no tunnel', async () => {
    assert.doesNotMatch(await sendRaw(passing.port, 'CONNECT a.test:80 HTTP/1.1\r\nHost: a.test:80\r\n\r\n'), /^HTTP\/1\.1 2/);
  });

  it('the whole address as target counts instead of Host', async () => {
    await sendRaw(passing.port, 'GET http://B.test/x?y=1 HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n');
    const seen = passing.replicas[0]?.requests.at(-1);
    assert.deepEqual([seen?.url, seen?.headers.host], ['/x?y=1', 'B.test']);
  });
});
