// Certificates for users' traffic as operators see them: what each is for, how long it lasts, and what is not right.
import type { AcmeAccountInput } from '../../proto/generated/castellan/v1/AcmeAccount.ts';
import type { CertificateInput } from '../../proto/generated/castellan/v1/Certificate.ts';
import { acmeName, fitting, routesIn, type UsedRoute } from '../certificates/fitting.ts';
import { endsSoonAt, renewAt, unfit } from '../decide/certificates.ts';
import type { Ms } from '../decide/types.ts';
import { listAccounts, listOrders } from '../records/acme.ts';
import { type CertificateFacts, listFacts } from '../records/certificates.ts';
import type { Db } from '../records/records.ts';
import { listTargets, type Target } from '../records/releases.ts';
import type { AcmeAccountRow, AcmeOrderRow } from '../records/tables.ts';

/** With those that are on their way. */
export async function certificateViews(db: Db, environment: string, now: Ms): Promise<CertificateInput[]> {
  const scenes = await Promise.all((await environmentsOf(db, environment)).map((one) => sceneOf(db, one, now)));
  return scenes.flatMap((scene) => [
    ...scene.certificates.map((one) => viewOf(scene, one)),
    ...missing(scene).map((host) => missingView(scene, host)),
  ]);
}

export function accountView({ set_at: setMs, set_by: setBy, sealed: _, ca: __, ...account }: AcmeAccountRow): AcmeAccountInput {
  return { ...account, setMs, setBy };
}

/** Of one app's routes, a sentence each. */
export async function certificateTroubles(db: Db, { app, environment }: Target, now: Ms): Promise<string[]> {
  const scene = await sceneOf(db, environment, now, app);
  const found = scene.routes.flatMap((route) => routeTroubles(scene, route));
  return [...new Set(found)];
}

interface Scene {
  environment: string;
  certificates: CertificateFacts[];
  orders: AcmeOrderRow[];
  account: AcmeAccountRow | undefined;
  routes: UsedRoute[];
  now: Ms;
}

async function sceneOf(db: Db, environment: string, now: Ms, app?: string): Promise<Scene> {
  return {
    environment,
    certificates: await listFacts(db, environment),
    orders: await listOrders(db, environment),
    account: (await listAccounts(db, environment))[0],
    routes: await routesIn(db, environment, app),
    now,
  };
}

async function environmentsOf(db: Db, asked: string): Promise<string[]> {
  if (asked) return [asked];
  const rows = [...(await listTargets(db)), ...(await listFacts(db)), ...(await listAccounts(db))];
  return [...new Set(rows.map(({ environment }) => environment))].sort();
}

function viewOf(scene: Scene, one: CertificateFacts): CertificateInput {
  const { environment, name, hosts, issuer, digest, not_before: notBefore, not_after: notAfter, created_at: obtainedAt } = one;
  const usedBy = users(scene, (route) => fitting([one], route).length > 0);
  const order = scene.orders.find((each) => acmeName(each.host) === name);
  const renewed = one.source === 'acme' && usedBy.length > 0;
  return {
    ...{ environment, name, hosts, issuer, digest, usedBy },
    source: one.source === 'acme' ? 'ACME' : 'ADDED',
    notBeforeMs: notBefore,
    notAfterMs: notAfter,
    createdMs: obtainedAt,
    createdBy: one.created_by,
    nextMs: renewed ? Math.max(renewAt({ notBefore, notAfter, obtainedAt }), order?.next_at ?? 0) : 0,
    troubles: lifeTroubles(scene, one, order),
  };
}

/** Hosts of routes that want one by ACME, and have none yet. */
function missing({ routes, certificates }: Scene): string[] {
  const wanted = routes.flatMap(({ host, certificate }) => (certificate === 'acme' && host !== null ? [host] : []));
  return [...new Set(wanted)].filter((host) => !certificates.some(({ name }) => name === acmeName(host))).sort();
}

function missingView(scene: Scene, host: string): CertificateInput {
  const usedBy = users(scene, (route) => route.certificate === 'acme' && route.host === host);
  const order = scene.orders.find((each) => each.host === host);
  const troubles = [unobtained(scene, host, order)];
  const name = acmeName(host);
  return { environment: scene.environment, name, source: 'ACME', hosts: [host], usedBy, nextMs: order?.next_at ?? 0, troubles };
}

function users({ routes }: Scene, isUsed: (route: UsedRoute) => boolean): string[] {
  return [...new Set(routes.filter(isUsed).map(({ app, process }) => `${app}/${process}`))].sort();
}

function routeTroubles(scene: Scene, route: UsedRoute): string[] {
  const { host, certificate } = route;
  if (certificate === 'acme' && (host === null || !scene.certificates.some(({ name }) => name === acmeName(host))))
    return [`certificate: ${unobtained(scene, host, undefined)}`];
  const [best] = fitting(scene.certificates, route);
  if (best) {
    const order = scene.orders.find((each) => acmeName(each.host) === best.name);
    return lifeTroubles(scene, best, order).map((text) => `certificate ${best.name}: ${text}`);
  }
  if (certificate === undefined || host === null) return [];
  const known = scene.certificates.some(({ name }) => name === certificate);
  return [
    `certificate ${certificate}: ${known ? `it is not for ${host}` : `there is none of that name: ctl certs add ${certificate}`}`,
  ];
}

function unobtained(scene: Scene, host: string | null, known: AcmeOrderRow | undefined): string {
  const { account, orders, environment } = scene;
  if (!account) return `${host} has none, and ${environment} no authority: ctl certs acme set`;
  const order = known ?? orders.find((each) => each.host === host);
  const reason = unfit(host, account.challenge);
  if (reason) return reason;
  return order?.reason ? `${host} could not be had: ${order.reason} (${tries(order)})` : `${host} is on its way`;
}

function lifeTroubles({ now }: Scene, one: CertificateFacts, order: AcmeOrderRow | undefined): string[] {
  const { not_before: notBefore, not_after: notAfter } = one;
  const lost = one.lost ? ['its key is lost: add it again'] : [];
  const end = new Date(notAfter).toISOString();
  const failing = order?.reason ? [`it could not be renewed: ${order.reason} (${tries(order)})`] : [];
  if (now > notAfter) return [...lost, `it expired at ${end}`, ...failing];
  const ends = endsSoonAt({ notBefore, notAfter }) <= now && (one.source === 'added' || failing.length > 0);
  return [...lost, ...failing, ...(ends ? [`it ends at ${end}`] : [])];
}

function tries({ tries: count, next_at: next }: AcmeOrderRow): string {
  return `${count === 1 ? 'tried once' : `tried ${count} times`}, again at ${new Date(next).toISOString()}`;
}
