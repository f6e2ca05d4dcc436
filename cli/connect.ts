// The connection to the server, opened when a command first needs it.
import type { ControlService, IdentitiesService } from '../proto/load.ts';
import type { Client as ClientOf } from '../proto/rpc.ts';
import type { Options } from './command.ts';
import { target } from './contexts.ts';

/** Milliseconds for one call that is not a stream. */
export const callMs = 30_000;

/** @throws Usage when nothing says which server; Failure when the certificate cannot be used. */
export async function connect(options: Where): Promise<Client> {
  const { controlService } = await import('../proto/load.ts');
  return openAs(controlService, options);
}

export type Client = ClientOf<ControlService>;
export type IdentitiesClient = ClientOf<IdentitiesService>;
type Where = Pick<Options, 'server' | 'certs' | 'context'>;

async function openAs<S extends object>(service: S, options: Where): Promise<ClientOf<S>> {
  const { server, certs } = await target(options);
  const [{ openClient }, { clientCredentials }] = await Promise.all([
    import('../proto/stream.ts'),
    import('../certs/credentials.ts'),
  ]);
  return openClient(service, { address: server, credentials: clientCredentials(certs), ...quickReconnect });
}

/** Opens a connection, does one thing with it, and closes it. */
export async function withServer<Result>(options: Options, use: (client: Client) => Promise<Result>): Promise<Result> {
  return closing(await connect(options), use);
}

/** The same, for who may do what. */
export async function withIdentities<Result>(
  options: Options,
  use: (client: IdentitiesClient) => Promise<Result>,
): Promise<Result> {
  const { identitiesService } = await import('../proto/load.ts');
  return closing(await openAs(identitiesService, options), use);
}

async function closing<C extends { close(): void }, Result>(client: C, use: (client: C) => Promise<Result>): Promise<Result> {
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

// Somebody is waiting: grpc-js's own backoff grows to two minutes.
const quickReconnect = { options: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2000 } };
