// A host in words: what it has, what is said of it, what is still there.
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { plain } from './plain.ts';
import { ago, type StatusView } from './status.ts';
import { cut } from './table.ts';

export function hostDetails(host: Host, { now, columns, paint }: StatusView): string[] {
  const facts: [string, string][] = [
    ['state', `${host.state.toLowerCase()}${host.sinceMs ? ` for ${ago(host.sinceMs, now).replace(/ ago$/, '')}` : ''}`],
    ['seen', ago(host.lastSeenMs, now)],
    ['labels', labelWords(host)],
    ['draining', drainWords(host, now)],
    ['removed', host.removedMs ? `${ago(host.removedMs, now)} by ${plain(host.removedBy)}` : ''],
    ['address', plain(host.address)],
    ['routes on', host.routerPorts.join(', ')],
    ['agent', plain(host.agentVersion)],
    ['booted', host.bootMs ? ago(host.bootMs, now) : ''],
    ['assignment', `${host.accepted} of ${host.assignment}`],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = [
    `${paint('bold', plain(host.name))} in ${plain(host.environment)}`,
    ...facts.filter(([, text]) => text).map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
    ...host.apps.map((app) => `  ${appWords(app)}`),
    ...host.troubles.map((text) => `  ${paint('yellow', '!')} ${plain(text)}`),
  ];
  return lines.map((line) => cut(line, columns));
}

/** `gpu=yes, zone=eu-1` */
export function labelWords({ labels }: Pick<Host, 'labels'>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${plain(name)}=${plain(value)}`)
    .sort()
    .join(', ');
}

/** What it has yet to be rid of; empty: nothing that is known. */
export function remains({ apps }: Host): string {
  return apps.map(appWords).join('; ');
}

function drainWords({ draining, empty }: Host, now: number): string {
  if (!draining) return '';
  const { reason, by, sinceMs, untilMs } = draining;
  const until = untilMs > now ? `, until ${new Date(untilMs).toISOString()} at the latest` : '';
  return `${empty ? 'done' : 'under way'}, asked for ${ago(sinceMs, now)} by ${plain(by)}${until}${reason ? `: ${plain(reason)}` : ''}`;
}

function appWords({ app, environment, slots, replicas }: Host['apps'][number]): string {
  return `${plain(app)} in ${plain(environment)}: ${count(slots, 'slot')}, ${count(replicas, 'replica')}`;
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
