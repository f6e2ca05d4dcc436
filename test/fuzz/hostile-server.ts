// A real server that is asked what nobody asks: as an operator, as a host and as a newcomer, frame by frame over HTTP/2.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientHttp2Session, connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pack } from '../../bundle/pack.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import { makeCertificates } from '../../certs/make.ts';
import { type ControlService, controlService, identitiesService } from '../../proto/load.ts';
import type { Client } from '../../proto/rpc.ts';
import { openClient } from '../../proto/stream.ts';
import { startSimulatedHosts } from '../e2e/simulated-hosts.ts';
import { eventually } from '../proto/eventually.ts';
import { tlsOf } from '../proto/raw-http2.ts';

export type Who = 'operator' | 'host' | 'newcomer';

export interface Call {
  path: string;
  who: Who;
  /** Goes on until its caller has heard enough. */
  streams: boolean;
  bodies: Buffer[];
}

const root = resolve(import.meta.dirname, '../..');
const patienceMs = 60_000;
/** A stream that has been silent for so long is ended by its caller. */
const quietMs = 60;
/** A newcomer's address has fewer tries in a minute. */
const callsPerNewcomer = 15;

export type HostileServer = Awaited<ReturnType<typeof openHostileServer>>;

/** With an app, a host that is connected, and whoever asks. */
export async function openHostileServer() {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-hostile-'));
  const certs = join(folder, 'certs');
  const program = await startServer(folder, certs);
  const { server, logged, port, newcomers, alive } = program;
  const address = `127.0.0.1:${port}`;
  const credentials = clientCredentials(join(certs, 'operators/ann'));
  const operator = openClient(controlService, { address, credentials });
  const identities = openClient(identitiesService, { address, credentials });
  const hosts = startSimulatedHosts(address, join(certs, 'hosts'), ['web-2']);
  const sessions: Partial<Record<Who, ClientHttp2Session>> = {};
  let asked = 0;

  function session(who: Who): ClientHttp2Session {
    asked += who === 'newcomer' ? 1 : 0;
    const isWornOut = who === 'newcomer' && asked % callsPerNewcomer === 0;
    const open = sessions[who];
    if (open && !open.closed && !open.destroyed && !isWornOut) return open;
    open?.close();
    const localAddress = who === 'newcomer' ? `127.0.1.${1 + (Math.floor(asked / callsPerNewcomer) % 250)}` : '127.0.0.1';
    const tls = { ...tlsOf(join(certs, places[who])), ...(who === 'newcomer' ? { cert: undefined, key: undefined } : {}) };
    const next = connect(`https://127.0.0.1:${who === 'newcomer' ? newcomers : port}`, { ...tls, localAddress } as object);
    sessions[who] = next.on('error', () => {});
    return next;
  }

  async function close(): Promise<number | null> {
    for (const one of Object.values(sessions)) one.destroy();
    for (const client of [operator, identities]) client.close();
    await hosts.close();
    if (alive() && server.kill('SIGTERM')) await once(server, 'exit');
    return server.exitCode;
  }

  try {
    await eventually('the host to be connected', () => hosts.connected().size === 1, patienceMs);
    await push(operator, folder);
  } catch (error) {
    server.kill('SIGKILL');
    await close();
    throw error;
  }

  return {
    identities,
    logged,
    alive,
    database: join(folder, 'state/castellan.sqlite'),
    /** gRPC status of a call, `none` when its caller left first. Whoever is told to wait does. */
    async statusOf(call: Call): Promise<string> {
      for (;;) {
        const { status, message } = await ended(session(call.who), call);
        if (status !== '8' || !message.includes('calls')) return status;
        await sleep(200);
      }
    },
    /** Resolves to its exit status. */
    close,
    remove: async () => {
      if (alive() && server.kill('SIGKILL')) await once(server, 'exit');
      await close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const places = { operator: 'operators/ann', host: 'hosts/web-1', newcomer: 'operators/bob' };

async function startServer(folder: string, certs: string) {
  await makeCertificates({ out: certs, hosts: ['web-1', 'web-2'], operators: ['ann', 'bob'], addresses: ['127.0.0.1'] });
  const [tls, state] = [join(certs, 'server'), join(folder, 'state')];
  const config = { listen: '127.0.0.1:0', enrollment: { listen: '127.0.0.1:0' }, tls, state };
  writeFileSync(join(folder, 'server.yaml'), JSON.stringify(config));
  const args = [join(root, 'server/main.ts'), '--config', join(folder, 'server.yaml')];
  const server = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const logged: Record<string, unknown>[] = [];
  const note = (line: string) => logged.push(line.startsWith('{') ? JSON.parse(line) : { msg: line });
  createInterface({ input: server.stderr }).on('line', note);
  const alive = () => server.exitCode === null && server.signalCode === null;
  const listening = () => logged.find(({ msg }) => msg === 'listening') as { port: number; newcomers: number } | undefined;
  await eventually('the server to listen', () => !alive() || listening() !== undefined, patienceMs);
  const place = listening();
  if (!place) throw new Error(`the server has ended: ${JSON.stringify(logged.slice(-3))}`);
  return { server, logged, alive, port: place.port, newcomers: place.newcomers };
}

async function ended(session: ClientHttp2Session, { path, bodies, streams }: Call): Promise<{ status: string; message: string }> {
  const head = { ':path': path, ':method': 'POST', 'content-type': 'application/grpc', te: 'trailers' };
  const stream = session.request(head);
  const told: Record<string, string> = {};
  const quiet = setTimeout(() => stream.close(8), streams ? quietMs : patienceMs);
  const note = (headers: object) => void Object.assign(told, headers);
  stream
    .on('error', () => {})
    .on('response', note)
    .on('trailers', note)
    .on('data', () => quiet.refresh());
  const closed = new Promise((resolve) => stream.once('close', resolve));
  stream.end(Buffer.concat(bodies.map(framed)));
  await closed;
  clearTimeout(quiet);
  return { status: told['grpc-status'] ?? 'none', message: told['grpc-message'] ?? '' };
}

function framed(body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

async function push(operator: Client<ControlService>, folder: string): Promise<void> {
  const from = join(folder, 'app');
  mkdirSync(from);
  writeFileSync(join(from, 'castellan.yaml'), 'app: hello\nprocesses:\n  web: { command: [./start], ports: { http: auto } }\n');
  writeFileSync(join(from, 'start'), '#!/bin/sh\nsleep 60\n', { mode: 0o755 });
  await pack(from, join(folder, 'app.tgz'));
  const data = readFileSync(join(folder, 'app.tgz'));
  const sha256 = createHash('sha256').update(data).digest('hex');
  await operator.upload(
    (async function* () {
      yield { open: { app: 'hello', version: '1', sha256, length: data.length, offset: 0 } };
      yield { data };
      yield { commit: { length: data.length, sha256 } };
    })(),
  );
}
