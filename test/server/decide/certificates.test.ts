// Which names a certificate is for, when it is renewed, when a try is repeated.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { againAt, covers, endsSoonAt, renewAt, unfit } from '../../../server/decide/certificates.ts';

const day = 86_400_000;

test('a wildcard is for exactly one label, and for the wildcard itself', () => {
  const covered = ['example.com', 'www.example.com', 'a.www.example.com', '*.example.com', '*.www.example.com', 'wwwexample.com'];
  deepEqual(
    covered.filter((host) => covers('*.example.com', host)),
    ['www.example.com', '*.example.com'],
  );
  deepEqual(
    covered.filter((host) => covers('www.example.com', host)),
    ['www.example.com'],
  );
});

test('renewed 30 days before the end, or a third of a shorter life; never at once again', () => {
  equal(endsSoonAt({ notBefore: 0, notAfter: 90 * day }), 60 * day);
  equal(endsSoonAt({ notBefore: 0, notAfter: 6 * day }), 4 * day);
  equal(renewAt({ notBefore: 0, notAfter: 90 * day, obtainedAt: 0 }), 60 * day);
  equal(renewAt({ notBefore: 0, notAfter: 90 * day, obtainedAt: 80 * day }), 81 * day);
});

test('tried again ever later: an authority that says no more seldom than one that is away, one with a limit when it says', () => {
  const waits = (kind: 'away' | 'refused') => [1, 2, 3, 20].map((tries) => againAt({ kind }, tries, 0, 0.5));
  deepEqual(waits('away'), [30_000, 60_000, 120_000, 3_600_000]);
  deepEqual(waits('refused'), [600_000, 1_200_000, 2_400_000, day / 2]);
  // Within an hour at most three that count as failed: authorities allow five.
  ok(
    waits('refused')
      .slice(0, 3)
      .reduce((sum, wait) => sum + wait, 0) > 3_600_000,
  );
  equal(againAt({ kind: 'limited', untilMs: 9 * day }, 1, 0, 0.5), 9 * day);
  equal(againAt({ kind: 'limited', untilMs: null }, 1, 0, 0.5), 3_600_000);
});

test('what no authority gives a certificate for', () => {
  equal(unfit('www.example.com', 'http-01'), null);
  equal(unfit('*.example.com', 'dns-01'), null);
  match(unfit('*.example.com', 'http-01') ?? '', /wildcard/);
  match(unfit('a.*.example.com', 'dns-01') ?? '', /first label/);
  match(unfit(null, 'dns-01') ?? '', /without a host name/);
  match(unfit('*', 'dns-01') ?? '', /no certificate can be had/);
  // An authority of one's own may give one.
  equal(unfit('intranet', 'http-01'), null);
});
