// docs/tls.md: what it shows of manifests and configurations is what these take.
import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { parse } from 'yaml';
import { agentSettings } from '../../agent/config.ts';
import { readManifest } from '../../bundle/manifest.ts';
import { parse as parseCommand } from '../../cli/parse.ts';
import { serverShape } from '../../server/config.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/tls.md'), 'utf8');
const files = [...page.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)].map(([, file, text = '']) => ({ file, text }));

const mistakes: Record<string, (text: string) => unknown> = {
  'castellan.yaml': (text) =>
    readManifest(`app: x\n${text.replace('  web:\n', '  web:\n    command: x\n    ports: { http: auto }\n')}`).mistakes,
  'castellan-agent.yaml': (text) => agentSettings.safeParse({ server: 's:1', ...parse(text) }).error?.issues,
  'castellan-server.yaml': (text) => serverShape.safeParse(parse(text)).error?.issues,
};

it('its files', () => {
  equal(files.length, 4);
  for (const { file = '', text } of files) deepEqual(mistakes[file]?.(text), undefined, text);
});

it('its commands', () => {
  const lines = page.split('\n').flatMap((line) => /^(?:\$ )?ctl (certs .*)/.exec(line)?.[1] ?? []);
  equal(lines.length, 4);
  for (const line of lines) equal('row' in parseCommand(line.split(' ')), true, line);
});
