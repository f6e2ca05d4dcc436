import { equal, match } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certificateTrouble } from '../../../server/decide/certificate-life.ts';

const day = 86_400_000;
const live = { not_before: 0, not_after: 10 * day, issued_at: 0, used_at: 1, replaced_at: null, revoked_at: null };

describe('what is said of a host’s certificate', () => {
  const told = (days: number, all: Partial<typeof live>[] = [{}]) =>
    certificateTrouble('web-1', all.map((one) => ({ ...live, ...one })) as (typeof live)[], days * day);

  it('nothing while it is young, or when there never was one', () => {
    equal(told(5.9), undefined);
    equal(told(1, []), undefined);
  });

  it('that it is late at 60 percent of its life, and what follows at 80', () => {
    equal(told(6), 'its certificate ends in 4d, and is not renewed');
    equal(
      told(8.5),
      'its certificate ends in 1d, and is not renewed; after that it comes back only with a new one: ctl hosts add web-1',
    );
    match(told(9.99) ?? '', /ends in 14m,/);
  });

  it('that it has ended or was revoked, and how the host comes back', () => {
    equal(told(13), 'its certificate ended 3d ago; a new one: ctl hosts add web-1');
    equal(told(1, [{ revoked_at: 5 as never }]), 'its certificate was revoked; a new one: ctl hosts add web-1');
  });

  it('by the one in use: not by its predecessor, nor by one that nobody has used', () => {
    equal(told(9, [{ replaced_at: 5 as never }, { not_before: 5 * day, not_after: 15 * day, issued_at: 5 * day }]), undefined);
    match(told(9, [{}, { issued_at: 8 * day, not_after: 20 * day, used_at: null as never }]) ?? '', /ends in 1d/);
  });
});
