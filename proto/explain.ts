// Why a server cannot be reached. To grpc-js a server that is down and one that refuses our certificate look the same.
import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { clientCredentials, otherCluster } from '../certs/credentials.ts';
import { Failure, fail } from './failure.ts';
import { expired, notYetValid } from './out-of-date.ts';

/**
 * Connects once, without gRPC, and says in words what stands in the way.
 * @param address `host:port`
 * @returns a Failure `unavailable` or `unauthenticated`; `refused` when our own certificate cannot be used
 */
export async function explainUnavailable(address: string, credentialsFolder: string, timeoutMs = 5_000): Promise<Failure> {
  try {
    const credentials = clientCredentials(credentialsFolder);
    const { hostname, port } = new URL(`tcp://${address}`);
    const host = hostname.replace(/^\[|\]$/g, '');
    await shakeHands({
      ...credentials.tls,
      host,
      port: Number(port),
      servername: credentials.serverName,
      ALPNProtocols: ['h2'],
      checkServerIdentity: credentials.checkServer,
      timeout: timeoutMs,
    });
    return fail('unavailable', `${address} answers and accepts the certificate in ${credentialsFolder}, but ends the calls`, {
      next: 'try again; if it goes on, look into the server’s log',
    });
  } catch (error) {
    return error instanceof Failure ? error : wordsFor(error as NodeJS.ErrnoException, address, credentialsFolder);
  }
}

/** Resolves when the server has sent its first bytes: under TLS 1.3 it looks at our certificate only after we think all is well. */
async function shakeHands(options: ConnectionOptions): Promise<void> {
  const socket: TLSSocket = connect(options);
  socket.once('timeout', () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
  socket.once('end', () => socket.destroy(Object.assign(new Error('hung up'), { code: hungUp })));
  try {
    await once(socket, 'data');
  } finally {
    socket.destroy();
  }
}

// Node's server checks the certificate after the handshake, and ends the connection without a word.
const hungUp = 'CASTELLAN_HUNG_UP';

function wordsFor(error: NodeJS.ErrnoException, address: string, folder: string): Failure {
  const code = error.code ?? '';
  const said = (message: string, next: string) => fail('unavailable', message, { next, cause: error });
  const denied = (message: string, next: string) => fail('unauthenticated', message, { next, cause: error });

  if (code === 'ECONNREFUSED') return said(`nothing listens at ${address}`, 'start the server, or correct its address');
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return said(`the name in ${address} does not resolve`, 'correct the address, or its DNS');
  if (code === 'ETIMEDOUT')
    return said(`${address} does not answer`, 'look for a firewall between, and whether the machine is up');
  if (untrusted.has(code)) {
    return denied(
      `${address} shows a certificate that ${folder}/ca.pem did not sign`,
      'take ca.pem from the server that you mean',
    );
  }
  if (code === otherCluster) {
    return denied(
      `${address} is of another cluster than the certificate in ${folder}`,
      'correct the address, or take the certificate that goes with it',
    );
  }
  if (code === 'CERT_HAS_EXPIRED') return expired(address, error);
  if (code === 'CERT_NOT_YET_VALID') return notYetValid(address, error);
  if (code === hungUp || code === 'ECONNRESET' || code.startsWith('ERR_SSL_')) {
    return denied(
      `${address} does not accept the certificate in ${folder} (${error.message})`,
      'ask for one that its authority signed',
    );
  }
  return said(`${address} cannot be reached (${error.message})`, 'look into the server’s log');
}

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_SIGNATURE_FAILURE',
]);
