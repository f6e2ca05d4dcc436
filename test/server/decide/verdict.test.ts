// The verdict on a canary: what routers saw of the new release against what they saw of the old one meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyBoundsMs } from '../../../lib/latency.ts';
import type { Figures, Verdict } from '../../../server/decide/types.ts';
import { baselineOf, type Judgement, judge, seenSince } from '../../../server/decide/verdict.ts';
import { host } from './facts.ts';

const limits: Verdict = {
  minRequests: 100,
  moreErrors: 0.01,
  latency: { quantile: 0.95, slower: 0.5 },
  moreRestarts: 0,
  checkMs: null,
};

/** `slow` of the answers took up to `slowMs`, the others up to 5 ms. */
function figures(requests: number, { failures = 0, restarts = 0, slow = 0, slowMs = 5 } = {}): Figures {
  const latency = [...latencyBoundsMs, Infinity].map((bound) => (bound === slowMs ? slow : 0));
  latency[0] = (latency[0] ?? 0) + requests - slow;
  return { requests, failures, latency, restarts };
}

/** As HAProxy counts: without a histogram. */
function untimed(requests: number, failures = 0): Figures {
  return { ...figures(requests, { failures }), latency: [] };
}

const none = figures(0);
const old = figures(1000, { failures: 5 });

const table: [what: string, before: Figures, after: Figures, is: Judgement['is'], reason: RegExp][] = [
  ['as good as the old one', old, figures(200, { failures: 1 }), 'good', /of 200 requests 0\.50 % failed, of 1000 to the old/],
  ['as many failures as may be more', old, figures(200, { failures: 3 }), 'good', /1\.5 % failed/],
  [
    'more failures than may be',
    old,
    figures(200, { failures: 4 }),
    'bad',
    /2\.0 % of its requests failed, of the old one's 0\.50 %/,
  ],
  ['as bad as the old one', figures(1000, { failures: 500 }), figures(200, { failures: 100 }), 'good', /50\.0 % failed/],
  ['no old one, and no failures', none, figures(200), 'good', /of 200 requests 0\.0 % failed; 95 % took up to 5 ms/],
  ['no old one, and failures', none, figures(200, { failures: 10 }), 'bad', /5\.0 %/],
  [
    'slow for one in ten',
    old,
    figures(200, { slow: 20, slowMs: 250 }),
    'bad',
    /95 % of its answers took up to 250 ms, .*up to 5 ms/,
  ],
  ['slow for one in fifty', old, figures(200, { slow: 4, slowMs: 250 }), 'good', /up to 5 ms/],
  ['one bound slower', old, figures(200, { slow: 200, slowMs: 10 }), 'good', /up to 10 ms/],
  ['slower than any bound', old, figures(200, { slow: 200, slowMs: Infinity }), 'bad', /more than 10 s/],
  ['nothing is known of how long it took', old, untimed(200), 'good', /failed, of 1000 .*; how long answers took is not known/],
  ['nothing is known of how long it took, and failures', old, untimed(200, 20), 'bad', /^10\.0 % of its requests failed/],
  ['slow with no old one', none, figures(200, { slow: 200, slowMs: 10_000 }), 'good', /up to 10 s/],
  [
    'one request too few',
    old,
    figures(99),
    'inconclusive',
    /99 requests to the new release are too few to tell \(100 are needed\)/,
  ],
  ['enough requests to the request', old, figures(100), 'good', /of 100 requests/],
  ['too few, all failed', old, figures(99, { failures: 99 }), 'inconclusive', /too few/],
  ['no requests at all', old, none, 'inconclusive', /^0 requests/],
  ['a restart, and too few requests', old, figures(3, { restarts: 1 }), 'bad', /were restarted once/],
  ['restarts, and good answers', old, figures(200, { restarts: 2 }), 'bad', /were restarted 2 times/],
];

for (const [what, before, after, is, reason] of table) {
  test(`${what}: ${is}`, () => {
    const judged = judge(limits, before, after);
    assert.equal(judged.is, is);
    assert.match(judged.reasons.join('; '), reason);
  });
}

test('all that is worse is told at once', () => {
  const { reasons } = judge(limits, old, figures(200, { failures: 50, slow: 100, slowMs: 1000, restarts: 3 }));
  assert.equal(reasons.length, 3);
});

test('as many restarts as are put up with are none', () => {
  assert.equal(judge({ ...limits, moreRestarts: 2 }, old, figures(200, { restarts: 2 })).is, 'good');
  assert.equal(judge({ ...limits, moreRestarts: 2 }, old, figures(200, { restarts: 3 })).is, 'bad');
});

test('only what was seen since the baseline counts, over all hosts', () => {
  const then = [host('h1', { figures: { 2: figures(50, { failures: 50 }) } }), host('h2')];
  const baseline = baselineOf({ hosts: then, wishes: [] }, [1, 2]);
  const now = [
    host('h1', { figures: { 2: figures(80, { failures: 51 }) } }),
    host('h2', { figures: { 2: figures(20, { restarts: 1 }) } }),
  ];
  assert.deepEqual(seenSince(baseline, { hosts: now, wishes: [] }, 2), figures(50, { failures: 1, restarts: 1 }));
  assert.deepEqual(seenSince(baseline, { hosts: now, wishes: [] }, 1), { ...none, latency: [] });
});

test('a router that was started anew counts from nothing, and its replicas from where they were', () => {
  const baseline = baselineOf({ hosts: [host('h1', { figures: { 2: figures(500, { restarts: 1 }) } })], wishes: [] }, [2]);
  const now = [host('h1', { figures: { 2: figures(40, { failures: 2, restarts: 1 }) } })];
  assert.deepEqual(seenSince(baseline, { hosts: now, wishes: [] }, 2), figures(40, { failures: 2 }));
});

test('the baseline holds the two releases that are compared, where there is anything to know of them', () => {
  const hosts = [host('h1', { figures: { 1: old, 2: none, 7: old } }), host('h2', { figures: { 7: old } })];
  assert.deepEqual(baselineOf({ hosts, wishes: [] }, [2, 1]), { h1: { 1: old, 2: none } });
});

test('hosts that count how long answers take and hosts that do not are summed', () => {
  const hosts = [host('h1', { figures: { 2: figures(10) } }), host('h2', { figures: { 2: untimed(5) } })];
  for (const order of [hosts, hosts.toReversed()]) {
    const seen = seenSince({}, { hosts: order, wishes: [] }, 2);
    assert.deepEqual([seen.requests, seen.latency[0]], [15, 10]);
  }
});
