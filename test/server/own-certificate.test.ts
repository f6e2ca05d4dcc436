// X30: the server's own certificate, changed while it runs: taken when it is whole, and else the one before is kept.
import { deepEqual, equal, match, notEqual, ok, rejects, throws } from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import { pino } from 'pino';
import { addressesOf } from '../../certs/addresses.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import { identityOf } from '../../certs/identity.ts';
import type { Wanted } from '../../certs/issue.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';
import { openOwnCertificate, replaceEnded } from '../../server/own-certificate.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from './identities-world.ts';

const dayMs = 86_400_000;

describe('the server’s own certificate', () => {
  let world: IdentitiesWorld;

  before(async () => {
    world = await openIdentitiesWorld(['web-1']);
  });
  after(() => world?.close());

  const another = (wanted: object = {}) =>
    issueInto(world.folder, world.authorities, { kind: 'server', name: 'main', addresses: ['127.0.0.1'], ...wanted });
  const kept = () => world.lines.filter(({ msg }) => /the one before is kept/.test(String(msg)));

  /** What a connection made now is shown; the ones of before run on. */
  async function shown(options: object = {}): Promise<string> {
    const { tls } = clientCredentials(world.placeOf('web-1'));
    const port = world.server.port;
    const socket: TLSSocket = connect({
      port,
      host: '127.0.0.1',
      ALPNProtocols: ['h2'],
      checkServerIdentity: () => undefined,
      ...tls,
      ...options,
    });
    try {
      await new Promise((resolve, reject) =>
        socket
          .once('data', resolve)
          .once('error', reject)
          .once('end', () => reject(new Error('ended'))),
      );
      return identityOf((socket.getPeerX509Certificate() as { raw: Buffer }).raw)?.fingerprint ?? '';
    } finally {
      socket.destroy();
    }
  }

  it('is another one from the next connection on, and asks no less of clients', async () => {
    const open = world.identities();
    await open.whoAmI({});
    const first = await shown();
    await another();
    world.ownCertificate.look();
    equal(await shown(), first, 'what has just changed may be changing still');
    world.ownCertificate.look();
    notEqual(await shown(), first);
    equal((await open.whoAmI({})).operator?.name, 'ann');
    await rejects(shown({ cert: undefined, key: undefined }), /CERTIFICATE_REQUIRED|certificate required/i);
    await rejects(shown({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }), /PROTOCOL_VERSION|protocol version/i);
    const other = await makeAuthorities(join(world.folder, 'other'));
    const place = await issueInto(join(world.folder, 'other'), other, { kind: 'host', name: 'web-1' });
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => readFileSync(join(place, name)));
    await rejects(shown({ cert, key }));
  });

  it('stays when the files do not fit, are no certificate, have expired, are of another cluster, or are gone', async () => {
    const own = world.own;
    const good = join(world.folder, 'good');
    cpSync(own, good, { recursive: true });
    const before = await shown();
    const breaks: [string, () => unknown][] = [
      ['a key of another', () => cpSync(join(world.placeOf('web-1'), 'key.pem'), join(own, 'key.pem'))],
      ['no PEM', () => writeFileSync(join(own, 'cert.pem'), 'x')],
      ['no authority', () => writeFileSync(join(own, 'ca.pem'), '')],
      ['a host’s', () => cpSync(world.placeOf('web-1'), own, { recursive: true })],
      ['expired', () => another({ notAfter: new Date(Date.now() - 1000) })],
    ];
    for (const [what, spoil] of breaks) {
      const told = kept().length;
      await spoil();
      world.ownCertificate.look(true);
      equal(await shown(), before, what);
      equal(kept().length, told + 1, what);
      world.ownCertificate.look(true);
      equal(kept().length, told + 1, 'it is told once');
      cpSync(good, own, { recursive: true, force: true });
      world.ownCertificate.look(true);
    }
    equal(await shown(), before);
    match(String(kept()[0]?.reason), /is not the key of cert\.pem/);
  });

  it('with a key that is not its own, no server starts', () => {
    const bad = join(world.folder, 'bad');
    cpSync(world.own, bad, { recursive: true });
    cpSync(join(world.placeOf('web-1'), 'key.pem'), join(bad, 'key.pem'));
    const options = { folder: bad, authority: undefined, log: console as never, now: Date.now, random: () => 0 };
    throws(() => openOwnCertificate(options), /is not the key of cert\.pem/);
  });

  it('that has ended while no server ran is made anew, for the same addresses, where the authorities are', async () => {
    const away: Wanted = { kind: 'server', name: 'away', addresses: ['10.9.8.7'], notAfter: new Date(Date.now() - 1000) };
    const folder = await issueInto(join(world.folder, 'away'), world.authorities, away);
    const options = { folder, log: pino({ enabled: false }), now: Date.now, random: () => 0 };
    await replaceEnded({ ...options, authority: undefined });
    throws(() => openOwnCertificate({ ...options, authority: undefined }), /expired/);
    await replaceEnded({ ...options, authority: world.authority });
    const { identity, tls } = openOwnCertificate({ ...options, authority: world.authority }).current();
    deepEqual([identity.name, ...addressesOf(new X509Certificate(String(tls.cert)).raw)], ['away', '10.9.8.7']);
  });

  it('is renewed by itself from half of its life on, where the authorities are, for the same addresses', async () => {
    await world.ownCertificate.keepUp();
    const { identity } = world.ownCertificate.current();
    const before = await shown();
    equal(before, identity.fingerprint);
    world.time.aheadMs = 46 * dayMs;
    await world.ownCertificate.keepUp();
    const after = world.ownCertificate.current().identity;
    notEqual(after.fingerprint, before);
    deepEqual([after.name, after.cluster], [identity.name, identity.cluster]);
    equal(await shown({ checkServerIdentity }), after.fingerprint);
    ok(!existsSync(join(world.own, 'next')));
  });
});
