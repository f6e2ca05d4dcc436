// make test: all test/**/*.test.ts, or those whose path contains a given word. Ends with `N passed, N failed`.
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { leftSecrets, printedSecrets } from './canaries/left.ts';

type Pass = { pass: true; name: string; skipped: boolean };
type Fail = { pass: false; name: string; file: string | undefined; line: number | undefined; error: unknown };

const root = resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const files = globSync('test/**/*.test.ts', { cwd: root }).sort().filter(wanted);
const stories = files.filter((file) => file.startsWith('test/e2e/'));
const onBootedHosts = files.filter((file) => file.startsWith('test/lab/'));
const units = files.filter((file) => !stories.includes(file) && !onBootedHosts.includes(file));

const results: (Pass | Fail)[] = [];
/** What a file's process wrote to stderr: all there is to show when it fails before its first test. */
const complaints = new Map<string, string>();
/** All that a file's process wrote, and the errors of its tests. */
const printed = new Map<string, string>();
const beganMs = Date.now();
const durations: { file: string; ms: number }[] = [];
// Most of them wait for most of their time.
await runFiles(longestFirst(units), availableParallelism() + 1, 300_000);
if (stories.length + onBootedHosts.length > 0) await compilePrograms();
// A story has several programs of its own, and its load notices when the machine has no time for them; hosts that boot
// mostly wait.
const storyMs = process.env.LAB === 'all' ? 3_600_000 : 600_000;
await Promise.all([
  runFiles(longestFirst(stories), availableParallelism(), storyMs),
  runFiles(longestFirst(onBootedHosts), 1, storyMs),
]);
const found = results.length;
await lookForSecrets();

const failed = results.filter((result) => !result.pass);
const skipped = results.filter((result) => result.pass && result.skipped);
console.log(`\nslowest: ${slowest()}`);
// Again, at the end: of a long run elsewhere often only the end of its output is kept.
for (const fail of failed) console.log(`\nfailed: ${place(fail)}${fail.name}\n${indented(cut(told(fail)))}`);
if (found === 0) console.error(`no tests found${words.length > 0 ? ` in files named like ${words.join(' or ')}` : ''}`);
console.log(
  `${results.length - failed.length - skipped.length} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
);
process.exit(failed.length > 0 || found === 0 ? 1 : 0);

function wanted(file: string): boolean {
  return words.length === 0 || words.some((word) => file.includes(word));
}

/** So that none of them runs alone at the end. */
function longestFirst(some: string[]): string[] {
  const long = [
    ...['agent-upgrade', 'apart', 'main-job', 'server-killed', 'canary', 'links', 'log-path', 'random-kills'],
    ...['fifty-deployments', 'adoption', 'garbage', 'shipper', 'exec', 'programs', 'tasks'],
  ];
  const isLong = (file: string) => long.includes(basename(file, '.test.ts'));
  return [...some.filter(isLong), ...some.filter((file) => !isLong(file))];
}

/** Node keeps what it has compiled when a program ends by itself, as those of a story do not. */
async function compilePrograms(): Promise<void> {
  const mains = ['server/main.ts', 'agent/main.ts', 'agent/router/main.ts'];
  const show = (main: string) => new Promise((done) => execFile(process.execPath, [join(root, main), 'config', 'show'], done));
  if (process.env.NODE_COMPILE_CACHE) await Promise.all(mains.map(show));
}

async function runFiles(some: string[], concurrency: number, timeout: number): Promise<void> {
  if (some.length === 0) return;
  const execArgv = ['--import', join(import.meta.dirname, 'left-open.ts')];
  const events = run({ files: some.map((file) => resolve(root, file)), cwd: root, concurrency, timeout, execArgv });
  for await (const { type, data } of events) {
    if (type === 'test:pass') {
      const skipped = data.skip !== undefined && data.skip !== false;
      if (skipped) console.log(`skipped: ${data.name}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}`);
      // A process that ended well before it told of any test passes by its name.
      const counts = data.details.type !== 'suite' && !data.name.endsWith('.test.ts');
      if (skipped || counts) results.push({ pass: true, name: data.name, skipped });
    }
    if (type === 'test:fail' && !isOnlyTheSumOfItsParts(data.details.error)) {
      report({ pass: false, name: data.name, file: data.file, line: data.line, error: data.details.error });
    }
    if (type === 'test:stdout' || type === 'test:stderr') remember(data.file, data.message);
    if (type === 'test:stderr') complaints.set(data.file, (complaints.get(data.file) ?? '') + data.message);
    if (type === 'test:summary' && data.file !== undefined) fileDone(data.file, data.duration_ms, data.counts);
  }
  for (const file of some) if (!durations.some((one) => one.file === file)) withoutEnd(file);
}

/** A file whose process ended before it had told of all its tests. */
function withoutEnd(file: string): void {
  const path = resolve(root, file);
  if (results.some((result) => !result.pass && (result.file === path || result.name === path))) return;
  report({
    pass: false,
    name: file,
    file: path,
    line: 1,
    error: complaints.get(path) ?? 'ended before it had told of all its tests',
  });
}

/** A suite or a file fails when a test in it does; that test has been reported. */
function isOnlyTheSumOfItsParts(error: unknown): boolean {
  return (error as { failureType?: string } | undefined)?.failureType === 'subtestsFailed';
}

function remember(file: string, text: string): void {
  printed.set(file, (printed.get(file) ?? '') + text);
}

/** One more test, after all others. */
async function lookForSecrets(): Promise<void> {
  const told = [...printed].flatMap(([file, text]) => printedSecrets(relative(root, file), text));
  const troubles = [...told, ...(await leftSecrets(beganMs))];
  const name = 'X32: no secret of any world is in what the tests printed or left behind';
  if (troubles.length === 0) results.push({ pass: true, name, skipped: false });
  else report({ pass: false, name, file: undefined, line: undefined, error: troubles.join('\n') });
}

function report(fail: Fail): void {
  results.push(fail);
  remember(fail.file ?? fail.name, told(fail));
  console.log(`\n✖ ${place(fail)}${fail.name}\n${indented(told(fail))}\n`);
}

function told(fail: Fail): string {
  const error = fail.error instanceof Error ? (fail.error.cause ?? fail.error) : fail.error;
  return complaints.get(fail.name) ?? (typeof error === 'string' ? error : inspect(error, { depth: 6 }));
}

/** What was expected stands first, and what the programs said last stands last; Node's own frames say nothing. */
function cut(text: string, most = 25, width = 600): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^\s+at .*node:/.test(line));
  const shown = lines.map((line) => (line.length > width ? `${line.slice(0, width)}...` : line));
  if (shown.length <= most) return shown.join('\n');
  const first = Math.ceil(most / 2);
  return [...shown.slice(0, first), `... ${shown.length - most} lines ...`, ...shown.slice(first - most)].join('\n');
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

function place(fail: Fail): string {
  return fail.file === undefined ? '' : `${relative(root, fail.file)}:${fail.line ?? 1}: `;
}

function fileDone(path: string, ms: number, counts: { passed: number; failed: number }): void {
  const file = relative(root, path);
  durations.push({ file, ms });
  const told = counts.failed > 0 ? `${counts.failed} FAILED, ${counts.passed} passed` : `${counts.passed} passed`;
  console.log(`${file}: ${told} (${seconds(ms)})`);
  if (counts.failed > 0 && complaints.has(path)) console.log((complaints.get(path) ?? '').replace(/^/gm, '    stderr: '));
}

function slowest(): string {
  const longest = [...durations].sort((a, b) => b.ms - a.ms).slice(0, 5);
  return longest.map(({ file, ms }) => `${file} ${seconds(ms)}`).join(', ');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
