// ctl status: each app with its release, its slots in compact form, what is not right, and the hosts.
import { formatDuration } from '../../lib/durations.ts';
import type { AppStatus } from '../../proto/generated/castellan/v1/AppStatus.ts';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import type { ReplicaStatus } from '../../proto/generated/castellan/v1/ReplicaStatus.ts';
import type { SlotStatus } from '../../proto/generated/castellan/v1/SlotStatus.ts';
import type { StatusReply } from '../../proto/generated/castellan/v1/StatusReply.ts';
import { headline, stage, verdict } from './deployment.ts';
import { exitWords, reasonWords } from './exit.ts';
import { plain } from './plain.ts';
import type { Colour, Paint } from './screen.ts';
import { cut, table } from './table.ts';

export interface StatusView {
  now: number;
  columns: number;
  paint: Paint;
}

export function statusLines({ apps, hosts }: StatusReply, view: StatusView): string[] {
  const lines = apps.flatMap((app) => [...appLines(app, view), '']);
  return [
    ...(apps.length === 0 ? ['nothing is deployed yet; begin with: ctl deploy DIR', ''] : lines),
    ...hostLines(hosts, view),
  ];
}

const hostColour: Record<Host['state'], Colour> = { CONNECTED: 'green', UNREACHABLE: 'yellow', LOST: 'red', STRANGER: 'red' };

export function hostLines(hosts: Host[], { now, columns, paint }: StatusView): string[] {
  if (hosts.length === 0) return ['no host has ever connected; let one in with: ctl hosts add NAME'];
  const rows = hosts.map((host) => [
    plain(host.name),
    plain(host.environment),
    paint(hostColour[host.state], host.state.toLowerCase()),
    ago(host.lastSeenMs, now),
    String(host.slots),
    host.routerPorts.join(','),
    plain(host.address),
    plain(host.agentVersion),
    [drained(host), behind(host)].filter(Boolean).join(', '),
  ]);
  const troubles = hosts.flatMap((host) =>
    [away(host), ...host.troubles].filter(Boolean).map((text) => trouble(`${plain(host.name)}: ${plain(text)}`, columns, paint)),
  );
  return [
    ...table(['HOST', 'ENVIRONMENT', 'STATE', 'SEEN', 'SLOTS', 'ROUTES ON', 'ADDRESS', 'AGENT', ''], rows, columns),
    ...troubles,
  ];
}

/** `4s ago`, `never` */
export function ago(ms: number, now: number): string {
  if (ms === 0) return 'never';
  const rounded = Math.max(0, now - ms);
  return rounded < 1000 ? 'now' : `${formatDuration(Math.round(rounded / 1000) * 1000)} ago`;
}

/** `ended by SIGKILL 4s ago: out of memory (limits.memory is 64 MiB)` */
export function endWords(exit: ReplicaStatus['lastExit'], now: number, told = ''): string {
  if (!exit) return '';
  return [`${exitWords(exit)} ${ago(exit.atMs, now)}`, reasonWords(exit, told)].filter(Boolean).join(': ');
}

function drained({ draining, empty }: Host): string {
  if (!draining) return '';
  return empty ? 'drained' : 'draining';
}

function away({ state, sinceMs }: Host): string {
  if ((state !== 'UNREACHABLE' && state !== 'LOST') || sinceMs === 0) return '';
  return `${state.toLowerCase()} since ${new Date(sinceMs).toISOString()}; it runs on with what it was last told`;
}

function behind({ assignment, accepted }: Host): string {
  return assignment > accepted ? `at assignment ${accepted} of ${assignment}` : '';
}

function appLines(app: AppStatus, view: StatusView): string[] {
  const { columns, paint } = view;
  const { current, deployment, slots, troubles } = app;
  const release = current
    ? `${plain(current.version)} (v${current.number})${current.stopped ? ', stopped' : ''}`
    : 'not deployed';
  return [
    cut(`${paint('bold', plain(app.app))} in ${plain(app.environment)}: ${release}`, columns),
    ...(deployment ? [cut(`  ${deploymentLine(deployment)}`, columns)] : []),
    ...slotTable(slots, view).map((line) => `  ${line}`),
    ...troubles.map((text) => trouble(`  ${plain(text)}`, columns, paint)),
  ];
}

function deploymentLine(deployment: NonNullable<AppStatus['deployment']>): string {
  if (deployment.phase === 'SETTLED') return `deployment ${deployment.number} ${verdict(deployment)}`;
  return `${headline(deployment)} · deployment ${deployment.number} · ${stage(deployment)} · ctl attach ${deployment.number}`;
}

/** Nothing without slots; else a row per host and process; replicas that are alike are counted. */
function slotTable(slots: SlotStatus[], { now, columns, paint }: StatusView): string[] {
  if (slots.length === 0) return [];
  const groups = Map.groupBy(slots, ({ host, process }) => `${host} ${process}`);
  const rows = [...groups.values()].map((group) => {
    const [{ host, process }] = group as [SlotStatus];
    const well = group.filter(isWell).length;
    const share = paint(well === group.length ? 'green' : 'yellow', `${well}/${group.length}`);
    return [plain(host), plain(process), share, tally(group), up(group, now), complaint(group, now)];
  });
  return table(['HOST', 'PROCESS', 'WELL', 'REPLICAS', 'UP', ''], rows, columns - 2);
}

function isWell({ wanted, replicas }: SlotStatus): boolean {
  if (wanted === 0) return replicas.length === 0;
  return replicas.some(({ release, phase }) => release === wanted && phase === 'healthy');
}

/** `2 healthy v13, 1 starting v14` */
function tally(group: SlotStatus[]): string {
  const alike = Map.groupBy(
    group.flatMap(({ replicas }) => replicas),
    ({ phase, release }) => `${plain(phase)} v${release}`,
  );
  return [...alike].map(([words, all]) => `${all.length} ${words}`).join(', ') || 'none';
}

/** Since the youngest of their processes was started; empty: none runs, or the agent is too old to say. */
function up(group: SlotStatus[], now: number): string {
  const starts = group.flatMap(({ replicas }) => replicas.map(({ startedMs }) => startedMs)).filter((at) => at > 0);
  return starts.length > 0 ? formatDuration(Math.max(0, Math.round((now - Math.max(...starts)) / 1000) * 1000)) : '';
}

/** What is worth a word about the first replica that is not well. */
function complaint(group: SlotStatus[], now: number): string {
  const replicas = group.flatMap(({ replicas: all, index }) => all.map((replica) => ({ index, replica })));
  const bad = replicas.find(
    ({ replica }) => replica.phase !== 'healthy' && (replica.detail || replica.lastExit || replica.restarts > 0),
  );
  return bad ? `/${bad.index}: ${words(bad.replica, now)}` : '';
}

function words({ detail, lastExit, restarts }: ReplicaStatus, now: number): string {
  return [plain(detail), endWords(lastExit, now, detail), restarts > 0 ? `${restarts} restarts` : ''].filter(Boolean).join(', ');
}

function trouble(text: string, columns: number, paint: Paint): string {
  const indent = /^ */.exec(text)?.[0] ?? '';
  return cut(`${indent}${paint('yellow', '!')} ${text.trim()}`, columns);
}
