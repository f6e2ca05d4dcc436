// Certificates of an environment: put in place, taken away, told to the hosts that use them.
import { readTraffic, type TrafficCertificate } from '../../certs/traffic.ts';
import { fail } from '../../proto/failure.ts';
import type { Bus } from '../bus/bus.ts';
import type { Ms } from '../decide/types.ts';
import { findCertificate, type KnownCertificate, putCertificate, removeCertificate } from '../records/certificates.ts';
import { newRevisions } from '../records/fleet.ts';
import type { Records, Tx } from '../records/records.ts';
import { about } from '../records/sealed.ts';
import type { Vault } from '../secrets.ts';
import { fitting, hostsServing, routesIn } from './fitting.ts';

export interface Keeping {
  records: Records;
  bus: Bus;
  vault: Vault;
  now(): Ms;
}

export interface Place {
  environment: string;
  name: string;
}

/** In the place of what has the name; hosts are told at once. @throws Failure bad-input with every mistake, and nothing of the key */
export async function addCertificate(
  parts: Keeping,
  place: Place,
  { chain, key, by }: { chain: string; key: string; by: string },
): Promise<KnownCertificate> {
  const read = readTraffic(chain, key, parts.now());
  if ('mistakes' in read)
    throw fail('bad-input', 'this certificate cannot be used; nothing was changed', { details: read.mistakes });
  const hosts = await parts.records.write((tx) => keep(parts, tx, place, { ...read.certificate, source: 'added', by }));
  tell(parts, hosts);
  return mustFind(parts, place);
}

/** Within a transaction of the caller's. Returns the hosts to tell of it. */
export async function keep(
  { vault, now }: Pick<Keeping, 'vault' | 'now'>,
  tx: Tx,
  place: Place,
  { source, by, ...made }: TrafficCertificate & { source: KnownCertificate['source']; by: string },
): Promise<string[]> {
  const before = await findCertificate(tx, place.environment, place.name);
  if (before?.digest === made.digest && before.sealed !== null) return [];
  await putCertificate(tx, {
    environment: place.environment,
    name: place.name,
    source,
    hosts: made.hosts,
    not_before: made.notBeforeMs,
    not_after: made.notAfterMs,
    issuer: made.issuer,
    digest: made.digest,
    chain: made.chain,
    sealed: vault.sealKey(about.certificate({ ...place, digest: made.digest }), made.key),
    created_at: now(),
    created_by: by,
  });
  return renewHosts(tx, place.environment, [...(before?.hosts ?? []), ...made.hosts]);
}

export function tell({ bus }: Pick<Keeping, 'bus'>, hosts: string[]): void {
  for (const host of hosts) bus.publish(`assignment:${host}`);
}

/** @throws Failure refused while routes are answered with it, unless forced; not-found */
export async function takeAway(parts: Keeping, place: Place, force: boolean): Promise<KnownCertificate> {
  const { environment } = place;
  const { removed, hosts } = await parts.records.write(async (tx) => {
    const removed = await mustFind({ records: { db: tx } }, place);
    const used = (await routesIn(tx, environment)).filter((route) => fitting([removed], route).length > 0);
    if (used.length > 0 && !force)
      throw fail('refused', `${place.name} is in use in ${environment}; nothing was changed`, {
        details: used.map(({ app, process, host }) => `${process} of ${app} answers for ${host} with it`),
        next: `ctl certs add ${place.name} puts another in its place; --force removes it all the same`,
      });
    await removeCertificate(tx, place);
    return { removed, hosts: await renewHosts(tx, environment, removed.hosts) };
  });
  tell(parts, hosts);
  return removed;
}

async function renewHosts(tx: Tx, environment: string, names: string[]): Promise<string[]> {
  const hosts = await hostsServing(tx, environment, names);
  await newRevisions(tx, hosts);
  return hosts;
}

async function mustFind({ records }: { records: Pick<Records, 'db'> }, { environment, name }: Place): Promise<KnownCertificate> {
  const found = await findCertificate(records.db, environment, name);
  if (found) return found;
  throw fail('not-found', `there is no certificate ${name} in ${environment}`, { next: 'ctl certs list' });
}
