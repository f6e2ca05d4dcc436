// X25, X26: an operator with a scope asks every call about everything, in every way that a request can say it, and hears
// nothing of what is not theirs: whatever is not theirs here has a zebra in it.
import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeWake } from '../../lib/wake.ts';
import { abilities } from '../../proto/abilities.ts';
import type { Failure } from '../../proto/failure.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import type { HostMessageInput } from '../../proto/generated/castellan/v1/HostMessage.ts';
import type { SlotWish } from '../../proto/generated/castellan/v1/SlotWish.ts';
import { addGhost } from '../../server/records/ghosts.ts';
import { addVersion } from '../../server/records/versions.ts';
import { makeChains } from '../certs/chains.ts';
import { calls, type DescribedCall } from '../proto/descriptor.ts';
import { eventually } from '../proto/eventually.ts';
import { type ControlWorld, openControlWorld } from './control-world.ts';

const mine = { app: 'web', environment: 'staging' };
const scopes = [mine];
const others = [
  { app: 'zebra-shop', environment: 'staging' },
  { app: 'web', environment: 'zebraland' },
  { app: 'zebra-shop', environment: 'zebraland' },
];
const waitMs = 60_000;

describe('X25: what is not within an operator’s scopes', () => {
  let world: ControlWorld;
  let plan = '';
  const ending = new AbortController();

  before(async () => {
    const all = { scopes: [] };
    world = await openControlWorld({
      operators: {
        ann: { role: 'admin', ...all },
        viewer: { role: 'viewer', scopes },
        deployer: { role: 'deployer', scopes },
      },
      hosts: { front: 'staging', 'zebra-host': 'zebraland' },
    });
    const { bundleOf, manifestOf } = made();
    await world.records.write(async (tx) => {
      for (const [app, name, host] of versions) {
        const row = { ...bundleOf(app, name), manifest: manifestOf(app, host) };
        await addVersion(tx, row, { app, name, bundle: row.digest, created_at: 1, created_by: 'ann' });
      }
      await addGhost(tx, { ...others[0], version: 'zebra-9', reason: 'zebra', deployment: 2, created_at: 1 } as never);
    });
    await Promise.all(['front', 'zebra-host'].map((host) => speak(world, host, ending.signal)));
    const ann = world.control('ann');
    for (const target of [mine, ...others]) {
      const word = isMine(target) ? 'mine' : 'zebra';
      await ann.changeSettings({ ...target, set: [{ key: 'WORD', value: word }] });
      await ann.setSecret({ ...target, name: isMine(target) ? 'TOKEN' : 'ZEBRA_TOKEN', value: word });
      await ann.deploy({ ...target, version: target.app === 'web' ? '1' : 'zebra-1' });
    }
    const chains = await makeChains();
    for (const [name, host, environment] of certificates)
      await ann.addCertificate({ name, environment, ...(await chains.issue({ hosts: [host] })) });
    const routes = async () => (await ann.listRoutes({})).routes.length;
    await eventually('all of it to be served', async () => (await routes()) === [mine, ...others].length, waitMs);
    plan = (await ann.plan({ ...others[0], version: 'zebra-2' })).id;
    ok(plan);
    await ship(world);
  });
  after(async () => {
    ending.abort();
    await world?.close();
  });

  it('leaves the newest deployments of what is', async () => {
    const list = async (who: string, request: object) => {
      const { deployments, more } = await world.control(who).listDeployments(request);
      return { of: deployments.map(({ number, app, environment }) => `${number} ${app} ${environment}`), more };
    };
    const own = ['1 web staging'];
    const theirs = ['4 zebra-shop zebraland', '3 web zebraland', '2 zebra-shop staging'];
    deepEqual(await list('ann', {}), { of: [...theirs, ...own], more: 0 });
    deepEqual(await list('ann', { limit: 2 }), { of: theirs.slice(0, 2), more: 2 });
    deepEqual(await list('ann', { environment: 'staging' }), { of: [theirs[2], ...own], more: 0 });
    deepEqual(await list('ann', { app: 'web' }), { of: [theirs[1], ...own], more: 0 });
    for (const request of [{}, { limit: 1 }, { environment: 'staging' }, { app: 'web' }, mine])
      deepEqual(await list('viewer', request), { of: own, more: 0 });
    deepEqual(await list('viewer', { environment: 'zebraland' }), { of: [], more: 0 });
    for (const other of others) await rejects(list('viewer', other), { code: 'forbidden' });
  });

  const asking = calls.filter(({ service }) => service === 'Control' || service === 'Identities');
  for (const call of asking)
    it(`is in no answer of ${call.path}`, async () => {
      const heard: string[] = [];
      for (const who of ['viewer', 'deployer'])
        for (const request of requestsOf(call, plan)) {
          const { text, isAnswer } = await answer(world, who, call, request);
          const asked = [...Object.values(request).flat(), 'www.zebra.example'];
          const own = asked.filter((value) => typeof value === 'string');
          const rest = own.reduce<string>((left, word) => (word ? left.replaceAll(word, '') : left), text);
          if (/zebra/i.test(rest)) heard.push(`${who} asked ${JSON.stringify(request)} and heard ${text.slice(0, 2000)}`);
          // Nor is there an answer about it; but a URL can be asked about.
          if (isAnswer && call.method !== 'explainRoute' && /zebra/i.test(text))
            heard.push(`${who} asked ${JSON.stringify(request)} and was answered ${text.slice(0, 2000)}`);
        }
      deepEqual(heard, []);
    });

  it('can all be heard by who may', async () => {
    const status = JSON.stringify(await world.control('ann').status({}));
    for (const word of ['zebra-shop', 'zebraland', 'zebra-host', 'a zebra bit the front']) ok(status.includes(word), word);
    equal((await world.control('viewer').status({})).apps.length, 1);
    const { hosts } = await world.control('viewer').status({});
    deepEqual(
      hosts.map(({ name, troubles }) => [name, troubles]),
      [['front', ['something is not right with it; who may see all apps of staging is told']]],
    );
  });

  it('cannot be asked for without a trace', async () => {
    const rows = await world.records.db.selectFrom('audit').select('entry').where('entry', 'like', '%"denied"%').execute();
    const entries = rows.map(({ entry }) => JSON.parse(entry) as Record<string, string>);
    const asked = entries.filter(({ act, reason }) => act === 'ShowSettings' && reason === 'not within its scopes');
    deepEqual(asked.map(({ actor }) => actor).sort(), ['operator deployer', 'operator viewer']);
  });

  it('is not named when it has the route that somebody asks for', async () => {
    await world.records.write((tx) => {
      const { bundleOf, manifestOf } = made();
      const row = { ...bundleOf('web', '7'), manifest: manifestOf('web', 'www.zebra.example') };
      return addVersion(tx, row, { app: 'web', name: '7', bundle: row.digest, created_at: 1, created_by: 'ann' });
    });
    const refused = (who: string) =>
      world
        .control(who)
        .deploy({ ...mine, version: '7' })
        .then(
          () => 'deployed',
          ({ message, details, next }: Failure) => [message, ...details, next].join('\n'),
        );
    ok((await refused('ann')).includes('zebra-shop'));
    equal(
      await refused('deployer'),
      [
        'web and another app cannot both have the same route in staging',
        'web answers for www.zebra.example, which belongs to another app',
        'give it another host name: ctl settings set web hosts.web=NAME',
      ].join('\n'),
    );
  });
});

const versions = [
  ['web', '1', 'www.example.com'],
  ['zebra-shop', 'zebra-1', 'www.zebra.example'],
  ['zebra-shop', 'zebra-2', 'www.zebra.example'],
] as const;
const certificates = [
  ['own', 'www.example.com', 'staging'],
  ['zebra', 'www.zebra.example', 'staging'],
  ['zebra', 'www.zebra.example', 'zebraland'],
] as const;

function isMine({ app, environment }: { app: string; environment: string }): boolean {
  return app === mine.app && environment === mine.environment;
}

function made() {
  let count = 0;
  const bundleOf = (app: string, name: string) => {
    count += 1;
    const digest = `${Buffer.from(`${app}${name}${count}`).toString('hex')}${'0'.repeat(64)}`.slice(0, 64);
    return { digest, blob_sha256: digest, blob_bytes: 1, unpacked_bytes: 1, files: 1 };
  };
  const manifestOf = (app: string, host: string) =>
    `app: ${app}\nprocesses: { web: { command: [run], ports: { http: auto }, routes: [ { host: ${host} } ] } }`;
  return { bundleOf, manifestOf };
}

/** Every way to say what is meant that the request has fields for; first what is within the scope. */
function requestsOf({ request }: DescribedCall, plan: string): Record<string, unknown>[] {
  const ways: Record<string, unknown[]> = {
    app: ['web', 'zebra-shop', ''],
    environment: ['staging', 'zebraland', ''],
    number: [0, 1, 2, 4],
    host: ['', 'zebra-host'],
    hosts: [['front'], ['zebra-host']],
    id: [plan],
    name: ['zebra', 'own'],
    url: ['http://www.zebra.example/'],
    version: ['zebra-1'],
    names: [['ZEBRA_TOKEN']],
  };
  let all: Record<string, unknown>[] = [{}];
  for (const { name } of request.fieldsArray)
    if (ways[name]) all = all.flatMap((one) => (ways[name] as unknown[]).map((value) => ({ ...one, [name]: value })));
  return all;
}

type Method = (request: unknown, how?: object) => Promise<object> | AsyncGenerator<object>;

/** What comes first; of the logs everything. */
async function answer(world: ControlWorld, who: string, call: DescribedCall, request: object) {
  const client = call.service === 'Control' ? controls(world, who) : identitiesOf(world, who);
  const method = (client as Record<string, Method>)[call.method] as Method;
  const given = method(call.requestStream ? opened(request) : request);
  try {
    const reply = call.responseStream ? await begun(given as AsyncGenerator<object>, call.method === 'logs') : await given;
    return { text: textOf(reply), isAnswer: true };
  } catch (error) {
    const { message, details, next = '' } = error as Failure;
    return { text: [message, ...details, next].join('\n'), isAnswer: false };
  }
}

function textOf(reply: unknown): string {
  return (
    JSON.stringify(reply, (_, value) => (value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value)) ?? ''
  );
}

const known = new Map<string, object>();
const clientFor = (key: string, open: () => object) => {
  const client = known.get(key) ?? open();
  known.set(key, client);
  return client;
};
const controls = (world: ControlWorld, who: string) => clientFor(`control ${who}`, () => world.control(who));
const identitiesOf = (world: ControlWorld, who: string) => clientFor(`identities ${who}`, () => world.identities(who));

async function* opened({ app, version }: { app?: string; version?: string }) {
  yield { open: { app: app ?? 'zebra-shop', version: version ?? '1', sha256: 'a'.repeat(64), length: 1 } };
}

async function begun(replies: AsyncGenerator<object>, toTheEnd: boolean): Promise<unknown> {
  if (toTheEnd) return Array.fromAsync(replies);
  const { value } = await replies.next();
  await replies.return(undefined);
  return value;
}

/** A host that does all that it is told, at once; and complains. */
async function speak(world: ControlWorld, host: string, signal: AbortSignal): Promise<void> {
  const reports: HostMessageInput['report'][] = [{ epoch: 0, revision: 0, troubles: [`a zebra bit the ${host}`] }];
  const news = makeWake();
  const messages = async function* (): AsyncGenerator<HostMessageInput> {
    yield { hello: { bootId: host, agentVersion: '1', abilities: [...abilities] } };
    for (; !signal.aborted; await news.wait({ signal })) for (const report of reports.splice(0)) yield { report };
  };
  void (async () => {
    for await (const { assignment } of world.agents(host).session(messages(), { signal })) {
      if (!assignment) continue;
      reports.push({ ...did(assignment), troubles: [`a zebra bit the ${host}`] });
      news();
    }
  })().catch(() => {});
  await eventually(`the server to have heard ${host}`, () => !!world.sessions.presence(host)?.report, waitMs);
}

function did({ epoch, revision, stage, prospects, slots }: Assignment) {
  const counted = { requests: 1, status: [0, 1, 0, 0, 0] };
  const replica = ({ app, release, version }: SlotWish) => ({
    id: `${app}-web-0-abcd`,
    release,
    version,
    phase: 'healthy',
    routed: true,
  });
  return {
    epoch,
    revision,
    staged: stage.map(({ digest }) => ({ digest, state: 'READY' as const })),
    preflights: prospects.map(({ deployment }) => ({ deployment })),
    slots: slots.map((wish) => {
      const { app, environment, process, index, release: wanted, deployment } = wish;
      return { app, environment, process, index, wanted, deployment, move: 'SETTLED' as const, replicas: [replica(wish)] };
    }),
    routes: slots.map(({ app, environment, process, release }) => ({
      ...counted,
      app,
      environment,
      process,
      release,
      host: `www.${app}.example`,
    })),
    routesMs: 1,
  };
}

async function ship(world: ControlWorld): Promise<void> {
  for (const target of [mine, ...others]) {
    const host = target.environment === 'staging' ? 'front' : 'zebra-host';
    const data = Buffer.from(isMine(target) ? 'mine\n' : 'zebra\n');
    const of = { ...target, process: 'web', index: 0, replica: `${target.app}-web-0-abcd`, run: 1, stream: 'stdout', release: 1 };
    const block = { ...of, offset: 0, length: data.length, data } as never;
    await world.logs.append(host, { ...(block as object), marks: [], gapReason: '', encoding: 'PLAIN', last: false } as never);
  }
}
