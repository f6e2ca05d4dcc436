// X29: the authorities are exchanged, there and back, at a real server and with agents that look by a clock of the test's.
import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openRenewals } from '../../agent/renewal.ts';
import { openServerLink } from '../../agent/server-link.ts';
import { authoritiesIn } from '../../certs/authorities.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import { makeCertificates } from '../../certs/make.ts';
import { newRequest } from '../../certs/request.ts';
import { advance, fingerprintOfPair, readSet } from '../../certs/rotation.ts';
import { makeAuthorities } from '../../certs/store.ts';
import { enroll } from '../../proto/enroll.ts';
import type { Failure } from '../../proto/failure.ts';
import { addHost } from '../../server/records/fleet.ts';
import { removeHost } from '../../server/records/hosts.ts';
import { manualClock } from '../agent/manual-clock.ts';
import { eventually } from '../proto/eventually.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from './identities-world.ts';

const minuteMs = 60_000;

describe('the exchange of authorities', () => {
  let world: IdentitiesWorld;
  const open: { close(): void }[] = [];

  beforeEach(async () => {
    world = await openIdentitiesWorld([]);
  });
  afterEach(async () => {
    for (const one of open.splice(0)) one.close();
    await world.close();
  });

  /** Hosts that have called. */
  async function addHosts(...names: string[]): Promise<void> {
    for (const name of names) {
      await world.add('host', name);
      await world.agents(name).renew({});
    }
  }

  /** A token is redeemed; nothing more. */
  async function enrolled(name: string): Promise<string> {
    const { token } = await world.identities().inviteHost({ name });
    const { key, certificate, authorities } = await enroll(world.newcomers, token);
    const folder = join(world.folder, 'laid', name);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries({ key, ca: authorities, cert: certificate }))
      writeFileSync(join(folder, `${file}.pem`), text, { mode: 0o600 });
    return folder;
  }

  /** Looks each minute of its clock, as agents do. */
  function agent(name: string) {
    const folder = world.placeOf(name);
    const clock = manualClock(Date.now());
    const link = openServerLink({ addresses: [world.mainAddress], credentials: () => renewals.current() });
    const renewals = openRenewals({
      folder,
      renew: ({ csr, trusted }) => link.control().renew({ csr: Buffer.from(csr), trusted }),
      prove: link.prove,
      renewed: link.renewed,
      clock,
      random: () => 0,
      log: { info: () => {}, warn: () => {} } as never,
    });
    open.push({
      close: () => {
        renewals.close();
        link.close();
      },
    });
    const minute = () => clock.forward(minuteMs, minuteMs);
    const trusts = () => authoritiesIn(readFileSync(join(folder, 'ca.pem'), 'utf8')).length;
    return { name, folder, minute, trusts };
  }

  type Agent = ReturnType<typeof agent>;

  const status = () => world.identities().showAuthorities({});
  const rotate = (order: { back?: boolean; force?: boolean } = {}) => world.identities().rotateAuthorities(order);
  /** Names alone of those who have yet to follow. */
  const waiting = async () => (await status()).waiting.map((one) => one.split(' ').slice(0, 2).join(' ')).sort();
  const refused = (work: Promise<unknown>, who: string[]) =>
    rejects(work, ({ code, details }: Failure) => {
      deepEqual([code, details.map((line) => line.split(' ').slice(0, 2).join(' ')).sort()], ['refused', who]);
      return true;
    });

  /** Minutes pass until it is so. */
  async function pass(agents: Agent[], what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    await eventually(what, async () => {
      world.time.aheadMs += minuteMs;
      for (const one of agents) await one.minute();
      return isSo();
    });
  }

  /** What `ctl login renew` does: the certificate and whom to trust, and says so. */
  async function annFollows(): Promise<void> {
    world.time.aheadMs += 2 * minuteMs;
    const folder = world.placeOf('ann');
    const { key, csr } = await newRequest('ann');
    const { certificate, authorities } = await world.identities().renewOperator({ csr });
    for (const [name, text] of Object.entries({ key, ca: authorities, cert: certificate }))
      writeFileSync(join(folder, `${name}.pem`), text);
    await world.identities().renewOperator({ trusted: clientCredentials(folder).trusted });
  }

  const issuerIs = (name: string, which: 'old' | 'next') => {
    const row = world.ledger.find(clientCredentials(world.placeOf(name)).identity.fingerprint);
    const pairs = world.authority.set()[which];
    const nobody = which === 'old' ? null : undefined;
    return row?.authority === (pairs ? fingerprintOfPair(pairs['client-ca']) : nobody);
  };

  it('waits in each phase for everybody, one that was away among them; then the old ones are good for nothing', async () => {
    await addHosts('web-1', 'web-2', 'web-3');
    const [one, two] = [agent('web-1'), agent('web-2')];
    const before = join(world.folder, 'before');
    cpSync(world.placeOf('web-1'), before, { recursive: true });
    equal((await status()).phase, 'STEADY');
    equal((await rotate()).phase, 'ANNOUNCED');
    const everybody = ['host web-1', 'host web-2', 'host web-3', 'operator ann'];
    deepEqual(await waiting(), everybody);
    await refused(rotate(), everybody);
    equal((await status()).authorities.length, 4);
    await pass([one, two], 'two hosts trust both', async () => (await waiting()).length === 2);
    deepEqual([one.trusts(), two.trusts()], [2, 2]);
    await annFollows();
    await refused(rotate(), ['host web-3']);
    // It was away until now.
    const three = agent('web-3');
    await pass([three], 'the third trusts both', async () => (await waiting()).length === 0);

    const shown = world.ownCertificate.current().identity.fingerprint;
    equal((await rotate()).phase, 'ISSUING');
    notEqual(world.ownCertificate.current().identity.fingerprint, shown);
    deepEqual(await waiting(), everybody);
    await pass([one, two, three], 'hosts have certificates of the new ones', async () => (await waiting()).length === 1);
    for (const { name } of [one, two, three]) ok(issuerIs(name, 'next'), name);
    await annFollows();
    equal((await rotate()).phase, 'STEADY');
    await pass([one, two, three], 'the old ones are forgotten', () => [one, two, three].every((host) => host.trusts() === 1));
    await rejects(world.agents('web-1', clientCredentials(before)).renew({}), { code: 'unavailable' });
    equal((await status()).authorities.length, 2);
    const { token } = await world.identities().inviteHost({ name: 'web-4' });
    equal((await enroll(world.newcomers, token)).name, 'web-4');
    await rejects(rotate({ back: true }), { code: 'refused', message: /no rotation is under way/ });
  });

  it('is not gone on with while the server’s own certificate has not followed, whoever forces it', async () => {
    writeFileSync(join(world.own, 'next'), 'in the way');
    equal((await rotate()).phase, 'ANNOUNCED');
    ok(world.lines.some(({ msg }) => /own certificate has not followed; it is tried again/.test(String(msg))));
    await rejects(rotate({ force: true }), {
      code: 'refused',
      message: /own certificate has not followed yet: .*nothing was changed/,
    });
    rmSync(join(world.own, 'next'));
    equal((await rotate({ force: true })).phase, 'ISSUING');
    equal(world.ownCertificate.current().trusted.length, 2);
  });

  it('can be taken back in each phase, by the same rule', async () => {
    await addHosts('web-1');
    const one = agent('web-1');
    const old = (await status()).authorities.map(({ fingerprint }) => fingerprint);
    await rotate();
    await pass([one], 'it trusts both', () => one.trusts() === 2);
    equal((await rotate({ back: true })).phase, 'STEADY');
    await pass([one], 'it trusts the old ones alone', () => one.trusts() === 1);

    await rotate();
    await pass([one], 'it trusts both again', async () => one.trusts() === 2 && !(await waiting()).includes('host web-1'));
    await annFollows();
    equal((await rotate()).phase, 'ISSUING');
    await pass([one], 'its certificate is of the new ones', () => issuerIs('web-1', 'next'));
    equal((await rotate({ back: true })).phase, 'ANNOUNCED');
    await refused(rotate({ back: true }), ['host web-1']);
    await pass([one], 'its certificate is of the old ones', () => issuerIs('web-1', 'old'));
    equal((await rotate({ back: true })).phase, 'STEADY');
    await pass([one], 'it trusts the old ones alone', () => one.trusts() === 1);
    deepEqual(
      (await status()).authorities.map(({ fingerprint }) => fingerprint),
      old,
    );
  });

  it('knows who signed what is made by hand meanwhile: it has followed on the way on, and is waited for on the way back', async () => {
    await rotate();
    await annFollows();
    await rotate({ force: true });
    await makeCertificates({ out: world.folder, hosts: ['web-9'], operators: [], addresses: ['127.0.0.1'] });
    const place = clientCredentials(join(world.folder, 'hosts/web-9'));
    equal(place.trusted.length, 2);
    equal((await world.agents('web-9', place).renew({ trusted: place.trusted })).due, false);
    ok(!(await waiting()).includes('host web-9'));
    equal((await rotate({ back: true })).phase, 'ANNOUNCED');
    await refused(rotate({ back: true }), ['host web-9']);
  });

  it('goes on without those who are away when it is forced, names them, and they come back with a token', async () => {
    await addHosts('web-3');
    await rotate();
    await annFollows();
    // Until here it may come back by itself.
    await world.agents('web-3').renew({});
    await refused(rotate(), ['host web-3']);
    equal((await rotate({ force: true })).phase, 'ISSUING');
    ok(world.lines.some(({ lockedOut }) => String(lockedOut) === 'host web-3'));
    await rejects(world.agents('web-3', clientCredentials(world.placeOf('web-3'))).renew({}), { code: 'unavailable' });
    const own = clientCredentials(await enrolled('web-3'));
    match((await world.agents('web-3', own).renew({ trusted: own.trusted })).authorities, /BEGIN/);
    ok(!(await waiting()).includes('host web-3'));
  });

  it('waits for who has a certificate and has not called: joined, logged in or made by hand; not for a token alone', async () => {
    const folder = await enrolled('web-5');
    const login = await world.identities().inviteOperator({ name: 'bob', role: 'viewer' });
    await enroll(world.newcomers, login.token);
    await world.identities().inviteHost({ name: 'web-6' });
    await world.identities().inviteOperator({ name: 'cid', role: 'viewer' });
    await makeCertificates({ out: world.folder, hosts: ['web-7', 'web-8'], operators: [], addresses: ['127.0.0.1'] });
    await world.records.write(async (tx) => {
      await addHost(tx, 'web-8', 'production', 1);
      await removeHost(tx, 'web-8', { at: 1, by: 'ann' });
    });
    await rotate();
    await annFollows();
    const left = ['host web-5', 'host web-7', 'operator bob'];
    world.time.aheadMs += minuteMs;
    for (const line of (await status()).waiting)
      match(line, /^(host web-[57]|operator bob) was given a certificate \d+m ago and has not called with it yet$/);
    await refused(rotate(), left);
    await world.identities().removeOperator({ name: 'bob' });
    await world.identities().revokeHost({ name: 'web-7' });
    await refused(rotate(), ['host web-5']);
    const own = clientCredentials(folder);
    await world.agents('web-5', own).renew({ trusted: own.trusted });
    // It has called, and knows the old ones alone.
    await refused(rotate(), ['host web-5']);
    equal((await rotate({ force: true })).phase, 'ISSUING');
    ok(world.lines.some(({ lockedOut }) => String(lockedOut) === 'host web-5'));
    // It joins again: what the new ones have signed came with both, and is good for as long as they are.
    await enrolled('web-5');
    await annFollows();
    deepEqual(await waiting(), ['host web-5']);
    await world.identities().revokeHost({ name: 'web-5' });
    const again = clientCredentials(await enrolled('web-5'));
    deepEqual(await waiting(), []);
    equal((await rotate()).phase, 'STEADY');
    match((await world.agents('web-5', again).renew({})).authorities, /BEGIN/);
  });
});

it('a crash while the new authorities take the old ones’ place is made good at the next start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-rotation-'));
  try {
    await makeAuthorities(folder);
    await advance(folder, 'steady');
    const { next } = await advance(folder, 'announced');
    const place = join(folder, 'authorities');
    writeFileSync(join(place, 'phase'), 'settling\n');
    cpSync(join(place, 'next', 'server-ca.key.pem'), join(place, 'server-ca.key.pem'));
    const set = readSet(folder);
    deepEqual([set.phase, set.old], ['steady', next]);
    ok(!existsSync(join(place, 'next')) && !existsSync(join(place, 'phase')));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
