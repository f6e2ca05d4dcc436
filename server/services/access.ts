// Who may call what. An RPC without a row is denied to everyone, and the server does not start.
import type { Caller } from '../../certs/identity.ts';
import type { Rpc } from '../../proto/load.ts';

const operators = ['operator'] as const;
const hosts = ['host'] as const;

export const access = {
  '/castellan.v1.Control/PrepareUpload': operators,
  '/castellan.v1.Control/Upload': operators,
  '/castellan.v1.Control/ListVersions': operators,
  '/castellan.v1.Control/Deploy': operators,
  '/castellan.v1.Control/Rollback': operators,
  '/castellan.v1.Control/Restart': operators,
  '/castellan.v1.Control/Stop': operators,
  '/castellan.v1.Control/Start': operators,
  '/castellan.v1.Control/Scale': operators,
  '/castellan.v1.Control/Pause': operators,
  '/castellan.v1.Control/Resume': operators,
  '/castellan.v1.Control/Promote': operators,
  '/castellan.v1.Control/Abort': operators,
  '/castellan.v1.Control/ListGhosts': operators,
  '/castellan.v1.Control/ClearGhosts': operators,
  '/castellan.v1.Control/ChangeSettings': operators,
  '/castellan.v1.Control/ShowSettings': operators,
  '/castellan.v1.Control/ListRevisions': operators,
  '/castellan.v1.Control/SetSecret': operators,
  '/castellan.v1.Control/UnsetSecrets': operators,
  '/castellan.v1.Control/ListSecrets': operators,
  '/castellan.v1.Control/WatchDeployment': operators,
  '/castellan.v1.Control/ListDeployments': operators,
  '/castellan.v1.Control/ListReleases': operators,
  '/castellan.v1.Control/Status': operators,
  '/castellan.v1.Control/ListHosts': operators,
  '/castellan.v1.Control/UpgradeAgents': operators,
  '/castellan.v1.Control/WatchAgentUpgrade': operators,
  '/castellan.v1.Control/AdoptHosts': operators,
  '/castellan.v1.Control/Logs': operators,
  '/castellan.v1.Agents/Session': hosts,
  '/castellan.v1.Agents/FetchBundle': hosts,
  '/castellan.v1.Agents/ShipLogs': hosts,
  '/castellan.v1.Agents/FetchSecrets': hosts,
} as const satisfies Record<Rpc, readonly Caller['kind'][]>;
