// WebSockets over HTTP/2 (RFC 8441): one stream of many, and for the replica a WebSocket as by HTTP/1.1.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ClientHttp2Session, ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2';
import { constants } from 'node:http2';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { until } from './client.ts';
import { answerOn, ask2, begin, openSession } from './http2-client.ts';
import { passSecure } from './secure.ts';

/** Past the settings, without which a client may not ask for this. */
async function sessionTo(t: TestContext, port: number): Promise<ClientHttp2Session> {
  const session = openSession(t, port);
  const [{ enableConnectProtocol }] = await once(session, 'remoteSettings');
  assert.equal(enableConnectProtocol, true);
  return session;
}

const open = (session: ClientHttp2Session, more: OutgoingHttpHeaders = {}): ClientHttp2Stream =>
  begin(
    session,
    { ':method': 'CONNECT', ':protocol': 'websocket', ':scheme': 'https', 'sec-websocket-version': '13', ...more },
    false,
  );

/** A text of a client, short enough for one byte of length; its mask changes nothing. */
const text = (said: string): Buffer => Buffer.concat([Buffer.from([0x81, 0x80 | said.length, 0, 0, 0, 0]), Buffer.from(said)]);

describe('a WebSocket over HTTP/2', () => {
  it('carries what both sides say, beside other requests', async (t) => {
    const { port, replicas, traffic } = await passSecure(t);
    const session = await sessionTo(t, port);
    const stream = open(session);
    const [head] = await once(stream, 'response');
    assert.deepEqual([head[':status'], head['sec-websocket-accept'], head.upgrade], [200, undefined, undefined]);
    stream.write(text('hello'));
    const [frame] = (await once(stream, 'data')) as [Buffer];
    assert.deepEqual([frame[0], frame.subarray(2).toString()], [0x81, `${replicas[0]?.target.replica}: hello`]);
    assert.equal((await ask2(session)).status, 200);
    const { requests, status, bytesIn } = traffic.figures.all()[0] ?? {};
    assert.deepEqual([requests, status?.[0], bytesIn], [2, 1, 11]);
    stream.end();
    await once(stream, 'close');
    await until('nothing is in flight', () => traffic.inFlight.total() === 0);
  });

  it('is told to close when its drain is over', async (t) => {
    const { port, traffic } = await passSecure(t);
    const stream = open(await sessionTo(t, port));
    await once(stream, 'response');
    assert.equal(traffic.inFlight.total(), 1);
    traffic.inFlight.cut();
    const [frame] = (await once(stream, 'data')) as [Buffer];
    assert.deepEqual([...frame], [0x88, 2, 1001 >> 8, 1001 & 0xff]);
    stream.end();
    await until('it is over', () => traffic.inFlight.total() === 0);
  });

  it('ends for the replica when its client is gone', async (t) => {
    const { port, traffic } = await passSecure(t);
    const session = await sessionTo(t, port);
    const stream = open(session);
    await once(stream, 'response');
    stream.close(constants.NGHTTP2_CANCEL);
    await until('it is over', () => traffic.inFlight.total() === 0);
  });

  it('that the replica does not want is refused in its words', async (t) => {
    const { port, replicas } = await passSecure(t, { handlers: [(_, response) => response.writeHead(403).end('not here')] });
    replicas[0]?.server.removeAllListeners('upgrade');
    const session = await sessionTo(t, port);
    const { status, body, code } = await answerOn(open(session));
    assert.deepEqual([status, body, code], [403, 'not here', 0]);
    const other = await answerOn(open(session, { ':protocol': 'connect-udp' }));
    assert.equal(other.status, 501);
  });
});
