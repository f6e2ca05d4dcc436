// A platform that makes tokens for its jobs: a real HTTPS server with a discovery document and keys, and whatever it is told to
// get wrong.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { issueInto, makeAuthorities } from '../../certs/store.ts';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

export type Issuer = Awaited<ReturnType<typeof openIssuer>>;

export async function openIssuer() {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-issuer-'));
  const authorities = await makeAuthorities(folder);
  const place = await issueInto(folder, authorities, { kind: 'server', name: 'issuer', addresses: ['127.0.0.1'] });
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) => readFileSync(join(place, name), 'utf8')) as [string, string];
  rmSync(folder, { recursive: true });
  const keys = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const published = [jwk];
  /** Path -> what is answered instead. */
  const instead = new Map<string, Answer>();
  const asked: string[] = [];
  /** Path -> with what it was asked for. */
  const authorizations = new Map<string, string | undefined>();
  const server: Server = createServer({ cert, key }, (request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    authorizations.set(path, request.headers.authorization);
    const { status, headers = {}, body } = instead.get(path) ?? usual(path);
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers }).end(body);
  });
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const port = await listen(0);
  const url = `https://127.0.0.1:${port}`;

  function usual(path: string): Answer {
    if (path === '/.well-known/openid-configuration')
      return { status: 200, body: JSON.stringify({ issuer: url, jwks_uri: `${url}/keys` }) };
    return path === '/keys' ? { status: 200, body: JSON.stringify({ keys: published }) } : { status: 404, body: '{}' };
  }

  return {
    url,
    ca: authorities['server-ca'].cert,
    jwk,
    published,
    instead,
    asked,
    authorizations,
    /** A token with these claims and no others. */
    sign: (claims: JWTPayload, { kid = 'k1', by = keys.privateKey }: { kid?: string; by?: typeof keys.privateKey } = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' }).sign(by),
    down: close,
    up: () => listen(port),
    close,
  };
}
