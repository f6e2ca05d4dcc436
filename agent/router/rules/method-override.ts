// A POST that says that it means PUT, PATCH or DELETE: forms and old clients cannot send these.
import type { RouteRules } from '../../decide/types.ts';
import type { Asked } from '../exchange.ts';
import type { Guard } from './guards.ts';

export const methodOverride: Guard = (_, { asked }, route) => {
  const sources = route.rules?.methodOverride;
  if (sources && sources.length > 0) asked.method = methodOf(asked, sources);
  return true;
};

export function methodOf(
  asked: Pick<Asked, 'method' | 'target' | 'header'>,
  sources: NonNullable<RouteRules['methodOverride']>,
): string {
  if (asked.method !== 'POST') return asked.method;
  const told = {
    header: () => asked.header('x-http-method-override'),
    query: () => new URLSearchParams(asked.target.split('?').slice(1).join('?')).get('_method'),
  };
  for (const source of sources) {
    const wanted = told[source]()?.toUpperCase();
    if (wanted === 'PUT' || wanted === 'PATCH' || wanted === 'DELETE') return wanted;
  }
  return asked.method;
}
