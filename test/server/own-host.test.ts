// X13, X14: a host speaks for itself: what is another's it neither gets nor changes, and what it says of an older assignment
// counts for nothing.
import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { abilities } from '../../proto/abilities.ts';
import type { Failure } from '../../proto/failure.ts';
import type { HostMessageInput } from '../../proto/generated/castellan/v1/HostMessage.ts';
import type { ServerMessage } from '../../proto/generated/castellan/v1/ServerMessage.ts';
import { fleetFacts, hostFacts } from '../../server/facts.ts';
import { adopt, findHost, hold } from '../../server/records/fleet.ts';
import { addVersion } from '../../server/records/versions.ts';
import { makeChains } from '../certs/chains.ts';
import { eventually } from '../proto/eventually.ts';
import { type ControlWorld, openControlWorld } from './control-world.ts';
import { written } from './written.ts';

const target = { app: 'web', environment: 'staging' };
const manifest = `app: web
processes: { web: { command: [run], on: { role: front }, ports: { http: auto }, routes: [ { host: www.example.com } ] } }`;
const bundle = { digest: 'd'.repeat(64), blob_sha256: 'b'.repeat(64), blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest };
const waitMs = 60_000;
/** That somebody tried is written, and when hosts were heard. */
const except = ['audit', 'sqlite_sequence'];

describe('a host that was taken over', () => {
  let world: ControlWorld;
  let victim: Speaking;
  let thief: Speaking;
  let certificate = '';

  before(async () => {
    const operators = { ann: { role: 'admin' as const, scopes: [] } };
    world = await openControlWorld({ operators, hosts: { victim: 'staging', thief: 'staging' } });
    await world.records.write((tx) =>
      addVersion(tx, bundle, { app: 'web', name: '1', bundle: bundle.digest, created_at: 1, created_by: 'ann' }),
    );
    victim = speak(world, 'victim');
    thief = speak(world, 'thief');
    const ann = world.control('ann');
    await Promise.all([victim.heard(), thief.heard()]);
    await ann.labelHost({ host: 'victim', set: { role: 'front' } });
    const { chain, key } = await (await makeChains()).issue();
    certificate = String((await ann.addCertificate({ environment: 'staging', name: 'www', chain, key })).digest);
    await ann.setSecret({ ...target, name: 'TOKEN', value: 'zebra' });
    await ann.deploy({ ...target, version: '1' });
    await eventually('the victim to be told of its bundle', () => victim.assigned?.stage.length === 1, waitMs);
    await eventually('the thief to have heard all', () => thief.assigned !== undefined, waitMs);
  });
  after(async () => {
    await Promise.all([victim?.close(), thief?.close()]);
    await world?.close();
  });

  it('X13: it gets no bundle, secret or certificate of another, its lines of others are not taken, and all of it is told', async () => {
    const untouched = written(world, except);
    const tries = {
      FetchBundle: (host: string) => drained(world.agents(host).fetchBundle({ blobSha256: bundle.blob_sha256 })),
      FetchSecrets: (host: string) => world.agents(host).fetchSecrets({ ...target, secrets: { TOKEN: 1 } }),
      FetchCertificate: (host: string) => world.agents(host).fetchCertificate({ digest: certificate }),
      ShipLogs: (host: string) => drained(world.agents(host).shipLogs(lineOf('web-web-0-abcd'))),
    };
    for (const [rpc, ask] of Object.entries(tries)) await rejects(ask('thief'), { code: 'forbidden' }, rpc);
    equal(written(world, except), untouched);
    const denials = () => world.records.db.selectFrom('audit').select('entry').where('entry', 'like', '%"denied"%').execute();
    await eventually('all of it in the audit', async () => (await denials()).length === 4, waitMs);
    deepEqual(
      (await denials()).map(({ entry }) => JSON.parse(entry)).map(({ actor, act, address }) => [actor, act, address]),
      Object.keys(tries).map((rpc) => ['host thief', rpc, '127.0.0.1']),
    );
    // The one that it is for gets it: only the bytes of this bundle are nowhere.
    await rejects(tries.FetchBundle('victim'), { code: 'not-found' });
    deepEqual(await tries.FetchSecrets('victim'), { values: { TOKEN: 'zebra' } });
    match(JSON.stringify(await tries.FetchCertificate('victim')), /BEGIN CERTIFICATE/);
  });

  it('X13: an agent is told which stream was not taken, and the others go on', async () => {
    const refused = await drained(world.agents('thief').shipLogs(lineOf('r-1'))).catch((error: Failure) => error);
    deepEqual((refused as Failure).details, ['r-1/1/stdout']);
  });

  it('a host that is held, since it knows more than the records, brings what it has of its environment', async () => {
    await world.records.write((tx) => hold(tx, 'thief', 'it is ahead'));
    await drained(world.agents('thief').shipLogs(lineOf('r-2')));
    const elsewhere = drained(world.agents('thief').shipLogs(lineOf('r-2', 'production')));
    await rejects(elsewhere, { code: 'forbidden' });
    await world.records.write((tx) => adopt(tx, 'thief'));
  });

  it('X13: what it says of slots and figures of another host changes nothing of that', async () => {
    const of = { ...target, process: 'web', index: 0 };
    const figures = [{ ...target, release: 1, requests: 1e9, failures: 1e9, latency: [1e9], restarts: 99 }];
    await thief.say({ ...thief.current(), figures, slots: [{ ...of, wanted: 1, move: 'SETTLED', replicas: [] }] });
    const facts = await fleet();
    deepEqual(facts.thief?.figures, {});
    deepEqual(facts.victim?.slots, []);
    deepEqual(facts.victim?.figures, {});
  });

  it('X14: what it says of an older assignment or deployment neither refuses, nor fails, nor finishes anything', async () => {
    const row = await findHost(world.records.db, 'victim');
    if (!row) throw new Error('no such host');
    const told = {
      refusals: ['no room'],
      staged: [{ digest: bundle.digest, state: 'FAILED', detail: 'damaged' }],
      preflights: [],
      tasks: [{ name: 'release', deployment: 1, state: 'DONE', message: '', ...target }],
      figures: [],
      slots: [],
    };
    const factsAt = (revision: number, deployment: number) => {
      const presence = () => ({ state: 'connected', since: 1, report: { ...told, revision } }) as never;
      const observer = { sessions: { ...world.sessions, presence }, startedAt: 0 };
      const { answers, refusals, staged, tasks } = hostFacts(row, { ...target, deployment }, observer, 1);
      return { answers, refusals, staged, tasks: tasks.map(({ name, state }) => `${name} ${state}`) };
    };
    const failed = { [bundle.digest]: { state: 'failed', detail: 'damaged' } };
    const { revision } = row;
    deepEqual(factsAt(revision, 1), { answers: true, refusals: ['no room'], staged: failed, tasks: ['release done'] });
    deepEqual(factsAt(revision - 1, 1), { answers: false, refusals: [], staged: {}, tasks: ['release done'] });
    deepEqual(factsAt(revision, 2).tasks, []);
  });

  async function fleet() {
    const observer = { sessions: world.sessions, startedAt: 0 };
    const { hosts } = await fleetFacts(world.records.db, target, observer, Date.now());
    return Object.fromEntries(hosts.map((host) => [host.name, host]));
  }
});

async function* lineOf(replica: string, environment = 'staging') {
  const of = { ...target, environment, process: 'web', index: 0, replica, run: 1, stream: 'stdout', release: 1 };
  yield { ...of, offset: 0, length: 2, data: Buffer.from('x\n') };
}

type Speaking = ReturnType<typeof speak>;
type Said = NonNullable<HostMessageInput['report']>;

/** A host's session, whose reports are the test's. */
function speak(world: ControlWorld, host: string) {
  const waiting: HostMessageInput[] = [
    { hello: { bootId: host, agentVersion: '1', abilities: [...abilities] } },
    { report: { epoch: 0, revision: 0 } },
  ];
  const ending = new AbortController();
  let wake = () => {};
  let [sent, taken] = [0, 0];
  let assigned: ServerMessage['assignment'] | undefined;

  async function* messages() {
    while (!ending.signal.aborted) {
      const next = waiting.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  async function listen() {
    for await (const { assignment, heartbeat } of world.agents(host).session(messages(), { signal: ending.signal })) {
      if (assignment) assigned = assignment;
      if (heartbeat) taken = heartbeat.reports;
    }
  }
  const ended = listen().catch(() => {});

  async function heard(): Promise<void> {
    await eventually(`the server to have heard ${host}`, () => world.sessions.presence(host)?.report !== null, waitMs);
  }

  return {
    get assigned() {
      return assigned;
    },
    heard,
    current: () => ({ epoch: assigned?.epoch ?? 0, revision: assigned?.revision ?? 0 }),
    async say(report: Said): Promise<void> {
      const before = world.sessions.presence(host)?.report;
      sent += 1;
      waiting.push({ report });
      wake();
      await eventually(
        `report ${sent} of ${host}, ${taken} are taken`,
        () => world.sessions.presence(host)?.report !== before,
        waitMs,
      );
    },
    async close(): Promise<void> {
      ending.abort();
      wake();
      await ended;
    },
  };
}

async function drained(replies: AsyncGenerator<object>): Promise<void> {
  for await (const _ of replies);
}
