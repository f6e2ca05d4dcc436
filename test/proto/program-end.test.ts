// How a program that was typed says why it cannot: in lines of its own, whatever the server has put into them.
import { deepEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const program = `
  import { fail } from ${JSON.stringify(new URL('../../proto/failure.ts', import.meta.url).href)};
  import { endWith } from ${JSON.stringify(new URL('../../proto/program-end.ts', import.meta.url).href)};
  endWith(fail('refused', 'no\\u001b[2J\\u202e\\nnext: rm', { details: ['\\u0007'], next: 'ask\\u009b' }));`;

test('nothing of a peer’s text does anything to a terminal, or looks like a line of ours', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  deepEqual([status, stderr], [4, 'no\\x1b[2J\\u{202e}\n    next: rm\n\\x07\nnext: ask\\x9b\n']);
});
