// W16: every call of the contract with messages that were changed at random, to a real server: each caller gets a status that
// is no bug of ours, the server goes on, and what it keeps is whole. FUZZ_MS is for how long, FUZZ_SEED with which ones first.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type protobuf from 'protobufjs';
import { type HostileServer, openHostileServer, type Who } from './hostile-server.ts';
import { contract, type Likely, wireOf } from './messages.ts';

const forMs = Number(process.env.FUZZ_MS ?? 5_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const eachRound = 6;

let server: HostileServer;
before(async () => {
  server = await openHostileServer();
});
after(() => server?.remove());

interface Rpc {
  path: string;
  request: protobuf.Type;
  who: Who;
  /** Requests follow one another. */
  parts: boolean;
  streams: boolean;
}

const callers = { Control: 'operator', Identities: 'operator', Agents: 'host', Enrollment: 'newcomer' } as const;
const rpcs: Rpc[] = Object.entries(callers).flatMap(([service, who]) =>
  contract.lookupService(`castellan.v1.${service}`).methodsArray.map((rpc) => ({
    path: `/castellan.v1.${service}/${rpc.name}`,
    request: rpc.resolvedRequestType as protobuf.Type,
    who,
    parts: rpc.requestStream === true,
    streams: rpc.responseStream === true || rpc.requestStream === true,
  })),
);

/** What is there; and never whoever asks, who would only lock themselves out. */
const likely: Likely = {
  app: ['hello', 'other'],
  environment: ['', 'production', 'staging'],
  version: ['1', '2'],
  process: ['', 'web'],
  host: ['web-2'],
  hosts: ['web-2'],
  name: ['web-2', 'web-3', 'bob', 'LOG_LEVEL'],
  kind: ['host', 'operator'],
  role: ['viewer', 'deployer', 'admin'],
  number: [0, 1, 2],
  release: [0, 1],
  revision: [0, 1],
  deployment: [0, 1],
  key: ['LOG_LEVEL', 'replicas.web', 'hosts.web', 'on.web', 'tls.web', 'allow.web'],
  stream: ['stdout', 'stderr'],
  replica: ['hello-web-0-abcdef'],
  offset: [0, 1],
  confirmed: ['web-2'],
  directory: ['https://127.0.0.1:1/directory'],
  issuer: ['https://127.0.0.1:1'],
  oidc: ['eyJhbGciOiJub25lIn0.e30.', 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJodHRwczovLzEyNy4wLjAuMToxIn0.AA'],
  pipeline: ['web-3'],
};

const statuses = { ok: '0', invalidArgument: '3' };
/** UNKNOWN, INTERNAL, UNAVAILABLE, DATA_LOSS. */
const bugs = ['2', '13', '14', '15'];

test(`W16: whatever a request contains, its caller gets a status, and the server goes on (FUZZ_SEED=${seed})`, async (t) => {
  const told = new Map<string, number>();
  const until = Date.now() + forMs;
  let round = 0;
  do {
    await Promise.all(rpcs.map((rpc) => askSome(rpc, seed + round, told)));
    round += 1;
  } while (Date.now() < until);
  t.diagnostic(`${round} rounds of ${eachRound} requests to each of ${rpcs.length} calls: ${JSON.stringify([...told])}`);
  assert.ok((told.get(statuses.ok) ?? 0) > 0 && (told.get(statuses.invalidArgument) ?? 0) > 0, JSON.stringify([...told]));
  assert.equal((await server.identities.whoAmI({})).operator?.name, 'ann');
});

test('W16: what it has recorded is whole, nothing of it was a bug, and it ends when it is told to', async () => {
  assert.equal((await server.identities.verifyAudit({})).broken, '');
  assert.deepEqual(server.logged.filter(isBug), []);
  assert.equal(await server.close(), 0);
  const records = new DatabaseSync(server.database, { readOnly: true });
  assert.equal(records.prepare('PRAGMA integrity_check').get()?.integrity_check, 'ok');
  records.close();
});

/** What is told of something outside, such as an authority that does not answer, is none. */
function isBug({ level, msg, err }: Record<string, unknown>): boolean {
  const { type } = (err ?? {}) as { type?: string };
  return level === 60 || msg === 'handler failed' || ['TypeError', 'RangeError', 'ReferenceError'].includes(type ?? '');
}

async function askSome({ path, request, who, parts, streams }: Rpc, from: number, told: Map<string, number>): Promise<void> {
  const bodies = fc.array(wireOf(request, likely), { minLength: 1, maxLength: parts ? 4 : 1 });
  for (const all of fc.sample(bodies, { numRuns: eachRound, seed: from })) {
    if (isForced(path, request, all)) continue;
    const status = await server.statusOf({ path, who, streams, bodies: all });
    const said = `${path} FUZZ_SEED=${from}: ${Buffer.concat(all).toString('hex').slice(0, 2000)}`;
    assert.ok(server.alive(), `the server has ended: ${said}: ${JSON.stringify(server.logged.slice(-3))}`);
    assert.ok(!bugs.includes(status), `status ${status}: ${said}: ${JSON.stringify(server.logged.slice(-3))}`);
    told.set(status, (told.get(status) ?? 0) + 1);
  }
}

/** New authorities by force lock everybody out: that is what it is for. */
function isForced(path: string, request: protobuf.Type, [body]: Buffer[]): boolean {
  if (!path.endsWith('/RotateAuthorities')) return false;
  try {
    return (request.toObject(request.decode(body as Buffer)) as { force?: boolean }).force === true;
  } catch {
    return false;
  }
}
