// The certificate of this laptop, and whom it trusts, put in the place of those before: proven first, one ctl at a time, and a
// crash anywhere leaves one that works.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { authoritiesIn, isSameSet } from '../certs/authorities.ts';
import { type ClientCredentials, clientCredentials } from '../certs/credentials.ts';
import { finishTakingPlace, layBeside, type Next, takePlace } from '../certs/renewal.ts';
import { newRequest } from '../certs/request.ts';
import { failpoint } from '../lib/failpoint.ts';
import { Failure, fail } from '../proto/failure.ts';
import { type IdentitiesService, identitiesService } from '../proto/load.ts';
import type { Client } from '../proto/rpc.ts';
import { openClient } from '../proto/stream.ts';

const once = { deadlineMs: 10_000 };

interface Where {
  /** host:port */
  server: string;
  certs: string;
}

type Identities = Client<IdentitiesService>;

/** Another key and certificate. @throws Failure */
export function renewCertificate(where: Where): Promise<ClientCredentials> {
  return alone(where.certs, async () => (await settle(where)) ?? (await another(where)));
}

/** Whom the server is known by now, and another certificate where the server wants that. False: nothing was to be done. */
export async function follow(where: Where): Promise<boolean> {
  // Who has followed needs to write nothing.
  if (!(await missing(where))) return false;
  return alone(where.certs, async () => {
    await settle(where);
    // Another ctl may have followed meanwhile.
    const what = await missing(where);
    if (!what) return false;
    if (what.due) await another(where);
    else await proveAndTake(where, what);
    return true;
  });
}

/** Another certificate is due; or the one in use, with the authorities of now. Undefined: nothing is to be done. */
async function missing(where: Where): Promise<(Next & { due: boolean }) | undefined> {
  const own = clientCredentials(where.certs);
  const { tls, trusted } = own;
  const { authorities, due } = await asking(where, own, (client) => client.renewOperator({ trusted }, once));
  if (!due && (!authorities || isSameSet(authoritiesIn(authorities), trusted))) return undefined;
  return { due, key: String(tls.key), certificate: String(tls.cert), authorities };
}

/** Finishes what a ctl that was killed had begun. */
export function finishBegun(where: Where): Promise<unknown> {
  return alone(where.certs, () => settle(where));
}

/** One that lies beside may have been used, and then the one in use is at its end. */
async function settle(where: Where): Promise<ClientCredentials | undefined> {
  const beside = finishTakingPlace(where.certs);
  if (beside === undefined) return undefined;
  try {
    await prove(where, clientCredentials(beside));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    rmSync(beside, { recursive: true });
    return undefined;
  }
  takePlace(where.certs);
  return clientCredentials(where.certs);
}

async function another(where: Where): Promise<ClientCredentials> {
  const { key, csr } = await newRequest('operator');
  const { certificate, authorities } = await asking(where, clientCredentials(where.certs), (client) =>
    client.renewOperator({ csr }, once),
  );
  return proveAndTake(where, { key, certificate, authorities });
}

async function proveAndTake(where: Where, next: Next): Promise<ClientCredentials> {
  const beside = layBeside(where.certs, next);
  failpoint('renewed-laid');
  await prove(where, clientCredentials(beside));
  failpoint('renewed-proven');
  takePlace(where.certs);
  return clientCredentials(where.certs);
}

/** The first call that it is used for says whom this laptop trusts from now on. */
async function prove(where: Where, next: ClientCredentials): Promise<void> {
  await asking(where, next, (client) => client.renewOperator({ trusted: next.trusted }, once));
}

async function asking<T>({ server }: Where, credentials: ClientCredentials, use: (client: Identities) => Promise<T>): Promise<T> {
  const client = openClient(identitiesService, { address: server, credentials });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

/** It has ended, was revoked, or cannot be read. */
function isRefusal(error: unknown): boolean {
  return error instanceof Failure && ['unauthenticated', 'forbidden', 'refused'].includes(error.code);
}

const longestMs = 120_000;
const waitMs = 2000;

/** A file says who is at it. One that was killed does not say so for ever. @throws Failure conflict */
async function alone<T>(certs: string, work: () => Promise<T>): Promise<T> {
  const file = join(certs, 'renewing');
  for (const deadline = Date.now() + waitMs; !taken(file); await pause(50))
    if (Date.now() > deadline) throw fail('conflict', `another ctl renews the certificate in ${certs} just now`);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function taken(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (!isAtIt(file)) rmSync(file, { force: true });
  return false;
}

function isAtIt(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && Date.now() - found.mtimeMs > longestMs) return false;
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // Nothing in it yet: it is just being written.
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process; or it has just finished, and the next one may be there already.
    return ['EPERM', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
