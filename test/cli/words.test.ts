// The real ctl without a server: usage, help, configuration, init, completion.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { commands } from '../../cli/table.ts';
import { cliReference } from '../../docs/generate/cli.ts';
import { ctl, ctlFile, makePlace, type Place } from './control.ts';

let place: Place;
before(async () => {
  place = await makePlace();
});
after(() => place.remove());

test('--version and --help answer at once, nothing typed is a usage error with the overview', async () => {
  const version = await ctl(place, ['--version']);
  assert.deepEqual([version.status, version.out], [0, `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`]);
  const help = await ctl(place, ['--help']);
  assert.equal(help.status, 0);
  for (const { name } of commands) assert.match(help.out, new RegExp(`^ {2}${name} `, 'm'));
  assert.ok(help.out.split('\n').every((line) => line.length <= 90));
  const nothing = await ctl(place, []);
  assert.deepEqual([nothing.status, nothing.out, nothing.err], [1, '', help.out]);
});

test('every command has a help of its own', async () => {
  const { status, out } = await ctl(place, ['scale', '--help']);
  assert.equal(status, 0);
  assert.match(out, /^Usage: ctl scale \[options\] <app> <process=replicas\.\.\.>\n/);
  assert.match(out, /--env <name>/);
  assert.match(out, /ctl scale hello web=3 worker=1/);
});

test('what is mistyped is refused before anything is sent, with status 1 and a hint', async () => {
  const cases: [string[], RegExp][] = [
    [['deplyo', 'x'], /unknown command 'deplyo'\n\(Did you mean deploy\?\)/],
    [['deploy'], /say what to deploy/],
    [['status', '--evn', 'x'], /unknown option '--evn'/],
    [['deploy', 'hello'], /"hello" is neither APP@VERSION nor a folder/],
    [['deploy', 'Hello@1'], /"Hello" is not the name of an app: lower-case/],
    [['deploy', 'hello@../1'], /is not a version name/],
    [['rollback', 'hello', 'twelve'], /"twelve" is not a release: write for example v12/],
    [['scale', 'hello', 'web'], /"web" is not PROCESS=REPLICAS/],
    [['scale', 'hello', 'web=-1'], /is not PROCESS=REPLICAS/],
    [['restart', 'hello', '--env', 'a/b'], /"a\/b" is not the name of an environment/],
    [['logs', 'hello', '--since', 'yesterday'], /--since "yesterday" is not a time/],
    [['logs', 'hello', '--tail', '0'], /--tail "0" is not a count/],
    [['logs', 'hello', '--stream', 'both'], /neither stdout nor stderr/],
    [['logs', 'hello', '--field', 'level'], /--field "level" is not a test such as level=error/],
    [['logs', 'hello', '--search-time', 'long'], /--search-time "long" is not a duration/],
    [['completion', 'tcsh'], /no completion for "tcsh"; there is bash, zsh, fish/],
    [['attach'], /say which deployment/],
    [['push', 'nowhere', '--version', '1'], /nowhere: there is no such folder/],
  ];
  const ran = await Promise.all(cases.map(([args]) => ctl(place, args)));
  for (const [at, [args, words]] of cases.entries()) {
    assert.equal(ran[at]?.status, 1, `${args.join(' ')}: ${ran[at]?.err}`);
    assert.match(ran[at]?.err ?? '', words);
    assert.equal(ran[at]?.out, '');
  }
});

test('with --json a mistake is an object on stdout', async () => {
  const { status, out, err } = await ctl(place, ['deploy', 'Hello@1', '--json']);
  assert.deepEqual([status, err], [1, '']);
  assert.match(JSON.parse(out).error.message, /not the name of an app/);
});

test('no configuration: it says how to get one', async () => {
  const { status, err } = await ctl(place, ['status']);
  assert.equal(status, 1);
  assert.match(err, /nothing says which server to talk to\nnext: make certificates with "make tls-certs"/);
  assert.match(err, /\.config\/castellan\/config\.yaml \(mode 0600\)/);
});

test('a flag wins over a variable, a variable over the context, and config show says which', async () => {
  const file = join(place.folder, 'config.yaml');
  writeFileSync(file, 'current: a\ncontexts: { a: { server: "a:1", certs: ca }, b: { server: "b:2", certs: /cb } }\n', {
    mode: 0o600,
  });
  const env = { CASTELLAN_CONFIG: file };
  const show = async (args: string[], more = {}) =>
    JSON.parse((await ctl(place, ['config', 'show', '--json', ...args], { env: { ...env, ...more } })).out);
  assert.deepEqual((({ server, certs }) => [server, certs])(await show([])), ['a:1', join(place.folder, 'ca')]);
  assert.equal((await show(['--context', 'b'])).server, 'b:2');
  assert.equal((await show([], { CASTELLAN_CONTEXT: 'b' })).server, 'b:2');
  const mixed = await show(['--certs', '/flag'], { CASTELLAN_SERVER: 'v:3' });
  assert.deepEqual(mixed.sources, { server: 'CASTELLAN_SERVER', certs: '--certs' });
});

test('a configuration that others can write, or that is wrong, is refused with the reason', async () => {
  const file = join(place.folder, 'bad.yaml');
  const run = async (text: string, mode = 0o600, args: string[] = []) => {
    writeFileSync(file, text);
    chmodSync(file, mode);
    return ctl(place, ['config', 'show', ...args], { env: { CASTELLAN_CONFIG: file } });
  };
  const open = await run('current: a\ncontexts: { a: { server: "a:1", certs: c } }\n', 0o666);
  assert.equal(open.status, 1);
  assert.match(open.err, /can be written by others \(mode 666\).*\nnext: chmod 600 /);
  assert.match((await run('contexts: [1\n')).err, /bad\.yaml:\d+: /);
  assert.match((await run('contexts: { a: { sevrer: x } }\ncurrent: a\n')).err, /sevrer/);
  assert.match((await run('contexts: { a: {} }\n', 0o600, ['--context', 'b'])).err, /has no context "b"; it has a/);
  assert.match((await run('current: a\ncontexts: { a: { server: nowhere, certs: c } }\n')).err, /"nowhere" .* is not host:port/);
});

test('a certificate folder that is not one is a refusal that says so', async () => {
  const { status, err } = await ctl(place, ['status', '--server', '127.0.0.1:1', '--certs', place.folder]);
  assert.equal(status, 4);
  assert.match(err, /cert\.pem/);
});

test('init looks into the folder and writes a manifest that can be pushed', async () => {
  const folder = join(place.folder, 'node-app');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "@team/Hello_World", "scripts": { "start": "node server.js" } }');
  const first = await ctl(place, ['init', folder]);
  assert.deepEqual([first.status, first.err], [0, '']);
  const text = readFileSync(join(folder, 'castellan.yaml'), 'utf8');
  assert.match(text, /^app: hello-world\nprocesses:\n {2}web:\n {4}command: \[ ?node, server\.js ?\]$/m);
  const again = await ctl(place, ['init', folder]);
  assert.equal(again.status, 1);
  assert.match(again.err, /is there already\nnext: ctl init .* --force/);
  writeFileSync(join(folder, 'Procfile'), 'web: node server.js --fast\nworker: node worker.js\n# comment\n');
  assert.equal((await ctl(place, ['init', folder, '--force'])).status, 0);
  const { readManifest } = await import('../../bundle/manifest.ts');
  const { manifest, mistakes } = readManifest(readFileSync(join(folder, 'castellan.yaml'), 'utf8'));
  assert.equal(mistakes, undefined);
  assert.deepEqual(Object.keys(manifest?.processes ?? {}), ['web', 'worker']);
});

test('mistakes in castellan.yaml are told all at once, with their places', async () => {
  const folder = join(place.folder, 'mistaken');
  mkdirSync(folder);
  writeFileSync(join(folder, 'castellan.yaml'), 'app: Hello\nprocesses:\n  web:\n    comand: [./run]\n    replicas: many\n');
  const { status, err } = await ctl(place, ['push', folder, '--version', '1'], { port: 1 });
  assert.equal(status, 1);
  for (const at of ['1:', '4:', '5:']) assert.match(err, new RegExp(`castellan\\.yaml:${at}`));
});

test('a version that nobody named is taken from package.json, or asked for', async () => {
  const folder = join(place.folder, 'unnamed');
  mkdirSync(folder);
  writeFileSync(join(folder, 'castellan.yaml'), 'app: hello\nprocesses: { web: { command: [./run] } }\n');
  const { status, err } = await ctl(place, ['push', folder], { port: 1 });
  assert.equal(status, 1);
  assert.match(err, /the version needs a name.*\nnext: add --version VERSION/);
});

test('the completion scripts are accepted by their shells and know the commands', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { status, out } = await ctl(place, ['completion', shell]);
    assert.equal(status, 0);
    for (const { name } of commands) assert.ok(out.includes(name), `${shell} knows ${name}`);
  }
  const { out } = await ctl(place, ['completion', 'bash']);
  const script = `${out}\nCOMP_WORDS=(ctl dep); COMP_CWORD=1; _ctl; echo "\${COMPREPLY[*]}"\nCOMP_WORDS=(ctl deploy --no); COMP_CWORD=2; _ctl; echo "\${COMPREPLY[*]}"`;
  assert.equal(spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout, 'deploy deployments\n--no-supersede\n');
});

test('an older Node hands over to the pinned one, through a link as well, with arguments and status', {
  skip: !olderNode(),
}, () => {
  const link = join(place.folder, 'ctl');
  symlinkSync(ctlFile, link);
  const { status, stderr } = spawnSync(olderNode() as string, [link, 'deploy', 'Hello@1'], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /"Hello" is not the name of an app/);
});

test('docs/cli.md is what the table of commands says', () => {
  assert.equal(readFileSync('docs/cli.md', 'utf8'), cliReference(), 'run: node docs/generate/cli.ts');
});

/** A Node of this machine that cannot run TypeScript, when there is one. */
function olderNode(): string | undefined {
  return ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    return stdout !== null && /^v(20|22)\./.test(stdout ?? '');
  });
}
