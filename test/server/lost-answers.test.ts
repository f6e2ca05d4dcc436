// R03: a change of settings or secrets whose answer was lost is asked for again, as the same request: it is carried out once, and
// answered with what it changed, whatever somebody else has changed in the meantime.
import { deepEqual, rejects } from 'node:assert/strict';
import { connect, createServer, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { SettingsReply } from '../../proto/generated/castellan/v1/SettingsReply.ts';
import { listRevisions } from '../../server/records/settings.ts';
import { addVersion } from '../../server/records/versions.ts';
import { eventually } from '../proto/eventually.ts';
import { type ControlWorld, openControlWorld } from './control-world.ts';

const waitMs = 60_000;
const manifest = 'app: hello\nprocesses: { web: { command: [run] } }';

describe('R03: a change of settings that is repeated because its answer was lost', () => {
  let world: ControlWorld;
  let way: Way;
  let made = 0;

  before(async () => {
    const role = { role: 'admin' as const, scopes: [] };
    world = await openControlWorld({ operators: { ann: role, bob: role }, hosts: {} });
    way = await openWay(world.listener.port);
  });
  after(async () => {
    way?.close();
    await world?.close();
  });

  /** An app of its own, what Ann asks for with no answer coming back, and Bob. */
  async function open() {
    made += 1;
    const target = { app: `hello-${made}`, environment: 'production' };
    const bundle = { digest: `d${made}`, blob_sha256: 'b', blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest };
    await world.records.write((tx) =>
      addVersion(tx, bundle, { app: target.app, name: '1', bundle: bundle.digest, created_at: 1, created_by: 'ann' }),
    );
    const [ann, bob] = [world.control('ann', way.port), world.control('bob')];
    const revisions = async () => (await listRevisions(world.records.db, target, 9)).length;
    const loseAnswer = async (call: () => Promise<unknown>) => {
      await ann.listRevisions({ ...target, limit: 1 });
      const before = await revisions();
      way.hold();
      const answer = call().then(() => 'answered');
      await eventually('it is recorded', async () => (await revisions()) > before, waitMs);
      way.cut();
      await rejects(answer, { code: 'unavailable' });
    };
    const variable = async () => (await bob.showSettings(target)).settings.map(({ key, value }) => `${key}=${value}`);
    return { target, ann, bob, revisions, loseAnswer, variable };
  }

  it('R03: is told what it has changed, and does not overwrite what somebody else has set since', async () => {
    const { target, ann, bob, revisions, loseAnswer, variable } = await open();
    const request = { ...target, set: [{ key: 'LEVEL', value: 'ann' }], requestId: `s-${target.app}` };
    await loseAnswer(() => ann.changeSettings(request));
    deepEqual(told(await ann.changeSettings(request)), [1, 'LEVEL: null -> ann']);
    await bob.changeSettings({ ...target, set: [{ key: 'LEVEL', value: 'bob' }] });
    deepEqual(told(await ann.changeSettings(request)), [1, 'LEVEL: null -> ann']);
    deepEqual([await variable(), await revisions()], [['LEVEL=bob'], 2]);
    await rejects(ann.changeSettings({ ...request, set: [{ key: 'LEVEL', value: 'other' }] }), { code: 'conflict' });
    await rejects(ann.changeSettings({ ...request, app: 'hello-0' }), { code: 'conflict' });
  });

  it('R03: so it is with a secret, set and unset: none is set again, and none of somebody else is taken away', async () => {
    const { target, ann, bob, revisions, loseAnswer, variable } = await open();
    const set = { ...target, name: 'TOKEN', value: 'one', requestId: `s-${target.app}` };
    await loseAnswer(() => ann.setSecret(set));
    await bob.setSecret({ ...target, name: 'TOKEN', value: 'two' });
    deepEqual(told(await ann.setSecret(set)), [1, 'TOKEN: null -> 1']);
    await rejects(ann.setSecret({ ...set, value: 'three' }), { code: 'conflict' });
    const unset = { ...target, names: ['TOKEN'], requestId: `u-${target.app}` };
    await loseAnswer(() => ann.unsetSecrets(unset));
    await bob.setSecret({ ...target, name: 'TOKEN', value: 'four' });
    deepEqual(told(await ann.unsetSecrets(unset)), [3, 'TOKEN: 2 -> null']);
    deepEqual([await variable(), await revisions()], [['TOKEN=3'], 4]);
  });

  it('R03: one that changed nothing changes nothing later either', async () => {
    const { target, ann, bob, variable } = await open();
    const request = { ...target, set: [{ key: 'LEVEL', value: 'ann' }] };
    await ann.changeSettings(request);
    const again = { ...request, requestId: `s-${target.app}` };
    deepEqual(told(await ann.changeSettings(again)), [1]);
    await bob.changeSettings({ ...target, set: [{ key: 'LEVEL', value: 'bob' }] });
    deepEqual(told(await ann.changeSettings(again)), [1]);
    deepEqual(await variable(), ['LEVEL=bob']);
    deepEqual(told(await ann.changeSettings({ ...request, requestId: `t-${target.app}` })), [3, 'LEVEL: bob -> ann']);
  });
});

function told({ revision, changes }: SettingsReply): (string | number)[] {
  const text = (isThere: boolean, value: string) => (isThere ? value : null);
  return [
    revision,
    ...changes.map(({ key, wasSet, before, isSet, after }) => `${key}: ${text(wasSet, before)} -> ${text(isSet, after)}`),
  ];
}

interface Way {
  port: number;
  /** Nothing of what the server says arrives any more. */
  hold(): void;
  /** What is open ends; what is opened afterwards is whole. */
  cut(): void;
  close(): void;
}

async function openWay(to: number): Promise<Way> {
  const pairs = new Set<[Socket, Socket]>();
  const front = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near]] as const) {
      one.pipe(other);
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
    near.on('close', () => pairs.delete(pair));
  });
  await new Promise<void>((listening) => front.listen(0, '127.0.0.1', listening));
  const cut = () => {
    for (const [near] of pairs) near.destroy();
  };
  return {
    port: (front.address() as { port: number }).port,
    hold: () => {
      for (const [near, far] of pairs) far.unpipe(near);
    },
    cut,
    close: () => {
      cut();
      front.close();
    },
  };
}
