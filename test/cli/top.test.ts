// ctl top: as it is drawn, and as it is printed for programs.
import { deepEqual, equal, match } from 'node:assert/strict';
import { after, test } from 'node:test';
import { noPaint } from '../../cli/show/screen.ts';
import { topLines } from '../../cli/show/top.ts';
import { fail } from '../../proto/failure.ts';
import type { FiguresReply } from '../../proto/generated/castellan/v1/FiguresReply.ts';
import type { RouteRates } from '../../proto/generated/castellan/v1/RouteRates.ts';
import { makePlace, startControl, startCtl } from './control.ts';

function row(rest: Partial<RouteRates> = {}): RouteRates {
  const of = { app: 'hello', environment: 'production', process: 'web', release: 3, port: 0, host: 'a.test', path: '/' };
  const rates = { requests: 12.34, status: [0, 12.34, 0, 0, 0], failures: 0, abandoned: 0, bytesIn: 0, bytesOut: 2_000_000 };
  return { ...of, ...rates, inFlight: 2, p50Ms: 5, p95Ms: 2500, p99Ms: -1, hosts: 3, ...rest };
}

const reply: FiguresReply = {
  atMs: Date.parse('2026-01-31T12:00:05Z'),
  routes: [row(), row({ release: 4, host: '', path: '/api\u001b[2J', requests: 0.05, status: [0, 0, 0, 0, 0.05], p50Ms: 0 })],
  leftOut: 1,
  hostsMeasured: 2,
  hostsConnected: 3,
};

test('a table of routes and releases, of what is in them nothing that a terminal obeys', () => {
  const lines = topLines(reply, { columns: 160, rows: 24, paint: noPaint });
  deepEqual(lines.length, 5);
  equal(lines[0], '12:00:05Z · requests a second on 2 of 3 hosts');
  match(lines[2] ?? '', /^hello\/production +web +v3 +12 +0 +0 +0 +<5ms +<2.5s +>10s +2 +0 B +1.9 MiB +3 +a.test\/$/);
  match(lines[3] ?? '', /v4 +0.05 +0 +0.05 +0 +- .*\*\/api/);
  equal(lines.join('').includes('\u001b'), false);
  equal(lines[4], 'and 1 more');
});

test('no line is wider than the terminal, and no more of them than it has', () => {
  const many = { ...reply, routes: Array.from({ length: 50 }, () => row()) };
  const lines = topLines(many, { columns: 60, rows: 10, paint: noPaint });
  equal(lines.length, 9);
  equal(lines.at(-1), 'and 45 more');
  equal(
    lines.every((line) => line.length <= 60),
    true,
  );
  deepEqual(
    topLines({ ...reply, routes: [] }, { columns: 80, rows: 24, paint: noPaint })[1],
    'no requests have been counted yet',
  );
});

test('--once ends after the first answer, and --json gives an object a row; else it goes on, over a lost connection too', async () => {
  const place = await makePlace();
  after(place.remove);
  let calls = 0;
  const { promise: calledAgain, resolve } = Promise.withResolvers<void>();
  const server = await startControl(place, {
    watchFigures: async function* (request) {
      deepEqual(request, { app: 'hello', environment: 'staging' });
      calls += 1;
      yield reply;
      if (calls === 3) throw fail('unavailable', 'the server stops');
      if (calls === 4) yield { ...reply, atMs: reply.atMs + 1000 };
      if (calls === 4) resolve();
      await new Promise(() => {});
    },
  });
  after(() => server.close(0));
  const start = (...more: string[]) => startCtl(place, ['top', 'hello', '--env', 'staging', ...more], { port: server.port });
  const json = await start('--once', '--json').ended;
  deepEqual(
    json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
    reply.routes.map((route) => ({ atMs: reply.atMs, ...route })),
  );
  const once = await start('--once').ended;
  match(once.out, /^12:00:05Z .*\nAPP .*\nhello/);
  equal(once.out.includes('\u001b'), false);
  const on = start();
  await on.said('the connection is lost');
  await calledAgain;
  on.child.kill('SIGINT');
  const { out, status } = await on.ended;
  equal(status, 0);
  deepEqual(out.match(/^12:00:0\dZ/gm)?.slice(0, 2), ['12:00:05Z', '12:00:05Z']);
});
