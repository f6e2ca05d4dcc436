// Certificates by ACME, from a real authority: obtained, renewed, kept where it is away, and every no of it told.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Transport } from '../../../server/acme/http.ts';
import { Unreachable } from '../../../server/acme/http.ts';
import { findAccount } from '../../../server/records/acme.ts';
import { about } from '../../../server/records/sealed.ts';
import { certificateTroubles, certificateViews } from '../../../server/views/certificates.ts';
import { type Pebble, startPebble } from './pebble.ts';
import { type AcmeWorld, type AcmeWorldOptions, answerChallenges, openAcmeWorld, target } from './world.ts';

const acme = { certificate: 'acme' };

describe('certificates by ACME', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pebble-'));
  let pebble: Pebble;
  let world: AcmeWorld | undefined;
  let stopAnswering: () => void;

  before(async () => {
    pebble = await startPebble({ folder });
    stopAnswering = await answerChallenges(pebble.httpPort, () => world);
  });
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });
  after(async () => {
    stopAnswering();
    await pebble?.close();
    rmSync(folder, { recursive: true });
  });

  async function open(options: AcmeWorldOptions = {}): Promise<AcmeWorld> {
    world = await openAcmeWorld(options);
    return world;
  }

  it('one for each name that a route wants one for, signed by the authority, its key sealed', async () => {
    const { set, routes, look, certificates, vault, file, records } = await open();
    await set(pebble);
    await routes({ host: 'www.example.com', tls: acme }, { host: 'api.example.com', tls: acme }, { host: 'other.example.com' });
    await look();
    const all = await certificates();
    deepEqual(
      all.map(({ name, hosts, source }) => [name, hosts.join(), source]),
      [
        ['acme:api.example.com', 'api.example.com', 'acme'],
        ['acme:www.example.com', 'www.example.com', 'acme'],
      ],
    );
    const [first] = all;
    ok(first?.sealed);
    const key = vault.openKey(about.certificate(first), first.sealed);
    match(key, /PRIVATE KEY/);
    const issuer = new X509Certificate(first.chain.split(/(?<=END CERTIFICATE-----)/)[1] ?? '');
    ok(issuer.verify(new X509Certificate(await pebble.root()).publicKey));
    await records().db.destroy();
    ok(!readFileSync(file).includes(key.split('\n')[1] as string));
  });

  it('it is renewed 30 days before its end, and not again soon after', async () => {
    const { set, routes, look, certificates, forward } = await open();
    await set(pebble);
    await routes({ host: 'www.example.com', tls: acme });
    await look();
    const digests = async () => (await certificates()).map(({ digest }) => digest).join();
    const first = await digests();
    forward(59);
    await look();
    equal(await digests(), first);
    forward(2);
    await look();
    const second = await digests();
    ok(second !== first);
    await look();
    equal(await digests(), second);
  });

  it('an authority that is away: what is there stays, it is told why, tried again ever less often, and renewed when it is back', async () => {
    let away = false;
    const around =
      (transport: Transport): Transport =>
      (url, asking) =>
        away ? Promise.reject(new Unreachable('connect ECONNREFUSED')) : transport(url, asking);
    const { set, routes, look, certificates, orders, forward, records, now, world: state } = await open({ around });
    await set(pebble);
    await routes({ host: 'www.example.com', tls: acme });
    await look();
    const [before] = await certificates();
    away = true;
    forward(61);
    await look();
    deepEqual(await certificates(), [before]);
    match(
      (await certificateTroubles(records().db, target, now())).join('\n'),
      /certificate acme:www.example.com: it could not be renewed: connect ECONNREFUSED \(tried once, again at .*\n.* it ends at/,
    );
    const [{ next_at: first = 0 } = {}] = await orders();
    state.skipMs += first - now();
    await look();
    const [{ tries = 0, next_at: second = 0 } = {}] = await orders();
    equal(tries, 2);
    ok(second - now() > first - now() + 30_000);
    away = false;
    state.skipMs += second - now();
    await look();
    deepEqual(await orders(), []);
    ok((await certificates())[0]?.digest !== before?.digest);
  });

  it('an authority that has lost everything: the account is made anew, with the same key', async () => {
    const { set, routes, look, certificates, orders, records, vault, world: state, now } = await open();
    await set(pebble);
    await pebble.stop();
    await pebble.start();
    await routes({ host: 'www.example.com', tls: acme });
    await look();
    const [{ reason = '', next_at: next = 0 } = {}] = await orders();
    match(reason, /account/i);
    const before = await findAccount(records().db, 'production');
    equal(before?.url, '');
    state.skipMs += next - now();
    await look();
    equal((await certificates()).length, 1);
    const later = await findAccount(records().db, 'production');
    const [one, other] = [before, later].map((row) => row?.sealed && vault.openKey(about.account(row), row.sealed));
    equal(one, other);
    ok(later?.url);
  });

  it('a server that ends in the middle goes on with the order that is open there', async () => {
    const asked: string[] = [];
    const around =
      (transport: Transport): Transport =>
      async (url, asking) => {
        const reply = await transport(url, asking);
        // One whose nonce was refused is asked again.
        if (asking.method === 'POST' && reply.status < 300) asked.push(url);
        return reply;
      };
    const { set, routes, look, orders, certificates, restart, world: state, now } = await open({ around });
    await set(pebble);
    await routes({ host: 'www.example.com', tls: acme });
    state.answers = false;
    await look();
    const [order] = await orders();
    ok(order?.url && order.sealed);
    match(order.reason, /the routers of h1 do not answer the challenge/);
    await restart();
    state.answers = true;
    state.skipMs += order.next_at - now();
    await look();
    equal((await certificates()).length, 1);
    equal(asked.filter((url) => /\/order-plz$/.test(url)).length, 1);
    ok(asked.filter((url) => url === order.url).length > 0);
  });

  it('nothing is asked of the authority before every router answers the challenge', async () => {
    const seen: string[] = [];
    const around =
      (transport: Transport): Transport =>
      (url, asking) => {
        if (asking.method === 'POST') seen.push(new URL(url).pathname);
        return transport(url, asking);
      };
    const { set, routes, look, orders, world: state } = await open({ around });
    await set(pebble);
    await routes({ host: 'www.example.com', tls: acme });
    state.answers = false;
    await look();
    equal((await orders())[0]?.tries, 1);
    ok(!seen.some((path) => /chalZ/.test(path)), seen.join(' '));
    state.answers = true;
    state.skipMs += 60_000;
    await look();
    ok(
      seen.some((path) => /chalZ/.test(path)),
      seen.join(' '),
    );
  });

  it('what the authority refuses is told with its words, and not tried again at once', async () => {
    const { set, routes, look, orders, now, records } = await open();
    await set(pebble);
    await routes({ host: 'www.example.com', tls: acme });
    stopAnswering();
    await look();
    const [order] = await orders();
    match(order?.reason ?? '', /Fetching http:\/\/www\.example\.com|connection refused/i);
    equal(order?.url, null);
    ok((order?.next_at ?? 0) - now() > 8 * 60_000);
    const [view] = await certificateViews(records().db, '', now());
    equal(view?.notAfterMs, undefined);
    match(view?.troubles?.join() ?? '', /www.example.com could not be had: .*tried once/);
    stopAnswering = await answerChallenges(pebble.httpPort, () => world);
  });

  it('a limit of the authority is kept for as long as it says', async () => {
    const body = JSON.stringify({ type: 'urn:ietf:params:acme:error:rateLimited', detail: 'too many orders' });
    let limited = false;
    const around =
      (transport: Transport): Transport =>
      async (url, asking) => {
        const reply = await transport(url, asking);
        return limited && /\/order-plz$/.test(url) ? { ...reply, status: 429, body, headers: { 'retry-after': '7200' } } : reply;
      };
    const { set, routes, look, orders, now } = await open({ around });
    await set(pebble);
    await routes({ host: 'www.example.com', tls: acme });
    limited = true;
    await look();
    const [order] = await orders();
    equal(order?.reason, 'too many orders');
    ok((order?.next_at ?? 0) - now() > 7_100_000);
  });

  it('a certificate that is not for our key, or for another name, is not taken', async () => {
    const other = await open();
    await other.set(pebble);
    await other.routes({ host: 'other.example.com', tls: acme });
    await other.look();
    const [{ chain: wrong = '' } = {}] = await other.certificates();
    await other.close();
    const around =
      (transport: Transport): Transport =>
      async (url, asking) => {
        const reply = await transport(url, asking);
        return reply.body.startsWith('-----BEGIN') ? { ...reply, body: wrong } : reply;
      };
    const { set, routes, look, orders, certificates } = await open({ around });
    await set(pebble);
    await routes({ host: 'www.example.com', tls: acme });
    await look();
    deepEqual(await certificates(), []);
    match((await orders())[0]?.reason ?? '', /cannot be used: the key is not the key of this certificate/);
  });

  it('names that nobody gives a certificate for are told with the reason', async () => {
    const { set, routes, look, records, now, orders } = await open();
    await routes({ tls: acme }, { host: '*.example.com', tls: acme }, { host: 'a.*.example.com', tls: acme });
    const troubles = async () => (await certificateTroubles(records().db, target, now())).join('\n');
    match(await troubles(), /\*\.example\.com has none, and production no authority: ctl certs acme set/);
    await set(pebble);
    await look();
    deepEqual(await orders(), []);
    match(await troubles(), /without a host name can have no certificate.*\n.*wildcard.*dns-01.*\n.*first label/);
  });

  it('an authority that only takes customers is shown what it gave one, which is not kept', async () => {
    const id = 'customer-1';
    const key = Buffer.from('hunter2-hunter2-hunter2-hunter2-').toString('base64url');
    const strict = await startPebble({ folder: join(folder, 'strict'), httpPort: pebble.httpPort, customers: { [id]: key } });
    const { set, routes, look, certificates, file, records } = await open();
    try {
      await rejects(set(strict), { code: 'refused', message: /only takes accounts of its customers/ });
      const wrong = Buffer.from('x'.repeat(32)).toString('base64url');
      await rejects(set(strict, { binding: { id, key: wrong } }), { code: 'refused', message: /the authority refused/ });
      await set(strict, { binding: { id, key } });
      await routes({ host: 'www.example.com', tls: acme });
      await look();
      equal((await certificates()).length, 1);
      await records().db.destroy();
      ok(!readFileSync(file).includes(key) && !readFileSync(file).includes('hunter2'));
    } finally {
      await strict.close();
    }
  });

  it('an account needs a yes to the terms, and an authority that is one', async () => {
    const { set, records } = await open();
    await rejects(set(pebble, { agreed: false }), { code: 'refused', message: /agree with them: data:text/ });
    await rejects(set({ ...pebble, directory: `${pebble.directory}-not` }), {
      code: 'refused',
      message: /cannot be used: .*404/,
    });
    await rejects(set({ ...pebble, ca: '' }), { code: 'refused', message: /certificate|self-signed|issuer/i });
    equal(await findAccount(records().db, 'production'), undefined);
  });
});
