// Whatever zone an operator's machine is in, ctl reads and shows UTC.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { ctl, makePlace, startControl } from './control.ts';
import { begun, settled } from './deployments.ts';

const zones = ['America/St_Johns', 'Pacific/Auckland', 'UTC'];
const root = resolve(import.meta.dirname, '../..');

test('C04: times are shown in UTC, and read as UTC unless they name a zone', async () => {
  const place = await makePlace();
  const asked: number[] = [];
  const server = await startControl(place, {
    watchDeployment: async function* () {
      yield { ...settled('DONE'), events: [{ atMs: begun, text: 'begun' }] };
    },
    logs: async function* ({ sinceMs }) {
      asked.push(sinceMs);
      yield { lines: [] };
    },
  });
  const { port } = server;
  for (const TZ of zones) {
    assert.match((await ctl(place, ['deployments', '41'], { port, env: { TZ } })).out, /2026-01-31T12:00:00\.000Z {2}begun/);
    for (const since of ['2026-01-31T12:00:00', '2026-01-31T12:00:00Z', '2026-02-01T01:00:00+13:00']) {
      await ctl(place, ['logs', 'hello', '--since', since], { port, env: { TZ } });
    }
  }
  await server.close(0);
  place.remove();
  assert.deepEqual(new Set(asked), new Set([begun]));
  assert.equal(asked.length, 9);
});

test('C04: no program asks what time it is where it runs', () => {
  const local =
    /\.get(Hours|Minutes|Date|Day|Month|FullYear|TimezoneOffset)\(|toLocale(Time|Date)String|new Date\([^)]*\)\.toLocaleString/;
  const files = ['cli', 'server', 'agent', 'lib', 'proto', 'certs', 'bundle'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name)),
  );
  assert.deepEqual(
    files.filter((file) => local.test(readFileSync(file, 'utf8'))),
    [],
  );
});
