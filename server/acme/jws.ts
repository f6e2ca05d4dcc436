// Requests as RFC 8555, 6.2 wants them signed: JWS in its flattened form (RFC 7515), with ES256.
import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';

/** PKCS #8 PEM of a fresh P-256 key. */
export function newKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

/** `payload` undefined: POST-as-GET. */
export function signed(
  keyPem: string,
  { kid, ...more }: { url: string; nonce: string; kid: string | null },
  payload: object | undefined,
): string {
  const key = createPrivateKey(keyPem);
  const header = { alg: 'ES256', ...more, ...(kid === null ? { jwk: publicJwk(key) } : { kid }) };
  const encoded = {
    protected: base64url(JSON.stringify(header)),
    payload: payload === undefined ? '' : base64url(JSON.stringify(payload)),
  };
  const text = Buffer.from(`${encoded.protected}.${encoded.payload}`);
  const signature = sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return JSON.stringify({ ...encoded, signature });
}

/** Says that this account is a customer's (RFC 8555, 7.3.4). `key`: base64url, as the authority gave it. */
export function bound(keyPem: string, { id, key }: { id: string; key: string }, url: string): object {
  const encoded = {
    protected: base64url(JSON.stringify({ alg: 'HS256', kid: id, url })),
    payload: base64url(JSON.stringify(publicJwk(createPrivateKey(keyPem)))),
  };
  const mac = createHmac('sha256', Buffer.from(key, 'base64url')).update(`${encoded.protected}.${encoded.payload}`);
  return { ...encoded, signature: mac.digest('base64url') };
}

/** What is answered for a token (RFC 8555, 8.1): it and the account key's thumbprint (RFC 7638). */
export function keyAuthorization(keyPem: string, token: string): string {
  const thumbprint = sha256(JSON.stringify(publicJwk(createPrivateKey(keyPem))));
  return `${token}.${thumbprint}`;
}

/** What the TXT record says (RFC 8555, 8.4). */
export function dnsValue(authorization: string): string {
  return sha256(authorization);
}

/** Its members in the order of RFC 7638. */
function publicJwk(key: KeyObject): Record<string, string> {
  const { crv, kty, x, y } = createPublicKey(key).export({ format: 'jwk' });
  return { crv, kty, x, y } as Record<string, string>;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
