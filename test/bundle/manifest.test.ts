// Reading castellan.yaml: every mistake at once, at its line, with what to write instead; and never a crash.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeMistake, readManifest } from '../../bundle/manifest.ts';
import { readProcess } from '../../bundle/process.ts';

const head = 'app: hello\nprocesses:\n';

/** The manifest, and each mistake as `line:column: path: message`. */
const wrong: Record<string, { text: string; mistakes: string[] }> = {
  'nothing at all': { text: '', mistakes: ['1:1: must be a mapping, not empty'] },
  'a list': { text: '- app', mistakes: ['1:1: must be a mapping, not a list'] },
  'a syntax error': {
    text: 'app: [a',
    mistakes: ['1:8: Flow sequence in block collection must be sufficiently indented and end with a ]'],
  },
  'a key twice': { text: 'app: a\nprocesses: { web: { command: x } }\napp: b\n', mistakes: ['3:1: this key is here twice'] },
  'two documents': { text: 'app: a\n---\napp: b\n', mistakes: ['2:1: only one document may be in the file'] },
  'an alias to nothing': {
    text: 'app: *x',
    mistakes: ['1:1: cannot follow its aliases: Unresolved alias (the anchor must be set before the alias): x'],
  },
  'unknown keys, with the nearest known one': {
    text: `ap: x\n${head}  web:\n    comand: x\n    command: x\n    ready: { tcp: true, evry: 5s }\n    ports: { http: auto }\n    colour: red\n`,
    mistakes: [
      '1:1: ap: is not a known key; did you mean app?',
      '5:5: processes.web.comand: is not a known key; did you mean command?',
      '7:25: processes.web.ready.evry: is not a known key; did you mean every?',
      '9:5: processes.web.colour: is not a known key; known here: command, ports, replicas, on, env, secrets, env_files, ready, live, start_timeout, start, stop, restart, limits, user, sandbox, watchdog, routes',
    ],
  },
  'many mistakes, in the order of their lines': {
    text: `app: Hello\nprocesses:\n  web:\n    replicas: many\n    stop: { drain: 30 }\n  W_: { command: [] }\ndeploy: { batch: 0%, canary: -1, strategy: fast }\n`,
    mistakes: [
      '1:6: app: must be lower-case letters, digits and hyphens, at most 63, beginning and ending with a letter or digit',
      '3:3: processes.web.command: is missing; it can be left out where all routes have static, redirect or upstream',
      '4:15: processes.web.replicas: must be a number for each host, or for example { total: 6 }',
      '5:20: processes.web.stop.drain: must be a text, not 30',
      '6:3: processes.W_: the name must be lower-case letters, digits and hyphens, at most 63, beginning and ending with a letter or digit',
      '7:18: deploy.batch: must be a count or a percentage such as 25%',
      '7:30: deploy.canary: must be at least 0',
      '7:44: deploy.strategy: must be rolling or canary or blue-green or recreate or in-place, not "fast"',
    ],
  },
  'what is wrong in a total': {
    text: `${head}  web: { command: x, replicas: { total: -1, lostafter: 3m } }\n`,
    mistakes: [
      '3:41: processes.web.replicas.total: must be at least 0',
      '3:45: processes.web.replicas.lostafter: is not a known key; did you mean lost_after?',
    ],
  },
  durations: {
    text: `${head}  web: { command: x, start_timeout: 5x }\n`,
    mistakes: ['3:37: processes.web.start_timeout: "5x" is not a duration; write for example 30s, 5m or 250ms'],
  },
  'checks of two kinds, or of none': {
    text: `${head}  web: { command: x, ports: { http: auto }, ready: { http: /, tcp: true }, live: { every: 5s } }\n`,
    mistakes: [
      '3:52: processes.web.ready: must have exactly one of http, tcp, grpc, command and notify',
      '3:82: processes.web.live: must have exactly one of http, tcp, grpc, command and notify',
    ],
  },
  'checks by grpc and notify that ask for what cannot be': {
    text: `${head}  web:\n    command: x\n    ready: { grpc: true }\n    live: { notify: true }\n  a: { command: x, ready: { notify: true, watchdog: 5s } }\n`,
    mistakes: [
      '5:20: processes.web.ready.grpc: needs a port, and the process has none; add for example ports: { http: auto }',
      '6:21: processes.web.live.notify: needs a time in live; add for example watchdog: 30s',
      '7:53: processes.a.ready.watchdog: belongs into live',
    ],
  },
  'a watchdog’s time without notify': {
    text: `${head}  web: { command: x, ports: { http: auto }, live: { http: /, watchdog: 5s } }\n`,
    mistakes: ['3:72: processes.web.live.watchdog: goes with notify alone'],
  },
  'watchdogs whose percentage is of nothing': {
    text: `${head}  web:\n    command: x\n    watchdog: { memory: { warn: 80% }, files: { restart: 90% }, cpu: { warn: 150% } }\n  a: { command: x, limits: { memory: 100M, files: 100 }, watchdog: { memory: { warn: 80%, restart: 95M }, files: { warn: 80% } } }\n`,
    mistakes: [
      '5:25: processes.web.watchdog.memory: a percentage needs limits.memory; write for example 400M',
      '5:47: processes.web.watchdog.files: a percentage needs limits.files; write a number',
    ],
  },
  'a watchdog of the disk in percent, which there is nothing to take of': {
    text: `${head}  web: { command: x, watchdog: { disk: { warn: 80% } } }\n`,
    mistakes: ['3:48: processes.web.watchdog.disk.warn: "80%" is not a size; write for example 512M or 2G'],
  },
  'ports that are not there': {
    text: `${head}  web:\n    command: x\n    ports: { http: auto }\n    ready: { tcp: https }\n    live: { http: /, port: admin }\n    routes: [{ to: web }]\n  worker: { command: x, ready: { http: / }, routes: [{ host: a.b }] }\n`,
    mistakes: [
      '6:19: processes.web.ready.tcp: "https" is not a port of this process; it has http',
      '7:28: processes.web.live.port: "admin" is not a port of this process; it has http',
      '8:20: processes.web.routes.0.to: "web" is not a port of this process; it has http',
      '9:40: processes.worker.ready.http: needs a port, and the process has none; add for example ports: { http: auto }',
      '9:54: processes.worker.routes.0: needs a port, and the process has none; add for example ports: { http: auto }',
    ],
  },
  'what no program can be given': {
    text: `${head}  web:\n    command: [./run, "a\\0b"]\n    env: { A: "\\0" }\n  other: { command: "x\\0" }\n`,
    mistakes: [
      '4:22: processes.web.command.1: has a NUL byte (\\0) in it, which no program can be given; leave it out, or encode it',
      '5:15: processes.web.env.A: has a NUL byte (\\0) in it, which no program can be given; leave it out, or encode it',
      '6:21: processes.other.command: has a NUL byte (\\0) in it, which no program can be given; leave it out, or encode it',
    ],
  },
  'P20: an argument that is too long, in bytes': {
    text: `${head}  web: { command: [./run, "${'é'.repeat(65_536)}"] }\n`,
    mistakes: ['3:27: processes.web.command.1: is longer than 131071 bytes, which no program can be given; put it into a file'],
  },
  'P20: a line for sh -c that is too long': {
    text: `${head}  web: { command: x, ready: { command: "${'x'.repeat(131_072)}" } }\n`,
    mistakes: [
      '3:40: processes.web.ready.command: is longer than 131071 bytes, which no program can be given; put it into a file',
    ],
  },
  'P20: a variable that is too long, with its name': {
    text: `${head}  web: { command: x, env: { A: "${'x'.repeat(131_070)}" } }\n`,
    mistakes: ['3:32: processes.web.env.A: is longer than 131071 bytes, which no program can be given; put it into a file'],
  },
  'two that want the same place': {
    text: `${head}  a: { command: x, ports: { http: 80 }, replicas: 2, routes: [{ host: x.org }] }\n  b: { command: x, ports: { http: 80 }, routes: [{ host: x.org }, { port: 80 }] }\n`,
    mistakes: [
      '3:51: processes.a.replicas: 2 replicas on a host cannot all have port 80; write http: auto',
      '4:35: processes.b.ports.http: port 80 is taken by processes.a.ports.http already',
      '4:50: processes.b.routes.0: the same requests go to processes.a.routes.0 already',
      '4:75: processes.b.routes.1.port: port 80 is taken by processes.a.ports.http already; the router cannot listen there too',
    ],
  },
  'env_files and backoff': {
    text: `${head}  a: { command: x, env_files: [/ok, -/ok, x, -x, /a/../b], restart: { backoff: { min: 2m } } }\n`,
    mistakes: [
      '3:43: processes.a.env_files.2: must be an absolute path, since it is read on the host',
      '3:46: processes.a.env_files.3: must be an absolute path, since it is read on the host',
      '3:50: processes.a.env_files.4: must not contain ..',
      '3:80: processes.a.restart.backoff: min is longer than max',
    ],
  },
};

for (const [name, { text, mistakes }] of Object.entries(wrong)) {
  test(`mistakes: ${name}`, () => {
    const found = readManifest(text, 'f').mistakes ?? [];
    assert.deepEqual(
      found.map((mistake) => describeMistake(mistake).replace(/^f:/, '')),
      mistakes,
    );
  });
}

for (const [what, most] of Object.entries({
  argument: `command: [./run, "${'é'.repeat(65_535)}x"]`,
  variable: `command: x, env: { A: "${'x'.repeat(131_069)}" }`,
}))
  test(`P20: the longest ${what} that a program can be given`, () => {
    assert.equal(readManifest(`${head}  web: { ${most} }\n`, 'f').mistakes, undefined);
  });

test('a full manifest is read with its defaults', () => {
  const { manifest } = readManifest(`
app: hello
processes:
  web:
    command: [node, server.js]
    ports: { http: auto, admin: 9000 }
    env: { DEBUG: 1, ON: true, NAME: x }
    env_files: [ -/etc/hello/environment ]
    ready: { http: /healthz, every: 5s, timeout: 2s, after: 2 }
    live: { tcp: admin, failures: 6 }
    routes: [ { host: www.example.com }, { host: '*.example.com', path: /admin, to: admin } ]
  worker: { command: node worker.js }
deploy: { batch: 3, rollback: off }
`);
  const web = manifest?.processes.web;
  assert.deepEqual(web?.ready, {
    kind: 'http',
    path: '/healthz',
    port: null,
    everyMs: 5000,
    timeoutMs: 2000,
    after: 2,
    failures: 3,
  });
  assert.deepEqual(web?.live, { kind: 'tcp', port: 'admin', everyMs: 5000, timeoutMs: 2000, after: 1, failures: 6 });
  assert.deepEqual(web?.env, { DEBUG: '1', ON: 'true', NAME: 'x' });
  assert.deepEqual(manifest?.processes.worker?.command, ['/bin/sh', '-c', 'node worker.js']);
  assert.deepEqual([manifest?.deploy.batch, manifest?.deploy.rollback, manifest?.deploy.bakeMs], [{ count: 3 }, false, 60_000]);
});

test('what a manifest says of a process survives the way to a host, and a newer server may say more', () => {
  const { manifest } = readManifest(
    `${head}  web: { command: x, ports: { http: auto }, ready: { http: / }, live: { command: [true] }, routes: [{}] }\n`.replace(
      '[true]',
      '["true"]',
    ),
  );
  assert.ok(manifest?.processes.web);
  const { replicas: _, on: __, ...process } = manifest.processes.web;
  const web = { ...process, secrets: { TOKEN: 2 } };
  assert.deepEqual(readProcess(JSON.stringify(web)), web);
  assert.deepEqual(readProcess(JSON.stringify({ ...web, novelty: 1 })), web);
});

for (const json of ['', 'null', '[]', '{}', '{"command":[]}', '{"__proto__":{}}']) {
  test(`not a process: ${json}`, () => assert.throws(() => readProcess(json), /^Error: not a process/));
}

test('small files that blow up are mistakes, quickly', () => {
  const bombs = [
    `a: &a [x,x]\n${'bcdefghij'
      .split('')
      .map((key, index) => `${key}: &${key} [${`*${'abcdefghij'[index]},`.repeat(9)}]`)
      .join('\n')}`,
    '['.repeat(100_000),
    '{a: '.repeat(60_000),
    '- '.repeat(100_000),
    '? '.repeat(100_000),
    `a${' '.repeat(260_000)}`,
    'x'.repeat(300_000),
    `a: ${'&a '.repeat(60_000)}`,
  ];
  for (const text of bombs) assert.ok((readManifest(text).mistakes?.length ?? 0) > 0, text.slice(0, 40));
});

const fragments = fc.constantFrom(
  ...'app processes web command ports http auto ready live every routes host deploy batch'.split(' '),
  ...[
    ':',
    ': ',
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '"',
    "'",
    '|',
    '>',
    '&a',
    '*a',
    '#',
    '!!',
    '<<',
    '?',
    '\t',
    '5s',
    '25%',
    '1e9',
    'null',
    '~',
    '__proto__',
    'constructor',
    '\u0000',
    '\ud800',
  ],
);

test('whatever the text, there is a manifest or a mistake with a place in the file', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => assertReading(text)),
    { numRuns: 1500 },
  );
});

test('whatever the values, there is a manifest or a mistake with a place in the file', () => {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('5s', 'auto', '/x', 80, 0, -1, true, null, ['a'], { http: 'auto' }),
  );
  const keys = 'command ports replicas env env_files ready live start_timeout stop restart routes other'.split(' ');
  const process = fc.dictionary(fc.constantFrom(...keys), value);
  const manifest = fc.record(
    { app: value, processes: fc.dictionary(fc.string({ maxLength: 5 }), fc.oneof(process, value)), deploy: value },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(manifest, (object) => assertReading(JSON.stringify(object, undefined, 2))),
    { numRuns: 500 },
  );
});

function assertReading(text: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  const { manifest, mistakes } = readManifest(text);
  if (manifest) {
    assert.equal(mistakes, undefined);
    return;
  }
  assert.ok(mistakes && mistakes.length > 0);
  for (const { line, column, message } of mistakes) {
    assert.ok(line >= 1 && line <= lines.length && column >= 1, `${line}:${column} of ${lines.length} lines`);
    assert.ok(message.length > 0);
  }
}
