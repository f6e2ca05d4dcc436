// Hooks whose time passes while the server was away: nobody is called silent before its hosts have had their time to call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostFacts, ReleaseFacts } from '../../../server/decide/types.ts';
import { ask, change, minute, movedIn, obey, release, type Story, second, staged, story, strategy } from './facts.ts';

const two = ['h1', 'h2'];
const hooked: ReleaseFacts = { ...release(2), hooks: { releaseMs: minute, afterDeployMs: minute } };

/** Staged, and looked at once more. */
function begun(to = hooked): Story {
  const told = story(two, { to, strategy: { ...strategy, bakeMs: 0 } });
  staged(told);
  ask(told);
  return told;
}

function phase({ deployment: { progress } }: Story): string {
  return progress.phase === 'settled' ? progress.outcome : progress.phase;
}

function tasks({ deployment }: Story): string[] {
  return deployment.tasks.map(({ name, host, state }) => `${name} on ${host} ${state}`);
}

const awaited = 15 * second;

/** A server has just started, and has heard no host yet. */
function startsAfresh(told: Story, later: number): void {
  const facts: Partial<HostFacts> = {
    state: 'unreachable',
    slots: [],
    staged: {},
    tasks: [],
    awaitedUntil: told.now + later + awaited,
  };
  for (const name of two) change(told, name, facts);
  ask(told, later);
}

function isBack(told: Story): void {
  const hosts = told.fleet.hosts.map(({ awaitedUntil: _, ...one }) => ({ ...one, state: 'connected' as const }));
  told.fleet = { ...told.fleet, hosts };
}

test('a release hook whose time passes while a server that has just started waits for its hosts is not given up yet', () => {
  const told = begun();
  startsAfresh(told, 10 * minute);
  assert.deepEqual([phase(told), told.last.wakeAt], ['hook', told.now + awaited]);
  isBack(told);
  obey(told);
  change(told, 'h1', { tasks: [{ name: 'release', state: 'done', message: '' }] });
  ask(told);
  assert.deepEqual([phase(told), movedIn(told).length], ['moving', 2]);
});

test('a release hook that no host could be asked for yet is not given up while a server that has just started waits', () => {
  const told = begun();
  told.deployment = { ...told.deployment, tasks: [] };
  startsAfresh(told, 60 * minute);
  assert.deepEqual([phase(told), told.last.wakeAt], ['hook', told.now + awaited]);
  isBack(told);
  obey(told);
  ask(told);
  assert.deepEqual(tasks(told), ['release on h1 waiting']);
});

test('a release hook of which nothing is heard when a server that has started has waited for its hosts is given up', () => {
  for (const isAsked of [true, false]) {
    const told = begun();
    if (!isAsked) told.deployment = { ...told.deployment, tasks: [] };
    startsAfresh(told, 60 * minute);
    ask(told, awaited);
    assert.deepEqual([phase(told), tasks(told)], ['refused', isAsked ? ['release on h1 waiting'] : []]);
  }
});

for (const isAsked of [true, false]) {
  const what = isAsked ? 'of which nothing is heard' : 'that no host could be asked for';
  test(`an after_deploy hook ${what} is not given up while a server that has just started waits for its hosts`, () => {
    const told = begun({ ...release(2), hooks: { releaseMs: null, afterDeployMs: minute } });
    told.deployment = { ...told.deployment, progress: { phase: 'finishing', since: told.now } };
    if (isAsked) ask(told);
    startsAfresh(told, 60 * minute);
    assert.deepEqual([phase(told), told.last.wakeAt], ['finishing', told.now + awaited]);
    ask(told, awaited);
    assert.equal(phase(told), 'done');
    assert.match(told.said.join(), isAsked ? /nothing was heard of the after_deploy/ : /no host could run the after_deploy/);
  });
}
