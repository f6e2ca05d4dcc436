// What any health check must do, against listeners that behave in every way.
import { equal, match, ok } from 'node:assert/strict';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import type { Answer } from '../../agent/health/check.ts';

export interface HealthSubject {
  name: string;
  /** One check of this port within this time. */
  check(port: number, timeoutMs: number, signal: AbortSignal): Promise<Answer>;
  /** What it makes of each behaviour: is it well, and what is said. */
  expected: Partial<Record<Behaviour, [boolean, RegExp]>>;
}

export type Behaviour = keyof typeof behaviours | 'refuses';

const timeoutMs = 300;

const behaviours = {
  'answers 200': http((_, response) => response.end('fine')),
  'answers 500': http((_, response) => {
    response.statusCode = 500;
    response.end('the database is gone');
  }),
  'redirects to itself': http((_, response) => {
    response.writeHead(302, { location: '/healthz' });
    response.end();
  }),
  'sends a body of 1 GB': http((_, response) => {
    response.writeHead(200, { 'content-length': 2 ** 30 });
    const more = () => {
      while (response.write(Buffer.alloc(64 * 1024))) if (response.destroyed) return;
    };
    response.on('drain', more);
    more();
  }),
  hangs: () => createServer(() => {}),
  'trickles its head': () => createServer((socket) => trickle(socket, 'HTTP/1.1 200 OK\r\nx: '.padEnd(4000, 'y'))),
  'trickles its body': () =>
    createServer((socket) => trickle(socket, ''.padEnd(4000, 'y'), 'HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n')),
  'sends a head of 1 MB': http((_, response) => {
    for (let at = 0; at < 64; at += 1) response.setHeader(`x-${at}`, 'y'.repeat(16 * 1024));
    response.end('fine');
  }),
  'closes at once': () => createServer((socket) => socket.destroy()),
  'closes within its head': () => createServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')),
  'closes within its body': () => createServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\nfine')),
  'speaks something else': () => createServer((socket) => socket.end('220 mail.example ESMTP\r\n'.repeat(1000))),
} satisfies Record<string, () => Server>;

export function healthContract(subject: HealthSubject): void {
  describe(`P08: ${subject.name}: a listener that`, () => {
    const open: Server[] = [];
    const never = new AbortController().signal;
    after(() => {
      for (const server of open) server.close();
    });

    for (const behaviour of Object.keys(subject.expected) as Behaviour[]) {
      const [well, said] = subject.expected[behaviour] as [boolean, RegExp];
      it(`${behaviour} is ${well ? 'well' : 'not well'}`, async () => {
        const port = behaviour === 'refuses' ? await unused() : await listening(behaviours[behaviour](), open);
        const answer = await subject.check(port, timeoutMs, never);
        match(answer.detail, said);
        equal(answer.ok, well);
        ok(answer.detail.length < 1000);
      });
    }

    it('hangs is let go of when the check is called off', async () => {
      const port = await listening(behaviours.hangs(), open);
      const stop = new AbortController();
      const answer = subject.check(port, 60_000, stop.signal);
      stop.abort();
      await answer;
    });
  });
}

function http(listener: RequestListener): () => Server {
  return () => createHttp(listener);
}

function trickle(socket: Socket, text: string, first = ''): void {
  socket.on('error', () => {});
  socket.write(first);
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(text[at++] ?? '');
  }, 20);
  socket.on('close', () => clearInterval(timer));
}

async function listening(server: Server, open: Server[]): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.once('close', () => sockets.clear());
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return (server.address() as AddressInfo).port;
}

async function unused(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
