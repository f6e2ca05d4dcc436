// What requests met, as families of metrics: the same for a router's routes and for releases.
import { counter, type Family, gauge, type Labels } from './exposition.ts';
import { latencyBoundsMs, type TrafficCounts } from './latency.ts';

export interface Met extends TrafficCounts {
  labels: Labels;
}

const classes = ['1xx', '2xx', '3xx', '4xx', '5xx'];

export function trafficMetrics(of: 'router' | 'release', all: Met[]): Family[] {
  const each = (value: (met: Met) => number) => all.map((met) => ({ labels: met.labels, value: value(met) }));
  const byClass = all.flatMap(({ labels, status }) =>
    classes.map((name, at) => ({ labels: { ...labels, class: name }, value: status[at] ?? 0 })),
  );
  const timed = all.filter(({ latency }) => latency.length > 0);
  return [
    counter(
      `${of}_requests_total`,
      'Requests.',
      each(({ requests }) => requests),
    ),
    counter(`${of}_responses_total`, 'Answers, by class.', byClass),
    counter(
      `${of}_failures_total`,
      'Requests that a replica failed: no answer, or a broken one.',
      each(({ failures }) => failures),
    ),
    counter(
      `${of}_abandoned_total`,
      'Requests whose client went away before the end.',
      each(({ abandoned }) => abandoned),
    ),
    gauge(
      `${of}_requests_in_flight`,
      'Requests that are being answered.',
      each(({ inFlight }) => inFlight),
    ),
    counter(
      `${of}_received_bytes_total`,
      'Bytes of bodies from clients.',
      each(({ bytesIn }) => bytesIn),
    ),
    counter(
      `${of}_sent_bytes_total`,
      'Bytes of bodies to clients.',
      each(({ bytesOut }) => bytesOut),
    ),
    {
      name: `castellan_${of}_response_head_seconds`,
      help: 'Time from the request to the head of its answer.',
      type: 'histogram',
      bounds: latencyBoundsMs.map((ms) => ms / 1000),
      samples: timed.map(({ labels, latency, latencyMs }) => ({ labels, counts: latency, sum: latencyMs / 1000 })),
    },
  ];
}
