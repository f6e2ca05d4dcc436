// How the other slots are at the moment that something fails: what a fleet is like later says nothing of then.
import { keyOf } from './place.ts';
import { factsByWish } from './scene.ts';
import type { Failure, Fleet, Others, Slot } from './types.ts';

/** For each of the failures that have just been found: of all slots but its own. */
export function othersOf(found: Failure[], fleet: Fleet): Others[] {
  const states = found.length === 0 ? new Map<string, State>() : statesOf(fleet, new Set(found.map(keyOf)));
  const all = [...states.values()];
  const count = (state: State) => all.filter((one) => one === state).length;
  const [serving, notWell] = [count('serving'), count('not well')];
  return found.map((failure) => {
    const own = states.get(keyOf(failure));
    return {
      slots: all.length - (own ? 1 : 0),
      serving: serving - (own === 'serving' ? 1 : 0),
      notWell: notWell - (own === 'not well' ? 1 : 0),
    };
  });
}

type State = 'serving' | 'not well' | 'neither';

/** Of every slot that is wished for, or serves though it is not any more. */
function statesOf(fleet: Fleet, failed: Set<string>): Map<string, State> {
  const away = new Set(fleet.hosts.filter(({ state }) => state !== 'connected').map(({ name }) => name));
  const hosts = new Set(fleet.hosts.map(({ name }) => name));
  const reported = fleet.hosts.flatMap(({ name, slots }) => slots.map((slot) => ({ ...slot, host: name })));
  const serves = new Set(reported.filter(({ serving }) => serving > 0).map(keyOf));
  const wishes = fleet.wishes.filter(({ host }) => hosts.has(host));
  const facts = factsByWish(fleet);
  const gaveUp = new Set(wishes.filter((wish) => facts(wish)?.move === 'failed').map(keyOf));
  const stateOf = (slot: Slot): State => {
    const key = keyOf(slot);
    if (away.has(slot.host) || failed.has(key) || gaveUp.has(key)) return 'not well';
    return serves.has(key) ? 'serving' : 'neither';
  };
  const there = [...wishes, ...reported.filter((slot) => serves.has(keyOf(slot)))];
  return new Map(there.map((slot) => [keyOf(slot), stateOf(slot)]));
}
