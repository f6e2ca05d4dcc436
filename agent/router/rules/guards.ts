// What must be so before a request is served: the rules of its route, asked one after the other.
import type { RouteEntry } from '../../decide/types.ts';
import type { Exchange } from '../exchange.ts';
import type { Traffic } from '../traffic.ts';
import { allow } from './allow.ts';
import { basicAuth } from './basic-auth.ts';
import { compress } from './compress.ts';
import { headers } from './headers.ts';
import { https } from './https.ts';
import { methodOverride } from './method-override.ts';
import { limitRates } from './rate-limits.ts';

/**
 * True: the request may go on, perhaps with another method, target or headers (`exchange.asked`), and with what is to
 * become of its answer (`exchange.changeHead`, `exchange.through`). False: the rule has answered it. A promise only where
 * somebody else must be asked.
 */
export type Guard = (traffic: Traffic, exchange: Exchange, route: RouteEntry) => boolean | Promise<boolean>;

/** In this order: who may not come costs least, and what changes the answer changes also what the router itself says. */
const guards: Guard[] = [https, headers, compress, allow, limitRates, basicAuth, methodOverride];

/**
 * Calls `goOn` when the request may go on, at once if that is known at once; else it has been answered, or its client has
 * gone. Called only for routes that have rules.
 */
export function guard(traffic: Traffic, exchange: Exchange, route: RouteEntry, goOn: () => void): void {
  askFrom(0, traffic, exchange, route, goOn);
}

function askFrom(first: number, traffic: Traffic, exchange: Exchange, route: RouteEntry, goOn: () => void): void {
  for (let at = first; at < guards.length; at += 1) {
    const mayGoOn = guards[at]?.(traffic, exchange, route) ?? true;
    if (mayGoOn === false) return;
    if (mayGoOn === true) continue;
    void mayGoOn.then((later) => {
      if (later) askFrom(at + 1, traffic, exchange, route, goOn);
    });
    return;
  }
  goOn();
}
