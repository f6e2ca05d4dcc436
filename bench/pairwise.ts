// Measures product and reference in turn, so that a machine's moods hit both, and judges the median of the ratios.

export interface Pair {
  /** The goal's name and what it measures: `G1 pull 256 MiB, loopback`. */
  name: string;
  /** What is wanted of product / reference, in words: `>= 0.55 of raw TLS`. */
  goal: string;
  /** The limit that fails the run. Without one the row only informs. */
  gate?: { atLeast: number } | { atMost: number };
  /** At least 5. */
  rounds?: number;
  /** One measurement, in `unit`. */
  product(): Promise<number>;
  reference(): Promise<number>;
  /** Of both measurements: `MB/s`, `ms`. */
  unit: string;
}

export interface Row {
  name: string;
  product: number;
  reference: number;
  unit: string;
  /** Of product / reference, round by round. */
  median: number;
  min: number;
  max: number;
  rounds: number;
  goal: string;
  gate: string;
  passed: boolean;
}

/** Runs both alternately, product first in even rounds and second in odd ones, and prints the row. */
export async function pairwise(pair: Pair): Promise<Row> {
  const rounds = Math.max(5, pair.rounds ?? 5);
  const products: number[] = [];
  const references: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) products.push(await pair.product());
    references.push(await pair.reference());
    if (round % 2 === 1) products.push(await pair.product());
  }
  const ratios = products.map((value, round) => value / (references[round] ?? Number.NaN));
  const row = {
    name: pair.name,
    product: median(products),
    reference: median(references),
    unit: pair.unit,
    median: median(ratios),
    min: Math.min(...ratios),
    max: Math.max(...ratios),
    rounds,
    goal: pair.goal,
    gate: gateText(pair.gate),
    passed: holds(pair.gate, median(ratios)),
  };
  printRow(row);
  return row;
}

/** A goal that is a plain figure without a reference, such as a count of failed requests. */
export function figure(given: Pick<Pair, 'name' | 'goal' | 'gate' | 'unit'> & { value: number }): Row {
  const { name, goal, unit, value } = given;
  const row = {
    name,
    product: value,
    reference: Number.NaN,
    unit,
    median: value,
    min: value,
    max: value,
    rounds: 1,
    goal,
    gate: gateText(given.gate),
    passed: holds(given.gate, value),
  };
  printRow(row);
  return row;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function printRow(row: Row): void {
  const compared = Number.isNaN(row.reference)
    ? `${round(row.product)} ${row.unit}`
    : `${round(row.median)} (${round(row.min)}..${round(row.max)}) = ${round(row.product)} / ${round(row.reference)} ${row.unit}`;
  const verdict = row.gate === '' ? 'noted' : row.passed ? 'ok' : 'MISSED';
  console.log(`${row.name}: ${compared}; goal ${row.goal}${row.gate === '' ? '' : `, gate ${row.gate}`}: ${verdict}`);
}

function holds(gate: Pair['gate'], value: number): boolean {
  if (!gate) return true;
  return 'atLeast' in gate ? value >= gate.atLeast : value <= gate.atMost;
}

function gateText(gate: Pair['gate']): string {
  if (!gate) return '';
  return 'atLeast' in gate ? `>= ${gate.atLeast}` : `<= ${gate.atMost}`;
}

export function round(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
