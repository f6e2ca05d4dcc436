// Hosts -> server. The host's name is its certificate's; no request carries one.
import { isSha256 } from '../../lib/names.ts';
import { fail } from '../../proto/failure.ts';
import type { BundleRefInput } from '../../proto/generated/castellan/v1/BundleRef.ts';
import type { AgentsService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { assignmentFor } from '../assignment.ts';
import { deliverCertificate } from '../certificates/deliver.ts';
import { deliverSecrets } from '../deliver-secrets.ts';
import type { LogOwners } from '../log-owners.ts';
import { shipLogs } from '../logs/ship.ts';
import type { LogStore } from '../logs/store.ts';
import type { Records } from '../records/records.ts';
import type { Renewing } from '../renewing.ts';
import type { Vault } from '../secrets.ts';
import { type Sending, sendBundle } from '../send-bundle.ts';
import type { Sessions } from '../sessions.ts';

export interface AgentsParts extends Sending {
  sessions: Sessions;
  logs: LogStore;
  owners: LogOwners;
  vault: Vault;
  renewing: Renewing;
}

export function agentsHandlers(parts: AgentsParts): Handlers<AgentsService> {
  const { sessions, records, logs, owners } = parts;
  return {
    session: (requests, { caller, address, signal }) => sessions.serve(caller.name, address, requests, signal),

    fetchBundle: async function* (request, { caller, signal }) {
      const ref = await assigned(records, caller.name, request.blobSha256);
      yield* sendBundle(parts, caller.name, ref, request, signal);
    },

    fetchSecrets: async (request, { caller }) => ({ values: await deliverSecrets(parts, caller.name, request) }),

    renew: ({ csr, trusted }, { caller, address }) => parts.renewing.renew({ caller, address, csr, trusted }),

    fetchCertificate: (request, { caller }) => deliverCertificate(parts, caller.name, request.digest),

    shipLogs: (requests, { caller, signal }) =>
      shipLogs(logs, caller.name, (target) => owners.require(caller.name, target))(requests, signal),
  };
}

/** A host gets the bundles that it is to run or to stage, its agent's, and no others. */
async function assigned(records: Records, host: string, blobSha256: string): Promise<BundleRefInput> {
  const assignment = await assignmentFor(records.db, host, records.epoch);
  const refs = [...(assignment.stage ?? []), assignment.agent?.bundle];
  const found = refs.find((ref) => ref?.blobSha256 === blobSha256);
  if (isSha256(blobSha256) && found) return found;
  throw fail('forbidden', 'this bundle is not assigned to this host');
}
