// X22, X24, X27, X28: certificates and roles that end while their holders are connected; and renewals that nobody is to have.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { connect } from 'node:tls';
import { openServerLink } from '../../agent/server-link.ts';
import { openSession } from '../../agent/session.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import { identityOf } from '../../certs/identity.ts';
import { layBeside, takePlace } from '../../certs/renewal.ts';
import { newRequest } from '../../certs/request.ts';
import { enroll } from '../../proto/enroll.ts';
import { findHost } from '../../server/records/fleet.ts';
import { hostView } from '../../server/views/host.ts';
import { eventually } from '../proto/eventually.ts';
import { callHead, flags, frame, openRaw, types } from '../proto/raw-http2.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from './identities-world.ts';

const minuteMs = 60_000;
const refused = 'the server does not take this host’s certificate: revoked, replaced or ended; what runs here runs on';

describe('what ends, ends at once', () => {
  let world: IdentitiesWorld;

  before(async () => {
    world = await openIdentitiesWorld(['web-1', 'web-2', 'web-3', 'web-4', 'web-5']);
    await world.add('operator', 'bob');
    await world.add('operator', 'carl');
  });
  after(() => world?.close());

  /** An agent's session that is tried again for ever, as agents do. */
  function agent(name: string) {
    const credentials = clientCredentials(world.placeOf(name));
    const link = openServerLink({ addresses: [world.mainAddress], credentials: () => credentials });
    const lines: { text: string; reason: unknown }[] = [];
    const note = ({ reason }: { reason?: unknown }, text: string) => void lines.push({ text, reason });
    const session = openSession({
      open: link.session,
      hello: () => ({ agentVersion: 'x', bootId: name }),
      report: () => ({}),
      assign: async () => [],
      log: { info: note, warn: note, error: note, debug: note } as never,
      random: () => 0,
    });
    const close = async () => {
      await session.close();
      link.close();
    };
    return { lines, close };
  }

  it('X22: a host that is revoked loses its session and its connection, and cannot come back; a resumed session neither', async () => {
    const { tls } = clientCredentials(world.placeOf('web-1'));
    const options = {
      port: world.server.port,
      host: '127.0.0.1',
      ALPNProtocols: ['h2'],
      checkServerIdentity: () => undefined,
      ...tls,
    };
    const sessions: Buffer[] = [];
    const first = connect(options).on('session', (session) => sessions.push(session));
    await once(first, 'data');
    first.destroy();
    const { lines, close } = agent('web-1');
    const told = (text: string, reason?: RegExp) =>
      eventually(`"${text}" in ${JSON.stringify(lines)}`, () =>
        lines.some((line) => line.text === text && (!reason || reason.test(String(line.reason)))),
      );
    try {
      await told('connected to the server');
      const before = world.server.connections();
      const { fingerprints } = await world.identities().revokeHost({ name: 'web-1' });
      equal(fingerprints.length, 1);
      await told(refused, /not allowed/);
      await eventually(`fewer than ${before + 1} connections`, () => world.server.connections() <= before);
      await eventually('refused again', () => lines.filter(({ text }) => text === refused).length > 1);
    } finally {
      await close();
    }
    await rejects(world.agents('web-1').renew({}), { code: 'unauthenticated', message: 'not allowed' });
    for (const session of sessions) {
      const again = connect({ ...options, session });
      await once(again, 'data');
      equal(again.isSessionReused(), false);
      again.destroy();
    }
  });

  it('X22: when revoking is answered its calls and connections have ended, also one that answers nothing', async () => {
    const ann = world.identities();
    await ann.whoAmI({});
    const held = world.server.connections();
    const session = world.agents('web-5').session(helloFor('web-5'));
    ok((await session.next()).value?.welcome);
    const ended = rejects(drained(session), { code: 'unauthenticated', message: 'not allowed' });
    // It speaks HTTP/2 by itself, reads what comes, and answers no ping.
    const deaf = await openRaw(world.placeOf('web-5'), world.server.port);
    deaf.write(frame(types.headers, flags.endHeaders, 1, callHead('/castellan.v1.Agents/ShipLogs')));
    await eventually('both connections are there', () => world.server.connections() === held + 2);
    await ann.revokeHost({ name: 'web-5' });
    equal(world.server.connections(), held);
    await ended;
  });

  it('X21: of two machines with one certificate the newest boot is served, and the other told that it is not', async () => {
    async function* from(bootId: string, bootMs: number) {
      yield { hello: { bootId, bootMs } };
      await new Promise(() => {});
    }
    const newer = world.agents('web-4').session(from('newer', 2_000_000));
    ok((await newer.next()).value?.welcome);
    const first = world.agents('web-4').session(from('older', 1_000_000));
    ok((await first.next()).value?.welcome, 'nobody has seen it before: it may be a reboot');
    const again = world.agents('web-4').session(from('newer', 2_000_000));
    ok((await again.next()).value?.welcome);
    for (let tries = 0; tries < 3; tries += 1)
      await rejects(world.agents('web-4').session(from('older', 1_000_000)).next(), { code: 'refused', message: /newer boot/ });
    match(world.sessions.cloned('web-4') ?? '', /used by another machine too/);
    ok(world.lines.some(({ msg, host }) => host === 'web-4' && /two machines call/.test(String(msg))));
    for (let tries = 0; tries < 3; tries += 1)
      ok((await world.agents('web-4').session(from('newer', 2_000_000)).next()).value?.welcome);
    const held = async () => (await findHost(world.records.db, 'web-4'))?.held;
    match((await held()) ?? '', /two machines keep calling.*ctl hosts revoke web-4.*or.*ctl hosts adopt web-4/);
    const row = await findHost(world.records.db, 'web-4');
    const observer = { sessions: world.sessions, startedAt: 0 };
    const { troubles } = await hostView(world.records.db, row as never, observer, Date.now());
    match(troubles?.[0] ?? '', /^held: two machines/);
    const ann = world.identities();
    await ann.revokeHost({ name: 'web-4' });
    deepEqual([await held(), world.sessions.cloned('web-4')], [null, undefined]);
    const { token } = await ann.inviteHost({ name: 'web-4' });
    const { key, certificate, authorities } = await enroll(world.newcomers, token);
    layBeside(world.placeOf('web-4'), { key, certificate, authorities });
    takePlace(world.placeOf('web-4'));
    const own = world.agents('web-4').session(from('older', 1_000_000));
    ok((await own.next()).value?.welcome, 'the other one cannot call any more');
  });

  it('X24: who renews gets its own name for its own key, whatever it asks for, and once a minute', async () => {
    const agents = world.agents('web-2');
    const { csr, key } = await newRequest('web-3');
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => agents.renew({ csr })));
    const given = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    equal(given.length, 1);
    const others = asked.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    deepEqual([...new Set(others)], ['resource-exhausted']);
    const made = new X509Certificate(given[0]?.certificate ?? '');
    equal(identityOf(made.raw)?.name, 'web-2');
    // One that is given out anew ends the one that was given out and not used.
    world.time.aheadMs += minuteMs;
    const [first] = world.ledger.certificates().filter(({ name, replaces }) => name === 'web-2' && replaces);
    const next = await agents.renew({ csr });
    ok(first && world.ledger.find(first.fingerprint)?.replaced_at);
    const place = world.placeOf('web-2');
    const beside = layBeside(place, { key, certificate: next.certificate, authorities: next.authorities });
    const { authorities } = await world.agents('web-2', clientCredentials(beside)).renew({});
    match(authorities, /BEGIN CERTIFICATE/);
    takePlace(place);
    await rejects(agents.renew({}), { code: 'unauthenticated' }, 'the old one is at its end');
    const all = { kind: 'host', name: 'web-2', all: true };
    const newest = await world.identities().listIdentityCertificates({ ...all, limit: 1 });
    const { certificates } = await world.identities().listIdentityCertificates(all);
    deepEqual([newest.certificates, newest.more], [certificates.slice(0, 1), certificates.length - 1]);
    equal((await world.identities().listIdentityCertificates({ kind: 'host', name: 'web-2' })).certificates.length, 1);
  });

  it('X24: a request that another key has signed is refused, and nobody renews without a certificate of the ledger', async () => {
    const { csr } = await newRequest('web-3');
    const foreign = Buffer.from(csr);
    foreign[foreign.length - 4] = (foreign[foreign.length - 4] as number) ^ 1;
    await rejects(world.agents('web-3').renew({ csr: foreign }), { code: 'bad-input' });
    await rejects(world.identities('ann').renewOperator({ csr: Buffer.alloc(5000) }), { code: 'bad-input' });
    await rejects(world.identities('web-3').renewOperator({ csr }), {
      code: 'forbidden',
    });
    await rejects(world.agents('ann').renew({ csr }), { code: 'forbidden' });
  });

  it('X27, X28: an operator who is demoted or removed loses what is under way, and has the rest of a role or none', async () => {
    const bob = world.identities('bob');
    const stream = world.control('bob').watchHosts({});
    await stream.next();
    await world.identities().changeOperator({ name: 'bob', role: 'viewer' });
    await rejects(drained(stream), { code: 'unauthenticated', message: 'not allowed' });
    equal((await bob.whoAmI({})).operator?.role, 'viewer');
    await rejects(drained(bob.readAudit({})), { code: 'forbidden' });
    await world.identities().removeOperator({ name: 'bob' });
    await eventually('bob is nobody', async () =>
      bob.whoAmI({}).then(
        () => false,
        () => true,
      ),
    );
    await rejects(bob.whoAmI({}), { message: 'not allowed' });
  });
});

async function* helloFor(bootId: string) {
  yield { hello: { bootId } };
  await new Promise(() => {});
}

async function drained(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
