// Connections that become something else: WebSockets, and whatever two sides agree on.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { until } from '../../agent/router/client.ts';
import type { Replica } from '../../agent/router/replica.ts';
import { appHost, type Case } from './types.ts';

const keys = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const upgrade = `GET / HTTP/1.1\r\nHost: ${appHost}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${keys}\r\n`;
const accept = 'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=';
const switching = `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n${accept}\r\nUpgrade: `;

export const upgrades: Case[] = [
  {
    name: 'a WebSocket passes text and bytes both ways, also large ones, and its close',
    holds: async ({ serve, port }) => {
      const [replica] = await serve(undefined);
      const closed = Promise.withResolvers<number>();
      replica?.sockets.once('connection', (one: WebSocket) => one.once('close', closed.resolve));
      const socket = openSocket(port);
      await once(socket, 'open');
      for (const message of ['hi', 'x'.repeat(300_000)]) {
        socket.send(message);
        const [back] = await once(socket, 'message');
        assert.equal(String(back), `${replica?.target.replica}: ${message}`);
      }
      socket.close(4001, 'enough');
      assert.equal((await once(socket, 'close'))[0], 4001);
      assert.equal(await closed.promise, 4001);
    },
  },
  {
    name: 'a WebSocket whose client is gone is gone for the replica',
    holds: async ({ serve, port }) => {
      const [replica] = await serve(undefined);
      const closed = Promise.withResolvers<void>();
      replica?.sockets.once('connection', (one: WebSocket) => one.once('close', () => closed.resolve()));
      const socket = openSocket(port);
      await once(socket, 'open');
      socket.terminate();
      await closed.promise;
    },
  },
  {
    name: 'one that the application refuses is answered in its words',
    holds: async ({ serve, port }) => {
      const [replica] = await serve((_, response) =>
        response.writeHead(401, { 'X-Why': 'no', Connection: 'close' }).end('not you'),
      );
      replica?.server.removeAllListeners('upgrade');
      assert.match(await heard(port, upgrade, 'not you'), /^HTTP\/1\.1 401 [\s\S]*x-why: no[\s\S]*not you/i);
    },
  },
  {
    name: 'nothing is lost that was sent right behind its head',
    holds: async ({ serve, port }) => {
      const [replica] = await serve(undefined);
      echoAs('websocket', replica);
      assert.match(await firstEchoed(port, upgrade), /\r\n\r\nfirst early$/);
    },
  },
  {
    name: 'to another protocol is switched as well',
    holds: async ({ serve, port }) => {
      const [replica] = await serve(undefined);
      echoAs('echo/1', replica);
      const answer = await firstEchoed(port, upgrade.replace('websocket', 'echo/1'));
      assert.match(answer, /^HTTP\/1\.1 101 [\s\S]*upgrade: echo\/1[\s\S]*\r\n\r\nfirst early$/i);
    },
  },
  {
    name: 'who asks for HTTP/2 without TLS in passing gets a plain answer',
    holds: async ({ serve, ask }) => {
      const [replica] = await serve((_, response) => response.end('plain'));
      replica?.server.removeAllListeners('upgrade');
      const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA' };
      assert.equal((await ask({ headers })).body, 'plain');
    },
  },
];

function openSocket(port: number): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { host: appHost } });
}

/** Says `first`, then whatever it hears. */
function echoAs(protocol: string, replica: Replica | undefined): void {
  replica?.server.removeAllListeners('upgrade').on('upgrade', (_, socket, early) => {
    socket.write(`${switching}${protocol}\r\n\r\nfirst `);
    if (early.length > 0) socket.unshift(early);
    socket.pipe(socket);
  });
}

async function firstEchoed(port: number, head: string): Promise<string> {
  return heard(port, `${head}early`, 'early');
}

/** All that comes back until these words are there, or the connection is over. */
async function heard(port: number, bytes: string, words: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let seen = '';
  socket.on('data', (chunk) => {
    seen += chunk;
  });
  let isOver = false;
  // One that is reset behind its answer has answered: what counts is what was seen.
  socket
    .on('error', () => {})
    .once('close', () => {
      isOver = true;
    });
  socket.write(bytes);
  await until('all has come back', () => seen.includes(words) || isOver);
  socket.destroy();
  return seen;
}
