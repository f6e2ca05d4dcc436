// What must be so before a request is served: the rules of its route, asked one after the other.
import type { RouteEntry } from '../../decide/types.ts';
import type { Exchange } from '../exchange.ts';
import type { Traffic } from '../traffic.ts';

/**
 * True: the request may go on, perhaps with another method, target or headers (`exchange.asked`), and with what is to
 * become of its answer (`exchange.changeHead`, `exchange.through`). False: the rule has answered it.
 */
type Guard = (traffic: Traffic, exchange: Exchange, route: RouteEntry) => boolean;

/** In this order. */
const guards: Guard[] = [];

/** False: it has been answered. Called only for routes that have rules. */
export function guard(traffic: Traffic, exchange: Exchange, route: RouteEntry): boolean {
  return guards.every((one) => one(traffic, exchange, route));
}
