// A host as operators see it.
import type { HostInput } from '../../proto/generated/castellan/v1/Host.ts';
import type { Report } from '../../proto/generated/castellan/v1/Report.ts';
import { isQuarantined } from '../clones.ts';
import { flapTrouble } from '../decide/steadiness.ts';
import type { Ms } from '../decide/types.ts';
import { hostFacts, type Observer } from '../facts.ts';
import { differences } from '../held.ts';
import { hostLoad } from '../host-load.ts';
import { drainingOf, labelsOf, removedOf } from '../records/hosts.ts';
import type { Db } from '../records/records.ts';
import type { HostRow } from '../records/tables.ts';
import type { Stranger } from '../sessions.ts';

export async function hostView(db: Db, host: HostRow, observer: Observer, now: Ms): Promise<HostInput> {
  const presence = observer.sessions.presence(host.name);
  const { state, refusals } = hostFacts(host, { app: '', environment: '', deployment: 0 }, observer, now);
  const refused = refusals.map((reason) => `refused its assignment: ${reason}`);
  const flapping = presence?.steadiness.flaps ? [flapTrouble(presence.steadiness)] : [];
  const held = await holding(db, host, presence?.report);
  const certificate = [observer.sessions.cloned(host.name), observer.certificateTrouble?.(host.name)].filter(
    (one) => one !== undefined,
  );
  const { apps, empty } = await hostLoad(db, host, presence);
  return {
    ...recorded(host),
    state: states[state],
    sinceMs: presence?.since ?? 0,
    lastSeenMs: presence?.lastSeen ?? 0,
    agentVersion: presence?.hello?.agentVersion ?? '',
    bootMs: presence?.hello?.bootMs ?? 0,
    bootId: presence?.hello?.bootId ?? '',
    assignment: host.revision,
    accepted: presence?.report?.revision ?? 0,
    slots: apps.reduce((sum, { slots }) => sum + slots, 0),
    apps,
    empty,
    address: presence?.address ?? '',
    troubles: [...held, ...certificate, ...flapping, ...refused, ...(presence?.report?.troubles ?? [])],
    held: host.held ?? '',
    routerPorts: presence?.hello?.routerPorts ?? [],
  };
}

/** One that was removed, and calls. */
export function strangerView(host: HostRow, { address, at }: Stranger): HostInput {
  const removed = removedOf(host);
  const troubles = [`was removed by ${removed?.by ?? 'nobody'} and calls all the same; what it ran then may run on`];
  return { ...recorded(host), state: 'STRANGER', lastSeenMs: at, address, troubles };
}

function recorded(row: HostRow): HostInput {
  const { since: sinceMs = 0, until, reason = '', by = '' } = drainingOf(row) ?? {};
  const removed = removedOf(row);
  return {
    name: row.name,
    environment: row.environment,
    labels: labelsOf(row),
    ...(row.draining === null ? {} : { draining: { sinceMs, untilMs: until ?? 0, reason, by } }),
    ...(removed ? { removedBy: removed.by, removedMs: removed.at } : {}),
  };
}

async function holding(db: Db, host: HostRow, report: Report | null | undefined): Promise<string[]> {
  const { name, held } = host;
  if (held === null) return [];
  if (isQuarantined(host)) return [`held: ${held}`];
  const different = report ? await differences(db, name, report) : ['it has not said yet what it runs'];
  return [`held (ctl hosts adopt ${name}): ${held}`, ...different];
}

const states = { connected: 'CONNECTED', unreachable: 'UNREACHABLE', lost: 'LOST' } as const;
