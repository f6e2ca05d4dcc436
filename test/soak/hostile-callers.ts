// Those who connect to a server and mean it no good, one after the other: none of what they ask for changes anything.
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import type protobuf from 'protobufjs';
import { contract, wireOf } from '../fuzz/messages.ts';
import { eventually } from '../proto/eventually.ts';
import { callHead, flags, frame, number, openRaw, type RawPeer, tlsOf, types } from '../proto/raw-http2.ts';

const patienceMs = 60_000;
const looking = ['Status', 'ListHosts', 'ListDeployments', 'ListReleases', 'ShowSettings', 'ListRoutes', 'ExplainRoute', 'Logs'];
const perCall = 10;

/** `certs`: the folder of operators and hosts. */
export function hostileCallers(server: string, certs: string): (() => Promise<void>)[] {
  const operator = join(certs, 'operators/admin');
  const port = Number(server.slice(server.lastIndexOf(':') + 1));

  async function turnedAway(does: (raw: RawPeer) => void): Promise<void> {
    const raw = await openRaw(operator, port);
    does(raw);
    await eventually('the server to turn it away', raw.turnedAway, patienceMs);
    raw.socket.destroy();
  }

  async function silent(): Promise<void> {
    const sockets = Array.from({ length: 100 }, () => connect(port, '127.0.0.1').on('error', () => {}));
    await Promise.all(sockets.map((socket) => once(socket, 'connect').catch(() => {})));
    for (const socket of sockets) socket.destroy();
  }

  return [
    () =>
      turnedAway((raw) =>
        raw.write(...times(3_000, (n) => Buffer.concat([head(n), frame(types.reset, 0, 2 * n + 1, number(8))]))),
      ),
    () => turnedAway((raw) => raw.write(...times(2, () => frame(types.windowUpdate, 0, 0, number(2 ** 31 - 1))))),
    () => turnedAway((raw) => raw.write(frame(types.headers, flags.endHeaders, 1, Buffer.alloc(500, 0xff)))),
    silent,
    () => askOddly(server, operator),
  ];
}

async function askOddly(server: string, operator: string): Promise<void> {
  const session = connectHttp2(`https://${server}`, tlsOf(operator)).on('error', () => {});
  const calls = looking.flatMap((name) => {
    const type = contract.lookupService('castellan.v1.Control').methods[name]?.resolvedRequestType as protobuf.Type;
    return fc.sample(wireOf(type, {}), perCall).map((body) => asked(session, `/castellan.v1.Control/${name}`, body));
  });
  await Promise.all(calls);
  session.destroy();
}

async function asked(session: ReturnType<typeof connectHttp2>, path: string, body: Buffer): Promise<void> {
  const fields = { ':path': path, ':method': 'POST', 'content-type': 'application/grpc', te: 'trailers', 'grpc-timeout': '500m' };
  const stream = session
    .request(fields)
    .on('error', () => {})
    .resume();
  stream.end(Buffer.concat([Buffer.of(0), number(body.length), body]));
  await new Promise((resolve) => stream.once('close', resolve));
}

function head(n: number): Buffer {
  return frame(types.headers, flags.endHeaders, 2 * n + 1, callHead('/castellan.v1.Control/Status'));
}

function times(count: number, one: (n: number) => Buffer): Buffer[] {
  return Array.from({ length: count }, (_, n) => one(n));
}
