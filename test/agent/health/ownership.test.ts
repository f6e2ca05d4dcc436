import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { runCheck } from '../../../agent/health/check.ts';
import { watchListeners } from '../../../agent/health/ownership.ts';
import { holderOf } from '../../../agent/listeners.ts';
import { until } from '../host-world.ts';

const servers: Server[] = [];
const children: ChildProcess[] = [];
const watchOf = (...pids: number[]) => watchListeners(() => pids);

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('P10: who listens on a port', () => {
  for (const address of ['127.0.0.1', '0.0.0.0', '::']) {
    it(`is found out at ${address}`, async () => {
      const port = await listen(address);
      deepEqual(watchOf(process.pid)(port), { is: 'own' });
      const { is, ...more } = watchOf(1)(port);
      equal(is, 'foreign');
      match(JSON.stringify(more), new RegExp(`pid ${process.pid} \\(`));
    });
  }

  it('is nobody where nobody listens', async () => {
    const port = await listen('127.0.0.1');
    const watch = watchOf(process.pid);
    equal(watch(port).is, 'own');
    servers[0]?.close();
    equal(watch(port).is, 'nobody');
    equal(holderOf(port), undefined);
  });

  it('is asked again when another socket listens there', async () => {
    const port = await listen('127.0.0.1');
    const watch = watchOf(process.pid);
    equal(watch(port).is, 'own');
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const child = await foreign(port);
    deepEqual(watch(port), { is: 'foreign', holder: `pid ${child.pid} (perl)` });
  });

  it('is the one that is closest: a foreign program on 127.0.0.1 takes the place of one on all addresses', async () => {
    const child = await foreign(0);
    const port = await printed(child);
    await listen('::', port, true);
    equal(watchOf(process.pid)(port).is, 'foreign');
    equal(watchOf(child.pid ?? 0)(port).is, 'own');
  });

  it('may be one of many processes', async () => {
    const child = await foreign(0);
    equal(watchOf(process.pid, child.pid ?? 0)(await printed(child)).is, 'own');
  });
});

it('P10: no check passes against a foreign listener', async () => {
  const child = await foreign(0);
  const port = await printed(child);
  const timing = { everyMs: 1000, timeoutMs: 1000, after: 1, failures: 1 };
  const told = () => ({ state: null, status: '', aliveAt: 0 });
  const as = (command: string[]) => ({ command, env: {} });
  const target = { ports: { http: port }, folder: '/', secret: [], as, ownership: watchOf(process.pid), told };
  for (const check of [
    { kind: 'tcp', port: null, ...timing },
    { kind: 'http', path: '/', port: null, ...timing },
    { kind: 'grpc', service: '', port: null, ...timing },
  ] as const) {
    const answer = await runCheck(check, target, new AbortController().signal);
    deepEqual(answer, { ok: false, detail: `port ${port} is held by pid ${child.pid} (perl)` });
  }
});

async function listen(host: string, port = 0, ipv6Only = false): Promise<number> {
  const server = createServer();
  servers.push(server);
  server.listen({ host, port, ipv6Only });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Says `200 OK` to everybody, on 127.0.0.1, and its port on stdout. */
async function foreign(port: number): Promise<ChildProcess> {
  const child = spawn('perl', ['-MSocket', '-e', program, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout as NodeJS.ReadableStream, 'readable');
  return child;
}

async function printed(child: ChildProcess): Promise<number> {
  const port = Number(await until('its port is known', () => child.stdout?.read()));
  ok(port > 0);
  return port;
}

const program = `
  $| = 1;
  socket(S, AF_INET, SOCK_STREAM, 0); setsockopt(S, SOL_SOCKET, SO_REUSEADDR, 1);
  bind(S, sockaddr_in($ARGV[0], INADDR_LOOPBACK)) or die "bind: $!"; listen(S, 8);
  print +(sockaddr_in(getsockname(S)))[0], "\\n";
  while (accept(C, S)) { print C "HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n"; close C }`;
