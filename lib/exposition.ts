// Metrics as Prometheus reads them: its text format, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

export type Labels = Record<string, string>;

interface Metric {
  name: string;
  help: string;
  type: 'counter' | 'gauge';
  samples: { labels?: Labels; value: number }[];
}

interface Histogram {
  name: string;
  help: string;
  type: 'histogram';
  /** Upper bounds, ascending. */
  bounds: readonly number[];
  /** counts: of each bound by itself, the last of all above. */
  samples: { labels?: Labels; counts: number[]; sum: number }[];
}

export type Family = Metric | Histogram;

/** Families without samples are left out. */
export function exposition(families: Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .flatMap((family) => [
      `# HELP ${family.name} ${escaped(family.help)}`,
      `# TYPE ${family.name} ${family.type}`,
      ...lines(family),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

export function gauge(name: string, help: string, samples: Metric['samples']): Metric {
  return { name: `castellan_${name}`, help, type: 'gauge', samples };
}

/** Its name ends in `_total`. */
export function counter(name: string, help: string, samples: Metric['samples']): Metric {
  return { name: `castellan_${name}`, help, type: 'counter', samples };
}

function lines(family: Family): string[] {
  if (family.type !== 'histogram') return family.samples.map(({ labels, value }) => line(family.name, labels, value));
  return family.samples.flatMap(({ labels, counts, sum }) => {
    let so = 0;
    const buckets = [...family.bounds, Infinity].map((bound, at) => {
      so += counts[at] ?? 0;
      return line(`${family.name}_bucket`, { ...labels, le: number(bound) }, so);
    });
    return [...buckets, line(`${family.name}_sum`, labels, sum), line(`${family.name}_count`, labels, so)];
  });
}

function line(name: string, labels: Labels = {}, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text).replaceAll('"', '\\"')}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${number(value)}`;
}

function number(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
