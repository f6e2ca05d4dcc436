// Memory, descriptors and threads of processes over time, and whether they grow.
import { readdirSync, readFileSync } from 'node:fs';

interface Sample {
  memoryMb: number;
  descriptors: number;
  threads: number;
}

/** By how much the last third may be above the first: what one collection of garbage or one more caller makes. */
const allowed = { memoryMb: { share: 0.25, more: 60 }, descriptors: { share: 0.1, more: 15 }, threads: { share: 0.1, more: 4 } };

export function openGrowth() {
  const seen = new Map<string, Sample[]>();
  const thirds = (samples: Sample[], of: keyof Sample): [number, number] => {
    const length = Math.ceil(samples.length / 3);
    return [median(samples.slice(0, length), of), median(samples.slice(-length), of)];
  };
  const rows = () =>
    [...seen].flatMap(([name, samples]) =>
      (Object.keys(allowed) as (keyof Sample)[]).map((of) => ({ name, of, change: thirds(samples, of) })),
    );

  return {
    /** Name -> pid: of the same process each time. */
    look(processes: Map<string, number>): void {
      for (const [name, pid] of processes) seen.set(`${name} ${pid}`, [...(seen.get(`${name} ${pid}`) ?? []), sampleOf(pid)]);
    },
    grown: () =>
      rows().flatMap(({ name, of, change: [before, now] }) => {
        const { share, more } = allowed[of];
        return now > before * (1 + share) + more ? [`${of} of ${name}: ${before} -> ${now}`] : [];
      }),
    told: () =>
      rows()
        .map(({ name, of, change }) => `${name}: ${of} ${change.join(' -> ')}`)
        .join('; '),
  };
}

function sampleOf(pid: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const number = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  const descriptors = readdirSync(`/proc/${pid}/fd`).length;
  return { memoryMb: Math.round(number('VmRSS') / 1024), descriptors, threads: number('Threads') };
}

function median(samples: Sample[], of: keyof Sample): number {
  const values = samples.map((sample) => sample[of]).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? 0;
}
