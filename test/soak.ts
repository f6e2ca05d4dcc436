// make soak: every property over 100,000 worlds, the simulation at full scale, a million messages read beside llhttp, 10,000
// assignments to one host, ten minutes of inputs that nobody sends, and ten of everything that may go wrong. Ends with what ran; a
// failure names its seed.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

interface Job {
  file: string;
  env: Record<string, string>;
  /** Of each property in the file. */
  worlds: number;
  said: string;
}

const root = resolve(import.meta.dirname, '..');
const worlds = Number(process.env.SOAK_WORLDS ?? 100_000);
/** No round begins later; 100,000 worlds are through long before. */
const endsAt = Date.now() + Number(process.env.SOAK_MINUTES ?? 120) * 60_000;
const firstSeed = Number(process.env.SOAK_SEED ?? 1);
const perRound = Math.min(worlds, 5_000);
const hosts = process.env.SCALE_HOSTS ?? '10000';

const rounds = Array.from({ length: Math.ceil(worlds / perRound) }, (_, n) => firstSeed + n);
const properties = globSync('test/server/decide/*.property.test.ts', { cwd: root }).sort();
const scale: Job = {
  file: 'test/server/decide/scale.test.ts',
  env: { SCALE_HOSTS: hosts },
  worlds: 0,
  said: `${hosts} hosts`,
};
const inputs = process.env.SOAK_INPUTS ?? '1000000';
const parsers: Job = {
  file: 'test/agent/router/http1/llhttp.test.ts',
  env: { PROPERTY_RUNS: inputs, PROPERTY_SEED: String(firstSeed) },
  worlds: 0,
  said: `${inputs} requests and as many answers`,
};
const fuzzMs = Number(process.env.SOAK_FUZZ_MINUTES ?? 10) * 60_000;
const [ofCalls, decoders] = [0.3, 24];
const fuzzed = (file: string, ms: number): Job => ({
  file,
  env: { FUZZ_MS: String(Math.ceil(ms)), FUZZ_SEED: String(firstSeed), FUZZ_GUIDED: '1' },
  worlds: 0,
  said: `FUZZ_SEED=${firstSeed}`,
});
const hostile = [
  fuzzed('test/fuzz/calls.test.ts', fuzzMs * ofCalls),
  fuzzed('test/fuzz/decoders.test.ts', (fuzzMs * (1 - ofCalls)) / decoders),
];
const abuse = ['abuse', 'front'].map(
  (name): Job => ({ file: `test/proto/${name}.test.ts`, env: { ABUSE_TIMES: '20' }, worlds: 0, said: 'twenty times as much' }),
);
const faults: Job = { file: 'test/soak/all-at-once.ts', env: {}, worlds: 0, said: 'W17' };
const assignments: Job = {
  file: 'test/agent/many-assignments.test.ts',
  env: { ASSIGNMENTS: '10000' },
  worlds: 0,
  said: '10,000 assignments',
};
const waiting = [
  faults,
  assignments,
  scale,
  parsers,
  ...hostile,
  ...abuse,
  ...rounds.flatMap((seed) => properties.map((file) => round(file, seed))),
];
const seen = new Map(properties.map((file) => [file, 0]));
const failed: string[] = [];

await Promise.all(Array.from({ length: availableParallelism() }, work));
for (const [file, count] of seen) console.log(`${file}: ${count} worlds for each property`);
if (waiting.length > 0) console.log(`out of time: ${waiting.length} rounds did not run`);
for (const said of failed) console.log(`failed: ${said}`);
// Without a limit that somebody set, all of it was asked for.
process.exit(failed.length > 0 || (waiting.length > 0 && !process.env.SOAK_MINUTES) ? 1 : 0);

function round(file: string, seed: number): Job {
  const env = { PROPERTY_RUNS: String(perRound), PROPERTY_SEED: String(seed) };
  return { file, env, worlds: perRound, said: `PROPERTY_RUNS=${perRound} PROPERTY_SEED=${seed}` };
}

async function work(): Promise<void> {
  while (Date.now() < endsAt) {
    const job = waiting.shift();
    if (!job) return;
    const begun = Date.now();
    const { status, output } = await finished(job);
    const took = `${((Date.now() - begun) / 1000).toFixed(0)} s`;
    console.log(`${job.file} (${job.said}): ${status === 0 ? 'passed' : 'FAILED'} in ${took}`);
    if (job.worlds > 0) seen.set(job.file, (seen.get(job.file) ?? 0) + job.worlds);
    if (status === 0) continue;
    failed.push(`${job.said} node --test ${job.file}`);
    console.log(output);
  }
}

function finished({ file, env }: Job): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, ['--test', '--test-reporter=spec', file], { cwd: root, env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((done) => child.once('close', (status) => done({ status, output })));
}
