// Pipelines, over real connections: tokens of a real issuer are exchanged for certificates of minutes, and all that are not what
// was pinned get nothing.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { createHmac, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, type JWTPayload } from 'jose';
import { clientCredentials } from '../../certs/credentials.ts';
import { type Introduction, readIntroduction, writeIntroduction } from '../../certs/introduction.ts';
import { newRequest } from '../../certs/request.ts';
import { makeFolder } from '../../lib/durable-file.ts';
import { type Enrolment, exchange } from '../../proto/enroll.ts';
import type { Failure } from '../../proto/failure.ts';
import type { AddPipelineRequestInput } from '../../proto/generated/castellan/v1/AddPipelineRequest.ts';
import { type IdentitiesWorld, openIdentitiesWorld } from './identities-world.ts';
import { type Issuer, openIssuer } from './oidc-issuer.ts';

const minuteMs = 60_000;
const audience = 'castellan-test';

describe('pipelines at the server', () => {
  let world: IdentitiesWorld;
  let issuer: Issuer;
  let introduction: Introduction;
  let count = 0;

  before(async () => {
    world = await openIdentitiesWorld([]);
    // What is asked how often must not depend on how quick this machine is.
    world.time.stoppedAt = Date.now();
    issuer = await openIssuer();
    introduction = await declare('ci');
  });
  after(async () => {
    await issuer?.close();
    await world?.close();
  });
  // So many tries from one address are heard in a minute; and what was read of an issuer is not new any more.
  beforeEach(() => {
    world.time.aheadMs += 11 * minuteMs;
  });

  const declared = (more: AddPipelineRequestInput = {}): AddPipelineRequestInput => ({
    role: 'deployer',
    scopes: [{ app: 'hello', environment: 'staging' }],
    issuer: issuer.url,
    audience,
    claims: [
      { name: 'repository', values: ['acme/hello'] },
      { name: 'ref', values: ['refs/heads/main', 'refs/heads/stable'] },
    ],
    ca: issuer.ca,
    ...more,
  });

  async function declare(name: string, more: AddPipelineRequestInput = {}): Promise<Introduction> {
    const { pipeline } = await world.identities().addPipeline({ name, ...declared(more) });
    const read = readIntroduction(pipeline?.introduction ?? '');
    ok(read, 'an introduction');
    return read;
  }

  const nowS = () => Math.floor(world.now() / 1000);

  /** What a good token says, and what is to be otherwise; undefined takes a claim away. */
  function claims(otherwise: Record<string, unknown> = {}): JWTPayload {
    const at = nowS();
    const usual = { iss: issuer.url, aud: audience, iat: at, nbf: at, exp: at + 300, sub: 'repo:acme/hello', jti: `t${count++}` };
    return { ...usual, repository: 'acme/hello', ref: 'refs/heads/main', ...otherwise } as JWTPayload;
  }

  const token = (otherwise: Record<string, unknown> = {}) => issuer.sign(claims(otherwise));

  const bring = async (oidc: string, { pipeline = 'ci', csr }: { pipeline?: string; csr?: Buffer } = {}) =>
    world.enroll({ oidc, pipeline, csr: csr ?? (await newRequest('x')).csr });

  const told = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      ({ code, message }: Failure) => `${code}: ${message}`,
    );

  /** The reason in the server's log for the last one that was not taken. */
  const reason = () => String(world.lines.findLast(({ trouble, name }) => trouble !== undefined && name !== undefined)?.trouble);

  /** As whoever holds this certificate. */
  function identitiesOf({ certificate, key, authorities, name }: Enrolment) {
    const place = makeFolder(join(world.folder, `${name}-${count++}`));
    for (const [file, text] of Object.entries({ cert: certificate, key, ca: authorities }))
      writeFileSync(join(place, `${file}.pem`), text, { mode: 0o600 });
    return world.identities(name, clientCredentials(place));
  }

  it('a token is exchanged for a certificate of minutes, which has the role and the scopes that were declared', async () => {
    const got = await exchange(world.newcomers, introduction, await token());
    deepEqual([got.kind, got.name, got.address], ['operator', 'ci', world.mainAddress]);
    const minutes = (new X509Certificate(got.certificate).validToDate.getTime() - world.now()) / minuteMs;
    ok(minutes > 14 && minutes <= 15, `${minutes} minutes`);
    const { operator } = await identitiesOf(got).whoAmI({});
    deepEqual([operator?.role, operator?.scopes], ['deployer', [{ app: 'hello', environment: 'staging' }]]);
    deepEqual(await told(identitiesOf(got).listOperators({})), 'forbidden: not allowed');
    const entries: string[] = [];
    for await (const { entry } of world.identities().readAudit({ act: 'Enroll' })) entries.push(entry);
    match(entries.join(), /"actor":"operator ci".*"outcome":"done".*"sub":"repo:acme\/hello"/);
    equal(await told(exchange(world.newcomers, introduction, await token({ ref: 'refs/heads/stable' }))), 'done');
  });

  it('what is not pinned enough, or makes no sense, is not declared', async () => {
    const refusal = async (more: AddPipelineRequestInput) =>
      told(world.identities().addPipeline({ name: 'x', ...declared(more) }));
    match(await refusal({ claims: [] }), /issuer and audience alone let everybody in who uses that platform/);
    match(
      await refusal({ claims: [{ name: 'ref', values: ['refs/heads/main'] }] }),
      /ref beside issuer and audience lets everybody in/,
    );
    match(await refusal({ claims: [{ name: 'sub', values: [] }] }), /claim sub: 1 to 20 values/);
    match(await refusal({ claims: [{ name: 'aud', values: ['x'] }] }), /aud is looked at with every token/);
    match(await refusal({ issuer: 'http://127.0.0.1' }), /an https URL/);
    match(await refusal({ issuer: 'https://user@issuer.example' }), /an https URL/);
    match(await refusal({ lifeMs: 61 * minuteMs }), /1 to 60 minutes/);
    match(await refusal({ ca: 'x' }), /no certificate in PEM/);
    const secret = await generateKeyPair('ES256', { extractable: true });
    match(await refusal({ keys: JSON.stringify({ keys: [await exportJWK(secret.privateKey)] }) }), /with public keys only/);
    match(await refusal({ keys: '{"keys":[{"kty":"oct","k":"AAAA"}]}' }), /with public keys only/);
    match(await told(world.identities().addPipeline({ ...declared(), name: 'ann' })), /comes with an invitation/);
    match(await told(world.identities().inviteOperator({ name: 'ci', role: 'admin' })), /ci is a pipeline/);
  });

  it('all that is wrong with one is told at once, however much it is', async () => {
    const claims = Array.from({ length: 20 }, (_, at) => ({ name: `${at}`.repeat(40), values: [] }));
    const wrong = declared({ issuer: 'http://127.0.0.1', lifeMs: 1, claims });
    await rejects(world.identities().addPipeline({ name: 'x', ...wrong }), ({ message, details }: Failure) => {
      deepEqual([message.includes('\n'), details.length], [false, 21]);
      return true;
    });
  });

  it('a token that is not just what was pinned gets nothing, always in the same words; the reason stands in the log', async () => {
    const [header, body] = (await token()).split('.') as [string, string];
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hs256 = `${encoded({ alg: 'HS256', kid: 'k1' })}.${body}`;
    const shared = createHmac('sha256', JSON.stringify(issuer.jwk)).update(hs256).digest('base64url');
    const foreign = await generateKeyPair('ES256');
    const at = nowS();
    const bad: [why: RegExp, token: string][] = [
      [/^issuer is "https:\/\/other.example", not/, await token({ iss: 'https://other.example' })],
      [/^issuer is missing/, await token({ iss: undefined })],
      [/^audience is "another", and not/, await token({ aud: 'another' })],
      [/^token is for others as well/, await token({ aud: [audience, 'another'] })],
      [/^audience is missing/, await token({ aud: undefined })],
      [/^claim repository is "acme\/hello-admin", not "acme\/hello"/, await token({ repository: 'acme/hello-admin' })],
      [/^claim repository is "ACME\/hello"/, await token({ repository: 'ACME/hello' })],
      [/^claim repository is missing/, await token({ repository: undefined })],
      [/^claim repository is no text/, await token({ repository: ['acme/hello'] })],
      [/^claim repository is .*; claim ref is "refs\/heads\/main2"/, await token({ repository: 'a/b', ref: 'refs/heads/main2' })],
      [/"exp" claim timestamp check failed/, await token({ exp: at - 60 })],
      [/^missing required "exp"/, await token({ exp: undefined })],
      [/"nbf" claim timestamp check failed/, await token({ nbf: at + 120 })],
      [/"iat" claim timestamp check failed/, await token({ iat: at - 7200 })],
      [/"iat" claim timestamp check failed/, await token({ iat: at + 600 })],
      [/^missing required "iat"/, await token({ iat: undefined })],
      [/"alg".*not allowed/, `${encoded({ alg: 'none' })}.${body}.`],
      [/"alg".*not allowed/, `${hs256}.${shared}`],
      [/signature verification failed/, await issuer.sign(claims(), { by: foreign.privateKey })],
      [
        /signature verification failed/,
        `${header}.${encoded({ ...claims(), repository: 'acme/hello' })}.${(await token()).split('.')[2]}`,
      ],
      [/no applicable key found/, await issuer.sign(claims(), { kid: 'k9' })],
      [/^token is longer than/, await token({ more: 'x'.repeat(8192) })],
      [/^this is no token/, 'x.y.z'],
    ];
    const words = new Set<string>();
    for (const [why, oidc] of bad) {
      world.time.aheadMs += 3100;
      words.add(await told(bring(oidc)));
      match(reason(), why);
    }
    words.add(await told(bring(await token(), { pipeline: 'nobody' })));
    words.add(await told(bring(await token(), { pipeline: 'ann' })));
    deepEqual([...words], ['unauthenticated: the server does not take this token for this pipeline']);
    const denials: string[] = [];
    for await (const { entry } of world.identities().readAudit({ act: 'Enroll' })) denials.push(entry);
    match(denials.join(), /"actor":"operator ci \(token\)".*"outcome":"denied".*issuer is \\"https:\/\/other.example/);
  });

  it('X19: an address has so many tries in a minute; those that brought a new certificate do not count', async () => {
    equal(await told(bring(await token())), 'done');
    const words = new Set<string>();
    for (let tries = 0; tries < 20; tries += 1) words.add(await told(bring('x.y.z')));
    deepEqual([...words], ['unauthenticated: the server does not take this token for this pipeline']);
    match(await told(bring(await token())), /^resource-exhausted: too many tries/);
  });

  it('X16: the same token with the same key again gets the same certificate, with another key nothing, and an alarm', async () => {
    const oidc = await token({ exp: nowS() + 3000 });
    const { csr } = await newRequest('x');
    const { certificate } = await bring(oidc, { csr });
    equal((await bring(oidc, { csr })).certificate, certificate);
    match(await told(bring(oidc)), /^unauthenticated/);
    match(reason(), /exchanged with another key/);
    ok(world.lines.some(({ msg }) => /came again with another key/.test(String(msg))));
    // Whoever has seen an ECDSA signature can write it in another form that is just as good.
    const another = otherForm(oidc);
    match(await told(bring(another)), /^unauthenticated/);
    match(reason(), /exchanged with another key/);
    await declare('ci-2');
    match(await told(bring(oidc, { csr, pipeline: 'ci-2' })), /^unauthenticated/);
    world.time.aheadMs += 16 * minuteMs;
    match(await told(bring(oidc, { csr })), /^unauthenticated/);
    equal(reason(), 'token was exchanged');
  });

  it('X15: of many that bring one token at once, each with its own key, one gets a certificate', async () => {
    const oidc = await token();
    const ended = await Promise.all(Array.from({ length: 6 }, () => told(bring(oidc))));
    equal(ended.filter((one) => one === 'done').length, 1, ended.join());
  });

  it('jobs that run at once have a certificate each, all good, also when there are many', async () => {
    const all: Enrolment[] = [];
    // An address has so many connections at a time, and fewer tries in a minute than there are jobs here.
    for (let round = 0; round < 6; round += 1) {
      const some = Array.from({ length: 4 }, async () => exchange(world.newcomers, introduction, await token()));
      all.push(...(await Promise.all(some)));
    }
    const names = await Promise.all(all.map(async (one) => (await identitiesOf(one).whoAmI({})).operator?.name));
    deepEqual(new Set(names), new Set(['ci']));
    equal(new Set(all.map(({ certificate }) => certificate)).size, 24);
    match(await told(identitiesOf(all[0] as Enrolment).renewOperator({ csr: (await newRequest('x')).csr })), /is not renewed/);
  });

  it('an issuer that is away, led elsewhere, or speaks for another: nobody is let in, and it is not asked again and again', async () => {
    const discovery = '/.well-known/openid-configuration';
    const elsewhere = { issuer: 'https://other.example', jwks_uri: `${issuer.url}/keys` };
    const plain = { issuer: issuer.url, jwks_uri: issuer.url.replace('https', 'http') };
    const wrong: [RegExp, string, { status: number; headers?: Record<string, string>; body: string }][] = [
      [/speaks for another issuer/, discovery, { status: 200, body: JSON.stringify(elsewhere) }],
      [/answers 302/, discovery, { status: 302, headers: { location: `${issuer.url}/elsewhere` }, body: '' }],
      [/something else than is asked for/, discovery, { status: 200, body: JSON.stringify(plain) }],
      [/something else than is asked for/, '/keys', { status: 200, body: '<html>' }],
      [/longer than 256 KiB/, '/keys', { status: 200, body: ' '.repeat(300 * 1024) }],
    ];
    for (const [why, path, answer] of wrong) {
      issuer.instead.set(path, answer);
      match(await told(bring(await token())), /^unavailable: whether this token is good cannot be found out now/);
      match(reason(), why);
      issuer.instead.clear();
      world.time.aheadMs += 6000;
    }
    await issuer.down();
    match(await told(bring(await token())), /^unavailable/);
    match(reason(), /ECONNREFUSED/);
    await issuer.up();
    const before = issuer.asked.length;
    match(await told(bring(await token())), /^unavailable/);
    equal(issuer.asked.length, before);
    ok(!issuer.asked.includes('/elsewhere'));
    world.time.aheadMs += 6000;
    equal(await told(bring(await token())), 'done');
  });

  it('keys that nobody knows do not make the server ask again and again; a new key of the issuer is found', async () => {
    await bring(await token());
    const before = issuer.asked.length;
    for (let tries = 0; tries < 10; tries += 1) await told(bring(await issuer.sign(claims(), { kid: `made-up-${tries}` })));
    equal(issuer.asked.length, before);
    const next = await generateKeyPair('ES256', { extractable: true });
    issuer.published.push({ ...(await exportJWK(next.publicKey)), kid: 'k2', alg: 'ES256', use: 'sig' });
    world.time.aheadMs += 31_000;
    equal(await told(bring(await issuer.sign(claims(), { kid: 'k2', by: next.privateKey }))), 'done');
    equal(issuer.asked.length, before + 2);
  });

  it('with the issuer’s keys in a file nobody is asked', async () => {
    await declare('closed', { keys: JSON.stringify({ keys: [issuer.jwk] }) });
    const before = issuer.asked.length;
    equal(await told(bring(await token(), { pipeline: 'closed' })), 'done');
    equal(issuer.asked.length, before);
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    for (const [kid, key] of [
      ['off-curve', { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', alg: 'ES256' }],
      ['short', { ...short.publicKey.export({ format: 'jwk' }), alg: 'RS256' }],
    ] as const) {
      await declare('closed', { keys: JSON.stringify({ keys: [{ ...key, kid }] }) });
      const header = Buffer.from(JSON.stringify({ alg: key.alg, kid })).toString('base64url');
      const [, body, signature] = (await token()).split('.');
      match(await told(bring(`${header}.${body}.${signature}`, { pipeline: 'closed' })), /^unauthenticated/);
      match(reason(), /the key that it names cannot be used/);
    }
  });

  it('X22: removed or declared otherwise, it ends at once', async () => {
    const moving = await declare('moving');
    const got = await exchange(world.newcomers, moving, await token());
    const own = identitiesOf(got);
    equal((await own.whoAmI({})).operator?.name, 'moving');
    await declare('moving');
    equal((await own.whoAmI({})).operator?.name, 'moving');
    await declare('moving', { claims: [{ name: 'repository', values: ['acme/moved'] }] });
    match(await told(own.whoAmI({})), /^(?:unauthenticated|unavailable)/);
    const again = await exchange(world.newcomers, moving, await token({ repository: 'acme/moved' }));
    await world.identities().removeOperator({ name: 'moving' });
    match(await told(identitiesOf(again).whoAmI({})), /^unauthenticated/);
    match(await told(exchange(world.newcomers, moving, await token({ repository: 'acme/moved' }))), /^unauthenticated/);
  });

  it('X18: a server that has none of the pins is shown no token', async () => {
    const pins = introduction.pins.map((pin) => pin.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')));
    await rejects(exchange(world.newcomers, { ...introduction, pins }, await token()), /nothing was sent to it/);
    equal(readIntroduction(writeIntroduction(introduction))?.audience, audience);
    equal(readIntroduction('castellan-pipeline-1.ci.x'), undefined);
  });

  it('before new authorities sign, the introduction has the pins of both; pipelines are not waited for', async () => {
    const own = identitiesOf(await exchange(world.newcomers, introduction, await token()));
    await own.whoAmI({});
    await world.identities().rotateAuthorities({ force: true });
    const both = await declare('ci');
    equal(both.pins.length, 2);
    const { waiting } = await world.identities().showAuthorities({});
    deepEqual(
      waiting.filter((line) => line.includes('ci')),
      [],
    );
    await world.identities().rotateAuthorities({ force: true });
    equal(await told(exchange(world.newcomers, both, await token())), 'done');
    // A job that is under way is not asked for what it may not have.
    equal((await own.renewOperator({ trusted: [] })).due, false);
    await rejects(exchange(world.newcomers, introduction, await token()), /nothing was sent to it/);
  });
});

/** (r, s) and (r, n - s) are signatures of the same, on P-256. */
function otherForm(token: string): string {
  const [header, body, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const s = order - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  const other = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
  return `${header}.${body}.${other.toString('base64url')}`;
}
