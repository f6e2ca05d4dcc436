// What runs in place of ctl says how it is used, and does nothing else when it is asked that.
import { equal, match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { nodeFlags } from '../../cli/run-program.ts';

const ctl = join(import.meta.dirname, '../../cli/ctl.js');

for (const words of [
  ['server'],
  ['server', 'init'],
  ['server', 'backup'],
  ['server', 'restore'],
  ['server', 'rekey'],
  ['server', 'forget-secrets'],
  ['agent'],
  ['agent', 'join'],
]) {
  const typed = `ctl ${words.join(' ')}`;
  test(`${typed} --help`, async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [ctl, ...words, '--help']);
    match(stdout + stderr, new RegExp(`^(?:Usage: )?${typed} |\\n${typed} `));
  });
}

test('ctl server gives Node what the unit of the server gives it', () => {
  const unit = readFileSync(join(import.meta.dirname, '../../etc/systemd/castellan-server.service'), 'utf8');
  const [, flags] = /^ExecStart=\S+\/node (.*) \S+\/server\/main\.ts$/m.exec(unit) ?? [];
  equal(flags, nodeFlags['../server/main.ts']?.join(' '));
});
