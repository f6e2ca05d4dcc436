// Prometheus' text format 0.0.4, read strictly: what is not in it, or not as our metrics are to be, is thrown.
interface ReadFamily {
  name: string;
  help: string;
  type: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

const name = /^castellan_[a-z0-9_]+$/;
const sample = /^([a-z_0-9]+)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(?:,(?!\})|(?=\})))+)\})? (\S+)$/;

export function readExposition(text: string): ReadFamily[] {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families: ReadFamily[] = [];
  const lines = text.slice(0, -1).split('\n');
  for (const [at, line] of lines.entries()) {
    const help = /^# HELP (\S+) (.*)$/.exec(line);
    const type = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line);
    const current = families.at(-1);
    if (help) families.push(begun(help, families));
    else if (type && current && current.name === type[1] && current.type === '') current.type = type[2] ?? '';
    else if (current?.type) current.samples.push(readSample(line, current));
    else throw new Error(`line ${at + 1} is out of place: ${line}`);
  }
  for (const family of families) check(family);
  return families;
}

function begun([, family = '', help = '']: RegExpExecArray, before: ReadFamily[]): ReadFamily {
  if (!name.test(family) || before.some((other) => other.name === family)) throw new Error(`${family}: a bad name, or twice`);
  return { name: family, help: unescaped(help), type: '', samples: [] };
}

function readSample(line: string, { name: family, type }: ReadFamily): ReadFamily['samples'][number] {
  const [, own = '', pairs = '', value = ''] = sample.exec(line) ?? [];
  const names = type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => family + end) : [family];
  if (!names.includes(own)) throw new Error(`not a sample of ${family}: ${line}`);
  if (!/^[+-]?(\d+(\.\d+)?(e[+-]?\d+)?|Inf)$/.test(value)) throw new Error(`not a number: ${line}`);
  const found = [...pairs.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [
    label,
    unescaped(text),
  ]);
  return { name: own, labels: Object.fromEntries(found), value: Number(value.replace('Inf', 'Infinity')) };
}

function check({ name: family, type, samples }: ReadFamily): void {
  const keys = samples.map((one) => JSON.stringify([one.name, one.labels]));
  if (new Set(keys).size !== keys.length) throw new Error(`${family}: the same sample twice`);
  if ((type === 'counter') !== family.endsWith('_total')) throw new Error(`${family}: counters alone are totals`);
  if (type === 'counter' && samples.some(({ value }) => value < 0)) throw new Error(`${family}: a counter below 0`);
  if (samples.length === 0) throw new Error(`${family}: no samples`);
  if (type === 'histogram') checkBuckets(family, samples);
}

function checkBuckets(family: string, samples: ReadFamily['samples']): void {
  for (const { labels, value: count } of samples.filter((one) => one.name === `${family}_count`)) {
    const own = samples.filter((one) => one.name === `${family}_bucket` && isOf(one.labels, labels));
    const bounds = own.map((one) => Number((one.labels.le ?? '').replace('Inf', 'Infinity')));
    const rises = own.every(({ value }, at) => at === 0 || value >= (own[at - 1]?.value ?? 0));
    const sorted = bounds.every((bound, at) => at === 0 || bound > (bounds[at - 1] ?? 0));
    if (!rises || !sorted || bounds.at(-1) !== Infinity || own.at(-1)?.value !== count) throw new Error(`${family}: bad buckets`);
  }
}

function isOf({ le: _, ...labels }: Record<string, string>, all: Record<string, string>): boolean {
  return JSON.stringify(labels) === JSON.stringify(all);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
