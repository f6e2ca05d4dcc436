// The starter with trees whose agents are a line each: which one it starts, whatever state its files are in.
import { deepEqual, equal, match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

describe('the starter', () => {
  let folder: string;
  let upgrade: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'castellan-start-'));
    upgrade = join(folder, 'state/upgrade');
    mkdirSync(upgrade, { recursive: true });
    for (const name of ['installed', 'one', 'two']) tree(name, `echo ${name} trial=\${CASTELLAN_TRIAL-no} "$@"`);
    copyFileSync(resolve(import.meta.dirname, '../../../agent/start.sh'), join(folder, 'installed/agent/start.sh'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Its Node is sh, so that its agent can be a line of it. */
  function tree(name: string, line: string): void {
    const path = join(folder, name);
    mkdirSync(join(path, 'agent'), { recursive: true });
    mkdirSync(join(path, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(path, 'agent/main.ts'), `${line}\n`);
    writeFileSync(
      join(path, 'node_modules/.bin/node'),
      '#!/bin/sh\n# The first arguments are for Node.\nwhile case $1 in --*) ;; *) false ;; esac; do shift; done; exec sh "$@"\n',
    );
    chmodSync(join(path, 'node_modules/.bin/node'), 0o755);
  }

  function link(name: string, to: string): void {
    symlinkSync(join(folder, to), join(upgrade, name));
  }

  function put(name: string, text: string): void {
    writeFileSync(join(upgrade, name), text);
  }

  function look(name: string): string {
    return existsSync(join(upgrade, name)) ? readFileSync(join(upgrade, name), 'utf8').trim() : '';
  }

  function linked(name: string): string {
    try {
      return basename(readlinkSync(join(upgrade, name)));
    } catch {
      return '';
    }
  }

  function start(...args: string[]): Promise<string> {
    const file = join(folder, 'installed/agent/start.sh');
    const state = args.length > 0 ? args : ['--state', join(folder, 'state')];
    return new Promise((done) => execFile('sh', [file, ...state], { cwd: folder }, (_, stdout) => done(stdout.trim())));
  }

  it('starts its own installation when nothing was ever upgraded, with the settings that it was given', async () => {
    equal(await start('--config', 'x.yaml', '--state', 'state'), 'installed trial=no --config x.yaml --state state');
    equal(await start('--state=state', '--log', 'warn'), 'installed trial=no --state=state --log warn');
  });

  it('starts the release that was committed', async () => {
    link('current', 'one');
    match(await start(), /^one trial=no/);
  });

  it('starts its installation when the release that was committed is gone', async () => {
    link('current', 'nowhere');
    match(await start(), /^installed/);
  });

  it('starts a trial as often as it has attempts, then the one before for good', async () => {
    link('current', 'one');
    link('trial', 'two');
    put('attempts', '2 60\n');
    match(await start(), /^two trial=yes/);
    equal(look('attempts'), '1 60');
    match(await start(), /^two trial=yes/);
    match(await start(), /^one trial=no/);
    deepEqual([linked('trial'), linked('failed'), linked('current')], ['', 'two', 'one']);
    match(look('reason'), /ended before it had reported in/);
    match(await start(), /^one trial=no/);
  });

  it('keeps the reason of a trial that gave itself up, and does not start it again', async () => {
    link('trial', 'two');
    put('attempts', '2 60\n');
    put('reason', 'the server is away\n');
    match(await start(), /^installed trial=no/);
    deepEqual([linked('trial'), linked('failed'), look('reason')], ['', 'two', 'the server is away']);
  });

  for (const [name, text] of [
    ['missing', null],
    ['empty', ''],
    ['garbage', '\0\0nonsense $(touch x)'],
    ['of another form', '99999 60'],
    ['without a limit', '2'],
  ] as const) {
    it(`gives a trial up when its attempts are ${name}`, async () => {
      link('current', 'one');
      link('trial', 'two');
      if (text !== null) put('attempts', text);
      match(await start(), /^one trial=no/);
      equal(linked('failed'), 'two');
    });
  }

  it('what an earlier trial left does not get into the way of the next', async () => {
    link('failed', 'one');
    link('trial', 'two');
    put('attempts', '0 60\n');
    match(await start(), /^installed/);
    equal(linked('failed'), 'two');
    equal(existsSync(join(folder, 'one/trial')), false);
  });

  it('what a trial writes to stderr is kept for its explanation', async () => {
    tree('two', 'echo "it is broken" >&2; exit 3');
    link('trial', 'two');
    put('attempts', '1 60\n');
    await start();
    equal(look('trial.log'), 'it is broken');
  });

  it('ends a trial that does neither prove itself nor end', async () => {
    tree('two', 'exec sleep 60');
    link('trial', 'two');
    put('attempts', '1 1\n');
    await start();
    match(look('reason'), /neither reported in nor gave up in time/);
    match(await start(), /^installed/);
  });

  it('leaves a trial alone that has proven itself', async () => {
    tree('two', `mv ${upgrade}/trial ${upgrade}/current; sleep 2.5; echo still here`);
    link('trial', 'two');
    put('attempts', '1 1\n');
    equal(await start(), 'still here');
    equal(look('reason'), '');
  });
});
