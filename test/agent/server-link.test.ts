// N07: several servers, one that does not answer, and one that is found elsewhere than before.
import { deepEqual, equal } from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openServerLink } from '../../agent/server-link.ts';
import { openSession } from '../../agent/session.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import type { Listener } from '../../proto/server.ts';
import { openPeers, type Peers } from '../proto/peers.ts';
import { quiet, until } from './host-world.ts';

let peers: Peers;
before(async () => {
  peers = await openPeers();
});
after(() => peers.close());

/** A server that welcomes, and beats until its caller has gone. */
function listenAs(name: string, heard: string[]): Promise<Listener> {
  return peers.listen({
    async *session(_, { signal }) {
      heard.push(name);
      yield { welcome: { cluster: 'c', serverMs: 0, heartbeatMs: 100 } };
      while (!signal.aborted) {
        yield { heartbeat: { sequence: 1, reports: 0 } };
        await new Promise((next) => setTimeout(next, 50));
      }
    },
    async *fetchBundle() {
      heard.push(`${name} bulk`);
      yield { data: Buffer.from('x') };
    },
  });
}

test('N07: of several servers the next one is tried when one does not answer, for control and bulk, and back again', async () => {
  const heard: string[] = [];
  const gone = await listenAs('gone', heard);
  await gone.close(0);
  const one = await listenAs('one', heard);
  const other = await listenAs('other', heard);
  const addresses = [gone, one, other].map(({ port }) => `127.0.0.1:${port}`);
  const link = openServerLink({ addresses, credentials: () => clientCredentials(peers.folders.host) });
  let connects = 0;
  const session = openSession({
    open: link.session,
    hello: () => ({}),
    report: () => ({}),
    assign: async () => [],
    connected: () => {
      connects += 1;
    },
    log: quiet,
    random: () => 0,
    limits: { retryMinMs: 5, retryMaxMs: 20 },
  });
  try {
    await until('the second one is found', () => heard.length === 1);
    await one.close(0);
    await until('the third one is found', () => connects === 2);
    for await (const { data } of link.bulk().fetchBundle({})) equal(data?.length, 1);
    deepEqual([heard[0], heard.at(-1)], ['one', 'other bulk']);
  } finally {
    await session.close();
    link.close();
    await other.close(0);
  }
});
