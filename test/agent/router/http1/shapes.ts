// Messages that are good, from which tests make ones that are not.
export const requests = [
  'GET / HTTP/1.1\r\nHost: a.test\r\n\r\n',
  'GET /a/b?c=d HTTP/1.1\r\nHost: a.test:8080\r\nUser-Agent: x (y; z)\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n',
  'POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello',
  'POST /up HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5\r\nhello\r\n1a;q=1\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nX-Sum: 7\r\n\r\n',
  'PUT /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc',
  'GET / HTTP/1.0\r\n\r\n',
  'POST / HTTP/1.0\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nab',
  'HEAD http://b.test/x HTTP/1.1\r\nHost: b.test\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET /chat HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nX-Tab:\ta\tb \t\r\n\r\n',
];

export const answers = [
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n',
  'HTTP/1.1 204 No Content\r\nETag: "1"\r\n\r\n',
  'HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n',
  'HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nuntil the end',
  'HTTP/1.1 404\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n',
  'HTTP/1.1 500 \r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 1\r\n\r\nx',
];

/** What mistakes and attacks are made of. */
const pieces = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  ' ',
  '\t',
  ':',
  ';',
  ',',
  '"',
  '=',
  '\r\n\r\n',
  '\r\n ',
  ' :',
  '0',
  '1',
  'f',
  '-1',
  '+1',
  '0x',
  '5\r\n',
  '0\r\n\r\n',
  '0\r\n',
  ';a=b',
  ';a="b"',
  ';;',
  '; a',
  'Host: a\r\n',
  'Content-Length: 5\r\n',
  'Content-Length: 3\r\n',
  'content-length:5\r\n',
  'Content-Length: 5, 5\r\n',
  'Content-Length : 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Transfer-Encoding: identity\r\n',
  'Transfer-Encoding: chunked, chunked\r\n',
  'Transfer-Encoding:\r\n chunked\r\n',
  'transfer-encoding: Chunked\r\n',
  'Connection: close\r\n',
  'Connection: upgrade\r\nUpgrade: websocket\r\n',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/2.0',
  'HTTP/1.2',
  'GET ',
  'CONNECT ',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'http://',
  'a@b',
  '#f',
  '\x7f',
  '\x80',
  '\xff',
  'ffffffffffffffff\r\n',
  '100000000\r\n',
  'X: 1\r\n',
  'X\r\n',
  '99999999999999999999',
];

/** A source of whole numbers below `most`, the same for the same seed. */
export function randomFrom(seed: number): (most: number) => number {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

/** A good message with one to four mistakes, most of them where they matter. */
export function mangled(good: readonly string[], random: (most: number) => number): Buffer {
  let text = good[random(good.length)] as string;
  for (let changes = 1 + random(4); changes > 0; changes -= 1) text = changed(text, good, random);
  return Buffer.from(text, 'latin1');
}

function changed(text: string, good: readonly string[], random: (most: number) => number): string {
  const lines = [...text.matchAll(/\r\n/g)].map(({ index }) => index + 2);
  const at = random(2) === 0 ? (lines[random(lines.length)] as number) || 0 : random(text.length + 1);
  const piece = pieces[random(pieces.length)] as string;
  switch (random(6)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(random(256)) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random(3));
    case 2:
      return text.slice(0, at) + piece + text.slice(at + piece.length);
    case 3: {
      const other = good[random(good.length)] as string;
      return text.slice(0, at) + other.slice(random(other.length));
    }
    default:
      return text.slice(0, at) + piece + text.slice(at);
  }
}
