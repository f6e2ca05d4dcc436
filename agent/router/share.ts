// What of a table's limits is for one process, where several serve: they take requests alike, so each has an equal part.
import type { RouteEntry, RouteTable } from '../decide/types.ts';

/** Rounded up, since a process without a part would answer nothing: at most one more for each process than the limit says. */
export function shareOf(table: RouteTable, processes: number): RouteTable {
  return processes === 1 ? table : { ...table, routes: table.routes.map((route) => shared(route, processes)) };
}

function shared(route: RouteEntry, processes: number): RouteEntry {
  const limits = route.rules?.limits;
  if (!limits || limits.inFlight === null) return route;
  const part = (whole: number) => Math.ceil(whole / processes);
  return {
    ...route,
    rules: { ...route.rules, limits: { ...limits, inFlight: part(limits.inFlight), queue: part(limits.queue) } },
  };
}
