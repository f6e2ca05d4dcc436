// What is made of a route's rules is made once, when a request first needs it, and is gone with its table.
import type { RouteEntry } from '../../decide/types.ts';

export function perRoute<Made extends object>(make: (route: RouteEntry) => Made): (route: RouteEntry) => Made {
  const made = new WeakMap<RouteEntry, Made>();
  return (route) => {
    const known = made.get(route);
    if (known) return known;
    const fresh = make(route);
    made.set(route, fresh);
    return fresh;
  };
}
