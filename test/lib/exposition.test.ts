// The text that Prometheus reads, read back by a parser that takes nothing but what the format says.
import { deepEqual, equal, throws } from 'node:assert/strict';
import { it } from 'node:test';
import { counter, exposition, gauge } from '../../lib/exposition.ts';
import { latencyBoundsMs } from '../../lib/latency.ts';
import { trafficMetrics } from '../../lib/traffic-metrics.ts';
import { readExposition } from './read-exposition.ts';

it('names, help, types, labels and values come back as they were, whatever is in them', () => {
  const path = '/a"b\\c\nd{e="f"} # 1';
  const text = exposition([
    counter('router_requests_total', 'Requests \\ of\nall.', [
      { labels: { host: 'ä.test', path }, value: 12 },
      { labels: { host: '', path: '/' }, value: 1e21 },
    ]),
    gauge('log_backlog_bytes', 'Bytes.', [{ value: 0.25 }]),
    gauge('nothing', 'Left out.', []),
  ]);
  deepEqual(readExposition(text), [
    {
      name: 'castellan_router_requests_total',
      help: 'Requests \\ of\nall.',
      type: 'counter',
      samples: [
        { name: 'castellan_router_requests_total', labels: { host: 'ä.test', path }, value: 12 },
        { name: 'castellan_router_requests_total', labels: { host: '', path: '/' }, value: 1e21 },
      ],
    },
    {
      name: 'castellan_log_backlog_bytes',
      help: 'Bytes.',
      type: 'gauge',
      samples: [{ name: 'castellan_log_backlog_bytes', labels: {}, value: 0.25 }],
    },
  ]);
});

it('a histogram is cumulative, in seconds, ends in +Inf, and agrees with its count', () => {
  const latency = latencyBoundsMs.map(() => 1).concat(4);
  const counts = { requests: 15, status: [0, 15], failures: 0, abandoned: 0, inFlight: 0, bytesIn: 0, bytesOut: 0 };
  const one = { ...counts, labels: { app: 'a' }, latency, latencyMs: 61_250 };
  const untimed = { ...one, labels: { app: 'b' }, latency: [] };
  const families = readExposition(exposition(trafficMetrics('router', [one, untimed])));
  const histogram = families.find(({ type }) => type === 'histogram');
  const buckets = histogram?.samples.filter(({ name }) => name.endsWith('_bucket')) ?? [];
  deepEqual(
    buckets.map(({ labels, value }) => [labels.le, value]),
    [...latencyBoundsMs.map((ms, at) => [String(ms / 1000), at + 1]), ['+Inf', 15]],
  );
  const rest = histogram?.samples.slice(buckets.length).map(({ name, value }) => [name.replace(/.*_/, ''), value]);
  deepEqual(rest, [
    ['sum', 61.25],
    ['count', 15],
  ]);
});

it('the parser of this test takes nothing that is wrong', () => {
  const head = '# HELP castellan_a A.\n# TYPE castellan_a gauge\n';
  equal(readExposition(`${head}castellan_a 1\n`).length, 1);
  for (const wrong of [
    `${head}castellan_a 1`,
    `${head}castellan_a one\n`,
    `${head}castellan_b 1\n`,
    `${head}castellan_a{x="1} 1\n`,
    `${head}castellan_a{x="1"} 1\ncastellan_a{x="1"} 2\n`,
    `${head}castellan_a 1\n${head}castellan_a 1\n`,
    'castellan_a 1\n',
    '# HELP castellan_a A.\n# TYPE castellan_a counter\ncastellan_a 1\n',
    '# HELP a A.\n# TYPE a gauge\na 1\n',
  ]) {
    throws(() => readExposition(wrong), Error, wrong);
  }
});
