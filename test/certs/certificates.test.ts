// What is in a certificate that we make, who it is read as, and which folders a program starts with.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import { identityOf } from '../../certs/identity.ts';
import { type Authorities, issue, lives, type Wanted } from '../../certs/issue.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';
import { Failure } from '../../proto/failure.ts';

let folder: string;
let authorities: Authorities;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-certs-'));
  authorities = await makeAuthorities(folder);
});
after(() => rmSync(folder, { recursive: true }));

const make = async (wanted: Wanted) => new X509Certificate((await issue(authorities, wanted)).cert);

test('a server’s certificate serves, a host’s and an operator’s call; each names one holder', async () => {
  const serverAuth = '1.3.6.1.5.5.7.3.1';
  const clientAuth = '1.3.6.1.5.5.7.3.2';
  for (const [kind, use] of [
    ['server', serverAuth],
    ['host', clientAuth],
    ['operator', clientAuth],
  ] as const) {
    const certificate = await make({ kind, name: 'one', addresses: ['server.example.com', '10.0.0.1', '::1'] });
    assert.deepEqual(certificate.keyUsage, [use]);
    assert.equal(certificate.ca, false);
    assert.equal(certificate.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
    const lifeMs = Date.parse(certificate.validTo) - Date.now();
    assert.ok(Math.abs(lifeMs - lives[kind]) < 60_000);
    assert.ok(Date.parse(certificate.validFrom) < Date.now() - 4 * 60_000, 'backdated');
    const identity = identityOf(certificate.raw);
    assert.deepEqual([identity?.kind, identity?.name, identity?.cluster], [kind, 'one', authorities.cluster]);
    assert.equal(identity?.fingerprint, certificate.fingerprint256.replaceAll(':', '').toLowerCase());
    const server = kind === 'server';
    assert.equal(certificate.checkHost(`server.${authorities.cluster}.castellan.internal`) !== undefined, server);
    assert.equal(certificate.checkHost('server.example.com') !== undefined, server);
    assert.equal(certificate.checkIP('10.0.0.1') !== undefined, server);
  }
});

test('each authority signs its own kinds alone, and no other authority', async () => {
  const [servers, clients] = [
    new X509Certificate(authorities['server-ca'].cert),
    new X509Certificate(authorities['client-ca'].cert),
  ];
  const server = await make({ kind: 'server', name: 'main' });
  const host = await make({ kind: 'host', name: 'web-1' });
  assert.deepEqual([server.verify(servers.publicKey), server.verify(clients.publicKey)], [true, false]);
  assert.deepEqual([host.verify(servers.publicKey), host.verify(clients.publicKey)], [false, true]);
  assert.ok(servers.ca && clients.ca);
  assert.ok(servers.checkIssued(servers) && server.checkIssued(servers));
});

test('two serial numbers are never the same', async () => {
  const serials = new Set<string>();
  for (let count = 0; count < 20; count += 1) serials.add((await make({ kind: 'host', name: 'web-1' })).serialNumber);
  assert.equal(serials.size, 20);
});

test('whatever a URI says, only the exact form is somebody', async () => {
  const near = fc
    .tuple(
      fc.constantFrom('spiffe', 'SPIFFE', 'spiff', 'https'),
      fc.constantFrom('castellan-0a1b2c3d', '', 'UPPER', 'a_b', '-a', 'a'.repeat(64), 'a@b', 'a:1'),
      fc.constantFrom('host', 'operator', 'server', 'Host', 'hosts', 'root', ''),
      fc.constantFrom(
        'web-1',
        '',
        'Web',
        'a b',
        '../x',
        'a/b',
        'a%2fb',
        'a?',
        'a#',
        'ä',
        '-x',
        'x-',
        'a'.repeat(64),
        'a\n',
        'a\0',
      ),
    )
    .map(([scheme, cluster, kind, name]) => `${scheme}://${cluster}/${kind}/${name}`);
  await fc.assert(
    fc.asyncProperty(near, async (uri) => {
      const identity = identityOf((await make({ kind: 'host', name: 'x', uris: [uri] })).raw);
      const exact = /^spiffe:\/\/castellan-0a1b2c3d\/(host|operator|server)\/web-1$/.test(uri);
      assert.equal(identity !== undefined, exact, uri);
    }),
    { numRuns: 40, examples: [['spiffe://castellan-0a1b2c3d/host/web-1']] },
  );
});

test('two URIs are nobody, and neither is what is no certificate', async () => {
  const own = `spiffe://${authorities.cluster}/host/web-1`;
  assert.equal(identityOf((await make({ kind: 'host', name: 'x', uris: [own, own] })).raw), undefined);
  assert.equal(identityOf((await make({ kind: 'server', name: 'x', uris: [] })).raw), undefined);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => identityOf(bytes) === undefined));
  const der = new Uint8Array((await make({ kind: 'host', name: 'x' })).raw);
  fc.assert(
    fc.property(fc.nat(der.length - 1), (length) => {
      assert.equal(identityOf(der.subarray(0, length)), undefined);
    }),
  );
});

test('a program starts with its own kind of certificate alone, and is told what is wrong with another', async () => {
  const refusedWith = (text: RegExp) => (error: unknown) =>
    error instanceof Failure && error.code === 'refused' && text.test(error.message);
  const server = await issueInto(folder, authorities, { kind: 'server', name: 'main' });
  const host = await issueInto(folder, authorities, { kind: 'host', name: 'web-1' });
  const operator = await issueInto(folder, authorities, { kind: 'operator', name: 'ann' });
  assert.equal(serverCredentials(server).identity.name, 'main');
  assert.equal(clientCredentials(host).identity.kind, 'host');
  assert.equal(clientCredentials(operator).serverName, `server.${authorities.cluster}.castellan.internal`);
  assert.throws(() => serverCredentials(host), refusedWith(/names host "web-1"; a certificate of a server is needed/));
  assert.throws(() => clientCredentials(server), refusedWith(/names server "main"/));
  assert.throws(() => clientCredentials(join(folder, 'nowhere')), refusedWith(/cannot read .*cert\.pem: ENOENT/));

  writeFileSync(join(host, 'key.pem'), readFileSync(join(operator, 'key.pem')));
  assert.throws(() => clientCredentials(host), refusedWith(/is not the key of cert\.pem/));
  writeFileSync(join(host, 'cert.pem'), 'rubbish');
  assert.throws(() => clientCredentials(host), refusedWith(/is not a certificate/));
  const late = await issueInto(folder, authorities, {
    kind: 'host',
    name: 'late',
    notBefore: new Date(0),
    notAfter: new Date(1000),
  });
  assert.throws(() => clientCredentials(late), refusedWith(/expired at 1970/));
});
