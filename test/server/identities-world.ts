// The parts of a server that know who is who, with real listeners on loopback: the main one and that for newcomers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { ChannelCredentials } from '@grpc/grpc-js';
import { pino } from 'pino';
import { type ClientCredentials, clientCredentials } from '../../certs/credentials.ts';
import { serverNameOf } from '../../certs/identity.ts';
import { fail } from '../../proto/failure.ts';
import type { EnrollRequestInput } from '../../proto/generated/castellan/v1/EnrollRequest.ts';
import {
  type AgentsService,
  agentsService,
  type ControlService,
  controlService,
  enrollmentService,
  type IdentitiesService,
  identitiesService,
} from '../../proto/load.ts';
import type { Client, Context, Handlers } from '../../proto/rpc.ts';
import { type Listener, listen, serve } from '../../proto/server.ts';
import { openClient } from '../../proto/stream.ts';
import { openAudit } from '../../server/audit.ts';
import { openAuthority } from '../../server/authority.ts';
import { localBus } from '../../server/bus/local.ts';
import { serverShape } from '../../server/config.ts';
import { openExchanges } from '../../server/exchanges.ts';
import { openInvitations } from '../../server/invitations.ts';
import { openLedger } from '../../server/ledger.ts';
import { forNewcomers, listenForNewcomers } from '../../server/newcomers.ts';
import { openOwnCertificate } from '../../server/own-certificate.ts';
import { openRecords } from '../../server/records/records.ts';
import { openRenewing } from '../../server/renewing.ts';
import { openRotation } from '../../server/rotation.ts';
import { authorize } from '../../server/services/access.ts';
import { agentsHandlers } from '../../server/services/agents.ts';
import { guarded } from '../../server/services/guard.ts';
import { identitiesHandlers } from '../../server/services/identities.ts';
import { startSessions } from '../../server/sessions.ts';
import { openHolders } from './holders.ts';

export type IdentitiesWorld = Awaited<ReturnType<typeof openIdentitiesWorld>>;

/** With an admin `ann` and the hosts that are named. Its clock is the machine's, or stands still, and `ahead` milliseconds more. */
export async function openIdentitiesWorld(hosts: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-identities-'));
  const time: { aheadMs: number; stoppedAt?: number } = { aheadMs: 0 };
  const now = () => (time.stoppedAt ?? Date.now()) + time.aheadMs;
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const { authorities, own, places, add } = await openHolders(folder);
  await add('operator', 'ann');
  for (const host of hosts) await add('host', host);

  const records = await openRecords(join(folder, 'records.sqlite'));
  const ledger = await openLedger({ records, folder: own, log, now });
  const audit = openAudit({ records, log, now });
  const authority = await openAuthority(own);
  const invitations = openInvitations({ records, ledger, authority, audit, log, now });
  const exchanges = openExchanges({ records, ledger, authority, audit, log, now });
  const ownCertificate = openOwnCertificate({ folder: own, authority, log, now, random: () => 0 });
  const expel: Listener['expel'] = (whom, connections) => server.expel(whom, connections);
  const rotation = await openRotation({
    records,
    ledger,
    authority,
    own: ownCertificate,
    expel: (whom) => expel(whom, true),
    log,
    now,
  });
  const renewing = openRenewing({ ledger, authority, audit, rotation, now });
  const credentials = ownCertificate.current();
  const { cluster } = credentials.identity;
  const environment = 'production';
  const sessions = startSessions({ records, bus: localBus(), log, cluster, now, environment, changed: () => {} });
  const guarding = { audit, vault: { mac: () => 'x', open: () => 'x' }, records, rotation };
  const config = serverShape.parse({ listen: '127.0.0.1:0', enrollment: { listen: '127.0.0.1:0' } });
  const common = { records, ledger, audit, invitations, renewing, authority, rotation, cluster, environment, now, log, sessions };
  const server: Listener = await listen({
    services: [
      serve(controlService, guarded('Control', guarding, watching())),
      serve(agentsService, agentsHandlers({ ...common } as never)),
      serve(
        identitiesService,
        guarded('Identities', guarding, identitiesHandlers({ ...common, enrollAddress: '127.0.0.1:0', expel })),
      ),
    ],
    credentials,
    address: '127.0.0.1',
    port: 0,
    log,
    authorize,
    judge: ledger.judge,
    isBehind: rotation.isBehind,
    denied: audit.denied,
  });
  const mainAddress = `127.0.0.1:${server.port}`;
  const newcomers = await listenForNewcomers({
    config,
    credentials,
    invitations,
    exchanges,
    authority,
    mainAddress,
    log,
    now,
  });
  if (!newcomers) throw new Error('nobody listens for newcomers');
  const newcomersAddress = `127.0.0.1:${newcomers.port}`;
  ownCertificate.use((next) => {
    server.reload(next);
    if (authority) newcomers.reload(forNewcomers(next, authority));
  });
  const opened: { close(): unknown }[] = [];
  const keep = <T extends { close(): unknown }>(one: T): T => {
    opened.push(one);
    return one;
  };
  const placeOf = (name: string) => places.get(name) as string;

  /** The call as such, of somebody without a certificate, with whatever is asked. */
  async function enroll(request: EnrollRequestInput) {
    const ca = authorities['server-ca'].cert;
    const client = openClient(enrollmentService, {
      address: newcomersAddress,
      credentials: {
        serverName: serverNameOf(authorities.cluster),
        forChannel: () => ChannelCredentials.createFromSecureContext(createSecureContext({ ca, minVersion: 'TLSv1.3' })),
      },
    });
    try {
      return await client.enroll(request, { deadlineMs: 60_000 });
    } finally {
      client.close();
    }
  }

  return {
    folder,
    own,
    ownCertificate,
    authorities,
    authority: present(authority),
    time,
    now,
    lines,
    records,
    ledger,
    sessions,
    server,
    newcomers: newcomersAddress,
    enroll,
    mainAddress,
    add,
    placeOf,
    agents: (name: string, credentials: ClientCredentials = clientCredentials(placeOf(name))): Client<AgentsService> =>
      keep(openClient(agentsService, { address: mainAddress, credentials })),
    identities: (name = 'ann', credentials: ClientCredentials = clientCredentials(placeOf(name))): Client<IdentitiesService> =>
      keep(openClient(identitiesService, { address: mainAddress, credentials })),
    control: (name = 'ann', credentials: ClientCredentials = clientCredentials(placeOf(name))): Client<ControlService> =>
      keep(openClient(controlService, { address: mainAddress, credentials })),
    async close(): Promise<void> {
      for (const one of opened) await one.close();
      await Promise.all([server.close(0), newcomers.close(0)]);
      await records.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Hosts can be watched, for as long as anyone likes; nothing else of what operators do is there. */
function watching(): Handlers<ControlService> {
  const watchHosts = async function* (_: unknown, { signal }: Context) {
    yield { hosts: [] };
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  };
  const names = Object.keys(controlService).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  const absent = async () => {
    throw fail('unsupported', 'not part of this test');
  };
  return { ...Object.fromEntries(names.map((name) => [name, absent])), watchHosts } as never;
}

function present<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('it holds no authorities');
  return one;
}
