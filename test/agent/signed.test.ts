// A host that asks for signatures: what it takes, what it refuses before anything is fetched or stopped, and what it leaves alone.
import { deepEqual, equal, match } from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Host, HostOptions } from '../../agent/host.ts';
import type { Proof } from '../../bundle/proof.ts';
import type { Named } from '../../bundle/statement.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import type { BundleRef } from '../../proto/generated/castellan/v1/BundleRef.ts';
import type { SlotWish } from '../../proto/generated/castellan/v1/SlotWish.ts';
import { makeKey } from '../bundle/keys.ts';
import { apps, assignment, digest, openTestHost, task, temporaryFolder, until, type WishOptions, wish } from './host-world.ts';

const [old, current, foreign] = [makeKey(), makeKey(), makeKey()];
const other = 'e'.repeat(64);
const named = (release: number, bundle = digest): Named => ({ app: 'hello', version: `1.${release}.0`, bundle });
const command = [process.execPath, 'agent-app.mjs'];

let folder: ReturnType<typeof temporaryFolder>;
let host: Host;
let fetched: string[];

beforeEach(() => {
  folder = temporaryFolder();
  fetched = [];
  for (const name of [digest, other]) bundleWith(name, { web: { command } });
  open([old.public, current.public]);
});

afterEach(async () => {
  await host.assign({ ...assignment(), stage: [] });
  await until('everything has ended', () => host.replicas().length === 0, host.report);
  host.close();
  folder.remove();
});

describe('a host that asks for signatures', () => {
  it('runs what one of its keys has signed, whichever it is', async () => {
    deepEqual(await host.assign(signed(wish(), current.sign(named(1)))), []);
    await serving(1);
    deepEqual(await host.assign(signed(wish({ release: 2 }), old.sign(named(2)))), []);
    await serving(2);
  });

  for (const [what, proof, reason] of [
    ['is not signed', () => [], /hello@1.2.0 must not run here: it is not signed/],
    ['is signed by a stranger', () => [foreign.sign(named(2))], /which this host does not know/],
    ['is signed as another version', () => [current.sign(named(1))], /its signature is for hello@1.1.0/],
    ['is signed for another app', () => [current.sign({ ...named(2), app: 'other' })], /its signature is for other@1.2.0/],
    ['is signed with another content', () => [current.sign(named(2, digest))], /its signature is for another content, dddd/],
  ] as const)
    it(`B26: refuses what ${what}: nothing is fetched, nothing stops`, async () => {
      await host.assign(signed(wish(), current.sign(named(1))));
      const before = await serving(1);
      fetched = [];
      const [refusal = ''] = await host.assign(signed({ ...wish({ release: 2 }), bundle: other }, ...proof()));
      match(refusal, reason);
      deepEqual(fetched, []);
      deepEqual(await serving(1), before);
    });

  it('answers a deployment before anything is fetched', async () => {
    const prospects = [{ ...wish({ release: 2 }), bundle: other }];
    deepEqual(await host.assign({ ...signed(), stage: [ref(other)], prospects }), []);
    const { refusals = [] } = await answered(2);
    equal(refusals.length, 1);
    match(refusals[0] as string, /hello@1.2.0 must not run here: it is not signed; push it again with --sign and a key/);
    deepEqual(fetched, []);
  });

  it('fetches nothing to have it ready that it would not run', async () => {
    const stage = [{ ...ref(other), version: '1.2.0' }];
    deepEqual(await host.assign({ ...signed(), stage }), []);
    deepEqual(
      host.report().staged?.map(({ state, detail }) => `${state} ${detail}`),
      ['FAILED it is not signed'],
    );
    const withProof = { ...ref(other, current.sign(named(2, other))), version: '1.2.0' };
    await host.assign({ ...signed(), stage: [withProof] });
    await until('it is fetched', () => fetched.includes(other), host.report);
  });

  it('runs no command of a deployment that is not signed', async () => {
    await host.assign({ ...assignment(), stage: [ref(other)], tasks: [task(['true'], { bundle: other })] });
    const [told] = host.report().tasks ?? [];
    match(`${told?.state} ${told?.message}`, /FAILED .*hello@1.1.0 must not run here: it is not signed/);
    deepEqual(fetched, []);
  });

  it('runs no command of a deployment that the signed manifest does not say', async () => {
    bundleWith(other, { web: { command } }, '{ release: { command: [./migrate] } }');
    const stage = [ref(other, current.sign(named(1, other)))];
    await host.assign({ ...assignment(), stage, tasks: [task(['touch', join(folder.path, 'done')], { bundle: other })] });
    const told = await until('it is told', () => host.report().tasks?.find(({ state }) => state === 'FAILED'), host.report);
    match(told.message as string, /its command is not what the signed manifest says/);
  });

  for (const [what, more, reason] of [
    ['another command', { process: { command: ['sleep', '1000'] } }, /its command is not what the signed manifest says/],
    ['another user', { process: { user: 'nobody' } }, /its user is not what the signed manifest says/],
    ['a hook', { process: { stop: { before: { command: ['true'] } } } }, /its stop.before is not what the signed manifest says/],
    ['a check that runs something', { process: { ready: { command: ['true'] } } }, /its ready.command is not/],
    ['a variable for the loader', { env: { LD_PRELOAD: '/tmp/own.so' } }, /the variable LD_PRELOAD decides what is run/],
  ] as [string, WishOptions, RegExp][])
    it(`refuses ${what} than was signed, before anything starts`, async () => {
      const asked = wish({ release: 2, ...more });
      await host.assign({ ...signed(), stage: [ref(digest, current.sign(named(2)))], prospects: [asked] });
      await until('it is fetched', () => fetched.length > 0, host.report);
      match(((await answered(2)).refusals ?? []).join('\n'), reason);
      await host.assign(signed(asked, current.sign(named(2))));
      const failed = await until('it has failed', () => host.report().slots?.find(({ failure }) => failure), host.report);
      match(failed.failure?.message ?? '', reason);
    });

  it('lets settings change what they are for', async () => {
    const asked = wish({ env: { GREETING: 'hi' }, process: { routes: [{ host: 'another.example' }] } });
    deepEqual(await host.assign(signed(asked, current.sign(named(1)))), []);
    await serving(1);
  });
});

describe('a host that begins to ask for signatures', () => {
  it('leaves running what runs, also through a restart of its own without a server, and takes nothing else', async () => {
    open(undefined);
    await host.assign({ ...assignment(wish()), stage: [ref(digest)] });
    const { pid } = await serving(1);
    open([current.public]);
    equal((await serving(1)).pid, pid);
    process.kill(pid, 'SIGKILL');
    const again = await until('it is started again', () => running().find((one) => one.pid !== pid), host.report);
    deepEqual(await host.assign({ ...assignment(wish({ env: { COLOUR: 'red' } })), stage: [ref(digest)] }), []);
    equal(again.release, 1);
    match((await host.assign({ ...assignment(wish({ release: 2 })), stage: [ref(digest)] }))[0] ?? '', /1.2.0 must not run here/);
  });

  it('needs no server, and no key of before, for what was signed', async () => {
    await host.assign(signed(wish(), old.sign(named(1))));
    const { pid } = await serving(1);
    open([current.public]);
    process.kill(pid, 'SIGKILL');
    await until('it is started again', () => running().find((one) => one.pid !== pid), host.report);
  });
});

function open(signers: HostOptions['signers']): void {
  host?.close();
  const here = new Set<string>();
  const at = (name: string) => join(folder.path, 'trees', name);
  const ensure = async ({ digest: name }: BundleRef) => {
    if (!here.has(name)) fetched.push(name);
    here.add(name);
    return at(name);
  };
  const find = (name: string) => (here.has(name) ? at(name) : undefined);
  const bundles = { ensure, find, states: () => [], prune: async () => [] };
  host = openTestHost(folder.path, { bundles, ...(signers ? { signers } : {}) }).host;
}

function bundleWith(name: string, processes: object, hooks = '{}'): void {
  const tree = join(folder.path, 'trees', name);
  mkdirSync(tree, { recursive: true });
  copyFileSync(join(apps, 'agent-app.mjs'), join(tree, 'agent-app.mjs'));
  writeFileSync(join(tree, 'castellan.yaml'), `app: hello\nhooks: ${hooks}\nprocesses: ${JSON.stringify(processes)}\n`);
}

function ref(bundle: string, ...signatures: Proof[]): BundleRef {
  const sizes = { blobSha256: bundle, blobBytes: 1, unpackedBytes: 1, files: 1 };
  return { digest: bundle, ...sizes, app: 'hello', version: '', signatures };
}

function signed(slot?: SlotWish, ...proofs: Proof[]): Assignment {
  return slot ? { ...assignment(slot), stage: [ref(slot.bundle, ...proofs)] } : { ...assignment(), stage: [] };
}

function running(): { id: string; release: number; pid: number }[] {
  return host
    .replicas()
    .flatMap(({ id, release, promotedAt, phase }) =>
      phase.name === 'healthy' && promotedAt ? [{ id, release, pid: phase.process.pid }] : [],
    );
}

function serving(release: number): Promise<{ id: string; release: number; pid: number }> {
  const alone = () => (host.replicas().length === 1 ? running().find((one) => one.release === release) : undefined);
  return until(`release ${release} runs alone`, alone, host.report);
}

function answered(deployment: number) {
  return until('it is answered', () => host.report().preflights?.find((one) => one.deployment === deployment), host.report);
}
