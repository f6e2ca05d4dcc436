// The connection to the server, opened when a command first needs it.
import type { IdentitiesService } from '../proto/load.ts';
import type { Client as ClientOf } from '../proto/rpc.ts';
import type { Options } from './command.ts';
import { target } from './contexts.ts';

/** Milliseconds for one call that is not a stream. */
export const callMs = 30_000;

/** @throws Usage when nothing says which server; Failure when the certificate cannot be used. */
export async function connect(options: Pick<Options, 'server' | 'certs' | 'context'>) {
  const { server, certs } = await target(options);
  const [{ openClient }, { controlService }, { clientCredentials }] = await Promise.all([
    import('../proto/stream.ts'),
    import('../proto/load.ts'),
    import('../certs/credentials.ts'),
  ]);
  return openClient(controlService, { address: server, credentials: clientCredentials(certs), ...quickReconnect });
}

/** As `withServer`, for who may do what. */
export async function withIdentities<Result>(
  options: Options,
  use: (client: IdentitiesClient) => Promise<Result>,
): Promise<Result> {
  const { server, certs } = await target(options);
  const [{ openClient }, { identitiesService }, { clientCredentials }] = await Promise.all([
    import('../proto/stream.ts'),
    import('../proto/load.ts'),
    import('../certs/credentials.ts'),
  ]);
  const client = openClient(identitiesService, { address: server, credentials: clientCredentials(certs), ...quickReconnect });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

export type IdentitiesClient = ClientOf<IdentitiesService>;
export type Client = Awaited<ReturnType<typeof connect>>;

/** Opens a connection, does one thing with it, and closes it. */
export async function withServer<Result>(options: Options, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connect(options);
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

// Somebody is waiting: grpc-js's own backoff grows to two minutes.
const quickReconnect = { options: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2000 } };
