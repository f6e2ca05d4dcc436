// What clients say that they take.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codingsFor, takesHtml } from '../../../agent/router/accept.ts';

const cases: [accepted: string | undefined, codings: string[]][] = [
  [undefined, []],
  ['', []],
  ['gzip', ['gzip']],
  ['x-gzip', ['gzip']],
  ['GZIP, ZSTD', ['zstd', 'gzip']],
  ['gzip, deflate, br, zstd', ['zstd', 'br', 'gzip']],
  ['gzip;q=1.0, zstd;q=0.5', ['gzip', 'zstd']],
  ['zstd ; q=0.2 , gzip ;q=0.3', ['gzip', 'zstd']],
  ['*', ['zstd', 'br', 'gzip']],
  ['*;q=0.5, gzip', ['gzip', 'zstd', 'br']],
  ['*, gzip;q=0', ['zstd', 'br']],
  ['gzip;q=0', []],
  ['gzip;q=0.000', []],
  ['identity', []],
  ['identity, gzip;q=0.5', []],
  ['identity;q=0.5, gzip', ['gzip']],
  ['identity;q=0, gzip', ['gzip']],
  ['gzip;q=2', []],
  ['gzip;q=-1', []],
  ['gzip;q=abc, zstd', ['zstd']],
  ['gzip;q=0.1234', []],
  [';;;,,,=', []],
  ['gzip'.repeat(5000), []],
  [`${'a,'.repeat(10_000)}gzip`, []],
];

describe('Accept-Encoding', () => {
  for (const [accepted, codings] of cases) {
    it(`${String(accepted).slice(0, 40)}: ${codings.join(' ') || 'as it is'}`, () => {
      assert.deepEqual(codingsFor(accepted, ['zstd', 'br', 'gzip']), codings);
    });
  }
});

it('HTML goes to those who ask for it by name', () => {
  assert.equal(takesHtml('text/html,application/xhtml+xml,*/*;q=0.8'), true);
  for (const accepted of [undefined, '*/*', 'application/json', 'text/html;q=0']) assert.equal(takesHtml(accepted), false);
});
