// The one table: a failure is the same on both sides of the wire, whatever is in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Metadata, status } from '@grpc/grpc-js';
import fc from 'fast-check';
import { exitStatusOf, Failure, type FailureCode, fail, failures, fromStatus, toStatus } from '../../proto/failure.ts';

const codes = Object.keys(failures) as FailureCode[];

test('every failure comes back as it was sent', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 100 });
  const sent = fc.record({
    code: fc.constantFrom(...codes),
    message: line,
    details: fc.array(line, { maxLength: 8 }),
    next: fc.option(line, { nil: undefined }),
  });
  fc.assert(
    fc.property(sent, ({ code, message, details, next }) => {
      const back = fromStatus(toStatus(new Failure(code, message, { details, next })));
      assert.deepEqual([back.code, back.message, back.details, back.next], [code, message, details, next]);
    }),
  );
});

test('whatever is in it, it fits into a header block and can be sent', () => {
  const nasty = fc.string({ unit: 'binary', maxLength: 5000 });
  fc.assert(
    fc.property(nasty, fc.array(nasty, { maxLength: 50 }), (message, details) => {
      const { details: text, metadata } = toStatus(fail('refused', message, { details, next: message }));
      encodeURI(text);
      const bytes = metadata.get('castellan-failure-bin')[0] as Buffer;
      assert.ok(bytes.length <= 10_000, `${bytes.length} bytes`);
      assert.equal(fromStatus({ code: status.FAILED_PRECONDITION, details: text, metadata }).code, 'refused');
    }),
    { numRuns: 50 },
  );
});

test('details that do not fit are counted', () => {
  const details = Array.from({ length: 100 }, (_, index) => `${index} ${'x'.repeat(200)}`);
  const back = fromStatus(toStatus(fail('refused', 'many', { details })));
  assert.equal(back.details[0], details[0]);
  assert.equal(back.details.at(-1), `and ${100 - (back.details.length - 1)} more`);
});

test('W16: of a hundred thousand details those that fit are told, and looking which they are takes no longer for the others', () => {
  const details = Array.from({ length: 100_000 }, (_, index) => `${index}`);
  const back = fromStatus(toStatus(fail('bad-input', 'many', { details })));
  assert.equal(back.details.at(-1), `and ${100_000 - (back.details.length - 1)} more`);
  assert.ok(back.details.length > 500);
});

test('a bare status of another program means the first failure that has it', () => {
  for (const code of codes) {
    const first = codes.find((other) => failures[other].status === failures[code].status);
    assert.equal(fromStatus({ code: failures[code].status, details: 'x' }).code, first);
  }
  assert.equal(fromStatus({ code: 99, details: 'x' }).code, 'internal');
});

test('a connection that went away with its network is no bug: asking again may help', () => {
  const broken = (why: string) => `Received RST_STREAM with code 2 triggered by internal client error: ${why}`;
  for (const why of ['read ECONNABORTED', 'read ENETDOWN', 'write EPIPE', 'connect EHOSTUNREACH 10.0.0.1:7400']) {
    const { code, message } = fromStatus({ code: status.INTERNAL, details: broken(why) });
    assert.deepEqual([code, message], ['unavailable', `the server cannot be reached (${broken(why)})`]);
  }
  assert.equal(fromStatus({ code: status.INTERNAL, details: broken('Protocol error') }).code, 'internal');
});

test('a trailer that is not ours, or says something else than the status, is not believed', () => {
  const records = [
    '',
    'null',
    '[]',
    '{"code":"toString"}',
    '{"code":"refused","message":1,"details":[]}',
    '{"code":"forbidden","message":"m","details":[]}',
  ];
  for (const record of records) {
    const metadata = new Metadata();
    metadata.set('castellan-failure-bin', Buffer.from(record));
    const failure = fromStatus({ code: status.NOT_FOUND, details: 'no such app', metadata });
    assert.deepEqual([failure.code, failure.message], ['not-found', 'no such app'], record);
  }
});

test('exit statuses are those that ctl promises', () => {
  assert.equal(exitStatusOf(fail('bad-input', 'x')), 1);
  assert.equal(exitStatusOf(fail('refused', 'x')), 4);
  assert.equal(exitStatusOf(fail('timeout', 'x')), 5);
  assert.equal(exitStatusOf(fail('superseded', 'x')), 8);
  assert.equal(exitStatusOf(new Error('a bug')), 3);
});
