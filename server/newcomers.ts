// The listener for those who have no certificate yet: one call, small messages, few at a time, on a port of its own.
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { ServerCredentials } from '../certs/credentials.ts';
import { maxRequestBytes } from '../certs/request.ts';
import { fail } from '../proto/failure.ts';
import type { EnrollRequest } from '../proto/generated/castellan/v1/EnrollRequest.ts';
import { enrollmentService } from '../proto/load.ts';
import type { Context } from '../proto/rpc.ts';
import { type Listener, listen, serve } from '../proto/server.ts';
import type { Authority } from './authority.ts';
import { type ServerConfig, splitAddress } from './config.ts';
import type { Exchanges } from './exchanges.ts';
import type { Enrolled, Invitations } from './invitations.ts';
import { maxTokenBytes } from './oidc/verify.ts';

interface Options {
  config: ServerConfig;
  credentials: ServerCredentials;
  invitations: Invitations;
  exchanges: Exchanges;
  /** undefined: it is kept elsewhere, and nobody is taken in. */
  authority: Authority | undefined;
  /** host:port for everything else, as newcomers are to be told. */
  mainAddress: string;
  log: Pick<Logger, 'warn' | 'error' | 'info'>;
  now(): number;
}

const limits = { maxConnections: 64, maxConnectionsPerAddress: 16, proveWithinMs: 10_000 };
const maxMessageBytes = 1024 + maxTokenBytes + maxRequestBytes;
const perAddress = { tries: 20, everyMs: 60_000 };
const mostAddresses = 10_000;

/** Undefined: nobody is taken in. @throws the error of listening where the settings name an address */
export async function listenForNewcomers({
  config,
  credentials,
  invitations,
  exchanges,
  authority,
  mainAddress,
  log,
  now,
}: Options): Promise<Listener | undefined> {
  const place = enrollmentPlace(config);
  if (place === undefined || authority === undefined) return undefined;
  const tries = countTries(now);
  async function enrolled({ token, oidc, pipeline, csr }: EnrollRequest, address: string): Promise<Enrolled> {
    if (token) return invitations.enroll({ ...token, csr, address });
    if (!oidc) throw fail('bad-input', 'a newcomer brings a token');
    const { fresh, ...exchanged } = await exchanges.exchange({ pipeline, token: oidc, csr, address });
    // Many jobs may come from one address at once; each has its token.
    if (fresh) tries.giveBack(address);
    return exchanged;
  }
  const handlers = {
    enroll: async (request: EnrollRequest, { address }: Context) => {
      if (!tries.isHeard(address)) throw fail('resource-exhausted', 'too many tries from this address; wait a minute');
      return { ...(await enrolled(request, address)), cluster: credentials.identity.cluster, address: mainAddress };
    },
  };
  const services = [serve(enrollmentService, handlers)];
  const options = { 'grpc.max_receive_message_length': maxMessageBytes };
  try {
    return await listen({
      services,
      credentials: forNewcomers(credentials, authority),
      ...place,
      log,
      open: true,
      authorize: { '/castellan.v1.Enrollment/Enroll': ['newcomer'] },
      limits,
      options,
    });
  } catch (error) {
    if (config.enrollment.listen !== undefined) throw error;
    log.warn(
      { ...place, reason: (error as Error).message },
      'no newcomers are taken in; say where to listen for them with enrollment.listen',
    );
    return undefined;
  }
}

/** The port after the main one, unless the settings say another. */
export function enrollmentPlace({
  listen,
  enrollment,
}: Pick<ServerConfig, 'listen' | 'enrollment'>): { address: string; port: number } | undefined {
  if (enrollment.listen === 'off') return undefined;
  if (enrollment.listen !== undefined) return splitAddress(enrollment.listen);
  const { address, port } = splitAddress(listen);
  return { address, port: port === 0 ? 0 : port + 1 };
}

/** Newcomers know the authority by its hash alone: it is sent along. */
export function forNewcomers(credentials: ServerCredentials, authority: Authority): ServerCredentials {
  return { ...credentials, tls: { ...credentials.tls, cert: `${credentials.tls.cert}\n${authority.signer()}` } };
}

/** Whether one more try from an address is heard. */
function countTries(now: () => number) {
  const tries = new Map<string, { since: number; count: number }>();
  const isHeard = (address: string) => {
    if (tries.size >= mostAddresses) tries.clear();
    const known = tries.get(address);
    const current = known && now() - known.since < perAddress.everyMs ? known : { since: now(), count: 0 };
    current.count += 1;
    tries.set(address, current);
    return current.count <= perAddress.tries;
  };
  const giveBack = (address: string) => {
    const known = tries.get(address);
    if (known && known.count > 0) known.count -= 1;
  };
  return { isHeard, giveBack };
}

/** Where this server is reached, as newcomers are told. */
export function addressesOf(config: ServerConfig): { main: string; enrollment: string } {
  const { address, port } = splitAddress(config.listen);
  const main = config.address ?? `${isAny(address) ? hostname() : address}:${port}`;
  const host = main.slice(0, main.lastIndexOf(':'));
  return { main, enrollment: config.enrollment.address ?? `${host}:${enrollmentPlace(config)?.port ?? 0}` };
}

/** Listens on all addresses: none of them is a name to be told. */
function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}
