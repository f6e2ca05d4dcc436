// Operators -> server: what requests meet now.
import { setTimeout as pause } from 'node:timers/promises';
import { makeWake } from '../../lib/wake.ts';
import type { FiguresReplyInput } from '../../proto/generated/castellan/v1/FiguresReply.ts';
import type { WatchFiguresRequest } from '../../proto/generated/castellan/v1/WatchFiguresRequest.ts';
import type { ControlService } from '../../proto/load.ts';
import type { Context, Handlers } from '../../proto/rpc.ts';
import type { Bus } from '../bus/bus.ts';
import { ratesOf } from '../decide/rates.ts';
import type { Ms } from '../decide/types.ts';
import type { Observer } from '../facts.ts';
import { listHosts } from '../records/fleet.ts';
import type { Records } from '../records/records.ts';
import { mayRead } from './guard.ts';
import { checkFilter } from './names.ts';

interface FiguresParts {
  records: Records;
  observer: Observer;
  bus: Bus;
  now(): Ms;
}

/** They are shown again at most this often. */
const showEveryMs = 1000;
const mostRows = 500;

export function figuresHandlers(parts: FiguresParts): Pick<Handlers<ControlService>, 'watchFigures'> {
  return {
    watchFigures: async function* (request, context) {
      checkFilter(request);
      const wake = makeWake();
      const unsubscribe = parts.bus.subscribe('hosts', wake);
      const { signal } = context;
      try {
        for (let shown = ''; !signal.aborted; await wake.wait({ signal })) {
          const reply = await figuresNow(parts, request, context);
          const text = JSON.stringify(reply);
          if (text !== shown) yield { ...reply, atMs: parts.now() };
          shown = text;
          await pause(showEveryMs, undefined, { signal }).catch(() => {});
        }
      } finally {
        unsubscribe();
      }
    },
  };
}

async function figuresNow(
  { records, observer }: FiguresParts,
  { app, environment }: WatchFiguresRequest,
  context: Context,
): Promise<FiguresReplyInput> {
  const hosts = await listHosts(records.db, environment || undefined);
  const here = hosts.flatMap(({ name }) => observer.sessions.presence(name) ?? []).filter(({ state }) => state === 'connected');
  const isAsked = (row: { app: string; environment: string }) =>
    (!app || row.app === app) && (!environment || row.environment === environment) && mayRead(context, row);
  const seen = here.filter((host) => mayRead(context, { app: null, environment: host.environment }));
  const rows = ratesOf(here.flatMap(({ looks }) => looks ?? [])).filter(isAsked);
  return {
    routes: rows.slice(0, mostRows),
    leftOut: Math.max(0, rows.length - mostRows),
    hostsMeasured: seen.filter(({ looks }) => looks?.before).length,
    hostsConnected: seen.length,
  };
}
