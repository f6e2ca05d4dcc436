// Hosts -> server. The host's name is its certificate's; no request carries one.
import type { Caller } from '../../certs/identity.ts';
import { isSha256 } from '../../lib/names.ts';
import { fail } from '../../proto/failure.ts';
import type { FetchBundleRequest } from '../../proto/generated/castellan/v1/FetchBundleRequest.ts';
import type { FetchPartInput } from '../../proto/generated/castellan/v1/FetchPart.ts';
import type { HostMessage } from '../../proto/generated/castellan/v1/HostMessage.ts';
import type { LogBlock } from '../../proto/generated/castellan/v1/LogBlock.ts';
import { assignmentFor } from '../assignment.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { shipLogs } from '../logs/ship.ts';
import type { LogStore } from '../logs/store.ts';
import type { Records } from '../records/records.ts';
import type { Sessions } from '../sessions.ts';

interface Context {
  caller: Caller;
  signal: AbortSignal;
  address: string;
}

export interface AgentsParts {
  sessions: Sessions;
  records: Records;
  blobs: Blobs;
  logs: LogStore;
}

export function agentsHandlers({ sessions, records, blobs, logs }: AgentsParts) {
  return {
    Session: (requests: AsyncIterable<HostMessage>, { caller, address, signal }: Context) => sessions.serve(caller.name, address, requests, signal),

    FetchBundle: async function* (request: FetchBundleRequest, { caller }: Context): AsyncGenerator<FetchPartInput> {
      await requireAssigned(records, caller.name, request.blobSha256);
      const length = blobs.size(request.blobSha256);
      if (length === undefined) throw fail('not-found', 'the bundle is not in the store any more', { next: 'push it again' });
      if (request.offset < 0 || request.offset > length) throw fail('bad-input', `the offset lies outside of the bundle's ${length} bytes`);
      for await (const data of blobs.read(request.blobSha256, request.offset)) yield { data };
      yield { commit: { length, sha256: request.blobSha256 } };
    },

    ShipLogs: (requests: AsyncIterable<LogBlock>, { caller, signal }: Context) => shipLogs(logs, caller.name)(requests, signal),
  };
}

/** A host gets the bundles that it is to run or to stage, and no others. */
async function requireAssigned(records: Records, host: string, blobSha256: string): Promise<void> {
  const assignment = await assignmentFor(records.db, host, records.epoch);
  if (isSha256(blobSha256) && assignment.stage?.some((ref) => ref.blobSha256 === blobSha256)) return;
  throw fail('forbidden', 'this bundle is not assigned to this host');
}
