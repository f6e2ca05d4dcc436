// HAProxy as a router: told what it serves through its runtime API alone. It is never reloaded for us, and when its operator
// has reloaded or restarted it, it is told everything again.
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { routeKey } from '../../bundle/matching.ts';
import { makeFolder, writeDurable } from '../../lib/durable-file.ts';
import { lacksOf } from '../decide/router-kinds.ts';
import type { RouteEntry, RouteTable } from '../decide/types.ts';
import type { HaproxyFiles } from './haproxy/configuration.ts';
import { figuresOf } from './haproxy/figures.ts';
import { loadKept, saveKept } from './haproxy/kept.ts';
import { type MapLine, mapsOf } from './haproxy/maps.ts';
import { nothingCounted, type Places, placeTable, serverCommands } from './haproxy/places.ts';
import { HaproxyAway, runtimeApi } from './haproxy/runtime-api.ts';
import { type Counters, readCounts, readMap, readProcess, readServers, type SeenCount } from './haproxy/seen.ts';
import { askAll, setMap } from './haproxy/telling.ts';
import type { Log } from './log.ts';
import { Refused } from './refused.ts';
import type { Router } from './router.ts';
import { checkTable } from './table.ts';

export interface HaproxyOptions {
  /** Of the adapter alone. */
  stateDir: string;
  files: HaproxyFiles;
  /** That its configuration has for routes with one of their own. */
  ports: number[];
  /** What is left so long after the time to drain is cut. */
  cutMs?: number;
  log: Log;
}

export interface HaproxyRouter extends Router {
  /** Of the last table that was acknowledged; the next one must be newer. */
  revision(): number;
}

const watchMs = 1000;
const drainLookMs = 50;

/** HAProxy need not run yet: the files that its configuration names are made here, so that it can start. */
export function openHaproxy({ stateDir, files, ports, cutMs = 10_000, log }: HaproxyOptions): HaproxyRouter {
  makeFolder(stateDir);
  for (const path of [files.routes, files.wildcards]) if (!existsSync(path)) writeDurable(path, '', 0o644);
  const api = runtimeApi(files.socket);
  const life = new AbortController();
  let kept = loadKept(stateDir);
  let counts = new Map<string, SeenCount>();
  /** Slots whose time to drain is over. */
  const cutAt = new Map<string, number>();
  let changing: Promise<unknown> = Promise.resolve();
  let away = false;
  /** This process has all of the table. */
  let isTold = false;
  void watch();

  function inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const done = changing.then(change);
    changing = done.catch(() => {});
    return done;
  }

  const counted = (slot: string): Counters => counts.get(slot) ?? nothingCounted;

  async function apply(value: RouteTable, signal: AbortSignal): Promise<void> {
    const checked = checkTable(value);
    if ('mistakes' in checked) throw new Refused('the route table has mistakes', checked.mistakes);
    const { table } = checked;
    const lacks = table.routes.flatMap((route) => lacksOf(route, { kind: 'haproxy', ports }));
    if (lacks.length > 0)
      throw new Refused(
        `HAProxy cannot serve this table: ${lacks[0]?.what}`,
        lacks.map(({ what }) => what),
      );
    await inTurn(async () => {
      signal.throwIfAborted();
      if (table.revision < kept.table.revision) {
        throw new Refused(`revision ${table.revision} is older than ${kept.table.revision}, which is in force`);
      }
      await free();
      const servers = readServers(await api.ask('show servers state'));
      const placed = placeTable(table, kept, servers, counted);
      if (!('refused' in placed)) return take(table, placed);
      // There may be room as soon as the routes that end have left theirs.
      const there = new Set(servers.map(({ backend }) => backend));
      const stays = (route: RouteEntry) => there.has(kept.backends[routeKey(route)] ?? '');
      const staying = { ...kept.table, routes: table.routes.filter(stays) };
      const first = placeTable(staying, kept, servers, counted);
      const second = 'refused' in first ? first : placeTable(table, first, servers, counted);
      if ('refused' in first || 'refused' in second) {
        throw new Refused('HAProxy has no room for the route table', placed.refused);
      }
      await take(staying, first);
      await take(table, second);
    });
  }

  async function take(table: RouteTable, placed: Places): Promise<void> {
    keep({ ...kept, ...placed, table });
    await converge();
  }

  function keep(next: typeof kept): void {
    try {
      saveKept(stateDir, next);
    } catch (error) {
      throw new Refused(`the route table cannot be kept: ${(error as Error).message}`);
    }
    kept = next;
  }

  /** Another process than before has counted nothing yet, and knows what its files say at most. */
  async function recognise(): Promise<void> {
    const process = readProcess(await api.ask('show info'));
    if (process !== kept.process) begin(process);
    if (isTold || kept.table.revision === 0) return;
    const placed = placeTable(kept.table, kept, readServers(await api.ask('show servers state')), counted);
    if ('refused' in placed) log.error({ refused: placed.refused }, 'HAProxy has no room any more for what it served');
    else await take(kept.table, placed);
    isTold = true;
    log.info({ revision: kept.table.revision }, 'HAProxy was told the whole table');
  }

  function begin(process: string): void {
    isTold = false;
    const past = figuresOf(kept, kept.past, counted);
    const slots = Object.entries(kept.slots).map(([name, one]) => [name, { ...one, base: nothingCounted }]);
    keep({ ...kept, process, past, slots: Object.fromEntries(slots) });
    counts = new Map();
  }

  async function look(): Promise<void> {
    await recognise();
    counts = new Map(readCounts(await api.ask('show stat -1 4 -1')).map((one) => [one.name, one]));
  }

  /** Until HAProxy says that all is as it is to be. */
  async function converge(): Promise<void> {
    const { routes, wildcards } = mapsOf(kept.table.routes, (route) => kept.backends[routeKey(route)] ?? '');
    for (let turn = 0; turn < 3; turn += 1) {
      const { come, go } = serverCommands(kept, readServers(await api.ask('show servers state')));
      const old = await Promise.all(
        [files.routes, files.wildcards].map(async (map) => readMap(await api.ask(`show map ${map}`))),
      );
      const mapsDiffer = [!isSame(old[0], routes), !isSame(old[1], wildcards)];
      if (come.length + go.length === 0 && !mapsDiffer.includes(true)) return remember();
      await askAll(api, come);
      if (mapsDiffer[1]) await setMap(api, files.wildcards, wildcards);
      if (mapsDiffer[0]) await setMap(api, files.routes, routes);
      await askAll(api, go);
    }
    throw new Error('HAProxy does not do what it is told: is it started with what ctl generate haproxy prints?');
  }

  /** For its next start, which may come while no agent is there to tell it anything. */
  async function remember(): Promise<void> {
    const { routes, wildcards } = mapsOf(kept.table.routes, (route) => kept.backends[routeKey(route)] ?? '');
    writeDurable(files.routes, mapFile(routes), 0o644);
    writeDurable(files.wildcards, mapFile(wildcards), 0o644);
    writeDurable(files.servers, await api.ask('show servers state'), 0o644);
  }

  function slotsOf(replica: string): string[] {
    return Object.keys(kept.slots).filter((name) => kept.slots[name]?.replica === replica);
  }

  async function inFlight(replica: string): Promise<number> {
    await look();
    return slotsOf(replica).reduce((sum, name) => sum + (counts.get(name)?.inFlight ?? 0), 0);
  }

  async function drained(replica: string, signal: AbortSignal): Promise<number> {
    while (true) {
      life.signal.throwIfAborted();
      const left = await inTurn(() => inFlight(replica)).catch(unknownWhileAway);
      if (left === 0 || signal.aborted) {
        await inTurn(() => letGo(replica)).catch(unknownWhileAway);
        return left ?? 0;
      }
      await sleep(drainLookMs, undefined, { signal }).catch(() => {});
    }
  }

  async function letGo(replica: string): Promise<void> {
    cutLater(replica);
    await free();
  }

  // Not at once: HAProxy can only hang up. Most replicas are told to end now, and take leave of their clients themselves.
  function cutLater(replica: string): void {
    const late = slotsOf(replica).filter((name) => kept.slots[name]?.leaving);
    for (const name of late) if (!cutAt.has(name)) cutAt.set(name, performance.now() + cutMs);
  }

  async function cutOverdue(): Promise<void> {
    const overdue = [...cutAt].flatMap(([name, at]) => (at <= performance.now() ? [name] : []));
    for (const name of overdue) cutAt.delete(name);
    const still = overdue.filter((name) => kept.slots[name]?.leaving);
    await askAll(
      api,
      still.map((name) => `shutdown sessions server ${name}`),
    );
  }

  /** Slots of those who have left and have nothing any more are for others. */
  async function free(): Promise<void> {
    await look();
    const empty = Object.entries(kept.slots).filter(([name, { leaving }]) => leaving && !counts.get(name)?.inFlight);
    if (empty.length === 0) return;
    const gone = new Set(empty.map(([name]) => name));
    for (const name of gone) cutAt.delete(name);
    const past = figuresOf({ backends: {}, slots: Object.fromEntries(empty) }, kept.past, counted);
    const slots = Object.fromEntries(Object.entries(kept.slots).filter(([name]) => !gone.has(name)));
    keep({ ...kept, past, slots });
    await converge();
  }

  async function figures(): Promise<ReturnType<typeof figuresOf>> {
    return inTurn(async () => {
      await look();
      return figuresOf(kept, kept.past, (name) => counts.get(name) ?? nothingCounted);
    });
  }

  async function watch(): Promise<void> {
    while (!life.signal.aborted) {
      await inTurn(async () => {
        await recognise();
        await cutOverdue();
        if (Object.values(kept.slots).some(({ leaving }) => leaving)) await free();
        if (away) log.info({}, 'HAProxy answers again');
        away = false;
      }).catch(complain);
      await sleep(watchMs, undefined, { signal: life.signal }).catch(() => {});
    }
  }

  function complain(error: unknown): void {
    if (life.signal.aborted || (away && error instanceof HaproxyAway)) return;
    away ||= error instanceof HaproxyAway;
    log.error({ reason: (error as Error).message }, 'HAProxy cannot be looked at; trying again');
  }

  return {
    apply,
    drained,
    figures,
    close: async () => {
      life.abort(new Error('the router was let go of'));
      await changing;
    },
    revision: () => kept.table.revision,
  };
}

/** What it was answering has ended with it, or is known again when it is back. */
function unknownWhileAway(error: unknown): undefined {
  if (!(error instanceof HaproxyAway)) throw error;
}

function isSame(lines: MapLine[] | undefined, wanted: MapLine[]): boolean {
  return JSON.stringify(lines) === JSON.stringify(wanted);
}

function mapFile(lines: MapLine[]): string {
  return lines.map((line) => `${line.join(' ')}\n`).join('');
}
