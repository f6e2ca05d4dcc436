// N07: several servers, one that does not answer, and one that is found elsewhere than before.
import { deepEqual, equal, ok } from 'node:assert/strict';
import dns from 'node:dns';
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
function listenAs(name: string, heard: string[], where: { address?: string; port?: number } = {}): Promise<Listener> {
  const handlers: Parameters<typeof peers.listen>[0] = {
    async *session(_, { signal }) {
      heard.push(name);
      yield { welcome: { cluster: 'c', serverMs: 0, heartbeatMs: 10_000 } };
      while (!signal.aborted) {
        yield { heartbeat: { sequence: 1, reports: 0 } };
        await new Promise((next) => setTimeout(next, 50));
      }
    },
    async *fetchBundle() {
      heard.push(`${name} bulk`);
      yield { data: Buffer.from('x') };
    },
  };
  return peers.listen(handlers, where);
}

/** Sessions with these servers, one after the other. */
function linkTo(addresses: string[]) {
  const link = openServerLink({ addresses, credentials: () => clientCredentials(peers.folders.host) });
  let [attempts, connects] = [0, 0];
  const session = openSession({
    open: (...call) => {
      attempts += 1;
      return link.session(...call);
    },
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
  const close = async () => {
    await session.close();
    link.close();
  };
  return { link, attempts: () => attempts, connects: () => connects, close };
}

test('N07: of several servers the next one is tried when one does not answer, for control and bulk, and back again', async () => {
  const heard: string[] = [];
  const gone = await listenAs('gone', heard);
  await gone.close(0);
  const one = await listenAs('one', heard);
  const other = await listenAs('other', heard);
  const addresses = [gone, one, other].map(({ port }) => `127.0.0.1:${port}`);
  const { link, connects, close } = linkTo(addresses);
  try {
    await until('the second one is found', () => heard.length === 1);
    await one.close(0);
    await until('the third one is found', () => connects() === 2);
    for await (const { data } of link.bulk().fetchBundle({})) equal(data?.length, 1);
    deepEqual([heard[0], heard.at(-1)], ['one', 'other bulk']);
  } finally {
    await close();
    await other.close(0);
  }
});

test('N07: a server that has moved is found where its name leads now, for control and bulk', async (t) => {
  const heard: string[] = [];
  const old = await listenAs('old', heard);
  const moved = await listenAs('moved', heard, { address: '127.0.0.2', port: old.port });
  let leads = '127.0.0.1';
  const asked: string[] = [];
  t.mock.method(dns.promises, 'lookup', async (name: string) => {
    asked.push(name);
    return [{ address: leads, family: 4 }];
  });
  const { link, attempts, connects, close } = linkTo([`castellan.test:${old.port}`]);
  const fetchOne = async () => {
    for await (const { data } of link.bulk().fetchBundle({})) equal(data?.length, 1);
  };
  try {
    await until('it is found where it is', () => connects() === 1);
    await fetchOne();
    leads = '127.0.0.2';
    await old.close(0);
    await until('it is found where it has moved to', () => connects() === 2);
    await fetchOne();
    deepEqual(heard, ['old', 'old bulk', 'moved', 'moved bulk']);
    deepEqual([...new Set(asked)], ['castellan.test']);
    ok(attempts() <= asked.length, `each attempt asks anew: ${attempts()} attempts, asked ${asked.length} times`);
  } finally {
    await close();
    await moved.close(0);
  }
});
