// G1 and G3: bundle bytes over the product's gRPC, against node:tls with the same certificates, and against grpc-js as it
// comes. Two processes; at 20 ms a third one between them holds everything back.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from 'node:tls';
import { Client, credentials as grpcCredentials } from '@grpc/grpc-js';
import { type ClientCredentials, clientCredentials } from '../certs/credentials.ts';
import { issueInto, makeAuthorities } from '../certs/store.ts';
import type { FetchPart } from '../proto/generated/castellan/v1/FetchPart.ts';
import { agentsService, controlService } from '../proto/load.ts';
import { openClient } from '../proto/stream.ts';
import { pairwise, type Row } from './pairwise.ts';

const mib = 1 << 20;
const chunk = Buffer.alloc(256 * 1024, 'castellan');
const oneWayMs = 10;
// Enough that starting up does not count, little enough that all of it takes a minute.
const bytes = { near: 256 * mib, far: 64 * mib, stock: 4 * mib };

interface Ports {
  product: number;
  bare: number;
  stock: number;
}

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  const children: ChildProcess[] = [];
  try {
    const { host, operator, server } = await certificates(folder);
    const near = await started<Ports>(children, 'far-end.ts', server);
    const far = await started<number[]>(
      children,
      'delay.ts',
      String(oneWayMs),
      ...[near.product, near.bare, near.stock].map(String),
    );
    const [product = 0, bare = 0, stock = 0] = far;
    return [...(await loopback(near, host, operator)), ...(await longLine({ product, bare, stock }, host, operator))];
  } finally {
    for (const child of children) child.kill();
    rmSync(folder, { recursive: true });
  }
}

async function loopback(ports: Ports, host: ClientCredentials, operator: ClientCredentials): Promise<Row[]> {
  const { download, upload, close } = productCalls(ports.product, host, operator);
  // Once each, so that no compiler is still warming up.
  await Promise.all([
    download(bytes.near),
    upload(bytes.near),
    bareDown(ports.bare, host, bytes.near),
    bareUp(ports.bare, host, bytes.near),
  ]);
  const common = { goal: '>= 0.60 of node:tls', gate: { atLeast: 0.4 }, rounds: 7, unit: 'MB/s' } as const;
  const rows = [
    await pairwise({
      ...common,
      name: 'G1 bundle down, 256 MiB, loopback',
      product: () => rate(bytes.near, download),
      reference: () => rate(bytes.near, (count) => bareDown(ports.bare, host, count)),
    }),
    await pairwise({
      ...common,
      name: 'G1 bundle up, 256 MiB, loopback',
      product: () => rate(bytes.near, upload),
      reference: () => rate(bytes.near, (count) => bareUp(ports.bare, host, count)),
    }),
  ];
  close();
  return rows;
}

async function longLine(ports: Ports, host: ClientCredentials, operator: ClientCredentials): Promise<Row[]> {
  const { download, upload, close } = productCalls(ports.product, host, operator);
  const stock = stockClient(ports.stock, host);
  await Promise.all([download(mib), upload(mib), stock.download(mib / 4)]);
  const common = { goal: '>= 0.35 of node:tls', gate: { atLeast: 0.2 }, unit: 'MB/s' } as const;
  const rows = [
    await pairwise({
      ...common,
      name: 'G3 bundle down, 64 MiB, 20 ms',
      product: () => rate(bytes.far, download),
      reference: () => rate(bytes.far, (count) => bareDown(ports.bare, host, count)),
    }),
    await pairwise({
      ...common,
      name: 'G3 bundle up, 64 MiB, 20 ms',
      product: () => rate(bytes.far, upload),
      reference: () => rate(bytes.far, (count) => bareUp(ports.bare, host, count)),
    }),
    await pairwise({
      name: 'G3 bundle down, 20 ms, against stock grpc-js',
      goal: '>= 10 times grpc-js',
      gate: { atLeast: 10 },
      unit: 'MB/s',
      product: () => rate(bytes.far, download),
      reference: () => rate(bytes.stock, stock.download),
    }),
  ];
  close();
  stock.close();
  return rows;
}

async function rate(count: number, move: (count: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  await move(count);
  return count / 1e6 / ((performance.now() - began) / 1000);
}

function productCalls(port: number, host: ClientCredentials, operator: ClientCredentials) {
  const address = `127.0.0.1:${port}`;
  const agents = openClient(agentsService, { address, credentials: host });
  const control = openClient(controlService, { address, credentials: operator });
  return {
    download: async (count: number) => {
      let got = 0;
      for await (const { data } of agents.fetchBundle({ offset: count })) got += data?.length ?? 0;
      expect(got, count);
    },
    upload: async (count: number) => expect((await control.upload(parts(count))).packedBytes, count),
    close: () => {
      agents.close();
      control.close();
    },
  };
}

async function* parts(count: number) {
  for (let left = count; left > 0; left -= chunk.length) yield { data: chunk };
}

/** `down BYTES`, then they come. */
async function bareDown(port: number, { tls, serverName, checkServer }: ClientCredentials, count: number): Promise<void> {
  const socket = connect({ ...tls, port, host: '127.0.0.1', servername: serverName, checkServerIdentity: checkServer });
  let got = 0;
  socket.on('data', (data) => {
    got += data.length;
  });
  socket.write(`down ${count}\n`);
  await once(socket, 'end');
  expect(got, count);
}

async function bareUp(port: number, { tls, serverName, checkServer }: ClientCredentials, count: number): Promise<void> {
  const socket = connect({ ...tls, port, host: '127.0.0.1', servername: serverName, checkServerIdentity: checkServer });
  const done = once(socket, 'data');
  socket.write(`up ${count}\n`);
  for await (const { data } of parts(count)) if (!socket.write(data)) await once(socket, 'drain');
  await done;
  socket.destroy();
}

/** grpc-js with nothing set but the certificates. */
function stockClient(port: number, { tls, serverName, checkServer }: ClientCredentials) {
  const [ca, key, cert] = [tls.ca, tls.key, tls.cert].map((pem) => Buffer.from(String(pem))) as [Buffer, Buffer, Buffer];
  const secure = grpcCredentials.createSsl(ca, key, cert, { checkServerIdentity: checkServer });
  const client = new Client(`127.0.0.1:${port}`, secure, { 'grpc.ssl_target_name_override': serverName });
  const { path, requestSerialize, responseDeserialize } = agentsService.FetchBundle;
  return {
    download: async (count: number) => {
      const call = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { offset: count });
      let got = 0;
      for await (const { data } of call as AsyncIterable<FetchPart>) got += data?.length ?? 0;
      expect(got, count);
    },
    close: () => client.close(),
  };
}

async function certificates(folder: string) {
  const authorities = await makeAuthorities(folder);
  return {
    server: await issueInto(folder, authorities, { kind: 'server', name: 'main' }),
    host: clientCredentials(await issueInto(folder, authorities, { kind: 'host', name: 'web-1' })),
    operator: clientCredentials(await issueInto(folder, authorities, { kind: 'operator', name: 'ann' })),
  };
}

/** Starts a program of this bench and reads the one line that it prints. */
async function started<T>(children: ChildProcess[], program: string, ...args: string[]): Promise<T> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'transfer', program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return JSON.parse(line) as T;
}

function expect(got: number, wanted: number): void {
  if (got !== wanted) throw new Error(`${got} of ${wanted} bytes came`);
}

if (import.meta.main) await run();
