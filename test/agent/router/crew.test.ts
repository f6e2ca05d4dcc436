// Several processes as one: what is asked of all, and what becomes of those that do not answer.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Channel, Saying } from '../../../agent/router/channel.ts';
import { ChannelLost } from '../../../agent/router/channel.ts';
import { openCrew } from '../../../agent/router/crew.ts';
import type { Figure } from '../../../agent/router/figures.ts';
import { Refused } from '../../../agent/router/refused.ts';

const table = { revision: 1, routes: [] };

interface Fake extends Channel {
  die(): void;
}

function member(answer: (saying: Saying) => Promise<unknown>): Fake {
  const { promise: lost, resolve } = Promise.withResolvers<void>();
  let isLost = false;
  const gone = lost.then(() => Promise.reject(new ChannelLost('gone')));
  gone.catch(() => {});
  return {
    ask: ((saying: Saying) => Promise.race([answer(saying), gone])) as Channel['ask'],
    lost,
    isLost: () => isLost,
    die: () => {
      isLost = true;
      resolve();
    },
  };
}

function figure(requests: number, inFlight: number, host: string | null = null): Figure {
  const names = { app: 'hello', environment: 'production', process: 'web', release: 7, port: null, host, path: '/' };
  const counts = { requests, failures: 0, abandoned: 0, inFlight, bytesIn: requests, bytesOut: 0, latencyMs: 0 };
  return { ...names, ...counts, status: [0, requests, 0, 0, 0], latency: [requests, 0] };
}

const counts = (figures: Figure[]) =>
  figures.map(({ release, requests, failures, inFlight, status }) => [release, requests, failures, inFlight, status[1]]);

describe('the processes of a router', () => {
  it('are dismissed when they stand still, and only then is the table acknowledged', async () => {
    const crew = openCrew(20);
    const reasons: string[] = [];
    const frozen = member(() => new Promise(() => {}));
    const fit = member(async () => ({ places: [] }));
    crew.add({ channel: fit, listens: true, dismiss: (reason) => reasons.push(reason) });
    crew.add({
      channel: frozen,
      listens: true,
      dismiss: (reason) => {
        reasons.push(reason);
        frozen.die();
      },
    });
    await crew.use(table, []);
    assert.deepEqual(reasons, ['no answer in 20 ms']);
  });

  it('are dismissed when they refuse the table; one that listens no more is not waited for', async () => {
    const crew = openCrew();
    const reasons: string[] = [];
    const old = member(() => Promise.reject(new Refused('not understood')));
    crew.add({ channel: old, listens: false, dismiss: (reason) => reasons.push(reason) });
    await crew.use(table, []);
    assert.deepEqual(reasons, ['not understood']);
  });

  it('that die are no hindrance to a table, to draining or to a cut', async () => {
    const crew = openCrew();
    const dying = member(() => new Promise(() => {}));
    const busy = member(async () => ({ left: 3 }));
    for (const channel of [dying, busy]) crew.add({ channel, listens: false, dismiss: () => assert.fail('dismissed') });
    const all = Promise.all([crew.use(table, []), crew.drained('r'), crew.cut('r')]);
    dying.die();
    assert.equal((await all)[2], 3);
  });

  it('are summed up, by release and route', async () => {
    const crew = openCrew();
    for (const requests of [1, 10]) {
      const figures = [figure(requests, 1), figure(2 * requests, 0, 'a.test')];
      crew.add({ channel: member(async () => ({ figures })), listens: true, dismiss: () => {} });
    }
    assert.deepEqual(counts(await crew.figures()), [
      [7, 11, 0, 2, 11],
      [7, 22, 0, 0, 22],
    ]);
  });

  it('that die have failed what they had in flight; those that end have not', async () => {
    const crew = openCrew();
    const [dying, ending] = [member(() => new Promise(() => {})), member(() => new Promise(() => {}))];
    crew.add({ channel: dying, listens: true, dismiss: () => {} }, [figure(5, 2)]);
    crew.add({ channel: ending, listens: true, dismiss: () => {} });
    crew.counted(ending, [figure(3, 1)], true);
    crew.counted(ending, [figure(1, 1)], false);
    dying.die();
    ending.die();
    await Promise.all([dying.lost, ending.lost]);
    assert.deepEqual(counts(await crew.figures()), [[7, 8, 2, 0, 8]]);
  });
});
