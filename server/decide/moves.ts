// The moves of a deployment: who goes now, and what is recorded of it.
import { bySlot, changes, keyOf } from './place.ts';
import { behindOf, change, type Scene, type Standing, standing, unanswered } from './scene.ts';
import { atOnce, courseOf, type Step, turnOf } from './strategy.ts';
import type { Deployment, Part, Slot, Wish } from './types.ts';
import { moved, switched, turnedBack, warmed, weighted, without } from './wishes.ts';
import { listed, sayMove } from './words.ts';

/**
 * The first step: everything at once if nothing that serves is replaced, else what the strategy begins with. What must not run
 * twice waits also for what runs elsewhere, or is still stopping.
 */
export function firstStep(scene: Scene): Scene {
  const facts = standing(scene);
  const { able, lost, unable, surplus } = facts;
  if (facts.total === 0 && facts.surplus.length > 0) return empty(scene, 1, facts);
  const wished = bySlot(scene.fleet.wishes);
  const replaces = [...able, ...lost, ...unable].some((slot) => wished.has(keyOf(slot)));
  const others = surplus.length + facts.leaving.length + facts.unheard.length;
  const waits = scene.deployment.strategy.kind === 'recreate' && others > 0 && able.length > 0;
  return replaces || waits ? begin(scene, 0, 1) : beginStep(scene, atOnce[0] as Step, 0, 1);
}

/** The step of the strategy at `at`, or the first one after it that has something to move. */
export function begin(scene: Scene, at: number, step: number): Scene {
  const steps = courseOf(scene.deployment);
  const last = steps.length - 1;
  const facts = standing(scene);
  const soFar = turnsSoFar(scene, facts);
  const from = steps.findIndex((one, index) => index >= at && (one.take === null || turnOf(one, facts.able, soFar).length > 0));
  const chosen = Math.min(last, from < 0 ? last : from);
  return beginStep(scene, steps[chosen] as Step, chosen, step);
}

/** Moves the slots whose turn it is. Those on lost hosts go with the last ones, and are not waited for. */
function beginStep(scene: Scene, of: Step, at: number, step: number): Scene {
  const { deployment, fleet, now } = scene;
  const facts = standing(scene);
  if (of.part === 'clearing') return clear(scene, at, step, facts);
  const turn = turnOf(of, facts.able, turnsSoFar(scene, facts));
  const areLast = of.part !== 'canary' && turn.length === facts.able.length;
  const slots = areLast ? [...turn, ...facts.lost] : turn;
  const alike = of.part === 'warming' ? [] : facts.alike;
  const wishes = weighted(asked[of.part]([...slots, ...alike], deployment, fleet), of.weight, deployment);
  const unseen = lostAmong([...slots, ...alike], scene);
  const behind = [...new Set([...behindOf(deployment.progress), ...unseen])];
  const share = of.weight < 100 ? [`each gets ${of.weight} % of the requests of an old one beside it`] : [];
  const said = slots.length > 0 ? [sayMove(of.part, slots, deployment.to), ...share] : [];
  const served = servedBefore(scene, facts);
  const progress = { phase: 'moving' as const, part: of.part, step, at, moved: now, served, behind };
  return change(scene, { wishes, progress }, ...said, ...sayBehind(unseen));
}

const asked = {
  canary: moved,
  batch: moved,
  all: moved,
  warming: warmed,
  switch: switched,
  clearing: moved,
  emptying: moved,
} as const satisfies Record<Part, typeof moved>;

/** What is replaced goes before anything new comes. */
function clear(scene: Scene, at: number, step: number, facts: Standing): Scene {
  const { deployment, fleet, now } = scene;
  const wished = bySlot(fleet.wishes);
  const replaced = [...facts.able, ...facts.lost, ...facts.unable].filter((slot) => wished.has(keyOf(slot)));
  const slots = [...replaced, ...facts.surplus];
  const served = servedBefore(scene, facts);
  const progress = { phase: 'moving' as const, part: 'clearing' as const, step, at, moved: now, served, behind: [] };
  const asked = { ...scene, fleet: unanswered(slots, fleet) };
  const said = slots.length > 0 ? [sayMove('clearing', slots, deployment.to)] : [];
  return change(asked, { wishes: without(slots, fleet), progress }, ...said);
}

/** Takes away the slots that the release does not have. */
export function empty(scene: Scene, step: number, facts: Standing): Scene {
  const { deployment, fleet, now } = scene;
  const unseen = lostAmong(facts.surplus, scene);
  const behind = [...new Set([...behindOf(deployment.progress), ...unseen])];
  const progress = {
    phase: 'moving' as const,
    part: 'emptying' as const,
    step,
    at: courseOf(deployment).length,
    moved: now,
    served: servedBefore(scene, facts),
    behind,
  };
  const wishes = without(facts.surplus, fleet);
  return change(scene, { wishes, progress }, sayMove('emptying', facts.surplus, deployment.to), ...sayBehind(unseen));
}

/** Where two must not run at a time, what is new goes first. */
export function turnBack(scene: Scene): Scene {
  const { deployment } = scene;
  const event = deployment.from
    ? `turning back to v${deployment.from.number}`
    : 'taking everything away: there is no release to turn back to';
  const clears = deployment.strategy.kind === 'recreate' && deployment.from !== null;
  const turned = clears ? clearNew(scene) : restore(scene);
  return change(turned, {}, event);
}

/** Everything as it was. */
export function restore(scene: Scene): Scene {
  const { deployment, now } = scene;
  const wishes = turnedBack(deployment, scene.fleet, now);
  const back = change(scene, { wishes, progress: { phase: 'turning-back', moved: now, served: 0 } });
  const { served } = standing(back);
  return change(back, { progress: { phase: 'turning-back', moved: now, served } });
}

function clearNew(scene: Scene): Scene {
  const { deployment, fleet, now } = scene;
  const stays = (wish: Wish) => hasContentOf(wish, deployment);
  const asked = {
    ...scene,
    fleet: unanswered(
      fleet.wishes.filter((wish) => !stays(wish)),
      fleet,
    ),
  };
  const wishes = fleet.wishes.filter(stays);
  return change(asked, { wishes, progress: { phase: 'turning-back', moved: now, served: 0, clearing: true } });
}

/** What the release before has; of a release that is neither nobody can tell. */
function hasContentOf({ release, process }: Wish, { from, to }: Deployment): boolean {
  if (release === from?.number) return true;
  return release === to.number && to.processes[process]?.fingerprint === from?.processes[process]?.fingerprint;
}

/** Of all the slots that change, so many have had their turn: a host that cannot have it now has not had it. */
function turnsSoFar({ deployment, fleet, now }: Scene, { able, lost, unable }: Standing): { moved: number; all: number } {
  const all = changes(deployment, fleet.hosts, now).length;
  return { moved: all - able.length - lost.length - unable.length, all };
}

function lostAmong(slots: Slot[], { fleet }: Scene): string[] {
  const lost = fleet.hosts.filter((host) => host.state === 'lost').map((host) => host.name);
  const named = new Set(slots.map(({ host }) => host));
  return lost.filter((name) => named.has(name));
}

function sayBehind(hosts: string[]): string[] {
  if (hosts.length > 1) return [`${listed(hosts)} were lost before their turn and will catch up`];
  return hosts.map((host) => `${host} was lost before its turn and will catch up`);
}

/** Slots that serve the goal already are nothing new. */
function servedBefore({ deployment: { progress } }: Scene, { served }: Standing): number {
  return 'served' in progress ? progress.served : served;
}
