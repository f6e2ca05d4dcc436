// What comes in over the wire or lies in files: messages, certificates, tokens, headers, tables, settings.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { Metadata } from '@grpc/grpc-js';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type protobuf from 'protobufjs';
import { readUsers } from '../../agent/basic-users.ts';
import { readProxyHeader } from '../../agent/router/proxy-header.ts';
import { checkTable } from '../../agent/router/table.ts';
import { parseLine, question, replies } from '../../agent/router/wire.ts';
import { derValues } from '../../certs/der.ts';
import { identityOf } from '../../certs/identity.ts';
import { type Authorities, issue, makeAuthority } from '../../certs/issue.ts';
import { newRequest, requestedKey } from '../../certs/request.ts';
import { newToken, readToken, writeToken } from '../../certs/token.ts';
import { brokenIn, readExport } from '../../cli/audit-export.ts';
import { beginning, linkHash } from '../../lib/hash-chain.ts';
import { patternMistake } from '../../lib/linear-pattern.ts';
import { loadSettings, SettingsMistakes } from '../../lib/settings.ts';
import { Failure, fail, fromStatus, toStatus } from '../../proto/failure.ts';
import type { LogBlock } from '../../proto/generated/castellan/v1/LogBlock.ts';
import type { AnyRpc } from '../../proto/handle.ts';
import { agentsService, controlService, enrollmentService, identitiesService } from '../../proto/load.ts';
import { withinParts } from '../../proto/parts.ts';
import { serverShape } from '../../server/config.ts';
import { edited } from '../../server/edit-settings.ts';
import { checkBlock, openPiece } from '../../server/logs/block.ts';
import { matcherOf } from '../../server/logs/matching.ts';
import { mistakeInKeys } from '../../server/oidc/key-set.ts';
import { verifyToken } from '../../server/oidc/verify.ts';
import { entriesOf, noSettings } from '../../server/settings.ts';
import { fuzzFolder, mayThrow } from './bundle-targets.ts';
import type { Target } from './guided.ts';
import { contract, messageOf } from './messages.ts';

const settingsFile = join(fuzzFolder, 'server.yaml');
const services = [controlService, agentsService, identitiesService, enrollmentService];
const rpcs = services.flatMap((service) => Object.values(service) as AnyRpc[]);

/** Which call it is for stands before the message, in a byte. */
const requests = rpcs.map(({ path }, index) => {
  const [service = '', name = ''] = path.slice(1).split('/');
  const type = contract.lookupService(service).methods[name]?.resolvedRequestType as protobuf.Type;
  const [plain] = fc.sample(messageOf(type, {}, 3), { numRuns: 1, seed: index });
  return Buffer.concat([Buffer.of(index), type.encode(type.fromObject(plain as object)).finish()]);
});

const block: LogBlock = {
  ...{ app: 'hello', environment: 'production', process: 'web', index: 0, replica: 'web-0-a', run: 1, stream: 'stdout' },
  ...{ offset: 0, length: 600, encoding: 'ZSTD', data: zstdCompressSync('a line\n'.repeat(200).slice(0, 600)), marks: [] },
  ...{ gapReason: '', last: false, release: 1 },
};

const certificates = await Promise.all((['host', 'operator'] as const).map(certificate));
const { csr } = await newRequest('web-1');

async function certificate(kind: 'host' | 'operator'): Promise<Buffer> {
  const cluster = 'castellan-0a1b2c3d';
  const [servers, clients] = [await makeAuthority(cluster, 'server-ca'), await makeAuthority(cluster, 'client-ca')];
  const { cert } = await issue({ cluster, 'server-ca': servers, 'client-ca': clients } as Authorities, { kind, name: 'web-1' });
  return new X509Certificate(cert).raw;
}

const now = Math.floor(Date.now() / 1000);
const issuer = await generateKeyPair('ES256', { extractable: true });
const jwk = { ...(await exportJWK(issuer.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
const claims = { iss: 'https://issuer.test', aud: 'castellan', iat: now, exp: now + 600, sub: 'repo', repository_id: '1' };
const token = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(issuer.privateKey);
const pipeline = {
  ...{ issuer: claims.iss, audience: claims.aud, lifeMs: 60_000, ca: '', keys: JSON.stringify({ keys: [jwk] }) },
  claims: [{ name: 'repository_id', values: ['1'] }],
};

async function verified(text: string, keys: string): Promise<void> {
  const nobody = { of: () => assert.fail('somebody is asked for keys') };
  const said = await verifyToken(text, { ...pipeline, keys }, nobody, now * 1000);
  if ('id' in said) assert.ok(text.startsWith(token.slice(0, token.lastIndexOf('.'))), 'a token that nobody signed is taken');
  else assert.equal(typeof said.trouble, 'string');
}

const proxyHead = Buffer.from('\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\x7f\0\0\x01\x7f\0\0\x01\x12\x34\0\x50', 'latin1');
const proxyHead6 = Buffer.concat([
  Buffer.from('\r\n\r\n\0\r\nQUIT\n\x21\x21\0\x2b', 'latin1'),
  Buffer.alloc(36, 1),
  Buffer.of(4, 0, 4, 1, 2, 3, 4),
]);

const table = {
  revision: 1,
  routes: [
    {
      ...{ port: null, host: 'hello.test', path: '/', app: 'hello', environment: 'production', process: 'web' },
      targets: [{ replica: 'web-0-a', release: 1, address: '127.0.0.1', port: 8080, weight: 50 }],
      rules: { maxBodyBytes: 1000 },
    },
    { port: 9000, host: null, path: '/', app: 'db', environment: 'production', process: 'db', targets: [], protocol: 'tcp' },
  ],
  certificates: [{ name: 'c', hosts: ['hello.test'], certFile: '/x/cert.pem', keyFile: '/x/key.pem' }],
  challenges: { token: 'answer' },
  trusted: ['10.0.0.0/8'],
};

function linked(number: number, previous: string) {
  const link = { number, at: number * 1000, entry: JSON.stringify({ actor: 'operator ann', act: 'Deploy' }) };
  return { number, atMs: link.at, entry: link.entry, hash: linkHash(previous, link) };
}
const first = linked(1, beginning);
const chain = [first, linked(2, first.hash)];

const failure = toStatus(fail('refused', 'no', { details: ['a', 'b'], next: 'x' })).metadata.get(
  'castellan-failure-bin',
)[0] as Buffer;

async function mayFail(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'bad-input') throw error;
  }
}

export const wireTargets: Target[] = [
  {
    name: 'messages of the contract',
    seeds: requests,
    decode: (input) => {
      const rpc = rpcs[(input[0] ?? 0) % rpcs.length] as AnyRpc;
      // Whatever a decoder throws, its caller is told that the request cannot be read; a plain error is all that is asked of it.
      mayThrow(() => withinParts(() => rpc.requestDeserialize(input.subarray(1))), /./);
    },
  },
  {
    name: 'blocks of logs',
    seeds: [
      Buffer.from(controlBytes(block)),
      Buffer.from(controlBytes({ ...block, encoding: 'PLAIN', length: 3, data: Buffer.from('a\nb') })),
    ],
    decode: (input) =>
      mayFail(async () => {
        const read = readBlock(input);
        if (!read) return;
        checkBlock(read);
        const piece = await openPiece(read, 1);
        assert.ok(piece.marks.length > 0);
      }),
  },
  {
    name: 'certificates',
    seeds: certificates,
    decode: (input) => {
      identityOf(input);
      mayThrow(() => derValues(input), /^(a tag|a value|a length|it ends)/);
    },
  },
  { name: 'requests for certificates', seeds: [csr], decode: (input) => mayFail(() => requestedKey(input)) },
  {
    name: 'tokens of invitations',
    seeds: [writeToken(newToken('p'.repeat(43)))],
    words: ['castellan-1.', '.', '\n'],
    decode: (input) => {
      const token = readToken(input.toString());
      if (token) assert.equal(writeToken(token), input.toString().trim());
    },
  },
  {
    name: 'tokens of issuers',
    seeds: [token, token.replace(/^[^.]+/, Buffer.from('{"alg":"none"}').toString('base64url'))],
    words: ['.', 'eyJ', Buffer.from('{"alg":"HS256","kid":"k1"}').toString('base64url'), 'e30', '='],
    decode: (input) => verified(input.toString(), pipeline.keys),
  },
  {
    name: 'keys of issuers',
    seeds: [pipeline.keys, JSON.stringify({ keys: [jwk, { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'k1' }] })],
    json: true,
    decode: (input) => (mistakeInKeys(input.toString()) === undefined ? verified(token, input.toString()) : undefined),
  },
  {
    name: 'headers of the PROXY protocol',
    seeds: [proxyHead, proxyHead6],
    decode: (input) => {
      const said = readProxyHeader(input);
      if ('needs' in said) assert.ok(said.needs > input.length && said.needs <= 4096);
      if ('bytes' in said) assert.ok(said.bytes <= input.length);
    },
  },
  {
    name: 'route tables',
    seeds: [JSON.stringify(table)],
    json: true,
    decode: (input) => {
      const checked = checkTable(parseLine(input.toString()));
      assert.ok('table' in checked || (checked.mistakes.length > 0 && checked.mistakes.length <= 20));
    },
  },
  {
    name: 'lines to the router and from it',
    seeds: [
      JSON.stringify({ id: 1, ask: 'replace', node: '/n', main: '/m', listen: '80', workers: 1 }),
      JSON.stringify({ id: 1, ask: 'cut', replica: 'x' }),
      JSON.stringify({ protocol: 1, pid: 1, revision: 0, listen: '80', workers: 1, figures: [] }),
    ],
    json: true,
    decode: (input) => {
      const said = parseLine(input.toString());
      question.safeParse(said);
      for (const shape of Object.values(replies)) shape.safeParse(said);
    },
  },
  {
    name: 'changes of settings',
    seeds: [
      'LOG_LEVEL=debug\nreplicas.web=3\nhosts.web=a.test,*.b.test\non.web=role=front',
      'tls.web=acme\nallow.web=10.0.0.0/8\nmaintenance.web=on',
    ],
    words: ['\n', '=', '.', 'replicas.', 'hosts.', '__proto__', 'constructor', ',', 'web'],
    decode: (input) => {
      const pairs = input
        .toString()
        .split('\n')
        .map((line) => line.split('='));
      const set = pairs.map(([key = '', ...rest]) => ({ key, value: rest.join('=') }));
      const key = set[0]?.key ?? '';
      const { settings, mistakes } = edited(noSettings, { set, unset: [key], process: '' }, ['web']);
      assert.ok(mistakes.length > 0 || entriesOf(settings).length <= set.length + 1);
    },
  },
  {
    name: 'settings of a program',
    seeds: ['listen: 0.0.0.0:7400\ntls: /x\nlogs: { max_days: 7 }\nhosts:\n  lost: 60s\ndns:\n  providers: {}\n'],
    words: ['&a ', '*a', ': ', '{', '[', '- ', '!!binary ', '---\n', '__proto__: ', '? ', '0s', '\t', '~'],
    decode: (input) => {
      writeFileSync(settingsFile, input);
      try {
        loadSettings({ program: 'server', shape: serverShape, argv: ['--config', settingsFile], env: {} });
      } catch (error) {
        if (!(error instanceof SettingsMistakes)) throw error;
        assert.ok(error.mistakes.length > 0);
      }
    },
  },
  {
    name: 'exports of the audit',
    seeds: [chain.map((link) => JSON.stringify(link)).join('\n'), JSON.stringify(first)],
    words: ['null', '\n', '{}', '[]', '1e400', '"'],
    json: true,
    decode: (input) => mayThrow(() => brokenIn(readExport(input.toString())), /^line \d+ is no entry$/),
  },
  {
    name: 'failures that a peer tells',
    seeds: [failure],
    json: true,
    decode: (input) => {
      const metadata = new Metadata();
      metadata.set('castellan-failure-bin', input);
      assert.ok(fromStatus({ code: 9, details: 'x', metadata }) instanceof Failure);
    },
  },
  {
    name: 'patterns and searches',
    seeds: ['^/api/(v[0-9]+)/.*$', '(?i)a{2,5}|b+?', '\\p{L}[^x-z]'],
    words: ['(', ')', '{1000}', '(?:', '\\', '[', ']', '*', '(?P<a>', '|'],
    decode: (input) => {
      const text = input.toString().slice(0, 1000);
      assert.notEqual(patternMistake(text), '');
      return mayFail(() =>
        matcherOf({ pattern: text, contains: text, fields: [{ path: text || 'x', comparison: 'MORE', value: text }] }),
      );
    },
  },
  {
    name: 'lists of users',
    seeds: ['ann:secret\nbob:x:y\r\n'],
    decode: (input) => assert.ok(Array.isArray(readUsers(input.toString(), 'a/b'))),
  },
];

function controlBytes(of: LogBlock): Buffer {
  return agentsService.ShipLogs.requestSerialize(of);
}

/** As it is read from the wire; undefined: it is no message. */
function readBlock(bytes: Buffer): LogBlock | undefined {
  try {
    return agentsService.ShipLogs.requestDeserialize(bytes);
  } catch {
    return undefined;
  }
}
