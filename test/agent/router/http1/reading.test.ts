// The readers of HTTP/1: the same verdict however the bytes are cut, and a refusal for what could be read in two ways.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readAnswerHead } from '../../../../agent/router/http1/answer-head.ts';
import { readRequestHead } from '../../../../agent/router/http1/request-head.ts';
import { readAnswer, readRequest, type Verdict } from './reading.ts';
import { answers, mangled, randomFrom, requests } from './shapes.ts';

const runs = Math.min(20_000, Number(process.env.PROPERTY_RUNS ?? 3000));
const seed = Number(process.env.PROPERTY_SEED ?? 1);

describe('a message in pieces', () => {
  for (const [good, read] of [
    [requests, readRequest],
    [answers, (bytes: Buffer, cuts: number[]) => readAnswer(bytes, 'GET', cuts)],
  ] as const) {
    const kind = good === requests ? 'request' : 'answer';

    it(`a good ${kind} is the same in single bytes, and whole with its last byte`, () => {
      for (const text of good) {
        const bytes = Buffer.from(text, 'latin1');
        const all = Array.from({ length: bytes.length }, (_, at) => at + 1);
        const whole = read(bytes, []);
        assert.equal(typeof whole, 'object', text);
        assert.deepEqual(read(bytes, all), whole);
        if (!text.includes('until the end')) assert.equal(read(bytes.subarray(0, -1), []), 'more', text);
      }
    });

    it(`a spoilt ${kind} gets the same verdict however it is cut (${runs} of them)`, () => {
      const random = randomFrom(seed);
      for (let run = 0; run < runs; run += 1) {
        const bytes = mangled(good, random);
        const cuts = Array.from({ length: random(6) }, () => random(bytes.length + 1)).sort((one, two) => one - two);
        const [whole, cut] = [read(bytes, []), read(bytes, cuts)] as [Verdict, Verdict];
        assert.deepEqual(cut, whole, `${JSON.stringify(bytes.toString('latin1'))} cut at ${cuts}`);
      }
    });
  }
});

const head = 'POST / HTTP/1.1\r\nHost: a\r\n';
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;

describe('what is refused', () => {
  const shapes: Record<string, string> = {
    'HTTP/0.9': 'GET /\r\n',
    'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'a TLS handshake': '\x16\x03\x01\x02\x00\x01',
    CONNECT: 'CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n',
    'a method that nobody knows': 'GOT / HTTP/1.1\r\nHost: a\r\n\r\n',
    'a method in lower case': 'get / HTTP/1.1\r\nHost: a\r\n\r\n',
    'two spaces in the first line': 'GET  / HTTP/1.1\r\nHost: a\r\n\r\n',
    'a tab in the first line': 'GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n',
    'a space behind the version': 'GET / HTTP/1.1 \r\nHost: a\r\n\r\n',
    'a fragment in the target': 'GET /#a HTTP/1.1\r\nHost: a\r\n\r\n',
    'a byte beyond ASCII in the target': 'GET /\xe9 HTTP/1.1\r\nHost: a\r\n\r\n',
    'an asterisk without OPTIONS': 'GET * HTTP/1.1\r\nHost: a\r\n\r\n',
    'two empty lines before it': '\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'chunks in HTTP/1.0': 'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'a length of 16 digits': `${head}Content-Length: 1000000000000000\r\n\r\n`,
    'an empty length': `${head}Content-Length:\r\n\r\n`,
    'a tab before a length': `${head}Content-Length:\t1\r\n\r\na`,
    'a space behind a coding': `${head}Transfer-Encoding: chunked \r\n\r\n0\r\n\r\n`,
    'a name with a byte beyond ASCII': `${head}X\xe9: 1\r\n\r\n`,
    'a value with DEL': `${head}X: \x7f\r\n\r\n`,
    'a name without a colon': `${head}X\r\n\r\n`,
    'what is expected and unknown': `${head}Expect: cake\r\n\r\n`,
    'an empty chunk size': `${chunked}\r\n`,
    'a space behind a chunk size': `${chunked}5 \r\nhello\r\n`,
    'a chunk size of 13 digits': `${chunked}0000000000005\r\nhello\r\n`,
    'an extension without a name': `${chunked}5;\r\nhello\r\n`,
    'an extension with a quote': `${chunked}5;a="\r\n"\r\nhello\r\n`,
    'a bare line feed in an extension': `${chunked}5;a\nhello\r\n`,
    'a bare carriage return behind a chunk': `${chunked}5\r\nhello\rX`,
    'a length among the trailers': `${chunked}0\r\nContent-Length: 5\r\n\r\n`,
    'a Host among the trailers': `${chunked}0\r\nHost: b\r\n\r\n`,
    'a folded trailer': `${chunked}0\r\nX: 1\r\n 2\r\n\r\n`,
  };
  for (const [name, text] of Object.entries(shapes)) {
    it(name, () => {
      const bytes = Buffer.from(text, 'latin1');
      const all = Array.from({ length: bytes.length }, (_, at) => at + 1);
      assert.deepEqual([readRequest(bytes), readRequest(bytes, all)], ['refused', 'refused']);
    });
  }

  it('chunk extensions without end: of one chunk, and of many', () => {
    assert.equal(readRequest(Buffer.from(`${chunked}5;${'a'.repeat(300)}`)), 'refused');
    assert.equal(readRequest(Buffer.from(chunked + '1;abcdefghijklmnopqrstuvwxyz\r\nx\r\n'.repeat(200))), 'refused');
  });

  it('trailers without end', () => {
    assert.equal(readRequest(Buffer.from(`${chunked}0\r\n${'X: 1\r\n'.repeat(2000)}`)), 'refused');
    assert.equal(readRequest(Buffer.from(`${chunked}0\r\nX: ${'1'.repeat(9000)}`)), 'refused');
  });

  it('a head that is too large, in bytes or in headers: 431, as soon as that is clear', () => {
    for (const text of [`${head}X: ${'x'.repeat(33_000)}`, head + 'X: 1\r\n'.repeat(201), `GET /${'x'.repeat(33_000)}`]) {
      const bytes = Buffer.from(text);
      const found = readRequestHead(bytes, 0);
      assert.equal(found && 'refused' in found && found.refused, 431);
    }
  });

  const bad: Record<string, string> = {
    'another protocol': 'SSH-2.0-OpenSSH_9.2\r\n',
    'a status of two digits': 'HTTP/1.1 99 X\r\n\r\n',
    'a status of the sixth class': 'HTTP/1.1 600 X\r\n\r\n',
    'a control character in the reason': 'HTTP/1.1 200 O\x01K\r\n\r\n',
    'HTTP/2': 'HTTP/2 200 OK\r\n\r\n',
    'a length with a coding': 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'two lengths': 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello',
    'bare line feeds': 'HTTP/1.1 200 OK\nContent-Length: 0\n\n',
    'an interim answer with a body': 'HTTP/1.1 103 Early\r\nContent-Length: 5\r\n\r\nhello',
    'another coding': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
  };
  for (const [name, text] of Object.entries(bad)) {
    it(`of a replica: ${name}`, () => assert.equal(readAnswer(Buffer.from(text, 'latin1')), 'refused'));
  }
});

describe('what is read', () => {
  const read = (text: string) => {
    const found = readRequestHead(Buffer.from(text, 'latin1'), 0);
    if (!found || 'refused' in found) assert.fail(`not read: ${text}`);
    return found;
  };

  it('whether the connection is kept', () => {
    const kept = (version: string, connection: string) => read(`GET / HTTP/${version}\r\nHost: a\r\n${connection}\r\n`).keepAlive;
    assert.deepEqual([kept('1.1', ''), kept('1.0', ''), kept('1.1', 'Connection: close\r\n')], [true, false, false]);
    assert.deepEqual(
      [kept('1.0', 'Connection: Keep-Alive\r\n'), kept('1.1', 'Connection: x\r\nConnection: Close\r\n')],
      [true, false],
    );
  });

  it('the authority of a target in absolute form, in place of Host', () => {
    const { target, path, host, authority } = read('GET http://B.test:81?x HTTP/1.1\r\nHost: a\r\n\r\n');
    assert.deepEqual([target, path, host, authority], ['/?x', '/', 'b.test', 'B.test:81']);
  });

  it('headers with underscores never as those that frame a body or say who the client is', () => {
    const { framing, fields } = read('POST / HTTP/1.1\r\nHost: a\r\nContent_Length: 5\r\nX_Forwarded_For: 1\r\n\r\n');
    assert.deepEqual([framing, fields.lines(256, [])], ['none', 'Host: a\r\n']);
  });

  it('an answer without a body, whatever its length says', () => {
    const bytes = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n');
    const found = readAnswerHead(bytes, 0, 'HEAD');
    assert.equal(typeof found === 'object' && found.framing, 'none');
  });
});
