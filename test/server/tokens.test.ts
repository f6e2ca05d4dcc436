// X15 to X20: those who come without a certificate, over real connections: with good tokens, bad ones, and very many.
import 'reflect-metadata';
import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict';
import { webcrypto, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createSecureContext, createServer } from 'node:tls';
import { ChannelCredentials } from '@grpc/grpc-js';
import { Pkcs10CertificateRequestGenerator, SubjectAlternativeNameExtension } from '@peculiar/x509';
import { clientCredentials } from '../../certs/credentials.ts';
import { identityOf } from '../../certs/identity.ts';
import { newRequest } from '../../certs/request.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';
import { readToken, writeToken } from '../../certs/token.ts';
import { enroll } from '../../proto/enroll.ts';
import type { Failure } from '../../proto/failure.ts';
import { openClient } from '../../proto/stream.ts';
import { ask, contract } from '../proto/contract.ts';
import { calls, type DescribedCall } from '../proto/descriptor.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from './identities-world.ts';

const minuteMs = 60_000;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

describe('newcomers at the server', () => {
  let world: IdentitiesWorld;

  before(async () => {
    world = await openIdentitiesWorld([]);
  });
  after(() => world?.close());
  // So many tries from one address are heard in a minute.
  beforeEach(() => {
    world.time.aheadMs += 2 * minuteMs;
  });

  const invited = async (name: string, ttlMs = 0) => {
    const { token } = await world.identities().inviteHost({ name, ttlMs });
    const read = readToken(token);
    ok(read);
    return { token, id: read.id, secret: read.secret };
  };

  const call = (token: { id: string; secret: string }, csr: Uint8Array) => world.enroll({ token, csr: Buffer.from(csr) });

  const code = async (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: Failure) => error.code,
    );

  it('are served their one call and no other of the contract, whatever certificate they show', async () => {
    const { serverName, checkServer, tls } = clientCredentials(world.placeOf('ann'));
    for (const shown of [{}, { cert: tls.cert, key: tls.key }]) {
      const context = createSecureContext({ ca: tls.ca, ...shown });
      const forChannel = () => ChannelCredentials.createFromSecureContext(context, { checkServerIdentity: checkServer });
      for (const [name, service] of Object.entries(contract)) {
        const connection = { address: world.newcomers, credentials: { serverName, forChannel } };
        const client = openClient(service as typeof contract.Control, connection);
        const told = async (rpc: DescribedCall) => equal(await code(ask(client, rpc, {})), answerTo(rpc), rpc.path);
        await Promise.all(calls.filter((rpc) => rpc.service === name).map(told));
        client.close();
      }
    }
  });
  const answerTo = ({ path }: DescribedCall) => (path === '/castellan.v1.Enrollment/Enroll' ? 'bad-input' : 'unsupported');

  it('X15: a wrong secret, a used token, an old one and one that was withdrawn get nothing, all in the same words', async () => {
    const { csr } = await newRequest('x');
    const good = await invited('h1');
    const secret = `${good.secret.startsWith('A') ? 'B' : 'A'}${good.secret.slice(1)}`;
    const told: string[] = [];
    const refusal = (work: Promise<unknown>) => work.catch((error: Failure) => told.push(`${error.code}: ${error.message}`));
    await refusal(call({ ...good, secret }, csr));
    await refusal(call({ ...good, id: '0'.repeat(16) }, csr));
    equal(await code(call(good, csr)), 'done');
    await refusal(call(good, (await newRequest('y')).csr));
    const old = await invited('h2', minuteMs);
    world.time.aheadMs += 2 * minuteMs;
    await refusal(call(old, csr));
    const withdrawn = await invited('h3');
    await invited('h3');
    await refusal(call(withdrawn, csr));
    equal(told.length, 5);
    deepEqual([...new Set(told)], ['unauthenticated: this token is not good: wrong, used, or too old']);
  });

  it('X15: of two that bring one token at once with two keys one gets a certificate', async () => {
    const token = await invited('h4');
    const keys = await Promise.all(Array.from({ length: 4 }, () => newRequest('x')));
    const ended = await Promise.all(keys.map(({ csr }) => code(call(token, csr))));
    deepEqual(ended.sort(), ['done', 'unauthenticated', 'unauthenticated', 'unauthenticated']);
    equal(world.ledger.certificates().filter(({ name }) => name === 'h4').length, 1);
    ok(world.lines.some(({ msg }) => /came again with another key/.test(String(msg))));
  });

  it('X16: the same key again gets the same certificate, for ten minutes', async () => {
    const token = await invited('h5');
    const { csr } = await newRequest('x');
    const { certificate } = await call(token, csr);
    equal((await call(token, csr)).certificate, certificate);
    equal(world.ledger.certificates().filter(({ name }) => name === 'h5').length, 1);
    world.time.aheadMs += 11 * minuteMs;
    equal(await code(call(token, csr)), 'unauthenticated');
  });

  it('X17: a request that is not signed with its key, of another kind of key, or huge, is refused, and the token is not used up', async () => {
    const token = await invited('h6');
    const { csr } = await newRequest('x');
    const broken = Buffer.from(csr);
    broken[broken.length - 4] = (broken[broken.length - 4] as number) ^ 1;
    equal(await code(call(token, broken)), 'bad-input');
    equal(await code(call(token, Buffer.alloc(0))), 'bad-input');
    equal(await code(call(token, Buffer.alloc(5000, 0x30))), 'bad-input');
    equal(await code(call(token, Buffer.alloc(1 << 20, 0x30))), 'resource-exhausted');
    const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
    const keys = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
    const foreign = await Pkcs10CertificateRequestGenerator.create({ name: 'CN=x', keys, signingAlgorithm: rsa });
    equal(await code(call(token, new Uint8Array(foreign.rawData))), 'bad-input');
    equal(await code(call(token, csr)), 'done');
  });

  it('X17: names that a request asks for are not heard', async () => {
    const keys = await webcrypto.subtle.generateKey(ecdsa, true, ['sign', 'verify']);
    const uri = `spiffe://${world.authorities.cluster}/operator/ann`;
    const request = await Pkcs10CertificateRequestGenerator.create({
      name: 'CN=ann, O=Castellan',
      keys,
      signingAlgorithm: ecdsa,
      extensions: [new SubjectAlternativeNameExtension([{ type: 'url', value: uri }])],
    });
    const { certificate } = await call(await invited('h7'), new Uint8Array(request.rawData));
    const made = new X509Certificate(certificate);
    const identity = identityOf(made.raw);
    deepEqual([identity?.kind, identity?.name], ['host', 'h7']);
    match(made.subject, /CN=h7$/);
  });

  it('X18: somebody in between, with an authority of their own, is sent nothing', async () => {
    const { token } = await invited('h8');
    const between = join(world.folder, 'between');
    const theirs = await makeAuthorities(between);
    const place = await issueInto(between, theirs, { kind: 'server', name: 'main', addresses: ['127.0.0.1'] });
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => readFileSync(join(place, name), 'utf8')) as [string, string];
    const heard: Buffer[] = [];
    const server = createServer({ cert: `${cert}${theirs['server-ca'].cert}`, key, ALPNProtocols: ['h2'] }, (socket) => {
      socket.on('data', (data: Buffer) => heard.push(data)).on('error', () => {});
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      await rejects(enroll(address, token), { code: 'refused', message: /nothing was sent/ });
      equal(heard.length, 0);
    } finally {
      server.close();
    }
    equal((await enroll(world.newcomers, token)).name, 'h8');
  });

  it('X19: after five wrong secrets the right one is of no use either; an address has twenty tries a minute', async () => {
    const token = await invited('h9');
    const { csr } = await newRequest('x');
    for (let tries = 0; tries < 5; tries += 1) {
      const secret = Buffer.alloc(32, tries).toString('base64url');
      equal(await code(call({ ...token, secret }, csr)), 'unauthenticated');
    }
    equal(await code(call(token, csr)), 'unauthenticated');
    const codes = new Set<string>();
    for (let tries = 6; tries < 21; tries += 1) codes.add(await code(call({ ...token, id: '1'.repeat(16) }, csr)));
    deepEqual([...codes], ['unauthenticated', 'resource-exhausted']);
    const { token: another } = await invited('h10');
    const read = readToken(another);
    ok(read);
    equal(writeToken(read), another);
    equal(await code(call(read, csr)), 'resource-exhausted');
    world.time.aheadMs += minuteMs;
    equal(await code(call(read, csr)), 'done');
  });

  it('X20: a flood of newcomers, silent ones and others, keeps nobody from the main port', async () => {
    const [host, port] = world.newcomers.split(':') as [string, string];
    const sockets: Socket[] = [];
    for (let count = 0; count < 100; count += 1) {
      const socket = connect(Number(port), host);
      socket.on('error', () => {});
      sockets.push(socket);
    }
    const { csr } = await newRequest('x');
    const flood = Array.from({ length: 40 }, () => code(call({ id: '2'.repeat(16), secret: 'x' }, csr)));
    try {
      for (let count = 0; count < 5; count += 1) equal((await world.identities().whoAmI({})).operator?.name, 'ann');
      for (const ended of await Promise.all(flood)) notEqual(ended, 'done');
      // More than so many of one address were not even let in.
      const closed = () => sockets.filter(({ destroyed, readableEnded }) => destroyed || readableEnded).length;
      for (let waited = 0; closed() < 84 && waited < 600; waited += 1) await new Promise((next) => setTimeout(next, 100));
      ok(closed() >= 84, `${closed()} of 100 were turned away`);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });
});
