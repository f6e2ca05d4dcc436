// What a route of the manifest says, in the router's words: how it answers, and what holds on the way. What does not hold is left out.
import type { Route } from './replica.ts';
import type { BasicUser, RouteEntry, RouteRules } from './types.ts';

export function answersBy({ protocol, serves }: Route): Pick<RouteEntry, 'protocol' | 'serves'> {
  return { ...(protocol === 'tcp' ? { protocol } : {}), ...(serves ? { serves } : {}) };
}

/** undefined: there are none. */
export function rulesOf(route: Route, users: BasicUser[]): RouteRules | undefined {
  const { stripPath, tls, affinity, timeouts, limits, rateLimits, basicAuth, allow, headers, compress, methodOverride } = route;
  const rules: RouteRules = {
    ...(stripPath ? { stripPath } : {}),
    ...(tls && (tls.required || tls.hsts !== undefined) ? { tls: { required: tls.required, hstsMs: tls.hsts ?? null } } : {}),
    ...(affinity ? { affinity } : {}),
    ...(timeouts ? { timeouts } : {}),
    ...(limits ? { limits } : {}),
    ...(rateLimits?.length ? { rateLimits } : {}),
    ...(basicAuth ? { basicAuth: { realm: basicAuth.realm, users } } : {}),
    ...(allow?.length ? { allow } : {}),
    ...(headers ? { headers } : {}),
    ...(compress?.length ? { compress } : {}),
    ...(methodOverride?.length ? { methodOverride } : {}),
    ...(hasPages(route) ? { pages: route.pages ?? {} } : {}),
  };
  return Object.keys(rules).length > 0 ? rules : undefined;
}

/** It is answered with files of the release, or may be. */
export function needsFolder(route: Route): boolean {
  return hasPages(route) || (route.serves !== undefined && route.serves !== null && route.serves.kind !== 'redirect');
}

function hasPages({ pages }: Route): boolean {
  return pages !== undefined && Object.keys(pages).length > 0;
}
