// The moves of a deployment: who goes now, and what is recorded of it.
import { bySlot, keyOf } from './place.ts';
import { behindOf, change, type Scene, type Standing, standing } from './scene.ts';
import { batchSize, canaryHosts } from './strategy.ts';
import type { Part, Slot } from './types.ts';
import { moved, turnedBack, without } from './wishes.ts';
import { listed, sayMove } from './words.ts';

/** The first step: everything at once if nothing that serves is replaced, else the canary or the first batch. */
export function firstStep(scene: Scene): Scene {
  const facts = standing(scene);
  const { able, lost, unable } = facts;
  if (facts.total === 0 && facts.surplus.length > 0) return empty(scene, 1, facts);
  const wished = bySlot(scene.fleet.wishes);
  const replaces = [...able, ...lost, ...unable].some((slot) => wished.has(keyOf(slot)));
  if (!replaces) return begin(scene, 'all', 1);
  return begin(scene, canaryHosts(scene.deployment.strategy, able).size > 0 ? 'canary' : 'batch', 1);
}

/** Moves the slots whose turn it is. Those on lost hosts go with the last ones, and are not waited for. */
export function begin(scene: Scene, part: Part, step: number): Scene {
  const { deployment, fleet, now } = scene;
  const facts = standing(scene);
  const turn = whoseTurn(scene, part, facts.able);
  const areLast = part !== 'canary' && turn.length === facts.able.length;
  const slots = areLast ? [...turn, ...facts.lost] : turn;
  const wishes = moved([...slots, ...facts.alike], deployment, fleet);
  const unseen = lostAmong([...slots, ...facts.alike], scene);
  const behind = [...new Set([...behindOf(deployment.progress), ...unseen])];
  const said = slots.length > 0 ? [sayMove(part, slots, deployment.to)] : [];
  const progress = { phase: 'moving' as const, part, step, moved: now, served: servedBefore(scene, facts), behind };
  return change(scene, { wishes, progress }, ...said, ...sayBehind(unseen));
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
    moved: now,
    served: servedBefore(scene, facts),
    behind,
  };
  const wishes = without(facts.surplus, fleet);
  return change(scene, { wishes, progress }, sayMove('emptying', facts.surplus, deployment.to), ...sayBehind(unseen));
}

export function turnBack(scene: Scene): Scene {
  const { deployment, now } = scene;
  const wishes = turnedBack(deployment, scene.fleet);
  const back = change(scene, { wishes, progress: { phase: 'turning-back', moved: now, served: 0 } });
  const { served } = standing(back);
  const event = deployment.from
    ? `turning back to v${deployment.from.number}`
    : 'taking everything away: there is no release to turn back to';
  return change(back, { progress: { phase: 'turning-back', moved: now, served } }, event);
}

function whoseTurn({ deployment, fleet }: Scene, part: Part, able: Slot[]): Slot[] {
  if (part === 'all' || part === 'emptying') return able;
  if (part === 'batch') return able.slice(0, batchSize(deployment, fleet.hosts));
  const first = canaryHosts(deployment.strategy, able);
  return able.filter((slot) => first.has(slot.host));
}

function lostAmong(slots: Slot[], { fleet }: Scene): string[] {
  const lost = fleet.hosts.filter((host) => host.state === 'lost').map((host) => host.name);
  return lost.filter((name) => slots.some((slot) => slot.host === name));
}

function sayBehind(hosts: string[]): string[] {
  return hosts.length > 0 ? [`${listed(hosts)} was lost before its turn and will catch up`] : [];
}

/** Slots that serve the goal already are nothing new. */
function servedBefore({ deployment: { progress } }: Scene, { served }: Standing): number {
  return 'served' in progress ? progress.served : served;
}
