// X11, X12, X26, X27: every RPC of the contract, called by every kind of caller: exactly those get through that this table names.
import { deepEqual, equal } from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createSecureContext } from 'node:tls';
import { ChannelCredentials } from '@grpc/grpc-js';
import { type ClientCredentials, clientCredentials, serverCredentials } from '../../certs/credentials.ts';
import { identityOf } from '../../certs/identity.ts';
import { issue } from '../../certs/issue.ts';
import { addIssued } from '../../certs/issued.ts';
import { issueInto, makeAuthorities } from '../../certs/store.ts';
import type { Failure } from '../../proto/failure.ts';
import { agentsService, controlService, identitiesService } from '../../proto/load.ts';
import type { Rights } from '../../proto/rights.ts';
import { type Listener, listen, serve } from '../../proto/server.ts';
import { openClient } from '../../proto/stream.ts';
import { openAudit } from '../../server/audit.ts';
import { type Ledger, openLedger } from '../../server/ledger.ts';
import { revokeCertificates } from '../../server/records/ledger.ts';
import { putOperator } from '../../server/records/operators.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import { authorize } from '../../server/services/access.ts';
import { guarded } from '../../server/services/guard.ts';
import { ask, contract } from '../proto/contract.ts';
import { calls, type DescribedCall } from '../proto/descriptor.ts';

/**
 * Who gets through: h a host, v and up a viewer, d and up a deployer, a an admin; with `.` only where the request is within its
 * scopes; - nobody here: it is served where newcomers come (tokens.test.ts).
 */
const expected: Record<string, string> = {
  'Control/PrepareUpload': 'd.',
  'Control/Upload': 'd',
  'Control/ListVersions': 'v.',
  'Control/Deploy': 'd.',
  'Control/Rollback': 'd.',
  'Control/Restart': 'd.',
  'Control/Stop': 'd.',
  'Control/Start': 'd.',
  'Control/Scale': 'd.',
  'Control/Plan': 'd.',
  'Control/ShowPlan': 'v',
  'Control/ChangeSettings': 'd.',
  'Control/ShowSettings': 'v.',
  'Control/ListRevisions': 'v.',
  'Control/SetSecret': 'd.',
  'Control/UnsetSecrets': 'd.',
  'Control/ListSecrets': 'v.',
  'Control/Pause': 'd',
  'Control/Resume': 'd',
  'Control/Promote': 'd',
  'Control/Abort': 'd',
  'Control/ListGhosts': 'v',
  'Control/ClearGhosts': 'd.',
  'Control/WatchDeployment': 'v',
  'Control/ListDeployments': 'v',
  'Control/ListReleases': 'v.',
  'Control/Status': 'v',
  'Control/ListHosts': 'v',
  'Control/WatchHosts': 'v',
  'Control/WatchFigures': 'v',
  'Control/Logs': 'v.',
  'Control/UpgradeAgents': 'a',
  'Control/WatchAgentUpgrade': 'a',
  'Control/LabelHost': 'a',
  'Control/DrainHosts': 'a',
  'Control/ResumeHosts': 'a',
  'Control/RemoveHost': 'a',
  'Control/MoveHost': 'a',
  'Control/RebootHosts': 'a',
  'Control/WatchReboot': 'a',
  'Control/AdoptHosts': 'a',
  'Control/AddCertificate': 'a',
  'Control/ListCertificates': 'v',
  'Control/RemoveCertificate': 'a',
  'Control/SetAcme': 'a',
  'Control/ListRoutes': 'v',
  'Control/ExplainRoute': 'v',
  'Agents/Session': 'h',
  'Agents/FetchBundle': 'h',
  'Agents/ShipLogs': 'h',
  'Agents/FetchSecrets': 'h',
  'Agents/FetchCertificate': 'h',
  'Agents/Renew': 'h',
  'Identities/WhoAmI': 'v',
  'Identities/RenewOperator': 'v',
  'Identities/InviteHost': 'a',
  'Identities/RevokeHost': 'a',
  'Identities/InviteOperator': 'a',
  'Identities/AddPipeline': 'a',
  'Identities/ChangeOperator': 'a',
  'Identities/RemoveOperator': 'a',
  'Identities/ListOperators': 'a',
  'Identities/ListIdentityCertificates': 'a',
  'Identities/ShowAuthorities': 'a',
  'Identities/RotateAuthorities': 'a',
  'Identities/ReadAudit': 'a',
  'Identities/VerifyAudit': 'a',
  'Enrollment/Enroll': '-',
};

const within: Rights['scopes'] = [{ app: 'web', environment: 'staging' }];
/** Name -> what it may. The scoped ones ask about web in staging, or, as `out`, about what only looks like it. */
const operators: Record<string, Rights | undefined> = {
  viewer: { role: 'viewer', scopes: [] },
  deployer: { role: 'deployer', scopes: [] },
  admin: { role: 'admin', scopes: [] },
  'scoped-viewer': { role: 'viewer', scopes: within },
  'scoped-deployer': { role: 'deployer', scopes: within },
  'scoped-admin': { role: 'admin', scopes: within },
  revoked: { role: 'admin', scopes: [] },
  nobody: undefined,
};
const notServed = 'not served';
const about = { app: 'web', environment: 'staging' };
const longAgo = { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-01-02') };
const elsewhere = [
  { app: 'web-admin', environment: 'staging' },
  { app: 'web', environment: 'production' },
  { app: 'WEB', environment: 'staging' },
];

describe('who may call what', () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-access-'));
  const folders = new Map<string, string>();
  /** Nobody with such a certificate gets a connection. */
  const strangers = new Map<string, { cert?: string; key?: string }>([['nobody, without a certificate', {}]]);
  let records: Records;
  let ledger: Ledger;
  let server: Listener;
  const reached: string[] = [];

  before(async () => {
    const authorities = await makeAuthorities(folder);
    const other = { ...(await makeAuthorities(join(folder, 'other'))), cluster: authorities.cluster };
    for (const [kind, name] of [
      ['operator', 'admin'],
      ['host', 'web-1'],
    ] as const) {
      strangers.set(`${kind} of another authority`, await issue(other, { kind, name }));
      strangers.set(`${kind} whose certificate has ended`, await issue(authorities, { kind, name, ...longAgo }));
    }
    const own = await issueInto(folder, authorities, { kind: 'server', name: 'main', addresses: ['127.0.0.1'] });
    for (const [name, kind] of [
      ...Object.keys(operators).map((name) => [name, 'operator'] as const),
      ['web-1', 'host'],
      ['web-2', 'host'],
      ['revoked-host', 'host'],
      ['unlisted', 'operator'],
    ] as const) {
      const place = await issueInto(folder, authorities, { kind, name });
      folders.set(name, place);
      const identity = identityOf(new X509Certificate(readFileSync(join(place, 'cert.pem'))).raw);
      if (identity && name !== 'unlisted') addIssued(own, [identity]);
    }
    records = await openRecords(join(folder, 'records.sqlite'));
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    ledger = await openLedger({ records, folder: own, log, now: Date.now });
    const audit = openAudit({ records, log, now: Date.now });
    await ledger.change(async (tx) => {
      for (const [name, rights] of Object.entries(operators)) {
        if (rights) await putOperator(tx, name, rights, { at: 1, by: 'test' });
        else await tx.updateTable('operators').set({ removed_at: 1 }).where('name', '=', name).execute();
      }
      await revokeCertificates(tx, { kind: 'operator', name: 'revoked' }, { at: 1, by: 'test' });
      await revokeCertificates(tx, { kind: 'host', name: 'revoked-host' }, { at: 1, by: 'test' });
    });
    const vault = { mac: () => 'x', open: () => 'x' };
    const parts = { audit, vault, records, rotation: { phase: () => 'steady' as const } };
    const noting = (service: Record<string, { path: string; responseStream: boolean }>) =>
      Object.fromEntries(
        Object.entries(service).map(([name, rpc]) => [name.charAt(0).toLowerCase() + name.slice(1), noted(rpc)]),
      );
    server = await listen({
      services: [
        serve(controlService, guarded('Control', parts, noting(controlService as never)) as never),
        serve(agentsService, noting(agentsService as never) as never),
        serve(identitiesService, guarded('Identities', parts, noting(identitiesService as never)) as never),
      ],
      credentials: serverCredentials(own),
      address: '127.0.0.1',
      port: 0,
      log,
      authorize,
      judge: ledger.judge,
      denied: audit.denied,
    });
  });
  after(async () => {
    await server.close(0);
    await records.close();
    rmSync(folder, { recursive: true });
  });

  /** Does nothing but be reached. */
  function noted({ path, responseStream }: { path: string; responseStream: boolean }) {
    const note = async () => {
      reached.push(path);
      return {};
    };
    if (!responseStream) return note;
    return async function* () {
      yield await note();
    };
  }

  const credentialsOf = (caller: string) => clientCredentials(folders.get(caller) as string);

  /** What each call comes to, one after the other. `fresh`: each on a connection of its own. */
  async function outcomes(
    credentials: Pick<ClientCredentials, 'serverName' | 'forChannel'>,
    request: object,
    { fresh = false, said = ({ code, message }: Failure): string => (code === 'unsupported' ? notServed : message) } = {},
  ): Promise<Record<string, string>> {
    const told: Record<string, string> = {};
    for (const [service, rpcs] of Object.entries(Object.groupBy(calls, (rpc) => rpc.service))) {
      const opened = contract[service as keyof typeof contract] as typeof controlService;
      const open = () => openClient(opened, { address: `127.0.0.1:${server.port}`, credentials });
      let client = open();
      for (const rpc of rpcs ?? []) {
        told[nameOf(rpc)] = await ask(client, rpc, request).then(() => 'reached', said);
        if (!fresh) continue;
        client.close();
        client = open();
      }
      client.close();
    }
    return told;
  }

  /** Of somebody with this certificate, or with none, who knows the server. */
  function credentialsWith(shown: { cert?: string; key?: string }) {
    const { serverName, checkServer, tls } = credentialsOf('admin');
    const context = createSecureContext({ ca: tls.ca, ...shown });
    const options = { checkServerIdentity: checkServer };
    return { serverName, forChannel: () => ChannelCredentials.createFromSecureContext(context, options) };
  }

  it('every RPC has a row here, and every row an RPC', () => {
    deepEqual(Object.keys(expected).sort(), calls.map(nameOf).sort());
  });

  it('every service of the contract is called here', () => {
    deepEqual(Object.keys(contract).sort(), [...new Set(calls.map(({ service }) => service))].sort());
  });

  const ranks = { viewer: 1, deployer: 2, admin: 3 };
  const needed = { v: 1, d: 2, a: 3 } as Record<string, number>;

  for (const [name, rights] of Object.entries(operators)) {
    const places = rights && rights.scopes.length > 0 ? [about, ...elsewhere] : [about];
    for (const place of places) {
      it(`${name} about ${place.app} in ${place.environment}`, async () => {
        const told = await outcomes(credentialsOf(name), place);
        for (const [rpc, row] of Object.entries(expected)) {
          const [least = '', scoped] = row;
          const mayAll = rights && rights.scopes.length === 0;
          const enough = rights && name !== 'revoked' && needed[least] !== undefined && ranks[rights.role] >= needed[least];
          const inScope = mayAll || (least !== 'a' && (scoped !== '.' || isWithin(rpc, place)));
          equal(told[rpc], enough && inScope ? 'reached' : refusal(row), rpc);
        }
      });
    }
  }

  for (const host of ['web-1', 'web-2']) {
    it(`the host ${host}`, async () => {
      const told = await outcomes(credentialsOf(host), about);
      for (const [rpc, row] of Object.entries(expected)) equal(told[rpc], row === 'h' ? 'reached' : refusal(row), rpc);
    });
  }

  for (const [caller, who] of [
    ['a host that was revoked', 'revoked-host'],
    ['one whose certificate is good and in no ledger (X09)', 'unlisted'],
  ] as const) {
    it(caller, async () => {
      const told = await outcomes(credentialsOf(who), about);
      for (const [rpc, row] of Object.entries(expected)) equal(told[rpc], refusal(row), rpc);
    });
  }

  it('who has no certificate, one of another authority, or one that has ended, gets no connection', async () => {
    deepEqual(strangers.size, 5);
    for (const [stranger, shown] of strangers) {
      const before = reached.length;
      const told = await outcomes(credentialsWith(shown), about, { fresh: true, said: ({ code }) => code });
      for (const rpc of Object.keys(expected)) equal(told[rpc], 'unavailable', `${stranger}: ${rpc}`);
      equal(reached.length, before);
    }
  });
});

/** A version belongs to its app in every environment. */
function isWithin(rpc: string, { app, environment }: { app: string; environment: string }): boolean {
  const ofApp = ['Control/PrepareUpload', 'Control/ListVersions'].includes(rpc);
  return app === 'web' && (ofApp || environment === 'staging');
}

function nameOf({ path }: DescribedCall): string {
  return path.replace('/castellan.v1.', '');
}

function refusal(row: string): string {
  return row === '-' ? notServed : 'not allowed';
}
