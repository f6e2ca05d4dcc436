// Routes as people read them: a table of all, and one URL explained.
import type { ExplainRouteReply } from '../../proto/generated/castellan/v1/ExplainRouteReply.ts';
import type { RouteOnHost } from '../../proto/generated/castellan/v1/RouteOnHost.ts';
import type { RouteView } from '../../proto/generated/castellan/v1/RouteView.ts';
import { plain } from './plain.ts';
import type { Paint } from './screen.ts';
import { cut, table, wrap } from './table.ts';

interface View {
  columns: number;
  paint: Paint;
}

export function routeLines(routes: RouteView[], { columns, paint }: View): string[] {
  if (routes.length === 0)
    return ['no routes; a process gets some in castellan.yaml, or with ctl settings set APP hosts.PROCESS=NAME'];
  const several = new Set(routes.map(({ environment }) => environment)).size > 1;
  const rows = routes.flatMap((route) =>
    byRelease(route).map(({ release, hosts }, at) => [
      at === 0 ? nameOf(route) : '',
      at === 0 && several ? plain(route.environment) : '',
      at === 0 ? plain(`${route.app}/${route.process}`) : '',
      `v${release}`,
      stateOf(hosts, paint),
      plain(hosts.map(({ host }) => host).join(',')),
      at === 0 ? plain(route.answers) : '',
    ]),
  );
  return table(['ROUTE', 'ENVIRONMENT', 'PROCESS', 'RELEASE', 'READY', 'HOSTS', 'ANSWERED BY'], rows, columns);
}

export function explainLines(reply: ExplainRouteReply, { columns, paint }: View): string[] {
  const { host, port, path, refused, fits, nearest } = reply;
  const asked = `${plain(host)}${port === 0 ? '' : `:${port}`}${plain(path)}`;
  if (refused) return [`${paint('bold', asked)}: ${plain(refused)}`];
  const [first, ...others] = fits;
  if (!first?.route) return [...noRoute(asked, nearest, paint)];
  return [
    cut(`${paint('bold', asked)} goes to ${paint('green', nameOf(first.route))}`, columns),
    ...details(first.route, columns, paint),
    ...(others.length > 0 ? ['also fits, in this order:'] : []),
    ...others.flatMap(({ route, behind }) =>
      route ? wrap(`  ${nameOf(route)}${ofApp(route)}: ${plain(behind)}`, columns, 4) : [],
    ),
  ];
}

function noRoute(asked: string, nearest: RouteView[], paint: Paint): string[] {
  return [
    `${paint('bold', asked)}: no route is for it; the router answers 404`,
    ...(nearest.length > 0 ? ['nearest:'] : []),
    ...nearest.map((route) => `  ${nameOf(route)}${ofApp(route)}`),
  ];
}

function details({ app, process, answers, rules, hosts, environment }: RouteView, columns: number, paint: Paint): string[] {
  if (!app) return ['  of an app that you may not see'];
  const of = `  ${plain(`${app}/${process}`)} in ${plain(environment)}: ${plain(answers)}`;
  return [
    ...wrap(of, columns, 4),
    ...rules.flatMap((rule) => wrap(`  - ${plain(rule)}`, columns, 4)),
    ...hosts.flatMap((one) => {
      const replicas = one.replicas.length > 0 ? `: ${plain(one.replicas.join(', '))}` : '';
      const version = one.version ? ` (${plain(one.version)})` : '';
      return wrap(`  ${plain(one.host)}: v${one.release}${version}, ${stateOf([one], paint)}${replicas}`, columns, 4);
    }),
  ];
}

/** `www.example.com/api`, `:8080/`, `tcp :5432` */
function nameOf({ host, port, path, tcp }: RouteView): string {
  if (tcp) return `tcp :${port}`;
  return `${plain(host) || (port === 0 ? 'any name' : '')}${port === 0 ? '' : `:${port}`}${host || port ? plain(path) : ` ${plain(path)}`}`;
}

function ofApp({ app, process }: RouteView): string {
  return app ? ` (${plain(`${app}/${process}`)})` : ' (an app that you may not see)';
}

/** `4/4`, and what is not as it should be. */
function stateOf(hosts: RouteOnHost[], paint: Paint): string {
  const ready = hosts.reduce((sum, { replicas }) => sum + replicas.length, 0);
  const wanted = hosts.reduce((sum, one) => sum + one.wanted, 0);
  const away = hosts.filter((one) => one.away).length;
  const words = away > 0 ? `, ${away === hosts.length && away === 1 ? 'out of reach' : `${away} out of reach`}` : '';
  return paint(ready >= wanted && away === 0 ? 'green' : 'yellow', `${ready}/${wanted} ready${words}`);
}

function byRelease({ hosts }: RouteView): { release: number; hosts: RouteOnHost[] }[] {
  return [...Map.groupBy(hosts, ({ release }) => release)].map(([release, all]) => ({ release, hosts: all }));
}
