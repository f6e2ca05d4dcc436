// A route that names a certificate is deployed when there is that one: else nobody could ask for it by TLS.
import { environmentOption } from '../../lib/environment-option.ts';
import { fail } from '../../proto/failure.ts';
import { currentRelease } from '../choose-release.ts';
import { listFacts } from '../records/certificates.ts';
import type { Tx } from '../records/records.ts';
import { findRelease, type KnownRelease, type Target } from '../records/releases.ts';
import { fitting, routesOf, type UsedRoute } from './fitting.ts';

/** What is got by ACME comes later. What is so already does not stand in the way of other changes. @throws Failure refused */
export async function requireCertificates(tx: Tx, target: Target, number: number): Promise<void> {
  const release = await findRelease(tx, target, number);
  const wanted = release ? named(release) : [];
  if (wanted.length === 0) return;
  const known = (await listFacts(tx, target.environment)).filter(({ lost }) => !lost);
  const current = await currentRelease(tx, target);
  const before = new Set((current ? named(current) : []).map(keyOf));
  const missing = wanted.filter((route) => fitting(known, route).length === 0 && !before.has(keyOf(route)));
  const [first] = missing;
  if (!first) return;
  const has = (name: string | undefined) => known.some((one) => one.name === name);
  const details = missing.map(({ process, host, certificate }) => {
    const why = has(certificate) ? `which is not for ${host ?? 'a route without a host name'}` : 'which there is not';
    return `${process}: its route for ${host ?? 'any name'} is to be answered with the certificate ${certificate}, ${why}`;
  });
  const where = environmentOption(target.environment);
  throw fail('refused', `${target.app} names certificates that are not there in ${target.environment}`, {
    details: [...new Set(details)],
    next: `ctl certs add ${first.certificate} --cert FILE --key FILE${where}, or tls: { certificate: acme }`,
  });
}

/** Of processes that run. */
function named(release: KnownRelease): UsedRoute[] {
  const running = Object.entries(release.content.processes).filter(([, { replicas }]) => replicas > 0);
  const routes = running.flatMap(([process]) => routesOf(release, process));
  return routes.filter(({ certificate }) => certificate !== undefined && certificate !== 'acme');
}

function keyOf({ process, host, certificate }: UsedRoute): string {
  return `${process} ${host} ${certificate}`;
}
