// What requests meet now, as operators are shown it: within their scopes, of hosts that are connected, and again when there is more.
import { deepEqual, equal, rejects } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { FiguresReply } from '../../proto/generated/castellan/v1/FiguresReply.ts';
import type { Rights } from '../../proto/rights.ts';
import type { Context } from '../../proto/rpc.ts';
import { localBus } from '../../server/bus/local.ts';
import type { CountedRoute } from '../../server/decide/looks.ts';
import type { Observer } from '../../server/facts.ts';
import { addHost } from '../../server/records/fleet.ts';
import { openRecords, type Records } from '../../server/records/records.ts';
import { figuresHandlers } from '../../server/services/figures.ts';

function counted(app: string, environment: string, requests: number, path = '/'): CountedRoute {
  const counts = { failures: 0, abandoned: 0, inFlight: 0, bytesIn: 0, bytesOut: 0, latencyMs: 0 };
  const of = { app, environment, process: 'web', release: 1, port: 0, host: '', path };
  return { ...of, ...counts, requests, status: [0, requests, 0, 0, 0], latency: [] };
}

describe('what requests meet now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-figures-'));
  const bus = localBus();
  const life = new AbortController();
  const presences = new Map<string, object>();
  let records: Records;

  before(async () => {
    records = await openRecords(join(folder, 'records.sqlite'));
    await records.write(async (tx) => {
      await addHost(tx, 'h1', 'production', 1);
      await addHost(tx, 'h2', 'staging', 1);
      await addHost(tx, 'gone', 'production', 1);
    });
  });
  after(async () => {
    life.abort();
    await records.close();
    rmSync(folder, { recursive: true });
  });

  function tell(host: string, environment: string, at: number, routes: CountedRoute[], state = 'connected'): void {
    const before = { at: at - 1000, routes: [], isCut: false };
    presences.set(host, { host, environment, state, looks: { now: { at, routes, isCut: false }, before } });
    bus.publish('hosts');
  }

  function watch(scopes: Rights['scopes'], request = { app: '', environment: '' }): AsyncIterator<FiguresReply> {
    const observer = { sessions: { presence: (host: string) => presences.get(host) } } as unknown as Observer;
    const { watchFigures } = figuresHandlers({ records, observer, bus, now: () => 5 });
    const context = { rights: { role: 'viewer', scopes }, signal: life.signal } as unknown as Context;
    return (watchFigures(request, context) as AsyncIterable<FiguresReply>)[Symbol.asyncIterator]();
  }

  const seen = async (shown: AsyncIterator<FiguresReply>) => {
    const { value } = await shown.next();
    const { routes, hostsMeasured, hostsConnected } = value as FiguresReply;
    return [routes.map(({ app, environment, requests }) => `${app}/${environment} ${requests}`), hostsMeasured, hostsConnected];
  };

  it('each operator sees what is within the scopes, of the hosts that are connected', async () => {
    tell('h1', 'production', 2000, [counted('web', 'production', 30), counted('shop', 'production', 50)]);
    tell('h2', 'staging', 2000, [counted('web', 'staging', 7)]);
    tell('gone', 'production', 2000, [counted('web', 'production', 1000)], 'lost');
    deepEqual(await seen(watch([])), [['shop/production 50', 'web/production 30', 'web/staging 7'], 2, 2]);
    deepEqual(await seen(watch([{ app: null, environment: 'staging' }])), [['web/staging 7'], 1, 1]);
    deepEqual(await seen(watch([{ app: 'web', environment: 'production' }])), [['web/production 30'], 1, 1]);
    deepEqual(await seen(watch([], { app: 'web', environment: 'production' })), [['web/production 30'], 1, 1]);
    await rejects(watch([], { app: '../web', environment: '' }).next(), /no name for an app/);
  });

  it('it is shown again when hosts have told more, and of thousands of routes the busiest 500', async () => {
    const shown = watch([], { app: 'web', environment: 'staging' });
    await shown.next();
    const many = Array.from({ length: 600 }, (_, at) => counted('web', 'staging', at, `/${at}`));
    tell('h2', 'staging', 3000, many);
    const { value } = await shown.next();
    const { routes, leftOut } = value as FiguresReply;
    deepEqual([routes.length, leftOut, routes[0]?.path], [500, 100, '/599']);
    equal(routes.at(-1)?.requests, 100);
  });
});
