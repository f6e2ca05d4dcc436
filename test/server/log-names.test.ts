// A question about the logs that names what is not there.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Failure } from '../../proto/failure.ts';
import type { LogsRequestInput } from '../../proto/generated/castellan/v1/LogsRequest.ts';
import { addHost } from '../../server/records/fleet.ts';
import { openRecords } from '../../server/records/records.ts';
import { addVersion } from '../../server/records/versions.ts';
import { controlHandlers } from '../../server/services/control.ts';
import { block, storeFor, tempFolder } from './logs/wire.ts';

const target = { app: 'hello', environment: 'production' };
const nothing = { hosts: [], processes: [], replicas: [], follow: false, stream: '', contains: '', pattern: '', fields: [] };

test('a host, process or replica that never was is said not to be there; one that was, or wrote nothing yet, is', async (t) => {
  const logs = await logsFor(t);
  const silent = { ...target, process: 'silent', index: 1, replicas: [{ id: 'hello-silent-1-00000001' }] };
  const sessions = { presence: (host: string) => (host === 'h1' ? { report: { slots: [silent] } } : undefined) };
  const records = await recordsFor(t);
  const handlers = controlHandlers({ records, logs, observer: { sessions }, vault: {}, now: () => 1 } as never);
  const ask = async (request: LogsRequestInput) => {
    const end = new AbortController();
    const asked = handlers.logs({ ...target, ...nothing, ...request } as never, { signal: end.signal } as never);
    try {
      const first = asked[Symbol.asyncIterator]().next();
      if (request.follow) setTimeout(() => end.abort(), 50);
      return ((await first).value as { lines: { text: Buffer }[] } | undefined)?.lines.map(({ text }) => text.toString()) ?? [];
    } catch (error) {
      const { code, message, next } = error as Failure;
      return [code, message, next];
    }
  };

  const noHost = (name: string) => ['not-found', `there is no host ${name} in production`, 'ctl hosts list'];
  const none = (what: string) => [
    'not-found',
    `there is no ${what} of hello in production, and no output of one is kept`,
    'ctl status hello',
  ];
  assert.deepEqual(await ask({ hosts: ['nope'] }), noHost('nope'));
  assert.deepEqual(await ask({ hosts: ['h1', 'nope'], follow: true }), noHost('nope'));
  assert.deepEqual(await ask({ hosts: ['of-staging'] }), noHost('of-staging'));
  assert.deepEqual(await ask({ processes: ['nope'] }), none('process nope'));
  assert.deepEqual(await ask({ replicas: ['nope'] }), none('replica nope'));
  assert.deepEqual(await ask({ replicas: ['web/7'] }), none('replica web/7'));

  const [, , next] = await ask({ environment: 'staging', processes: ['nope'] });
  assert.equal(next, 'ctl status hello --env staging');

  for (const known of [{}, { hosts: ['gone'] }, { processes: ['web'] }, { replicas: ['r1'] }, { replicas: ['web/0'] }])
    assert.deepEqual(await ask(known), ['a line'], JSON.stringify(known));
  const quiet = [
    { hosts: ['h1'] },
    { processes: ['silent'] },
    { replicas: [silent.replicas[0]?.id ?? ''] },
    { replicas: ['silent/1'] },
  ];
  for (const known of quiet) assert.deepEqual(await ask(known), [], JSON.stringify(known));
  for (const later of [{ processes: ['nope'] }, { replicas: ['nope'] }, { hosts: ['h1'] }])
    assert.deepEqual(await ask({ ...later, follow: true }), [], JSON.stringify(later));
});

async function logsFor(t: TestContext) {
  const logs = await storeFor(t);
  await logs.append('gone', block({ text: 'a line\n' }));
  return logs;
}

async function recordsFor(t: TestContext) {
  const records = await openRecords(`${await tempFolder(t)}/records.sqlite`);
  t.after(() => records.close());
  await records.write(async (tx) => {
    await addHost(tx, 'h1', 'production', 1);
    await addHost(tx, 'of-staging', 'staging', 1);
    const bundle = { digest: 'd', blob_sha256: 'b', blob_bytes: 1, unpacked_bytes: 1, files: 1, manifest: 'app: hello' };
    await addVersion(tx, bundle, { app: 'hello', name: '1', bundle: 'd', created_at: 1, created_by: 'ann' });
  });
  return records;
}
