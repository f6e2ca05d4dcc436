// A newcomer's way in: first the server's authority is found out and compared with the pin, and only to a server of that
// authority the token is shown.
import { X509Certificate } from 'node:crypto';
import { connect, createSecureContext, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { ChannelCredentials } from '@grpc/grpc-js';
import { type ClientCredentials, checkServerOf } from '../certs/credentials.ts';
import { identityOf, serverNameOf } from '../certs/identity.ts';
import type { Introduction } from '../certs/introduction.ts';
import { newRequest, requestFor } from '../certs/request.ts';
import { pinOf, readToken } from '../certs/token.ts';
import { type Failure, fail } from './failure.ts';
import type { EnrollReply } from './generated/castellan/v1/EnrollReply.ts';
import type { EnrollRequestInput } from './generated/castellan/v1/EnrollRequest.ts';
import { enrollmentService } from './load.ts';
import { expired, notYetValid } from './out-of-date.ts';
import { openClient } from './stream.ts';

export interface Enrolment extends Pick<EnrollReply, 'certificate' | 'authorities' | 'kind' | 'name' | 'cluster' | 'address'> {
  /** PKCS #8 PEM; it has never left this machine. */
  key: string;
}

const connectMs = 10_000;
const callMs = 20_000;

/**
 * `keyPem`: of the try before, whose answer may have been lost: the same key gets the same certificate.
 * @throws Failure bad-input (no token), unavailable, refused (another authority than the token's), unauthenticated (the token; a
 * certificate of the server that is out of date by this machine's clock)
 */
export async function enroll(address: string, token: string, keyPem?: string): Promise<Enrolment> {
  const read = readToken(token);
  if (!read) throw fail('bad-input', 'this is no token of an invitation; copy the whole of it, it begins with castellan-1.');
  return enrollWith(address, [read.pin], { token: { id: read.id, secret: read.secret } }, keyPem);
}

/** With a token of the platform that a pipeline runs on. @throws Failure as above */
export async function exchange(address: string, { name, pins }: Introduction, oidc: string, keyPem?: string): Promise<Enrolment> {
  return enrollWith(address, pins, { oidc, pipeline: name }, keyPem);
}

async function enrollWith(
  address: string,
  pins: string[],
  proof: Omit<EnrollRequestInput, 'csr'>,
  keyPem?: string,
): Promise<Enrolment> {
  const { authority, cluster } = await authorityAt(address, pins);
  const { key, csr } = await (keyPem === undefined ? newRequest('newcomer') : requestFor('newcomer', keyPem));
  const client = openClient(enrollmentService, { address, credentials: trusting(authority, cluster) });
  try {
    const reply = await client.enroll({ ...proof, csr }, { deadlineMs: callMs });
    checkReply(reply, key, cluster);
    return { ...reply, key };
  } finally {
    client.close();
  }
}

/** The authority that a server's certificate comes from, in PEM. Nothing is sent; what follows trusts this one alone. */
async function authorityAt(address: string, pins: string[]): Promise<{ authority: string; cluster: string }> {
  const socket = await connected(address);
  try {
    const leaf = socket.getPeerX509Certificate();
    const above = authorityOf(socket.getPeerCertificate(true));
    const identity = leaf && identityOf(leaf.raw);
    if (!leaf || !above || !pins.includes(pinOf(above)) || !leaf.verify(above.publicKey) || identity?.kind !== 'server')
      throw otherAuthority(address);
    checkDates(address, [leaf, above]);
    return { authority: above.toString(), cluster: identity.cluster };
  } finally {
    socket.destroy();
  }
}

/** A machine that is new may have no right time yet, and the call would only say that nobody can be reached. */
function checkDates(address: string, chain: X509Certificate[]): void {
  const now = Date.now();
  if (chain.some(({ validFromDate }) => now < validFromDate.getTime())) throw notYetValid(address);
  if (chain.some(({ validToDate }) => now > validToDate.getTime())) throw expired(address);
}

function connected(address: string): Promise<TLSSocket> {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    // Whether it is the right one is found out by the pin, before anything is sent.
    const socket = connect({
      host,
      port: Number(address.slice(at + 1)),
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
      ALPNProtocols: ['h2'],
    });
    const failed = (reason: string) => {
      socket.destroy();
      reject(
        fail('unavailable', `no server answers at ${address}: ${reason}`, {
          next: 'is the port open, and the address the one that the invitation names?',
        }),
      );
    };
    socket.setTimeout(connectMs, () => failed('no answer in time'));
    socket.once('error', (error) => failed(error.message));
    socket.once('secureConnect', () => resolve(socket));
  });
}

/** The end of the chain that was sent. */
function authorityOf(peer: DetailedPeerCertificate): X509Certificate | undefined {
  const issuer = peer.issuerCertificate;
  return issuer?.raw && issuer.raw !== peer.raw ? new X509Certificate(issuer.raw) : undefined;
}

function otherAuthority(address: string): Failure {
  return fail('refused', `the server at ${address} is not the one that this token is for; nothing was sent to it`, {
    next: 'somebody may be in between, or it has new authorities: ask for a new token or introduction, and compare the address',
  });
}

function trusting(ca: string, cluster: string): Pick<ClientCredentials, 'serverName' | 'forChannel'> {
  return {
    serverName: serverNameOf(cluster),
    forChannel: () =>
      ChannelCredentials.createFromSecureContext(createSecureContext({ ca, minVersion: 'TLSv1.3' }), {
        checkServerIdentity: (host, certificate) => checkServerOf(cluster, host, certificate),
      }),
  };
}

/** What came back is for our key, and for the cluster that we asked. */
function checkReply({ certificate, authorities }: EnrollReply, key: string, cluster: string): void {
  try {
    createSecureContext({ cert: certificate, key, ca: authorities });
    if (identityOf(new X509Certificate(certificate).raw)?.cluster === cluster) return;
  } catch {
    // Told below.
  }
  throw fail('internal', 'the server sent a certificate that does not fit');
}
