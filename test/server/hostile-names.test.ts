// X31, X26: whatever names something in any request is exactly a name, or the request is refused and nothing is written.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Failure } from '../../proto/failure.ts';
import { addVersion } from '../../server/records/versions.ts';
import { checkFields } from '../../server/services/check-fields.ts';
import { fields, mapKeys } from '../../server/services/fields.ts';
import { calls, type DescribedCall, requestWith, type TextField, textsOf } from '../proto/descriptor.ts';
import { type ControlWorld, openControlWorld } from './control-world.ts';
import { written } from './written.ts';

const hostile = ['a/b', '../web', 'a\0b', 'a%2fb', '-rf', 'a\nb', 'x'.repeat(10_240)];
/** Exact names alone are meant: none of these is one, though people and databases may think so. */
const twins = ['WEB', 'wеb', 'ｗｅｂ', 'web\u200b', 'wéb', 'web ', ' web', 'ｗeb', 'web.'];

/** What names nothing: sentences, documents, patterns, what a platform or an authority calls itself. */
const free = new Set(
  `reason url contains pattern path value values directory email challenge dns bindingId bindingKey issuer audience chain ca keys
  statement signature refusedBecause agentVersion bootId abilities message lastProbe logLines detail refusals troubles challenges
  unable failed signal requestId confirmed AddCertificateRequest.key LabelHostRequest.set.value routes.host claims.name
  PipelineClaim.name gapReason`.split(/\s+/),
);

/** Whom newcomers come as, and what they bring, is looked at where tokens are. */
const described = calls.filter(({ service }) => service !== 'Enrollment');
const isFree = ({ within, field }: TextField) => free.has(`${within}.${field.name}`) || free.has(field.name);
const ruleOf = ({ within, field }: TextField) =>
  field.map ? mapKeys[field.name] : (fields[`${within}.${field.name}`] ?? fields[field.name]);

describe('the table of fields', () => {
  for (const call of described.filter(({ method }) => method !== 'shipLogs'))
    it(`has a rule for every text of ${call.path}`, () => {
      const without = textsOf(call.request).filter((text) => !ruleOf(text));
      deepEqual(
        without.map(({ path }) => path.join('.')),
        [],
      );
    });

  it('names nothing that is in no request', () => {
    const all = calls.flatMap(({ request }) => textsOf(request));
    const used = new Set(all.flatMap(({ within, field }) => [field.name, `${within}.${field.name}`]));
    const parts = (name: string) => name.replace(/\.value$/, '');
    deepEqual(
      Object.keys(fields).filter((name) => !used.has(parts(name))),
      [],
    );
  });

  it('tells all mistakes of a request at once, and bounds what is in it', () => {
    const wrong = { app: 'A', environment: 'b/', hosts: ['c', 'D'], version: '1' };
    const failure = thrown(() => checkFields('x', wrong, 1000)) as Failure;
    equal([failure.message, ...failure.details].length, 3);
    const many = { names: Array.from({ length: 1001 }, () => 'A') };
    equal((thrown(() => checkFields('x', many, 1000)) as Failure).message, 'names: at most 1000');
    const pairs = { replicas: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`p${i}`, 1])) };
    equal((thrown(() => checkFields('x', pairs, 1000)) as Failure).message, 'replicas: at most 1000');
  });
});

describe('X31: names that are none', () => {
  let world: ControlWorld;
  let untouched: string;

  before(async () => {
    world = await openControlWorld({
      operators: { ann: { role: 'admin', scopes: [] } },
      hosts: { 'web-1': 'staging' },
    });
    await seed(world);
    // Its first use of a certificate is written.
    await world.identities('ann').whoAmI({});
    await code(asked(world, 'web-1', session, { report: { slots: [{ app: '-' }] } }));
    untouched = written(world, except);
  });
  after(() => world?.close());

  for (const call of described) {
    const named = textsOf(call.request).filter((text) => !isFree(text));
    if (named.length === 0) continue;
    it(`${call.path}: ${named.map(({ path }) => path.join('.')).join(', ')}`, async () => {
      const caller = call.service === 'Agents' ? 'web-1' : 'ann';
      for (const text of named) {
        const told = await each(call, hostile, async (name) => [
          name.slice(0, 20),
          await refusal(asked(world, caller, call, filled(call, text, name)), name),
        ]);
        deepEqual(
          told,
          hostile.map((name) => [name.slice(0, 20), 'bad-input']),
          text.path.join('.'),
        );
      }
    });
  }

  const places = described.flatMap((call) =>
    textsOf(call.request)
      .filter(({ field }) => ['app', 'environment', 'host', 'hosts', 'process', 'processes'].includes(field.name))
      .filter((text) => !isFree(text))
      .map((text) => ({ call, text })),
  );
  it(`X26: ${places.length} fields that take an app, an environment, a host or a process take no twin of one`, async () => {
    for (const { call, text } of places) {
      const caller = call.service === 'Agents' ? 'web-1' : 'ann';
      const told = await each(call, twins, (name) => code(asked(world, caller, call, filled(call, text, name))));
      deepEqual([...new Set(told)], ['bad-input'], `${call.path} ${text.path.join('.')}: ${told}`);
    }
  });

  it('and nothing is written by all of this', async () => {
    equal(written(world, except), untouched);
    ok(!world.lines.some(({ level }) => (level as number) >= 50), JSON.stringify(world.lines.slice(-3)));
  });
});

const session = calls.find(({ method }) => method === 'session') as DescribedCall;
/** That it was asked for is written. */
const except = ['audit', 'sqlite_sequence'];

/** A host has one session at a time. */
async function each<T>({ method }: DescribedCall, names: string[], ask: (name: string) => Promise<T>): Promise<T[]> {
  return method === 'session' ? Array.fromAsync(names, ask) : Promise.all(names.map(ask));
}

/** So that what is asked for is there, but for that one name. */
const good: Record<string, unknown> = {
  app: 'web',
  environment: 'staging',
  version: '1',
  process: 'web',
  host: 'web-1',
  sha256: 'a'.repeat(64),
  length: 1,
  ttlMs: 0,
  role: 'viewer',
  name: 'web-9',
  value: 'v',
  stream: 'stdout',
  replica: 'r',
  confirmed: '',
  replicas: undefined,
};

function filled(call: DescribedCall, text: TextField, name: string): object {
  const top = Object.fromEntries(call.request.fieldsArray.flatMap((field) => fillOf(field, call)));
  const own = requestWith(call.request, text, name);
  const part = own.open ?? own;
  const base = own.open ? { ...good, signature: undefined } : top;
  const whole = { ...base, ...part };
  return own.open ? { open: { ...whole, ...signed(own) } } : whole;
}

function signed({ open }: Record<string, unknown>): object {
  return (open as { signature?: unknown }).signature ? (open as object) : {};
}

function fillOf({ name, map, repeated, resolvedType }: DescribedCall['request']['fieldsArray'][number], call: DescribedCall) {
  if (name === 'name' && call.method === 'setSecret') return [[name, 'TOKEN'] as const];
  if (map || repeated || resolvedType || good[name] === undefined) return [];
  return [[name, good[name]] as const];
}

type Method = (request: unknown, how?: object) => Promise<object> | AsyncGenerator<object>;

async function asked(world: ControlWorld, caller: string, call: DescribedCall, request: object): Promise<unknown> {
  const clients = { Control: world.control, Identities: world.identities, Agents: world.agents } as Record<
    string,
    (who: string) => object
  >;
  const client = clientFor(clients[call.service] as (who: string) => object, caller);
  const method = (client as Record<string, Method>)[call.method] as Method;
  const given = method(call.requestStream ? streamed(call, request) : request, { deadlineMs: 60_000 });
  return call.responseStream ? drained(given as AsyncGenerator<object>) : given;
}

const clients = new Map<unknown, Map<string, object>>();
function clientFor(open: (who: string) => object, who: string): object {
  const known = clients.get(open) ?? new Map<string, object>();
  clients.set(open, known);
  const client = known.get(who) ?? open(who);
  known.set(who, client);
  return client;
}

async function* streamed({ method }: DescribedCall, request: object): AsyncGenerator<object> {
  if (method === 'session' && !('hello' in request)) yield { hello: { bootId: 'b', agentVersion: '1' } };
  if (method === 'shipLogs') yield { ...request, index: 1, run: 1, data: Buffer.from('x\n'), length: 2 };
  else yield request;
  if (method === 'session') await new Promise(() => {});
}

async function drained(replies: AsyncGenerator<object>): Promise<void> {
  for await (const _ of replies);
}

async function code(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: Failure) => error.code,
  );
}

/** Its code; with what it says when that has nothing of the name, which then was not why. */
async function refusal(call: Promise<unknown>, name: string): Promise<string> {
  const failure = await call.then(
    () => undefined,
    (error: Failure) => error,
  );
  if (!failure) return 'done';
  const said = [failure.message, ...failure.details].join('\n');
  const isAbout = said.includes(JSON.stringify(name.slice(0, 40)).slice(0, -1)) || said.startsWith('log block refused');
  return isAbout ? failure.code : `${failure.code}: ${said.slice(0, 200)}`;
}

async function seed({ records }: ControlWorld): Promise<void> {
  const manifest = 'app: web\nprocesses: { web: { command: [run] } }';
  await records.write(async (tx) => {
    const bundle = { digest: 'd'.repeat(64), blob_sha256: 'b'.repeat(64), blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest };
    await addVersion(tx, bundle, { app: 'web', name: '1', bundle: bundle.digest, created_at: 1, created_by: 'ann' });
  });
}

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
