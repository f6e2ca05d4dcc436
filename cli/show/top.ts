// What requests meet now, as a table: a row for each route and release.
import type { FiguresReply } from '../../proto/generated/castellan/v1/FiguresReply.ts';
import type { RouteRates } from '../../proto/generated/castellan/v1/RouteRates.ts';
import { plain } from './plain.ts';
import type { Paint } from './screen.ts';
import { cut, table } from './table.ts';

export interface TopSize {
  columns: number;
  rows: number;
  paint: Paint;
}

const head = [
  'APP',
  'PROCESS',
  'REL',
  'REQ/S',
  '4XX/S',
  '5XX/S',
  'FAIL/S',
  'P50',
  'P95',
  'P99',
  'NOW',
  'IN/S',
  'OUT/S',
  'HOSTS',
  'ROUTE',
];

/** As many rows as there is room for; the rest is counted. */
export function topLines(reply: FiguresReply, { columns, rows, paint }: TopSize): string[] {
  const { routes, leftOut, hostsMeasured, hostsConnected } = reply;
  const time = new Date(reply.atMs).toISOString().slice(11, 19);
  const from = `${hostsMeasured} of ${hostsConnected} host${hostsConnected === 1 ? '' : 's'}`;
  const first = paint('bold', `${time}Z · requests a second on ${from}`);
  if (routes.length === 0) return [cut(first, columns), 'no requests have been counted yet'];
  const room = Math.max(1, rows - 4);
  const shown = routes.slice(0, room);
  const [names = '', ...lines] = table(head, shown.map(cells), columns);
  const painted = lines.map((line, at) =>
    (shown[at] as RouteRates).failures > 0 || isFailing(shown[at]) ? paint('red', line) : line,
  );
  const more = routes.length - shown.length + leftOut;
  return [cut(first, columns), paint('dim', names), ...painted, ...(more > 0 ? [`and ${more} more`] : [])];
}

/** One for each row, with the time that they were asked for. */
export function topObjects({ atMs, routes }: FiguresReply): object[] {
  return routes.map((route) => ({ atMs, ...route }));
}

function isFailing(row: RouteRates | undefined): boolean {
  return (row?.status[4] ?? 0) > 0;
}

function cells(row: RouteRates): string[] {
  const { app, environment, process, release, requests, status, failures, inFlight, bytesIn, bytesOut, hosts } = row;
  return [
    plain(`${app}/${environment}`),
    plain(process),
    `v${release}`,
    rate(requests),
    rate(status[3] ?? 0),
    rate(status[4] ?? 0),
    rate(failures),
    took(row.p50Ms),
    took(row.p95Ms),
    took(row.p99Ms),
    String(inFlight),
    amount(bytesIn),
    amount(bytesOut),
    String(hosts),
    plain(`${row.port > 0 ? `:${row.port}` : row.host || '*'}${row.path}`),
  ];
}

/** `0`, `0.02`, `1.5`, `320`. */
function rate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 0.1) return perSecond.toFixed(2);
  return perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond));
}

/** Upper bounds: `<25ms`. */
function took(ms: number): string {
  if (ms === 0) return '-';
  return ms < 0 ? '>10s' : ms < 1000 ? `<${ms}ms` : `<${ms / 1000}s`;
}

function amount(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let at = 0;
  let size = bytes;
  for (; size >= 1000 && at < units.length - 1; at += 1) size /= 1024;
  return `${at === 0 || size >= 10 ? Math.round(size) : size.toFixed(1)} ${units[at]}`;
}
