// What is read without commander is read as commander reads it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildProgram } from '../../cli/parse.ts';
import { type Chosen, parsePlain } from '../../cli/parse-plain.ts';
import { commands, commonOptions } from '../../cli/table.ts';

const flags = [...commands.flatMap(({ options = [] }) => options), ...commonOptions].flatMap(([text]) => text.split(/[ ,]+/));
const odd = [
  '',
  '-',
  '--',
  '-h',
  '--help',
  '--json=1',
  '--env=staging',
  '-fx',
  '--no-json',
  '__proto__',
  '--constructor',
  'help',
  'a b',
  '-1',
];
const words = fc.array(fc.constantFrom('hello', 'v12', 'web=3', 'staging', '--env', '--json', ...flags, ...odd), {
  maxLength: 6,
});

test('every command line that is read without commander, and any other is left to it', () => {
  let read = 0;
  for (const { name, group } of commands) {
    if (group === 'Run') continue;
    const check = (rest: string[]) => {
      const plain = parsePlain([name, ...rest]);
      if (!plain) return;
      read += 1;
      assert.deepEqual(plain, byCommander([name, ...rest]));
    };
    fc.assert(fc.property(words, check), { numRuns: 200 });
  }
  assert.ok(read > 100, `only ${read} command lines were plain`);
});

test('the plain ones are those that people type', () => {
  const typed = (line: string) => parsePlain(line.split(' '));
  assert.deepEqual(typed('status hello --env staging --json')?.options, { env: 'staging', json: true });
  assert.deepEqual(typed('deploy hello@1.2.0 --detach')?.args, ['hello@1.2.0']);
  assert.equal(typed('scale hello web=3 worker=1')?.options.env, 'production');
  for (const line of [
    'status --help',
    'status a b',
    'rollback',
    'stauts',
    'logs hello -f',
    'logs hello --host h1 h2',
    'status --env',
  ])
    assert.equal(typed(line), undefined, line);
});

function byCommander(argv: string[]): Chosen | undefined {
  let chosen: Chosen | undefined;
  const program = buildProgram((one) => {
    chosen = one;
  });
  program.parse(argv, { from: 'user' });
  return chosen;
}
