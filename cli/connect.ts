// The connection to the server, opened when a command first needs it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../proto/failure.ts';
import type { ControlService, IdentitiesService } from '../proto/load.ts';
import type { Client as ClientOf } from '../proto/rpc.ts';
import type { Options } from './command.ts';
import { target } from './contexts.ts';
import { plain } from './show/plain.ts';

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
  if (existsSync(join(certs, 'next'))) await finish({ server, certs });
  const [{ openClient }, { clientCredentials }] = await Promise.all([
    import('../proto/stream.ts'),
    import('../certs/credentials.ts'),
  ]);
  const behind = () => {
    toFollow ??= { server, certs };
  };
  return openClient(service, { address: server, credentials: clientCredentials(certs), behind, ...quickReconnect });
}

/** Set when the server has said that its authorities are being exchanged. */
let toFollow: { server: string; certs: string } | undefined;
let hasFollowed = false;

/** A ctl that was killed may have left a certificate that is to take the place of this one. */
async function finish(where: { server: string; certs: string }): Promise<void> {
  const { finishBegun } = await import('./renew.ts');
  // Whatever is wrong with that, the one in use is tried.
  await finishBegun(where).catch(() => {});
}

/** After what was asked for, and whatever came of it. */
async function followOnce(): Promise<void> {
  if (!toFollow || hasFollowed) return;
  hasFollowed = true;
  const { certs } = toFollow;
  const { follow } = await import('./renew.ts');
  const told = await follow(toFollow).then(
    (isNew) => (isNew ? 'note: the authorities are being exchanged; your certificates have followed' : ''),
    (error: Error) =>
      `note: the authorities are being exchanged, and ${certs} has not followed: ${error.message}; ctl login renew`,
  );
  if (told) process.stderr.write(`${plain(told)}\n`);
}

/** Opens a connection, does one thing with it, and closes it. */
export async function withServer<Result>(options: Options, use: (client: Client) => Promise<Result>): Promise<Result> {
  return closing(await connect(options), use, options);
}

/** The same, for who may do what. */
export async function withIdentities<Result>(
  options: Options,
  use: (client: IdentitiesClient) => Promise<Result>,
): Promise<Result> {
  const { identitiesService } = await import('../proto/load.ts');
  return closing(await openAs(identitiesService, options), use, options);
}

async function closing<C extends { close(): void }, Result>(
  client: C,
  use: (client: C) => Promise<Result>,
  options: Where,
): Promise<Result> {
  try {
    return await use(client);
  } catch (error) {
    throw isOfClock(error) ? await explained(options) : error;
  } finally {
    client.close();
    await followOnce();
  }
}

/** The server's certificate is out of date by this machine's clock: to gRPC, which has OpenSSL's words, it cannot be reached. */
export function isOfClock(error: unknown): boolean {
  const { code, message } = error as Failure;
  return code === 'unavailable' && /certificate (is not yet valid|has expired)/.test(message);
}

async function explained(options: Where): Promise<Failure> {
  const { explainUnavailable } = await import('../proto/explain.ts');
  const { server, certs } = await target(options);
  return explainUnavailable(server, certs);
}

// Somebody is waiting: grpc-js's own backoff grows to two minutes.
const quickReconnect = { options: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2000 } };
