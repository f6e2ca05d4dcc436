// What differs per environment: how changes are read, merged into a process and told.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { readManifest } from '../../bundle/manifest.ts';
import { route, type SentRoute } from '../../bundle/routes.ts';
import type { Process } from '../../bundle/shape.ts';
import { type Edit, edited, editText, maxValueBytes } from '../../server/edit-settings.ts';
import { differences, differenceWords, entriesOf, noSettings, readSettings, type Settings } from '../../server/settings.ts';
import { missingSecrets, withSettings } from '../../server/with-settings.ts';

const processes = ['web', 'worker'];
const nothing: Edit = { set: [], unset: [], process: '' };

function set(settings: Settings, pairs: Record<string, string>, process = ''): Settings {
  const result = edited(
    settings,
    { ...nothing, set: Object.entries(pairs).map(([key, value]) => ({ key, value })), process },
    processes,
  );
  deepEqual(result.mistakes, []);
  return result.settings;
}

function mistakes(pairs: [string, string][], { process = '', settings = noSettings } = {}): string {
  const edit = { ...nothing, set: pairs.map(([key, value]) => ({ key, value })), process };
  return edited(settings, edit, processes).mistakes.join('\n');
}

const { manifest } = readManifest(
  `app: hello
processes:
  web:
    command: [run]
    ports: { http: auto }
    env: { MODE: manifest, KEEP: '1' }
    on: { role: front }
    routes: [ { host: a.example.com } ]
`,
  'castellan.yaml',
);
const web = manifest?.processes.web as Process;

it('variables of the manifest give way to those of the environment, these to those of one process, all to secrets', () => {
  let settings = set(noSettings, { MODE: 'all', LEVEL: 'info' });
  settings = set(settings, { LEVEL: 'debug' }, 'web');
  const both = { ...settings, secrets: { KEEP: 2, TOKEN: 1 }, processSecrets: { web: { TOKEN: 3 } } };
  const { env, secrets } = withSettings(web, 'web', both);
  deepEqual(env, { MODE: 'all', LEVEL: 'debug' });
  deepEqual(secrets, { KEEP: 2, TOKEN: 3 });
  deepEqual(withSettings(web, 'worker', both).env, { MODE: 'all', LEVEL: 'info' });
});

it('a process that names its secrets gets these alone, and one that nobody has set is told', () => {
  const settings = { ...noSettings, secrets: { A: 1, B: 1 } };
  deepEqual(withSettings({ ...web, secrets: ['A'] }, 'web', settings).secrets, { A: 1 });
  deepEqual(missingSecrets({ web: { ...web, secrets: ['A', 'C'] }, worker: web }, settings), ['web: C']);
  const routes = [route.parse({ basic_auth: { secret: 'USERS' } })];
  deepEqual(missingSecrets({ web: { ...web, routes } }, settings), ['web: USERS']);
});

it('host names take the place of the manifest’s, route by route, and placement that of its labels', () => {
  const settings = set(noSettings, { 'hosts.web': 'b.example.com,*.example.org', 'on.web': 'role=back,disk=ssd' });
  const routes = [...web.routes, route.parse({ host: 'c.example.com', path: '/api', to: 'api' })];
  const made = withSettings({ ...web, routes }, 'web', settings);
  deepEqual(made.routes.map(place), [
    { host: 'b.example.com', path: '/' },
    { host: '*.example.org', path: '/' },
    { host: 'b.example.com', path: '/api', to: 'api' },
    { host: '*.example.org', path: '/api', to: 'api' },
  ]);
  deepEqual(made.on, { role: 'back', disk: 'ssd' });
  deepEqual(withSettings({ ...web, routes: [] }, 'web', settings).routes.map(place)[0], { path: '/', host: 'b.example.com' });
});

it('of two routes that would be for the same requests the first holds; a redirect between names and tcp keep theirs', () => {
  const settings = set(noSettings, { 'hosts.web': 'a.b' });
  const routes = [
    { host: 'www.example.com', headers: { request: { set: { 'X-A': '1' } } } },
    { host: 'shop.example.com', headers: { request: { set: { 'X-A': '2' } } } },
    { host: 'example.com', redirect: { host: 'www.example.com' } },
    { port: 5432, protocol: 'tcp' },
  ].map((one) => route.parse(one));
  const made = withSettings({ ...web, routes }, 'web', settings).routes;
  deepEqual(
    made.map(({ host, port }) => host ?? port),
    ['a.b', 'example.com', 5432],
  );
  deepEqual(made[0]?.headers?.request.set, { 'X-A': '1' });
});

it('certificate and networks take the place of the manifest’s, and maintenance that of whoever answers', () => {
  const given = { 'tls.web': 'acme', 'allow.web': '10.0.0.0/8,::1', 'maintenance.web': 'on' };
  const settings = set(noSettings, given);
  deepEqual(Object.fromEntries(entriesOf(settings).map(({ key, value }) => [key, value])), given);
  const routes = [
    { host: 'a.b', tls: { required: true } },
    { host: 'c.d', redirect: { host: 'a.b' } },
    { port: 5432, protocol: 'tcp' },
  ].map((one) => route.parse(one));
  const [answered, redirect, ...more] = withSettings({ ...web, routes }, 'web', settings).routes;
  deepEqual(answered?.tls, { required: true, certificate: 'acme' });
  deepEqual(answered?.allow, ['10.0.0.0/8', '::1']);
  deepEqual([answered?.serves, redirect?.serves?.kind, more], [{ kind: 'maintenance' }, 'redirect', []]);
  equal(set(settings, { 'maintenance.web': 'off' }).maintenance.web, undefined);
  match(mistakes([['maintenance.web', 'yes']]), /"maintenance.web": must be on or off/);
  match(mistakes([['allow.web', '10.0.0.0/8, x']]), /must be addresses or networks/);
  match(mistakes([['tls.web', 'A B']]), /must be acme, or the name of a certificate/);
});

it('every mistake of a change is told at once, and none with the value', () => {
  const told = mistakes([
    ['1ST', 'hunter2'],
    ['CASTELLAN_HOST', 'x'],
    ['__proto__', 'x'],
    ['LARGE', 'x'.repeat(maxValueBytes + 1)],
    ['ZERO', 'a\0b'],
    ['replicas.web', 'many'],
    ['replicas.nothing', '1'],
    ['hosts.web', 'Not A Host'],
    ['on.web', 'front'],
    ['colour.web', 'red'],
    ['TWICE', '1'],
    ['TWICE', '2'],
  ]);
  for (const part of [
    /"1ST": a name is/,
    /"CASTELLAN_HOST": names that begin/,
    /"__proto__": a name is/,
    /"LARGE": a value has at most 32 KiB/,
    /"ZERO": a value cannot contain a zero byte/,
    /"replicas.web": must be a number/,
    /no process "nothing"; the processes are: web, worker/,
    /"hosts.web": must be host names/,
    /"on.web": must be labels/,
    /"colour.web": a key is NAME/,
    /"TWICE" is given twice/,
  ])
    match(told, part);
  ok(!told.includes('hunter2'));
});

it('what is one process’s already takes no process, and an unknown process is told', () => {
  match(mistakes([['replicas.web', '2']], { process: 'web' }), /names its process already/);
  match(mistakes([['A', '2']], { process: 'wbe' }), /no process "wbe"/);
});

it('a secret is not set as a variable', () => {
  match(mistakes([['TOKEN', 'x']], { settings: { ...noSettings, processSecrets: { web: { TOKEN: 1 } } } }), /it is a secret/);
});

it('all variables together are limited', () => {
  let settings = set(noSettings, { A: 'x'.repeat(maxValueBytes), B: 'x'.repeat(maxValueBytes - 100) });
  settings = set(settings, { B: 'y' });
  match(mistakes([['C', 'x'.repeat(maxValueBytes)]], { settings }), /all variables together have at most 64 KiB/);
});

it('what is set and unset again is as it was', () => {
  const key = fc.constantFrom('A', 'B', 'replicas.web', 'hosts.web', 'on.worker', 'maintenance.web', 'tls.web', 'allow.web');
  const values: Record<string, string> = { A: '1', B: '', 'replicas.web': '3', 'hosts.web': 'a.b', 'on.worker': 'role=x' };
  Object.assign(values, { 'maintenance.web': 'on', 'tls.web': 'acme', 'allow.web': '::1' });
  fc.assert(
    fc.property(fc.uniqueArray(key), fc.constantFrom('', 'web'), (keys, process) => {
      const dotless = keys.filter((one) => process === '' || !one.includes('.'));
      const settings = set(noSettings, Object.fromEntries(dotless.map((one) => [one, values[one] as string])), process);
      equal(entriesOf(settings).length, dotless.length);
      deepEqual(readSettings(JSON.stringify(settings)), settings);
      deepEqual(edited(settings, { ...nothing, unset: dotless, process }, processes).settings, noSettings);
    }),
  );
});

it('a variable may be called what every object has, and a secret of such a name is missing until it is set', () => {
  const settings = set(noSettings, { constructor: 'mine' });
  equal(withSettings(web, 'web', settings).env.constructor, 'mine');
  const wanting = { web: { ...web, secrets: ['toString'] } };
  deepEqual(missingSecrets(wanting, noSettings), ['web: toString']);
});

it('two revisions are told apart key by key, an empty value from none, and a secret by its version', () => {
  const before = { ...set(noSettings, { A: '1', GONE: '' }), secrets: { TOKEN: 1 } };
  const after = { ...set(set(noSettings, { A: '2', EMPTY: '' }), { A: '3' }, 'web'), secrets: { TOKEN: 2 }, stopped: true };
  deepEqual(differences(before, after), [
    { key: 'A', process: '', kind: 'variable', before: '1', after: '2' },
    { key: 'GONE', process: '', kind: 'variable', before: '', after: null },
    { key: 'TOKEN', process: '', kind: 'secret', before: '1', after: '2' },
    { key: 'EMPTY', process: '', kind: 'variable', before: null, after: '' },
    { key: 'A', process: 'web', kind: 'variable', before: null, after: '3' },
    { key: 'stopped', process: '', kind: 'state', before: null, after: 'true' },
  ]);
  deepEqual(differences(after, after), []);
  equal(differenceWords(differences(before, after)), 'A, -GONE, TOKEN@2, EMPTY, web:A, stop');
  equal(differenceWords(differences(after, { ...after, stopped: false, restarts: 1 })), 'start, restart');
});

it('a change is called by its keys, not by its values', () => {
  const edit = { set: [{ key: 'A', value: 'hunter2' }], unset: ['B'], process: 'web' };
  equal(editText(edit), 'set A; unset B of web');
});

it('settings of an older server are read', () => {
  deepEqual(readSettings('{"replicas":{"web":2},"stopped":false,"restarts":1}'), {
    ...noSettings,
    replicas: { web: 2 },
    restarts: 1,
  });
});

function place({ host, path, to }: SentRoute) {
  return { ...(host ? { host } : {}), path, ...(to ? { to } : {}) };
}
