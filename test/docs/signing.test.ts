// docs/signing.md: its settings are settings, its commands and flags exist, and its statement is one.
import { equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { parse } from 'yaml';
import { agentSettings } from '../../agent/config.ts';
import { readStatement } from '../../bundle/statement.ts';
import { commands } from '../../cli/table.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/signing.md'), 'utf8');
const block = (kind: string) => new RegExp(`^\`\`\`${kind}\\n([^\`]*)^\`\`\`$`, 'm').exec(page)?.[1] ?? '';

it('the settings that docs/signing.md shows are right', () => {
  equal(agentSettings.parse({ server: 'server:1', ...parse(block('yaml')) }).signatures.keys.length, 2);
});

it('the statement that docs/signing.md shows is one', () => {
  const [text = ''] = /^castellan bundle 1\n[^`]*/m.exec(page) ?? [];
  equal(readStatement(text)?.app, 'hello');
});

it('what docs/signing.md has its reader type exists', () => {
  const typed = block('sh').match(/^ctl .*?(?= {2}|$)/gm) ?? [];
  equal(typed.length, 3);
  for (const line of typed) {
    const [, name, ...words] = line.split(' ');
    const flags = commands.find((command) => command.name === name)?.options?.map(([flag]) => flag.split(' ')[0]) ?? [];
    for (const word of words.filter((each) => each.startsWith('--'))) ok(flags.includes(word), `${line}: ${word}`);
  }
});
