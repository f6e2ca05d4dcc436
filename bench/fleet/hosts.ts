// Many hosts in one process, as streams: each holds a session, fetches what is assigned to it on a connection of its own, hashes
// it and throws it away. Arguments: the server's address, the folder with certificates, then names. Prints a line of JSON when all
// are connected, then one for each bundle that all of them have.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientCredentials } from '../../certs/credentials.ts';
import { abilities } from '../../proto/abilities.ts';
import type { BundleRef } from '../../proto/generated/castellan/v1/BundleRef.ts';
import type { HostMessageInput } from '../../proto/generated/castellan/v1/HostMessage.ts';
import { type AgentsService, agentsService } from '../../proto/load.ts';
import type { Client } from '../../proto/rpc.ts';
import { openClient } from '../../proto/stream.ts';

export interface Fetched {
  ref: BundleRef;
  /** Of all these hosts. */
  bytes: number;
  patched: number;
}

const [server = '', certs = '', ...names] = process.argv.slice(2);
const done = new Map<string, Fetched & { hosts: number }>();
let connected = 0;

await Promise.all(names.map(host));

async function host(name: string): Promise<void> {
  const credentials = clientCredentials(join(certs, 'hosts', name));
  const control = openClient(agentsService, { address: server, credentials });
  const bulk = openClient(agentsService, { address: server, credentials });
  const has = new Set<string>();
  for await (const { welcome, assignment } of control.session(messages())) {
    if (welcome) noteConnected();
    for (const ref of assignment?.stage ?? []) {
      if (has.has(ref.digest)) continue;
      const have = [...has];
      has.add(ref.digest);
      note(ref, await fetched(bulk, ref, have));
    }
  }
}

async function* messages(): AsyncGenerator<HostMessageInput> {
  const hello = { agentVersion: 'bench', bootId: 'bench', bootMs: Date.now(), epoch: 0, revision: 0, routerPorts: [] };
  yield { hello: { ...hello, abilities: [...abilities] } };
  yield { report: { epoch: 0, revision: 0, slots: [], staged: [], refusals: [], troubles: [] } };
  for (let sequence = 1; ; sequence += 1) {
    await sleep(3000);
    yield { heartbeat: { sequence } };
  }
}

async function fetched(bulk: Client<AgentsService>, { blobSha256 }: BundleRef, have: string[]) {
  const hash = createHash('sha256');
  let bytes = 0;
  let base = '';
  for await (const { encoding, data, commit } of bulk.fetchBundle({ blobSha256, have })) {
    if (encoding) base = encoding.base;
    if (data) {
      bytes += data.length;
      hash.update(data);
    }
    if (commit && hash.digest('hex') !== commit.sha256) throw new Error('other bytes came than were committed');
  }
  return { bytes, patched: base === '' ? 0 : 1 };
}

function noteConnected(): void {
  connected += 1;
  if (connected === names.length) say({ connected });
}

function note(ref: BundleRef, { bytes, patched }: { bytes: number; patched: number }): void {
  const sum = done.get(ref.digest) ?? { ref, bytes: 0, patched: 0, hosts: 0 };
  done.set(ref.digest, sum);
  sum.bytes += bytes;
  sum.patched += patched;
  sum.hosts += 1;
  if (sum.hosts === names.length) say(sum);
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
