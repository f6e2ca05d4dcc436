// The server is killed at each of its writes, one life after the other: what was recorded so far is all that the next one has.
import assert from 'node:assert/strict';
import { keyOf } from '../../../server/decide/place.ts';
import { type Death, type Script, tick, type World } from './world.ts';
import { aScript, holds, live, outcome } from './worlds.ts';

// Watched for long enough, which a first release is not, and by nobody who waits for traffic: what it comes to is no matter of time.
const small = aScript.map(
  (script): Script => ({
    ...script,
    hosts: Math.min(script.hosts, 3),
    fresh: script.fresh && script.releases.every(({ behaviour }) => behaviour !== 'crashes'),
    releases: script.releases.slice(0, 2),
    strategy: { ...script.strategy, bakeMs: 8 * tick, verdict: null },
    faults: [],
    deaths: [],
  }),
);
const ways: Death['when'][] = ['before', 'after', 'half-told'];

holds(
  'D02: killed before, after or amid telling of any single write, a deployment ends as it does when nobody is killed',
  small,
  (script) => {
    const undisturbed = live(script);
    for (let write = 1; write <= undisturbed.writes; write += 1)
      for (const when of ways) {
        const world = live({ ...script, deaths: [{ write, when }] });
        assert.deepEqual(endOf(world), endOf(undisturbed), `killed ${when} write ${write}: ${world.events.join('; ')}`);
      }
  },
  15,
);

/** What it came to, what serves, and which commands were run: each on one host. Who failed first is a matter of time, and so how
 * much has moved when that is left as it is. */
function endOf(world: World) {
  const isLeft = outcome(world.deployment) === 'failed';
  return {
    outcome: outcome(world.deployment),
    wishes: isLeft ? [] : world.wishes.map((wish) => `${keyOf(wish)} v${wish.release}`).sort(),
    tasks: world.hosts.flatMap((host) => [...host.tasks.keys()]).sort(),
  };
}
