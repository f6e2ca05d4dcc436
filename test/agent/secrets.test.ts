// Secrets on a host: fetched once, unreadable on disk, there again after a restart without the server.
import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { NotStarted } from '../../agent/runtime/runtime.ts';
import { type Asked, type Needing, openSecrets } from '../../agent/secrets.ts';
import type { Clock } from '../../lib/clock.ts';
import { fail } from '../../proto/failure.ts';
import { temporaryFolder } from './host-world.ts';

const canary = 'hunter2-canary';
const needing = (secrets: Record<string, number>): Needing => ({ app: 'hello', environment: 'production', spec: { secrets } });
const never = new AbortController().signal;
/** No time passes between two attempts. */
const clock: Clock = {
  now: () => 0,
  after: (_, run) => {
    const soon = setImmediate(run);
    return () => clearImmediate(soon);
  },
};
const log = { info() {}, warn() {}, error() {} };

let folder: ReturnType<typeof temporaryFolder>;
let asked: Asked[];
let answer: (of: Asked) => Record<string, string>;

beforeEach(() => {
  folder = temporaryFolder();
  asked = [];
  answer = ({ secrets }) => Object.fromEntries(Object.entries(secrets).map(([name, version]) => [name, `${canary}-${version}`]));
});
afterEach(() => folder.remove());

function open(epoch = 1) {
  return openSecrets({
    folder: join(folder.path, 'secrets'),
    keyFile: join(folder.path, 'secrets.key'),
    epoch: () => epoch,
    fetch: async (of) => {
      asked.push(of);
      return answer(of);
    },
    clock,
    log,
  });
}

function files(): string[] {
  return readdirSync(join(folder.path, 'secrets')).sort();
}

it('what is not here is fetched, what is here is not, and a restarted agent needs no server', async () => {
  const secrets = open();
  await secrets.ensure(needing({ A: 1 }), never);
  await secrets.ensure(needing({ A: 1, B: 2 }), never);
  deepEqual(
    asked.map((one) => one.secrets),
    [{ A: 1 }, { B: 2 }],
  );
  answer = () => {
    throw fail('unavailable', 'no server');
  };
  deepEqual(open().values(needing({ A: 1, B: 2 })), { A: `${canary}-1`, B: `${canary}-2` });
});

it('one that needs none asks for none, and makes no key', async () => {
  await open().ensure({ app: 'hello', environment: 'production', spec: {} }, never);
  deepEqual([asked, readdirSync(folder.path)], [[], []]);
});

it('on disk nobody but the owner reads them, and the value stands nowhere', async () => {
  await open().ensure(needing({ A: 1 }), never);
  for (const file of files()) {
    const path = join(folder.path, 'secrets', file);
    equal(statSync(path).mode & 0o777, 0o600);
    ok(!readFileSync(path).includes(canary));
  }
  equal(statSync(join(folder.path, 'secrets')).mode & 0o777, 0o700);
});

it('one version is not taken for another, nor one name for another', async () => {
  const secrets = open();
  await secrets.ensure(needing({ A: 1, B: 1 }), never);
  const [a = '', b = ''] = files();
  writeFileSync(join(folder.path, 'secrets', b), readFileSync(join(folder.path, 'secrets', a)));
  throws(() => secrets.values(needing({ B: 1 })), /the secret B could not be had/);
  await secrets.ensure(needing({ B: 1 }), never);
  deepEqual(secrets.values(needing({ B: 1 })), { B: `${canary}-1` });
  equal(asked.length, 2);
});

it('what the server refuses is told at once, by its name', async () => {
  answer = () => {
    throw fail('forbidden', 'not assigned to this host');
  };
  const reason = (error: Error) =>
    error instanceof NotStarted && error.message === 'did not start: the secret A could not be had: not assigned to this host';
  await rejects(open().ensure(needing({ A: 1 }), never), reason);
  equal(asked.length, 1);
});

it('a server that is away is asked again for a while', async () => {
  const secrets = open();
  answer = () => {
    if (asked.length < 3) throw fail('unavailable', 'no server');
    return { A: canary };
  };
  await secrets.ensure(needing({ A: 1 }), never);
  equal(asked.length, 3);
  answer = () => {
    throw fail('unavailable', 'no server');
  };
  await rejects(secrets.ensure(needing({ A: 2 }), never), /could not be had: no server/);
});

it('an answer without the value is none', async () => {
  answer = () => ({});
  await rejects(open().ensure(needing({ A: 1 }), never), /the server sent no value for A/);
  deepEqual(files(), []);
});

it('without its key nothing is had, and all of it is fetched again', async () => {
  await open().ensure(needing({ A: 1 }), never);
  rmSync(join(folder.path, 'secrets.key'));
  const secrets = open();
  throws(() => secrets.values(needing({ A: 1 })), NotStarted);
  await secrets.ensure(needing({ A: 1 }), never);
  deepEqual(secrets.values(needing({ A: 1 })), { A: `${canary}-1` });
});

it('what nothing needs any more goes, and nothing else does', async () => {
  const secrets = open();
  await secrets.ensure(needing({ A: 1, B: 1 }), never);
  await secrets.ensure(needing({ A: 2 }), never);
  writeFileSync(join(folder.path, 'secrets', 'README'), '');
  secrets.prune([needing({ A: 2 }), needing({ B: 1 })]);
  deepEqual(files(), ['README', 'hello.production.A.2.1', 'hello.production.B.1.1']);
});

it('in another life of the server the same version is another secret', async () => {
  await open(1).ensure(needing({ A: 1 }), never);
  const secrets = open(2);
  throws(() => secrets.values(needing({ A: 1 })), NotStarted);
  await secrets.ensure(needing({ A: 1 }), never);
  secrets.prune([needing({ A: 1 })]);
  deepEqual(files(), ['hello.production.A.1.2']);
});

it('A06: a folder that went away is made again, and one that is none keeps nothing but what needs it from starting', async () => {
  const secrets = open();
  await secrets.ensure(needing({ A: 1 }), never);
  rmSync(join(folder.path, 'secrets'), { recursive: true });
  secrets.prune([]);
  throws(() => secrets.values(needing({ A: 1 })), NotStarted);
  await secrets.ensure(needing({ A: 1 }), never);
  rmSync(join(folder.path, 'secrets'), { recursive: true });
  writeFileSync(join(folder.path, 'secrets'), '');
  const stuck = open();
  stuck.prune([]);
  deepEqual(stuck.values(needing({})), {});
  await rejects(stuck.ensure(needing({ A: 1 }), never), NotStarted);
});
