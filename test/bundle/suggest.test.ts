// A first manifest for a folder: what it is made from, and that it is one.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readManifest } from '../../bundle/manifest.ts';
import { findManifest, suggestManifest } from '../../bundle/suggest.ts';

const root = mkdtempSync(join(tmpdir(), 'castellan-suggest-'));
after(() => rmSync(root, { recursive: true }));

interface Case {
  files: Record<string, string>;
  executable?: string[];
  because: RegExp;
  /** Process -> argv. */
  commands: Record<string, string[]>;
}

const sh = (line: string) => ['/bin/sh', '-c', line];

const cases: Record<string, Case> = {
  'a Procfile, before anything else': {
    files: {
      Procfile: '# comment\nweb: bundle exec puma -p $PORT\nWork_er: rake "jobs:work" # x\nrelease: rake db:migrate\n',
      'package.json': '{"scripts":{"start":"node a.js"}}',
    },
    because: /Procfile names web, work-er/,
    commands: { web: sh('bundle exec puma -p $PORT'), 'work-er': sh('rake "jobs:work" # x') },
  },
  'a start script that is plain node': {
    files: { 'package.json': '{"scripts":{"start":"node dist/main.js --x=1"}}' },
    because: /start script/,
    commands: { web: ['node', 'dist/main.js', '--x=1'] },
  },
  'a start script of another kind': {
    files: { 'package.json': '{"scripts":{"start":"FOO=1 next start | cat"}}' },
    because: /start script/,
    commands: { web: ['npm', 'start'] },
  },
  'server.js': {
    files: { 'package.json': '{}', 'server.js': '' },
    because: /server\.js/,
    commands: { web: ['node', 'server.js'] },
  },
  'one executable': {
    files: { app: 'x', 'README.md': 'x' },
    executable: ['app'],
    because: /app is the only executable/,
    commands: { web: ['./app'] },
  },
  'two executables say nothing': {
    files: { a: 'x', b: 'x' },
    executable: ['a', 'b'],
    because: /nothing in the folder/,
    commands: { web: ['./start'] },
  },
  'a garbled package.json': { files: { 'package.json': '{' }, because: /nothing in the folder/, commands: { web: ['./start'] } },
  'an empty folder': { files: {}, because: /nothing in the folder/, commands: { web: ['./start'] } },
};

for (const [name, { files, executable = [], because, commands }] of Object.entries(cases)) {
  test(`suggested from ${name}`, () => {
    const folder = mkdtempSync(join(root, 'My App_'));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    for (const file of executable) chmodSync(join(folder, file), 0o755);
    const suggestion = suggestManifest(folder);
    assert.match(suggestion.because, because);
    const { manifest, mistakes } = readManifest(suggestion.text);
    assert.deepEqual(mistakes, undefined);
    assert.match(manifest?.app ?? '', /^my-app-[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.deepEqual(
      Object.fromEntries(Object.entries(manifest?.processes ?? {}).map(([process, { command }]) => [process, command])),
      commands,
    );
  });
}

test('an app’s name is one, whatever the folder is called', () => {
  for (const name of ['123', '1e3', 'true', 'ÄÖ', '--', 'x'.repeat(200), 'null.d', '0x1f']) {
    const folder = join(root, name);
    mkdirSync(folder);
    assert.deepEqual(readManifest(suggestManifest(folder).text).mistakes, undefined, name);
  }
});

test('the manifest is found among the names at the root', () => {
  assert.equal(findManifest(['a', 'castellan.yaml']), 'castellan.yaml');
  assert.equal(findManifest(['Procfile']), undefined);
});
