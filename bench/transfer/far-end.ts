// The far end of the transfer bench, in a process of its own: the product's server, node:tls with the same certificates,
// and grpc-js as it comes. Argument: a server's folder. Prints the ports as one line of JSON.
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import { serverCredentials } from '../../certs/credentials.ts';
import type { FetchBundleRequest } from '../../proto/generated/castellan/v1/FetchBundleRequest.ts';
import type { UploadPart } from '../../proto/generated/castellan/v1/UploadPart.ts';
import { type AgentsService, agentsService, type ControlService, controlService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { listen, serve } from '../../proto/server.ts';

const chunk = Buffer.alloc(256 * 1024, 'castellan');
const credentials = serverCredentials(process.argv[2] ?? '');

/** Until then `offset` stands for the number of bytes to send: it is all that a request carries. */
async function* send(bytes: number) {
  for (let left = bytes; left > 0; left -= chunk.length) yield { data: left < chunk.length ? chunk.subarray(0, left) : chunk };
}

async function count(parts: AsyncIterable<UploadPart>): Promise<{ packedBytes: number }> {
  let packedBytes = 0;
  for await (const { data } of parts) packedBytes += data?.length ?? 0;
  return { packedBytes };
}

function others<S>(handlers: Partial<Handlers<S>>): Handlers<S> {
  return new Proxy(handlers, { get: (own, name) => Reflect.get(own, name) ?? (async () => ({})) }) as Handlers<S>;
}

async function product(): Promise<number> {
  const services = [
    serve(controlService, others<ControlService>({ upload: count })),
    serve(agentsService, others<AgentsService>({ fetchBundle: ({ offset }) => send(offset) })),
  ];
  const rpcs = [...Object.values(controlService), ...Object.values(agentsService)];
  const authorize = Object.fromEntries(rpcs.map(({ path }) => [path, ['host' as const, 'operator' as const]]));
  const log = { warn: console.error, error: console.error };
  return (await listen({ services, credentials, address: '127.0.0.1', port: 0, log: log as never, authorize })).port;
}

/** The client's first line says what it wants: `down BYTES`, or `up BYTES` followed by them. */
function bare(): Promise<number> {
  const server = createServer({ ...credentials.tls, requestCert: true, rejectUnauthorized: true }, (socket) => {
    socket.on('error', () => {});
    socket.once('data', (line) => {
      const [direction, bytes] = line.toString('latin1', 0, line.indexOf('\n')).split(' ');
      if (direction === 'down') void pour(socket, Number(bytes));
      else drainInto(socket, Number(bytes), line.length - line.indexOf('\n') - 1);
    });
  });
  return listening(server);
}

async function pour(socket: TLSSocket, bytes: number): Promise<void> {
  for await (const { data } of send(bytes))
    if (!socket.write(data)) await new Promise((resolve) => socket.once('drain', resolve));
  socket.end();
}

function drainInto(socket: TLSSocket, bytes: number, already: number): void {
  let left = bytes - already;
  socket.on('data', (data) => {
    left -= data.length;
    if (left === 0) socket.end('done');
  });
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

function stock(): Promise<number> {
  const { cert, key, ca } = credentials.tls;
  const server = new Server();
  server.addService(
    agentsService as never,
    {
      FetchBundle: async (call: ServerWritableStream<FetchBundleRequest, object>) => {
        for await (const part of send(call.request.offset))
          if (!call.write(part)) await new Promise((resolve) => call.once('drain', resolve));
        call.end();
      },
    } as never,
  );
  const pair = { private_key: Buffer.from(String(key)), cert_chain: Buffer.from(String(cert)) };
  const secure = ServerCredentials.createSsl(Buffer.from(String(ca)), [pair], true);
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', secure, (error, port) => (error ? reject(error) : resolve(port)));
  });
}

process.stdout.write(`${JSON.stringify({ product: await product(), bare: await bare(), stock: await stock() })}\n`);
