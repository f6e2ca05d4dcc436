// Inputs for a decoder, changed at random from a few good ones. Where there is time for it, an input that reached code which no
// other had is kept and changed further (coverage by V8's own counters); so checks that stand behind checks are reached too.
import { Session } from 'node:inspector';
import { harm } from './messages.ts';

export interface Target {
  name: string;
  /** Good ones, or at least near. */
  seeds: readonly (string | Buffer)[];
  /** Pieces that mean something to it. */
  words?: readonly string[];
  /** The inputs are JSON: values are put in other values' places as well. */
  json?: boolean;
  /** Throws only what is a fault: what a decoder is allowed to throw it catches. */
  decode(input: Buffer): unknown;
}

export interface Options {
  forMs: number;
  seed: number;
  /** Files whose coverage counts; none: no input is kept. */
  covering?: RegExp;
}

const mostBytes = 64 * 1024;
const batch = 64;

/** @throws Error that names the input and the seed */
export async function fuzz(target: Target, { forMs, seed, covering }: Options): Promise<{ runs: number; kept: number }> {
  const random = randomFrom(seed);
  const corpus: Buffer[] = target.seeds.map((one) => Buffer.from(one));
  const reached = covering && openCoverage(covering);
  const until = performance.now() + forMs;
  let runs = 0;
  const run = async (input: Buffer) => {
    runs += 1;
    await tried(target, input, seed);
  };
  for (const input of corpus) await run(input);
  reached?.know(reached.fresh());
  do {
    const inputs = Array.from({ length: batch }, () => changed(corpus, target, random));
    for (const input of inputs) await run(input);
    const fresh = reached?.fresh() ?? [];
    if (reached && fresh.length > 0) corpus.push(...(await whichOf(inputs, run, reached)));
    reached?.know(fresh);
  } while (performance.now() < until);
  reached?.close();
  return { runs, kept: corpus.length - target.seeds.length };
}

async function tried(target: Target, input: Buffer, seed: number): Promise<void> {
  try {
    await target.decode(input);
  } catch (cause) {
    const shown = `${input.toString('latin1').slice(0, 300)}\n${input.subarray(0, 4096).toString('base64')}`;
    throw new Error(`${target.name}, FUZZ_SEED=${seed}: ${(cause as Error).stack}\nwith ${input.length} bytes: ${shown}`, {
      cause,
    });
  }
}

/** Which of these reached something new together: half by half, since the counters take long to read. */
async function whichOf(inputs: Buffer[], run: (input: Buffer) => Promise<void>, reached: Coverage): Promise<Buffer[]> {
  for (const input of inputs) await run(input);
  const fresh = reached.fresh();
  if (fresh.length === 0) return [];
  if (inputs.length > 1) {
    const half = Math.ceil(inputs.length / 2);
    return [...(await whichOf(inputs.slice(0, half), run, reached)), ...(await whichOf(inputs.slice(half), run, reached))];
  }
  reached.know(fresh);
  return inputs;
}

function changed(corpus: Buffer[], { words = [], json = false }: Target, random: Random): Buffer {
  let input = pick(corpus, random) ?? Buffer.alloc(0);
  for (let left = 1 + below(random, 5); left > 0; left -= 1) input = changedOnce(input, corpus, words, json, random);
  return input.subarray(0, mostBytes);
}

function changedOnce(input: Buffer, corpus: Buffer[], words: readonly string[], json: boolean, random: Random): Buffer {
  const kind = below(random, 10);
  if (json && kind < 6) return changedJson(input, random);
  if (words.length > 0 && kind < 3) return inserted(input, Buffer.from(pick(words, random) as string), random);
  if (kind === 3) return inserted(input, piece(pick(corpus, random) as Buffer, random), random);
  const does = pick(Object.values(harm), random) as (typeof harm)['turn'];
  return does(input, below(random, 2 ** 31), below(random, 256));
}

function inserted(input: Buffer, what: Buffer, random: Random): Buffer {
  const at = below(random, input.length + 1);
  const over = below(random, 2) * below(random, what.length + 1);
  return Buffer.concat([input.subarray(0, at), what, input.subarray(at + over)]);
}

function piece(of: Buffer, random: Random): Buffer {
  const at = below(random, of.length + 1);
  return of.subarray(at, at + below(random, 200));
}

const oddValues = [null, true, 0, -1, 1.5, 1e21, '', 'x', '__proto__', '\0', 'x'.repeat(5000), [], {}, [[]], [null], { a: null }];

function changedJson(input: Buffer, random: Random): Buffer {
  try {
    const whole = { whole: JSON.parse(input.toString()) as unknown };
    const places = placesIn(whole);
    const [object, key] = pick(places, random) as Place;
    const [from, other] = pick(places, random) as Place;
    const kind = below(random, 4);
    if (kind === 0) delete object[key];
    else if (kind === 1) object[key] = structuredClone(from[other]);
    else if (kind === 2) object[String(pick(oddValues, random))] = pick(oddValues, random);
    else object[key] = pick(oddValues, random);
    return Buffer.from(JSON.stringify(whole.whole) ?? '');
  } catch {
    return harm.turn(input, below(random, 2 ** 31), below(random, 256));
  }
}

type Place = [object: Record<string, unknown>, key: string];

function placesIn(object: object, depth = 0): Place[] {
  if (depth > 20) return [];
  return Object.entries(object).flatMap(([key, value]) => [
    [object as Record<string, unknown>, key] as Place,
    ...(typeof value === 'object' && value !== null ? placesIn(value, depth + 1) : []),
  ]);
}

interface Coverage {
  /** What was reached since the last look and is not known yet. */
  fresh(): string[];
  know(ranges: string[]): void;
  close(): void;
}

function openCoverage(covering: RegExp): Coverage {
  const inspector = new Session();
  const known = new Set<string>();
  inspector.connect();
  inspector.post('Profiler.enable');
  inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    fresh: () => rangesReached(inspector, covering).filter((range) => !known.has(range)),
    know: (ranges) => {
      for (const range of ranges) known.add(range);
    },
    close: () => inspector.disconnect(),
  };
}

function rangesReached(inspector: Session, covering: RegExp): string[] {
  const reached: string[] = [];
  inspector.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error) throw error;
    for (const { url, functions } of answer.result)
      for (const { ranges } of covering.test(url) ? functions : [])
        for (const { startOffset, endOffset, count } of ranges) if (count > 0) reached.push(`${url} ${startOffset} ${endOffset}`);
  });
  return reached;
}

type Random = () => number;

/** mulberry32 */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function below(random: Random, most: number): number {
  return Math.floor(random() * most);
}

function pick<T>(from: readonly T[], random: Random): T | undefined {
  return from[below(random, from.length)];
}
