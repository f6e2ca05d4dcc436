// The app that the stories deploy: says its version in every answer, in each way that a web app answers.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { webSocket } from './websocket.js';

export const version = readFileSync(new URL('VERSION', import.meta.url), 'utf8').trim();

/** Serves on PORT, after BOOT_MS. `webSocketMs`: each WebSocket is closed, with notice, after so long. `healthy`: what /healthz says; `fails`: the front page. */
export function serve({ webSocketMs = undefined, healthy = () => true, fails = () => false } = {}) {
  const sockets = new Set();
  const server = createServer((request, response) => answer(request, response, { healthy, fails }));
  server.keepAliveTimeout = 60_000;
  server.on('upgrade', (request, socket) => {
    const echo = webSocket(request, socket, (text) => `${version} ${text}`);
    sockets.add(echo);
    socket.on('close', () => sockets.delete(echo));
    if (webSocketMs !== undefined) setTimeout(() => echo.goodbye(), webSocketMs);
  });
  const listen = () => server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log(`${version} serves`));
  setTimeout(listen, Number(process.env.BOOT_MS ?? 0));
  return {
    close() {
      console.log(`${version} is asked to stop`);
      for (const echo of sockets) echo.goodbye();
      server.close(() => process.exit(0));
      server.closeIdleConnections();
    },
  };
}

function answer(request, response, { healthy, fails }) {
  const url = new URL(request.url, 'http://hello');
  response.setHeader('x-version', version);
  response.setHeader('x-pid', process.pid);
  if (url.pathname === '/healthz') return response.writeHead(healthy() ? 200 : 503).end(`${version}\n`);
  if (url.pathname === '/slow') return void setTimeout(() => response.end(`${version}\n`), Number(url.searchParams.get('ms')));
  if (url.pathname === '/stream') return void stream(response, Number(url.searchParams.get('ms')));
  if (url.pathname === '/upload') return upload(request, response);
  if (url.pathname === '/say') console.log(url.searchParams.get('text'));
  return response.writeHead(fails() ? 500 : 200).end(`hello from ${version}\n`);
}

async function stream(response, ms) {
  for (let at = 0; at < ms; at += 50) {
    response.write(`${version} ${at}\n`);
    await sleep(50);
  }
  response.end('end\n');
}

function upload(request, response) {
  const hash = createHash('sha256');
  request.on('data', (data) => hash.update(data)).on('end', () => response.end(hash.digest('hex')));
}
