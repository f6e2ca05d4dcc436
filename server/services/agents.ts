// Hosts -> server. The host's name is its certificate's; no request carries one.
import { isSha256 } from '../../lib/names.ts';
import { fail } from '../../proto/failure.ts';
import type { AgentsService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { assignmentFor } from '../assignment.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { shipLogs } from '../logs/ship.ts';
import type { LogStore } from '../logs/store.ts';
import type { Records } from '../records/records.ts';
import type { Sessions } from '../sessions.ts';

export interface AgentsParts {
  sessions: Sessions;
  records: Records;
  blobs: Blobs;
  logs: LogStore;
}

export function agentsHandlers({ sessions, records, blobs, logs }: AgentsParts): Handlers<AgentsService> {
  return {
    session: (requests, { caller, address, signal }) => sessions.serve(caller.name, address, requests, signal),

    fetchBundle: async function* (request, { caller }) {
      await requireAssigned(records, caller.name, request.blobSha256);
      const length = blobs.size(request.blobSha256);
      if (length === undefined) throw fail('not-found', 'the bundle is not in the store any more', { next: 'push it again' });
      if (request.offset < 0 || request.offset > length)
        throw fail('bad-input', `the offset lies outside of the bundle's ${length} bytes`);
      for await (const data of blobs.read(request.blobSha256, request.offset)) yield { data };
      yield { commit: { length, sha256: request.blobSha256 } };
    },

    shipLogs: (requests, { caller, signal }) => shipLogs(logs, caller.name)(requests, signal),
  };
}

/** A host gets the bundles that it is to run or to stage, its agent's, and no others. */
async function requireAssigned(records: Records, host: string, blobSha256: string): Promise<void> {
  const assignment = await assignmentFor(records.db, host, records.epoch);
  const refs = [...(assignment.stage ?? []), assignment.agent?.bundle];
  if (isSha256(blobSha256) && refs.some((ref) => ref?.blobSha256 === blobSha256)) return;
  throw fail('forbidden', 'this bundle is not assigned to this host');
}
