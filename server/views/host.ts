// A host as operators see it.
import type { HostInput } from '../../proto/generated/castellan/v1/Host.ts';
import type { Report } from '../../proto/generated/castellan/v1/Report.ts';
import type { Ms } from '../decide/types.ts';
import { hostFacts, type Observer } from '../facts.ts';
import { differences } from '../held.ts';
import { wishesForHost } from '../records/fleet.ts';
import type { Db } from '../records/records.ts';
import type { HostRow } from '../records/tables.ts';

export async function hostView(db: Db, host: HostRow, { sessions, startedAt }: Observer, now: Ms): Promise<HostInput> {
  const presence = sessions.presence(host.name);
  const { state, refusals } = hostFacts(host, presence, { app: '', environment: '', deployment: 0 }, startedAt, now);
  const refused = refusals.map((reason) => `refused its assignment: ${reason}`);
  return {
    name: host.name,
    environment: host.environment,
    state: states[state],
    lastSeenMs: presence?.lastSeen ?? 0,
    agentVersion: presence?.hello?.agentVersion ?? '',
    bootMs: presence?.hello?.bootMs ?? 0,
    assignment: host.revision,
    accepted: presence?.report?.revision ?? 0,
    slots: (await wishesForHost(db, host.name)).length,
    address: presence?.address ?? '',
    troubles: [...(await holding(db, host, presence?.report)), ...refused, ...(presence?.report?.troubles ?? [])],
    held: host.held ?? '',
    routerPorts: presence?.hello?.routerPorts ?? [],
  };
}

async function holding(db: Db, { name, held }: HostRow, report: Report | null | undefined): Promise<string[]> {
  if (held === null) return [];
  const different = report ? await differences(db, name, report) : ['it has not said yet what it runs'];
  return [`held (ctl hosts adopt ${name}): ${held}`, ...different];
}

const states = { connected: 'CONNECTED', unreachable: 'UNREACHABLE', lost: 'LOST' } as const;
