// Clients that believe nothing: one request told in full, raw bytes over a socket, and a load that counts every failure.
import type { IncomingHttpHeaders, RequestOptions } from 'node:http';
import { Agent, request as openRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  trailers: NodeJS.Dict<string>;
}

/** @throws Error when the answer is not whole. */
export function ask(port: number, options: RequestOptions & { body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = openRequest({ host: '127.0.0.1', port, agent: false, ...options }, (reply) => {
      let body = '';
      reply.setEncoding('latin1');
      reply.on('data', (text) => {
        body += text;
      });
      reply.on('error', reject);
      reply.on('end', () => {
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body, trailers: reply.trailers });
      });
    });
    request.on('error', reject);
    request.end(options.body);
  });
}

/** Sends bytes as they are, and returns everything that came back until the other side closed, or was silent for `silentMs`. */
export async function sendRaw(port: number, bytes: string, silentMs = 10_000): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => parts.push(chunk));
  socket.on('error', () => {});
  socket.setTimeout(silentMs, () => socket.destroy());
  socket.write(bytes, 'latin1');
  // Not `once`, which fails when it is reset: what counts is what came before.
  await new Promise((closed) => socket.once('close', closed));
  return Buffer.concat(parts).toString('latin1');
}

export interface Load {
  /** Failures so far, each in words. */
  failures: string[];
  done(): number;
  stop(): Promise<void>;
}

const kinds = [
  { method: 'GET', path: '/', expect: /^hello from replica-\d+\n$/ },
  { method: 'POST', path: '/echo', body: 'x'.repeat(20_000), expect: /^x{20000}$/ },
  { method: 'GET', path: '/stream', expect: /^(?:part \d+\n){20}all\n$/ },
];

/** Keeps `clients` requests of all kinds under way, half of them on kept connections, until stopped. */
export function startLoad(port: number, clients: number, headers: Record<string, string> = {}): Load {
  const failures: string[] = [];
  const agents = [new Agent({ keepAlive: true }), undefined];
  let done = 0;
  let running = true;

  async function client(number: number): Promise<void> {
    const agent = agents[number % 2] ?? false;
    for (let turn = number; running; turn += 1) {
      const kind = kinds[turn % kinds.length] ?? kinds[0];
      await one(kind as (typeof kinds)[number], agent).catch((error) =>
        failures.push(`${kind?.path}: ${error.code} ${error.message}`),
      );
      done += 1;
    }
  }

  async function one(kind: (typeof kinds)[number], agent: Agent | false): Promise<void> {
    const { status, body } = await ask(port, { ...kind, agent, headers });
    if (status !== 200) failures.push(`${kind.method} ${kind.path}: status ${status} ${body.slice(0, 80)}`);
    else if (!kind.expect.test(body)) failures.push(`${kind.method} ${kind.path}: body ${body.slice(0, 80)}`);
  }

  const all = Array.from({ length: clients }, (_, number) => client(number));
  return {
    failures,
    done: () => done,
    stop: async () => {
      running = false;
      await Promise.all(all);
      agents[0]?.destroy();
    },
  };
}

/** @throws Error saying what was waited for, when it has not come after `ms`. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> {
  for (const deadline = Date.now() + ms; !(await condition()); await sleep(5)) {
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms in vain until ${what}`);
  }
}
