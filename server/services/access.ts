// Who may call what: for every RPC the kind of caller, the least role of an operator, and what of the request must be within
// the operator's scopes. Without a row nobody may, and neither does this compile nor the server start.
import type { AgentsService, ControlService, EnrollmentService, IdentitiesService } from '../../proto/load.ts';
import type { Role, Subject } from '../../proto/rights.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { defaultEnvironment } from './names.ts';

/**
 * `everything`: only operators without scopes. `seen`: whoever has the role; the handler shows what is within the scopes.
 * `found`: the handler finds out what is meant and asks `requireWithin`. A function: what the request says it is about.
 */
export type About<Request = never> = 'everything' | 'seen' | 'found' | ((request: Request) => Subject);

/** changes: it stands in the audit before it takes effect. */
export type Row<Request = never> =
  | { kind: 'host' }
  | { kind: 'operator'; role: Role; about: About<Request>; changes: boolean }
  | { kind: 'newcomer' };

type Rows<S, Name extends string> = {
  readonly [M in keyof Handlers<S> & string as `/${Name}/${Capitalize<M>}`]: Row<RequestOf<Handlers<S>[M]>>;
};
type RequestOf<H> = H extends (request: infer Request, ...rest: never[]) => unknown ? Request : never;

const byHosts = { kind: 'host' } as const;
const viewer = <Request>(about: About<Request>) => ({ kind: 'operator', role: 'viewer', about, changes: false }) as const;
/** Asks, and changes nothing. */
const preparer = <Request>(about: About<Request>) => ({ kind: 'operator', role: 'deployer', about, changes: false }) as const;
const deployer = <Request>(about: About<Request>) => ({ kind: 'operator', role: 'deployer', about, changes: true }) as const;
const admin = { kind: 'operator', role: 'admin', about: 'everything', changes: true } as const;
const auditor = { kind: 'operator', role: 'admin', about: 'everything', changes: false } as const;

/** An empty environment means the default one. */
const target = ({ app, environment }: { app: string; environment: string }): Subject => ({
  app,
  environment: environment || defaultEnvironment,
});
/** A version belongs to its app in every environment. */
const app = ({ app }: { app: string }): Subject => ({ app, environment: null });

export const access = {
  '/castellan.v1.Control/PrepareUpload': preparer(app),
  '/castellan.v1.Control/Upload': deployer('found'),
  '/castellan.v1.Control/ListVersions': viewer(app),
  '/castellan.v1.Control/Deploy': deployer(target),
  '/castellan.v1.Control/Rollback': deployer(target),
  '/castellan.v1.Control/Restart': deployer(target),
  '/castellan.v1.Control/Stop': deployer(target),
  '/castellan.v1.Control/Start': deployer(target),
  '/castellan.v1.Control/Scale': deployer(target),
  '/castellan.v1.Control/Plan': preparer(target),
  '/castellan.v1.Control/ShowPlan': viewer('found'),
  '/castellan.v1.Control/Pause': deployer('found'),
  '/castellan.v1.Control/Resume': deployer('found'),
  '/castellan.v1.Control/Promote': deployer('found'),
  '/castellan.v1.Control/Abort': deployer('found'),
  '/castellan.v1.Control/ListGhosts': viewer('seen'),
  '/castellan.v1.Control/ClearGhosts': deployer(target),
  '/castellan.v1.Control/ChangeSettings': deployer(target),
  '/castellan.v1.Control/ShowSettings': viewer(target),
  '/castellan.v1.Control/ListRevisions': viewer(target),
  '/castellan.v1.Control/SetSecret': deployer(target),
  '/castellan.v1.Control/UnsetSecrets': deployer(target),
  '/castellan.v1.Control/ListSecrets': viewer(target),
  '/castellan.v1.Control/ListRoutes': viewer('seen'),
  '/castellan.v1.Control/ExplainRoute': viewer('seen'),
  '/castellan.v1.Control/AddCertificate': admin,
  '/castellan.v1.Control/ListCertificates': viewer('seen'),
  '/castellan.v1.Control/RemoveCertificate': admin,
  '/castellan.v1.Control/SetAcme': admin,
  '/castellan.v1.Control/WatchDeployment': viewer('found'),
  '/castellan.v1.Control/ListDeployments': viewer('seen'),
  '/castellan.v1.Control/ListReleases': viewer(target),
  '/castellan.v1.Control/Status': viewer('seen'),
  '/castellan.v1.Control/ListHosts': viewer('seen'),
  '/castellan.v1.Control/WatchHosts': viewer('found'),
  '/castellan.v1.Control/WatchFigures': viewer('seen'),
  '/castellan.v1.Control/LabelHost': admin,
  '/castellan.v1.Control/DrainHosts': admin,
  '/castellan.v1.Control/ResumeHosts': admin,
  '/castellan.v1.Control/RemoveHost': admin,
  '/castellan.v1.Control/MoveHost': admin,
  '/castellan.v1.Control/RebootHosts': admin,
  '/castellan.v1.Control/WatchReboot': auditor,
  '/castellan.v1.Control/UpgradeAgents': admin,
  '/castellan.v1.Control/WatchAgentUpgrade': auditor,
  '/castellan.v1.Control/AdoptHosts': admin,
  '/castellan.v1.Control/Logs': viewer(target),
  '/castellan.v1.Agents/Session': byHosts,
  '/castellan.v1.Agents/FetchBundle': byHosts,
  '/castellan.v1.Agents/ShipLogs': byHosts,
  '/castellan.v1.Agents/FetchSecrets': byHosts,
  '/castellan.v1.Agents/FetchCertificate': byHosts,
  '/castellan.v1.Agents/Renew': byHosts,
  '/castellan.v1.Identities/WhoAmI': viewer('seen'),
  '/castellan.v1.Identities/RenewOperator': viewer('seen'),
  '/castellan.v1.Identities/InviteHost': admin,
  '/castellan.v1.Identities/RevokeHost': admin,
  '/castellan.v1.Identities/InviteOperator': admin,
  '/castellan.v1.Identities/AddPipeline': admin,
  '/castellan.v1.Identities/ChangeOperator': admin,
  '/castellan.v1.Identities/RemoveOperator': admin,
  '/castellan.v1.Identities/ListOperators': auditor,
  '/castellan.v1.Identities/ListIdentityCertificates': auditor,
  '/castellan.v1.Identities/ShowAuthorities': auditor,
  '/castellan.v1.Identities/RotateAuthorities': admin,
  '/castellan.v1.Identities/ReadAudit': auditor,
  '/castellan.v1.Identities/VerifyAudit': auditor,
  '/castellan.v1.Enrollment/Enroll': { kind: 'newcomer' },
} as const satisfies Rows<ControlService, 'castellan.v1.Control'> &
  Rows<AgentsService, 'castellan.v1.Agents'> &
  Rows<IdentitiesService, 'castellan.v1.Identities'> &
  Rows<EnrollmentService, 'castellan.v1.Enrollment'>;

type ActOf<Rpc, R> = R extends { changes: true } ? (Rpc extends `/${string}/${infer Act}` ? Act : never) : never;
/** What changes something, as the audit names it: `Deploy`. */
export type ChangingAct = { [Rpc in keyof typeof access]: ActOf<Rpc, (typeof access)[Rpc]> }[keyof typeof access];

/** For the listener: the kind of certificate alone. */
export const authorize = Object.fromEntries(
  Object.entries(access).flatMap(([rpc, { kind }]) => (kind === 'newcomer' ? [] : [[rpc, [kind]] as const])),
);

export function rowOf(rpc: string): Row | undefined {
  return Object.hasOwn(access, rpc) ? (access as Record<string, Row>)[rpc] : undefined;
}
