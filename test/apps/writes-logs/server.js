// Serves, and writes what is hard on a log when it is asked to: /write?what=KIND&size=BYTES&seconds=S, answered when that is
// written; /sum tells how many bytes it has written so far, and their digest. It writes nothing else.
import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const hash = createHash('sha256');
let bytes = 0;
let ticks = 0;

const kinds = {
  /** Lines of 200 bytes, 100 MB/s of them. */
  async flood({ seconds }) {
    let line = 0;
    for (const until = performance.now() + seconds * 1000; performance.now() < until; await sleep(10)) {
      write(Array.from({ length: 5000 }, () => `${`flood ${++line} `.padEnd(199, '~')}\n`).join(''));
    }
  },
  /** About 1000 numbered lines a second. */
  async ticking({ seconds }) {
    for (const until = performance.now() + seconds * 1000; performance.now() < until; await sleep(10)) {
      write(Array.from({ length: 10 }, () => `tick ${++ticks}\n`).join(''));
    }
  },
  /** Every byte there is, NUL and what is not UTF-8 among them. */
  async junk() {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    write(Buffer.concat([all, Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0, 0, 0x0d, 0x0a]), all, Buffer.from('\n')]));
  },
  async endless({ size }) {
    const part = Buffer.alloc(1024 * 1024, 'without a newline, ');
    for (let at = 0; at < size; at += part.length) {
      write(part);
      await sleep(0);
    }
    write('\n');
  },
  async single({ size }) {
    for (let at = 0; at < size; at += 1) write(Buffer.from([at % 80 === 79 ? 10 : 97 + (at % 26)]));
    write('\n');
  },
  async escapes() {
    write('\u001b]0;owned\u0007 \u001b[2J \u202egpj.exe \u009b31m the end\n');
  },
};

function write(text) {
  const data = Buffer.from(text);
  for (let at = 0; at < data.length; ) at += writeSync(1, data, at);
  hash.update(data);
  bytes += data.length;
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://noisy');
  const { what, size, seconds } = Object.fromEntries(searchParams);
  if (pathname === '/write') await kinds[what]({ size: Number(size), seconds: Number(seconds) });
  response.end(JSON.stringify({ bytes, sha256: hash.copy().digest('hex'), ticks, pid: process.pid }));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
