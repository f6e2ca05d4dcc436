// Settings: precedence, places of mistakes, help and what is in effect.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseDuration } from '../../lib/durations.ts';
import { loadSettings, SettingsMistakes } from '../../lib/settings.ts';
import { settingsHelp, showSettings } from '../../lib/settings-text.ts';

const shape = z.strictObject({
  listen: z.string().default('0.0.0.0').describe('Address to listen on.'),
  port: z.int().min(0).max(65535).default(7400).describe('Port to listen on.'),
  certs: z.string().describe('Folder with cert.pem, key.pem and ca.pem.'),
  verbose: z.boolean().default(false),
  heartbeat: z
    .string()
    .default('5s')
    .transform((text) => parseDuration(text) ?? Number.NaN),
  token: z.string().optional().meta({ secret: true }),
  router: z
    .strictObject({
      listen: z.array(z.string()).default(['0.0.0.0:8080']).describe('Where requests come in.'),
      maxBodyBytes: z.int().default(100),
    })
    .prefault({}),
});

const folder = mkdtempSync(join(tmpdir(), 'castellan-settings-'));
after(() => rmSync(folder, { recursive: true }));

function load(argv: string[], env: Record<string, string> = {}, text?: string) {
  const file = join(folder, 'agent.yaml');
  if (text !== undefined) writeFileSync(file, text);
  const defaultFile = text === undefined ? join(folder, 'missing.yaml') : file;
  return loadSettings({ program: 'agent', shape, argv, env, defaultFile });
}

function mistakes(...given: Parameters<typeof load>): string[] {
  try {
    load(...given);
  } catch (error) {
    assert.ok(error instanceof SettingsMistakes, String(error));
    return error.mistakes.map((line) => line.replaceAll(`${folder}/`, ''));
  }
  throw new assert.AssertionError({ message: 'the settings were accepted' });
}

test('a flag wins over a variable, a variable over the file, the file over the default', () => {
  const text = 'certs: from-file\nport: 1\nlisten: "::1"\n';
  const { settings, sources } = load(['--port', '3'], { CASTELLAN_AGENT_PORT: '2', CASTELLAN_AGENT_LISTEN: '127.0.0.1' }, text);
  assert.deepEqual([settings.port, settings.listen, settings.certs, settings.heartbeat], [3, '127.0.0.1', 'from-file', 5000]);
  assert.deepEqual(
    [sources.port, sources.listen, sources.certs, sources.heartbeat],
    ['--port', 'CASTELLAN_AGENT_LISTEN', `${folder}/agent.yaml:1`, 'default'],
  );
});

test('nested keys are flags and variables with all their words', () => {
  const { settings } = load(['--certs=c', '--router-listen', 'a:1', '--router-listen=b:2,c:3'], {
    CASTELLAN_AGENT_ROUTER_MAX_BODY_BYTES: '7',
  });
  assert.deepEqual(settings.router, { listen: ['a:1', 'b:2', 'c:3'], maxBodyBytes: 7 });
});

test('switches need no value and can be turned off', () => {
  assert.equal(load(['--verbose', '--certs', 'c']).settings.verbose, true);
  assert.equal(load(['--certs', 'c', '--no-verbose'], { CASTELLAN_AGENT_VERBOSE: 'true' }).settings.verbose, false);
});

test('a secret is not taken from the command line', () => {
  const [mistake, ...others] = mistakes(['--certs', 'c', '--token', 'hunter2']);
  assert.deepEqual(others, []);
  assert.match(mistake ?? '', /^--token: a secret does not belong on a command line: use CASTELLAN_AGENT_TOKEN/);
  assert.ok(!mistake?.includes('hunter2'));
});

test('a section with nothing in it says nothing', () => {
  assert.deepEqual(load([], {}, 'certs: c\nrouter:\n').settings.router.listen, ['0.0.0.0:8080']);
});

test('every mistake is told at once, with the place it was made', () => {
  const text = 'listen: 7\nprot: 1\nrouter:\n  maxBodyBytes: many\n  lissten: []\n';
  assert.deepEqual(
    mistakes(['--port', 'high', '--colour', 'extra'], { CASTELLAN_AGENT_VERBOSE: 'maybe', CASTELLAN_AGENT_PROT: '1' }, text),
    [
      '--colour: there is no such flag',
      'extra: there is no such flag',
      'CASTELLAN_AGENT_PROT: there is no such setting; did you mean CASTELLAN_AGENT_PORT?',
      'agent.yaml:1: listen: Invalid input: expected string, received number',
      '--port: Invalid input: expected number, received string',
      'certs is missing: set --certs, CASTELLAN_AGENT_CERTS or the key in the file',
      'CASTELLAN_AGENT_VERBOSE: verbose: Invalid input: expected boolean, received string',
      'agent.yaml:4: router.maxBodyBytes: Invalid input: expected number, received string',
      'agent.yaml:5: there is no key "router.lissten"; did you mean listen?',
      'agent.yaml:2: there is no key "prot"; did you mean port?',
    ],
  );
});

test('a file that was asked for must be there and must be YAML', () => {
  assert.match(
    mistakes(['--config', join(folder, 'nothing.yaml'), '--certs', 'c'])[0] ?? '',
    /^nothing.yaml: cannot be read: ENOENT/,
  );
  assert.match(mistakes(['--certs', 'c'], {}, 'a: [1\nb: 2\n')[0] ?? '', /^agent.yaml:\d+: /);
  assert.deepEqual(mistakes(['--certs', 'c'], {}, '- a\n'), ['agent.yaml:1: must be a list of "key: value" lines']);
  assert.deepEqual(mistakes(['--certs']), [
    '--certs: needs a value',
    'certs is missing: set --certs, CASTELLAN_AGENT_CERTS or the key in the file',
  ]);
});

test('the help has a flag, what it is for, its default and its variable', () => {
  const help = settingsHelp('agent', shape);
  assert.match(help, / {2}--port NUMBER\n {6}Port to listen on\. Default: 7400\.\n {6}CASTELLAN_AGENT_PORT\n/);
  assert.match(help, / {2}--verbose\n/);
  assert.match(help, / {2}--router-listen A,B,\.\.\.\n/);
});

test('what is shown can be read again as a file, says where it comes from, and hides secrets', () => {
  const shown = showSettings(load(['--certs', 'c'], { CASTELLAN_AGENT_TOKEN: 'hunter2' }, 'port: 9\n'));
  assert.match(shown, /^port: 9 +# .*agent\.yaml:1$/m);
  assert.match(shown, /^ {2}listen: \["0\.0\.0\.0:8080"\] +# default$/m);
  assert.match(shown, /^token: \(hidden\) +# CASTELLAN_AGENT_TOKEN$/m);
  assert.ok(!shown.includes('hunter2'));
  assert.deepEqual(parse(shown).router, { listen: ['0.0.0.0:8080'], maxBodyBytes: 100 });
});
