// docs/guarantees.md: the part below its marker, made from the tests' names: which case lives where. Run it after adding a test.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { cases } from './cases.ts';

const root = resolve(import.meta.dirname, '../..');
const page = join(root, 'docs/guarantees.md');
const marker = '<!-- Below this line: made by docs/generate/guarantees.ts -->';
const caseId = /\b[ABCDLNPRWX]\d\d\b/g;

const onlyInLab =
  '`make test` runs all of these but what takes too long for it: tests that it shows as skipped with “takes its time” or “make lab” (a flood of output for more than a second, a server away for ten minutes, hosts that are rebooted) are run by `make lab` alone.';

const families: Record<string, string> = {
  A: 'the agent',
  B: 'bundles',
  C: 'clocks',
  D: 'the server and what it keeps',
  L: 'logs',
  N: 'the network',
  P: 'programs that misbehave',
  R: 'deployments and operators',
  W: 'abuse of the protocol',
  X: 'identity and rights',
};

/** The cases that the tests of this checkout try, and in which files: the number stands in a test's name, or in a table of them. */
export function casesInTests(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of testFiles(join(root, 'test'))) {
    for (const [id] of readFileSync(file, 'utf8').matchAll(caseId))
      found.set(id, (found.get(id) ?? new Set()).add(relative(root, file)));
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The whole page as it should be. */
export function guaranteesPage(): string {
  const written = readFileSync(page, 'utf8').split(marker)[0] ?? '';
  return `${written}${marker}\n\n${tables(casesInTests())}`;
}

/** Cases that a promise leans on, in its last column. */
export function promisedCases(): Set<string> {
  const promises = readFileSync(page, 'utf8').split(marker)[0] ?? '';
  return new Set([...promises.matchAll(caseId)].map(([id]) => id));
}

function tables(tried: Map<string, Set<string>>): string {
  const sections = Object.entries(families).map(([letter, name]) => {
    const rows = [...tried].filter(([id]) => id.startsWith(letter)).map(([id, files]) => row(id, files));
    return rows.length === 0 ? '' : `### ${letter}: ${name}\n\n| case | tries | tests |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `## Where each case is tried\n\n${onlyInLab}\n\n${sections.filter(Boolean).join('\n')}`;
}

function row(id: string, files: Set<string>): string {
  const links = [...files].sort().map((file) => `[${file.replace(/^test\//, '')}](../${file})`);
  return `| ${id} | ${cases[id] ?? ''} | ${links.join(', ')} |`;
}

function testFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

if (import.meta.main) writeFileSync(page, guaranteesPage());
