// Bodies: what goes in at one end comes out at the other, whole, or visibly broken.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { sendRaw, until } from '../../agent/router/client.ts';
import { begin, replyTo, text } from './asking.ts';
import { appHost, type Case } from './types.ts';

const large = randomBytes(4 * 1024 * 1024);

export const bodies: Case[] = [
  {
    name: 'a large upload arrives as it was, with a length and in chunks',
    holds: async ({ serve, port }) => {
      await serve(hashes);
      for (const [name, value] of Object.entries({ 'Content-Length': large.length, 'Transfer-Encoding': 'chunked' })) {
        const request = begin(port, { method: 'PUT', headers: { [name]: value } });
        request.end(large);
        assert.equal(await text(await replyTo(request)), hashOf(large));
      }
    },
  },
  {
    name: 'a large answer arrives as it was, with a length and in chunks',
    holds: async ({ serve, port }) => {
      await serve((request, response) => {
        if (request.url === '/length') response.setHeader('Content-Length', large.length);
        else response.flushHeaders();
        response.end(large);
      });
      for (const path of ['/length', '/chunks']) {
        const reply = await replyTo(begin(port, { path }).end());
        assert.equal(hashOf(Buffer.concat(await reply.toArray())), hashOf(large));
      }
    },
  },
  {
    name: 'one of known length keeps its length, one in chunks and one without either are whole',
    holds: async ({ serve, ask }) => {
      await serve((request, response) => {
        if (request.url === '/chunks') return void response.writeHead(200).write('ab', () => response.end());
        if (request.url === '/length') return void response.writeHead(200, { 'Content-Length': 2 }).end('ab');
        response.useChunkedEncodingByDefault = false;
        response.writeHead(200, { Connection: 'close' }).write('ab', () => response.end());
      });
      const [chunks, length, close] = [await ask({ path: '/chunks' }), await ask({ path: '/length' }), await ask({ path: '/' })];
      assert.deepEqual([chunks.headers['transfer-encoding'], length.headers['content-length']], ['chunked', '2']);
      assert.deepEqual([chunks.body, length.body, close.body], ['ab', 'ab', 'ab']);
    },
  },
  {
    name: 'an upload in chunks reaches the replica as such, one with a length with that',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((request, response) => void request.resume().on('end', () => response.end()));
      await ask({ method: 'POST', headers: { 'Transfer-Encoding': 'chunked' }, body: 'abc' });
      await ask({ method: 'POST', headers: { 'Content-Length': 3 }, body: 'abc' });
      assert.deepEqual(
        replica?.requests.map(({ headers }) => [headers['transfer-encoding'], headers['content-length']]),
        [
          ['chunked', undefined],
          [undefined, '3'],
        ],
      );
    },
    differs: {
      nginx: {
        because: 'what has come whole before it is passed on gets a length',
        instead: async ({ serve, ask }) => {
          await serve(hashes);
          const { body } = await ask({ method: 'POST', headers: { 'Transfer-Encoding': 'chunked' }, body: 'abc' });
          assert.equal(body, hashOf(Buffer.from('abc')));
        },
      },
    },
  },
  {
    name: 'an empty upload in chunks is empty, and a POST without a body has none',
    holds: async ({ serve, ask, port }) => {
      await serve(hashes);
      const empty = hashOf(Buffer.alloc(0));
      assert.equal((await ask({ method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } })).body, empty);
      const none = await sendRaw(port, `POST / HTTP/1.1\r\nHost: ${appHost}\r\nConnection: close\r\n\r\n`);
      assert.ok(none.includes(empty), none);
    },
  },
  {
    name: 'an upload of a GET arrives too',
    holds: async ({ serve, ask }) => {
      await serve(hashes);
      const answer = await ask({ method: 'GET', headers: { 'Content-Length': 3 }, body: 'abc' });
      assert.equal(answer.body, hashOf(Buffer.from('abc')));
    },
  },
  {
    name: 'trailers go both ways',
    holds: async ({ serve, port }) => {
      const [replica] = await serve((request, response) => {
        response.writeHead(200, { Trailer: 'X-Sum' });
        response.write('body');
        request.resume().on('end', () => {
          response.addTrailers({ 'X-Sum': '42' });
          response.end();
        });
      });
      const request = begin(port, { method: 'POST', headers: { Trailer: 'X-Sent', 'Transfer-Encoding': 'chunked' } });
      request.write('abc');
      request.addTrailers({ 'X-Sent': '7' });
      request.end();
      const reply = await replyTo(request);
      await reply.toArray();
      assert.deepEqual([reply.trailers['x-sum'], replica?.requests[0]?.trailers['x-sent']], ['42', '7']);
    },
    differs: { nginx: { because: 'it drops trailers' } },
  },
  {
    name: 'Expect: 100-continue is answered before the body is sent',
    holds: async ({ serve, port }) => {
      await serve(hashes);
      const request = begin(port, { method: 'POST', headers: { Expect: '100-continue', 'Content-Length': 3 } });
      request.flushHeaders();
      let told = false;
      request.on('continue', () => {
        told = true;
        request.end('abc');
      });
      assert.equal(await text(await replyTo(request)), hashOf(Buffer.from('abc')));
      assert.equal(told, true);
    },
  },
  {
    name: 'an answer that comes before the end of the upload is the answer',
    holds: async ({ serve, port }) => {
      await serve((_, response) => response.writeHead(413, { Connection: 'close' }).end('too much'));
      const request = begin(port, { method: 'POST', headers: { 'Content-Length': 1_000_000 } });
      request.write('the beginning');
      const reply = await replyTo(request);
      assert.deepEqual([reply.statusCode, await text(reply)], [413, 'too much']);
      request.destroy();
    },
  },
  {
    name: 'an upload that breaks off breaks off for the replica',
    holds: async ({ serve, port }) => {
      const broken = Promise.withResolvers<boolean>();
      const [replica] = await serve((request) => {
        request.resume().on('error', () => {});
        request.on('close', () => broken.resolve(!request.complete));
      });
      const request = begin(port, { method: 'POST', headers: { 'Content-Length': 100 } });
      request.write('half');
      await until('the upload has begun', () => replica?.requests.length === 1);
      request.destroy();
      assert.equal(await broken.promise, true);
    },
  },
  {
    name: 'an answer that breaks off does so for the client too, whatever its framing',
    holds: async ({ serve, ask }) => {
      await serve((request, response) => {
        response.writeHead(200, request.url === '/length' ? { 'Content-Length': 100 } : {});
        response.write('half', () => response.destroy());
      });
      await assert.rejects(ask({ path: '/chunks' }));
      await assert.rejects(ask({ path: '/length' }));
    },
  },
  {
    name: 'a download that nobody wants any more ends at the replica',
    holds: async ({ serve, port }) => {
      const gone = Promise.withResolvers<void>();
      await serve((_, response) => {
        response.write('first');
        response.on('close', gone.resolve);
      });
      const request = begin(port).end();
      await replyTo(request);
      request.destroy();
      await gone.promise;
    },
  },
];

const hashes: RequestListener = async (request, response) => {
  const hash = createHash('sha256');
  await pipeline(request, hash).catch(() => {});
  response.end(hash.digest('hex'));
};

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
