// X01 to X12 and X23: who gets past the handshake, and who may make which call.
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type ConnectionOptions, connect } from 'node:tls';
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import { issue, keyPem, makeAuthority, newKeys, type Pair, pemOf } from '../../certs/issue.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';
import type { Failure } from '../../proto/failure.ts';
import { agentsService, controlService } from '../../proto/load.ts';
import { type Listener, listen, serve } from '../../proto/server.ts';
import { eventually } from './eventually.ts';
import { assertNeverResumed } from './never-resumed.ts';
import { everybody, logTo, openPeers, type Peers } from './peers.ts';

let peers: Peers;
let server: Listener;
const calls: string[] = [];

/** Operators may make operators' calls, hosts theirs. */
const table = Object.fromEntries(
  Object.keys(everybody).map((rpc) => [rpc, [rpc.includes('.Control/') ? 'operator' : 'host'] as const]),
);

before(async () => {
  peers = await openPeers();
  server = await peers.listen(
    {
      status: async () => {
        calls.push('status');
        return {};
      },
      async *fetchBundle() {
        calls.push('fetchBundle');
        yield { data: Buffer.from('x') };
      },
    },
    { authorize: table },
  );
});
after(() => peers.close());

/** What a TLS client of its own making gets: the alert or error, or `accepted` once the server speaks HTTP/2 to it. */
async function handshake(options: ConnectionOptions): Promise<string> {
  const { cert: _cert, key: _key, ...trust } = clientCredentials(peers.folders.operator).tls;
  const checkServerIdentity = () => undefined;
  const socket = connect({
    port: server.port,
    host: '127.0.0.1',
    ALPNProtocols: ['h2'],
    ...trust,
    checkServerIdentity,
    ...options,
  });
  try {
    return await Promise.race([once(socket, 'data').then(() => 'accepted'), once(socket, 'end').then(() => 'closed')]);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    socket.destroy();
  }
}

describe('the handshake', () => {
  test('with an operator’s certificate it succeeds', async () => {
    const { cert, key } = clientCredentials(peers.folders.operator).tls;
    assert.equal(await handshake({ cert, key }), 'accepted');
  });

  test('X01: no certificate', async () => {
    assert.match(await handshake({}), /CERTIFICATE_REQUIRED/);
  });

  test('TLS 1.2', async () => {
    const { cert, key } = clientCredentials(peers.folders.operator).tls;
    assert.match(await handshake({ cert, key, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }), /PROTOCOL_VERSION/);
  });

  test('X02: a certificate that signed itself', async () => {
    assert.notEqual(await handshake(await selfSigned(`spiffe://${peers.authorities.cluster}/operator/ann`)), 'accepted');
  });

  test('X03: a certificate of another authority, with the same names', async () => {
    const other = { ...peers.authorities, 'client-ca': await makeAuthority(peers.authorities.cluster, 'client-ca') };
    assert.notEqual(await handshake(await issue(other, { kind: 'operator', name: 'ann' })), 'accepted');
  });

  test('X07: an authority’s own certificate, of either', async () => {
    for (const kind of ['server-ca', 'client-ca'] as const)
      assert.notEqual(await handshake(peers.authorities[kind]), 'accepted', kind);
  });

  test('X08: a certificate that a holder has signed', async () => {
    const holder = await issue(peers.authorities, { kind: 'host', name: 'mallory' });
    const forged = await issue({ ...peers.authorities, 'client-ca': holder }, { kind: 'operator', name: 'ann' });
    assert.notEqual(await handshake({ cert: `${forged.cert}${holder.cert}`, key: forged.key }), 'accepted');
  });

  test('X06: a server’s certificate used as a client', async () => {
    const { cert, key } = serverCredentials(peers.folders.server).tls;
    assert.notEqual(await handshake({ cert, key }), 'accepted');
    // Also when the right authority signed it, its use is wrong.
    const misissued = await issue(
      { ...peers.authorities, 'server-ca': peers.authorities['client-ca'] },
      { kind: 'server', name: 'main' },
    );
    assert.notEqual(await handshake(misissued), 'accepted');
  });

  test('a certificate that has expired (X04), and one that is not valid yet (X05)', async () => {
    const hour = 3_600_000;
    const past = { notBefore: new Date(Date.now() - 2 * hour), notAfter: new Date(Date.now() - hour) };
    const future = { notBefore: new Date(Date.now() + hour), notAfter: new Date(Date.now() + 2 * hour) };
    assert.notEqual(await handshake(await issue(peers.authorities, { kind: 'operator', name: 'ann', ...past })), 'accepted');
    assert.notEqual(await handshake(await issue(peers.authorities, { kind: 'operator', name: 'ann', ...future })), 'accepted');
  });

  test('a session is never resumed, since that would skip the certificate', async () => {
    const { cert, key, ca } = clientCredentials(peers.folders.operator).tls;
    await assertNeverResumed({
      port: server.port,
      host: '127.0.0.1',
      ALPNProtocols: ['h2'],
      cert,
      key,
      ca,
      checkServerIdentity: () => undefined,
    });
  });
});

describe('the call', () => {
  const denied = (code: string) => (error: Failure) => {
    assert.deepEqual([error.code, error.message], [code, 'not allowed']);
    return true;
  };

  test('each kind makes its own calls, and is denied the other’s', async () => {
    calls.length = 0;
    await peers.control(server).status({});
    await peers.agents(server).fetchBundle({}).next();
    assert.deepEqual(calls, ['status', 'fetchBundle']);
    await assert.rejects(peers.control(server, peers.folders.host).status({}), denied('forbidden'));
    await assert.rejects(peers.agents(server, peers.folders.operator).fetchBundle({}).next(), denied('forbidden'));
    assert.equal(calls.length, 2);
  });

  test('X11: every RPC denies every kind that its row does not name', async () => {
    for (const [folder, own] of [
      [peers.folders.host, agentsService],
      [peers.folders.operator, controlService],
    ] as const) {
      const clients = [
        [controlService, peers.control(server, folder)],
        [agentsService, peers.agents(server, folder)],
      ] as const;
      for (const [service, client] of clients) {
        if (service === own) continue;
        for (const [name, rpc] of Object.entries(service)) {
          const method = client[(name.charAt(0).toLowerCase() + name.slice(1)) as keyof typeof client] as CallableFunction;
          const call = method(rpc.requestStream ? none() : {});
          await assert.rejects(rpc.responseStream ? call.next() : call, denied('forbidden'), rpc.path);
        }
      }
    }
  });

  test('X10: two URIs, none, another cluster’s, or odd characters in it: nobody', async () => {
    const { cluster } = peers.authorities;
    const uris = {
      two: [`spiffe://${cluster}/operator/ann`, `spiffe://${cluster}/host/web-1`],
      none: [],
      'other-cluster': ['spiffe://castellan-00000000/operator/ann'],
      'odd-path': [`spiffe://${cluster}/operator/../operator/ann`],
      'odd-percent': [`spiffe://${cluster}/operator/an%6e`],
      'odd-query': [`spiffe://${cluster}/operator/ann?x`],
      'odd-case': [`spiffe://${cluster}/OPERATOR/ann`],
      'odd-line': [`spiffe://${cluster}/operator/ann\n`],
    };
    const good = clientCredentials(peers.folders.operator);
    for (const [name, sans] of Object.entries(uris)) {
      const { cert, key } = await issue(peers.authorities, { kind: 'operator', name: 'ann', uris: sans });
      // The client refuses to start with it; what the server says is asked with the check passed by.
      const { openClient } = await import('../../proto/stream.ts');
      const { createSecureContext } = await import('node:tls');
      const { ChannelCredentials } = await import('@grpc/grpc-js');
      const forChannel = () =>
        ChannelCredentials.createFromSecureContext(createSecureContext({ ...good.tls, cert, key }), {
          checkServerIdentity: good.checkServer,
        });
      const client = openClient(controlService, {
        address: `127.0.0.1:${server.port}`,
        credentials: { ...good, forChannel },
      });
      await assert.rejects(client.status({}), denied('unauthenticated'), name);
      client.close();
    }
  });

  test('X23: a certificate that expires while a stream is open ends it', async () => {
    const soon = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 3_000) };
    const folder = await peers.issue({ kind: 'host', name: 'short-lived', ...soon });
    const streams = await peers.listen({
      async *session(_, { signal }) {
        yield { heartbeat: { sequence: 1 } };
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
    });
    const session = peers.agents(streams, folder).session(endless());
    assert.equal((await session.next()).value?.heartbeat?.sequence, 1);
    await assert.rejects(session.next(), denied('unauthenticated'));
  });

  test('denials are logged with who and from where', async () => {
    peers.logged.length = 0;
    await assert.rejects(peers.control(server, peers.folders.host).status({}));
    await eventually('a line in the log', () => peers.logged.length === 1);
    const { level, fields } = peers.logged[0] as (typeof peers.logged)[number];
    assert.equal(level, 'warn');
    assert.deepEqual([fields.caller, fields.address, fields.rpc], ['host web-1', '127.0.0.1', '/castellan.v1.Control/Status']);
  });
});

describe('the table of who may call what', () => {
  const options = () => ({
    services: [serve(controlService, new Proxy({}, { get: () => async () => ({}) }) as never)],
    credentials: serverCredentials(peers.folders.server),
    address: '127.0.0.1',
    port: 0,
    log: logTo([]),
  });
  const rows = Object.fromEntries(Object.values(controlService).map(({ path }) => [path, ['operator'] as const]));

  test('a server does not start when an RPC has no row', async () => {
    const { '/castellan.v1.Control/Deploy': _, ...incomplete } = rows;
    await assert.rejects(listen({ ...options(), authorize: incomplete }), /allowed to call \/castellan\.v1\.Control\/Deploy$/);
  });

  test('a server does not start when a row names no RPC', async () => {
    await assert.rejects(
      listen({ ...options(), authorize: { ...rows, '/castellan.v1.Control/Destroy': [] } }),
      /Control\/Destroy/,
    );
  });

  test('a server does not start when an RPC has no handler', async () => {
    const services = [serve(controlService, { deploy: async () => ({}) } as never)];
    await assert.rejects(listen({ ...options(), services, authorize: rows }), /no handler for .*Control\/Upload/);
  });
});

test('a caller hangs up on a server that is none of its cluster', async () => {
  const other = join(peers.folder, 'other-cluster');
  const folder = await issueInto(other, await makeAuthorities(other), { kind: 'operator', name: 'ann' });
  await assert.rejects(peers.control(server, folder).status({}), (error: Failure) => error.code === 'unavailable');
});

/** With everything in it that an operator's has. */
async function selfSigned(uri: string): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'O=Castellan, CN=ann',
    keys,
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension([{ type: 'url', value: uri }]),
    ],
  });
  return { cert: pemOf(certificate), key: await keyPem(keys.privateKey) };
}

async function* none(): AsyncGenerator<never> {}

async function* endless(): AsyncGenerator<never> {
  await new Promise(() => {});
}
