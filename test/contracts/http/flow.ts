// The pace: nothing waits that need not, nothing is held that nobody takes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { until } from '../../agent/router/client.ts';
import { begin, blocks, replyTo, text, untilStill } from './asking.ts';
import type { Case } from './types.ts';

const endless = 512 * 1024 * 1024;
const held = 48 * 1024 * 1024;

export const flow: Case[] = [
  {
    name: 'events of an event stream arrive when they are sent, its head even before',
    holds: async ({ serve, port }) => {
      let send: (text: string) => void = () => {};
      await serve((_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
        send = (event) => response.write(event);
      });
      const request = begin(port).end();
      const reply = await replyTo(request);
      for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
        send(event);
        assert.equal(String((await once(reply, 'data'))[0]), event);
      }
      request.destroy();
    },
  },
  {
    name: 'an upload arrives while it is sent, and its echo comes back meanwhile',
    holds: async ({ serve, port }) => {
      await serve((request, response) => {
        response.flushHeaders();
        request.pipe(response);
      });
      const request = begin(port, { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } });
      request.write('0');
      const reply = await replyTo(request);
      assert.equal(String((await once(reply, 'data'))[0]), '0');
      for (const part of ['1', '2', '3']) {
        request.write(part);
        assert.equal(String((await once(reply, 'data'))[0]), part);
      }
      request.end();
      assert.equal(await text(reply), '');
    },
  },
  {
    name: 'a client that does not read holds the replica back, not the memory',
    holds: async ({ serve, port }) => {
      let sent = 0;
      await serve((_, response) => {
        Readable.from(
          blocks(endless, (bytes) => {
            sent += bytes;
          }),
        ).pipe(response);
      });
      const request = begin(port).end();
      const reply = await replyTo(request);
      reply.on('error', () => {});
      await untilStill(() => sent);
      assert.ok(sent < held, `${sent} bytes were taken from the replica for a client that reads nothing`);
      request.destroy();
    },
  },
  {
    name: 'a replica that does not read holds the client back, not the memory',
    holds: async ({ serve, port }) => {
      let sent = 0;
      await serve(() => {});
      const request = begin(port, { method: 'POST' });
      Readable.from(
        blocks(endless, (bytes) => {
          sent += bytes;
        }),
      ).pipe(request);
      await untilStill(() => sent);
      assert.ok(sent < held, `${sent} bytes were taken from a client for a replica that reads nothing`);
      request.destroy();
    },
  },
  {
    name: 'a slow client gets all of it',
    holds: async ({ serve, port }) => {
      const total = 2 * 1024 * 1024;
      await serve((_, response) => response.end(Buffer.alloc(total, 'x')));
      const reply = await replyTo(begin(port).end());
      let got = 0;
      for await (const chunk of reply) {
        got += (chunk as Buffer).length;
        await setImmediate();
      }
      assert.equal(got, total);
    },
  },
  {
    name: 'a slow replica is waited for, in its head and in its body',
    holds: async ({ serve, port }) => {
      const steps: (() => void)[] = [];
      const [replica] = await serve((_, response) => {
        steps.push(
          () => response.flushHeaders(),
          () => response.write('a'),
          () => response.end('b'),
        );
      });
      const request = begin(port).end();
      await until('the replica has the request', () => replica?.requests.length === 1);
      steps[0]?.();
      const reply = await replyTo(request);
      steps[1]?.();
      assert.equal(String((await once(reply, 'data'))[0]), 'a');
      steps[2]?.();
      assert.equal(await text(reply), 'b');
    },
  },
  {
    name: 'a hundred requests at once are a hundred answers, each its own',
    holds: async ({ serve, ask }) => {
      await serve(
        (request, response) => response.end(`<${request.url}>`),
        (request, response) => response.end(`<${request.url}>`),
      );
      const asked = Array.from({ length: 100 }, (_, at) => ask({ path: `/${at}` }));
      const answers = await Promise.all(asked);
      assert.deepEqual(
        answers.map(({ body }) => body),
        answers.map((_, at) => `</${at}>`),
      );
    },
  },
];
