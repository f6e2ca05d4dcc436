// An agent without V8's optimising compilers gets them when it has work.
import { equal } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { it } from 'node:test';
import { promisify } from 'node:util';

const compilers = JSON.stringify(new URL('../../agent/compilers.ts', import.meta.url).href);
/** Works until its own loop has been optimised, and says so. */
const works = `
const { optimiseWhenBusy } = await import(${compilers});
optimiseWhenBusy();
function work() { let sum = 0; for (let i = 0; i < 1e5; i += 1) sum += i % 7; return sum; }
const optimised = () => (%GetOptimizationStatus(work) & (1 << 4 | 1 << 5)) !== 0;
for (const end = Date.now() + 1000; Date.now() < end;) work();
console.log(optimised());
while (!optimised()) { for (let i = 0; i < 100; i += 1) work(); await new Promise(setImmediate); }
console.log(optimised());
`;

it('is optimised only when it has been busy for a while', async () => {
  const flags = ['--no-opt', '--no-maglev', '--allow-natives-syntax', '--input-type=module', '--no-warnings'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--eval', works], { timeout: 120_000 });
  equal(stdout, 'false\ntrue\n');
});
