// make bench: every file in this folder that exports `run`, or those whose names contain a given word; one table at the end.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { type Row, round } from './pairwise.ts';
import { missingPeers } from './peers.ts';

const words = process.argv.slice(2);
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && file !== 'run.ts' && wanted(file));
const rows: Row[] = [];
for (const file of files.sort()) rows.push(...(await rowsOf(file)));

console.log(`\n${table(rows)}`);
keep(rows);
for (const said of missingPeers()) console.error(said);
const missed = rows.filter((row) => !row.passed);
for (const row of missed) console.error(`missed: ${row.name}: ${round(row.median)}, gate ${row.gate}`);
if (rows.length === 0) console.error(`nothing in bench/ is named like ${words.join(' or ')}`);
process.exit(missed.length > 0 || rows.length === 0 ? 1 : 0);

function wanted(file: string): boolean {
  return words.length === 0 || words.some((word) => basename(file, '.ts').includes(word));
}

async function rowsOf(file: string): Promise<Row[]> {
  const bench = (await import(join(import.meta.dirname, file))) as { run?: () => Promise<Row | Row[]> };
  if (typeof bench.run !== 'function') return [];
  console.log(`\n# ${basename(file, '.ts')}`);
  return [await bench.run()].flat();
}

function table(all: Row[]): string {
  const lines = all.map((row) => [
    row.name,
    Number.isNaN(row.reference) ? `${round(row.product)} ${row.unit}` : round(row.median),
    Number.isNaN(row.reference) ? '' : `${round(row.min)}..${round(row.max)}`,
    row.goal,
    row.gate,
    row.gate === '' ? 'noted' : row.passed ? 'ok' : 'MISSED',
  ]);
  const head = ['measured', 'median', 'min..max', 'goal', 'gate', 'verdict'];
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => (line[column] ?? '').length)));
  return [head, ...lines].map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

function keep(all: Row[]): void {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const result = { at: new Date().toISOString(), node: process.version, cpus: cpus().length, rows: all };
  writeFileSync(join(folder, 'last.json'), `${JSON.stringify(result, null, 2)}\n`);
}
