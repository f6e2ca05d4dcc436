// Operators -> server: which requests go where, and why.
import { fail } from '../../proto/failure.ts';
import type { ControlService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import type { Observer } from '../facts.ts';
import { findHost, listHosts } from '../records/fleet.ts';
import type { Db, Records } from '../records/records.ts';
import { listTargets } from '../records/releases.ts';
import { type AskedUrl, explain, hiddenView, type KnownRoute, routesIn, routeView } from '../views/routes.ts';
import { mayRead } from './guard.ts';
import { checkFilter, checkHosts, checkTarget, defaultEnvironment } from './names.ts';

interface RouteParts {
  records: Records;
  observer: Observer;
}

export function routeHandlers({ records, observer }: RouteParts): Pick<Handlers<ControlService>, 'listRoutes' | 'explainRoute'> {
  const { db } = records;
  return {
    listRoutes: async ({ environment, app, host }, context) => {
      checkFilter({ app, environment });
      if (host) await mustBeKnown(db, host);
      const all = new Set((await listTargets(db)).map((target) => target.environment));
      const environments = environment ? [environment] : [...all].sort();
      const found = await Promise.all(environments.map((one) => routesIn(db, observer, one, host)));
      const seen = found.flat().filter((route) => (!app || route.app === app) && mayRead(context, route));
      return { routes: seen.map(routeView) };
    },

    explainRoute: async ({ environment, url, host }, context) => {
      const target = checkTarget({ app: 'any', environment: environment || defaultEnvironment });
      if (host) await mustBeKnown(db, host);
      const asked = readUrl(url);
      const routes = await routesIn(db, observer, target.environment, host);
      const hosts = host ? [host] : (await listHosts(db, target.environment)).map(({ name }) => name);
      const ports = new Set(hosts.flatMap((name) => observer.sessions.presence(name)?.hello?.routerPorts ?? []));
      const view = (route: KnownRoute) => (mayRead(context, route) ? routeView(route) : hiddenView(route));
      return explain(routes, asked, ports, view);
    },
  };
}

async function mustBeKnown(db: Db, host: string): Promise<void> {
  checkHosts([host]);
  if (!(await findHost(db, host))) throw fail('not-found', `there is no host ${host}`, { next: 'ctl hosts' });
}

/** The path as it was written: what a URL’s parser makes of dots is what is asked about. @throws Failure bad-input */
function readUrl(text: string): AskedUrl {
  const full = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || text.length > 2048)
    throw fail('bad-input', 'a URL is needed, such as https://www.example.com/path');
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(full)?.[1] || '/';
  const port = Number(/:(\d+)$/.exec(/^[a-z]+:\/\/([^/?#]*)/i.exec(full)?.[1] ?? '')?.[1] ?? 0);
  return { host: url.hostname.toLowerCase().replace(/\.$/, ''), port, https: url.protocol === 'https:', path };
}
