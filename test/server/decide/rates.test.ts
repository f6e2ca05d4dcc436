// Requests a second from what routers have counted: never negative, whatever restarts, and nothing made up.
import { deepEqual, equal } from 'node:assert/strict';
import { it } from 'node:test';
import { type CountedRoute, type Look, type Looks, lookedAgain } from '../../../server/decide/looks.ts';
import { ratesOf } from '../../../server/decide/rates.ts';

function counted(requests: number, rest: Partial<CountedRoute> = {}): CountedRoute {
  const of = { app: 'hello', environment: 'production', process: 'web', release: 1, port: 0, host: 'a.test', path: '/' };
  const counts = { failures: 0, abandoned: 0, inFlight: 0, bytesIn: 0, bytesOut: 10 * requests, latencyMs: 0 };
  return { ...of, ...counts, requests, status: [0, requests, 0, 0, 0], latency: [requests], ...rest };
}

const look = (at: number, ...routes: CountedRoute[]): Look => ({ at, routes, isCut: false });

function looks(...all: Look[]): Looks {
  return all.reduce<Looks | null>(lookedAgain, null) as Looks;
}

it('what came between two looks, divided by the time between them and summed over hosts', () => {
  const one = looks(look(1000, counted(100)), look(3000, counted(120, { inFlight: 2, latency: [110, 0, 0, 10] })));
  const other = looks(look(5000, counted(7)), look(6000, counted(17)));
  const [rates, ...more] = ratesOf([one, other]);
  deepEqual([rates?.requests, rates?.status[1], rates?.bytesOut, rates?.inFlight, rates?.hosts], [20, 20, 200, 2, 2]);
  deepEqual([rates?.p50Ms, rates?.p95Ms, rates?.p99Ms], [5, 50, 50]);
  deepEqual(more, []);
});

it('a router that was started anew counts from nothing', () => {
  const [rates] = ratesOf([looks(look(1000, counted(500)), look(2000, counted(30)))]);
  equal(rates?.requests, 30);
  // As many as before already, and other counts lower than before.
  const odd = counted(500, { failures: 1, status: [0, 0, 0, 0, 500], bytesOut: 3, latency: [0, 500] });
  const [never] = ratesOf([looks(look(1000, counted(500, { failures: 9 })), look(2000, odd))]);
  deepEqual([never?.requests, never?.failures, never?.bytesOut, never?.status], [0, 0, 0, [0, 0, 0, 0, 500]]);
});

it('before the second look, or where the first may have left a route out, nothing is made up', () => {
  equal(ratesOf([looks(look(1000, counted(500)))])[0]?.requests, 0);
  const cut = { ...look(1000, counted(1)), isCut: true };
  const other = counted(900, { path: '/other' });
  const found = ratesOf([looks(cut, look(2000, counted(2), other))]);
  deepEqual(
    found.map(({ path, requests }) => [path, requests]),
    [
      ['/', 1],
      ['/other', 0],
    ],
  );
  equal(ratesOf([looks(look(1000), look(2000, other))])[0]?.requests, 900);
});

it('a look told again changes nothing, and after one from a later time everything begins anew', () => {
  const two = looks(look(1000, counted(1)), look(2000, counted(5)));
  equal(lookedAgain(two, look(2000, counted(9))), two);
  equal(lookedAgain(two, look(0)), two);
  equal(lookedAgain(two, look(1500, counted(9)))?.before, null);
});

it('answers beyond the largest bound, and answers that nobody timed', () => {
  const slow = counted(10, { latency: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10] });
  equal(ratesOf([looks(look(1000), look(2000, slow))])[0]?.p50Ms, -1);
  equal(ratesOf([looks(look(1000), look(2000, counted(10, { latency: [] })))])[0]?.p99Ms, 0);
});
