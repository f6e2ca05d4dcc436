// Why an app, or a host, is as it is: what is not well, with the evidence, and what to do about it.
import type { AppStatus } from '../../proto/generated/castellan/v1/AppStatus.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { Ghost } from '../../proto/generated/castellan/v1/Ghost.ts';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import type { ReplicaStatus } from '../../proto/generated/castellan/v1/ReplicaStatus.ts';
import type { SlotStatus } from '../../proto/generated/castellan/v1/SlotStatus.ts';
import { environmentFlag, headline, stage, waitsFor } from './deployment.ts';
import { dossier } from './dossier.ts';
import { remedyFor } from './exit.ts';
import { hostDetails } from './host.ts';
import { plain } from './plain.ts';
import { ago, endWords, type StatusView } from './status.ts';
import { wrap } from './table.ts';

export interface AppReasons {
  status: AppStatus;
  /** The newest that did not end well and was not made good since. */
  failed: Deployment | undefined;
  ghosts: Ghost[];
  hosts: Host[];
  /** Replica -> the last lines that it wrote. */
  lines: Map<string, string[]>;
}

export interface Unwell {
  slot: SlotStatus;
  replica: ReplicaStatus | undefined;
}

export function whyApp(reasons: AppReasons, view: StatusView): string[] {
  const { status, failed, ghosts, hosts, lines } = reasons;
  const { app, environment, current } = status;
  const serves = current ? `${plain(current.version)} (v${current.number})${current.stopped ? ', stopped' : ''}` : 'not deployed';
  const found = [
    underWay(status),
    ...unwell(status).map((one) => slotLines(status, one, lines, view)),
    ...hosts.flatMap((host) => (isAway(host) && has(status, host) ? [awayLines(host, view)] : [])),
    settingLines(status),
    certificateLines(status, view),
    failed ? dossier(failed, view) : [],
    ...ghosts.map((ghost) => ghostLines(ghost, view)),
  ].filter((lines) => lines.length > 0);
  const title = `${view.paint('bold', plain(app))} in ${plain(environment)}: ${serves}`;
  return [title, ...(found.length > 0 ? found.flat() : [allIsWell(status)])].flatMap((line) => wrap(line, view.columns, 4));
}

/** Slots that do not serve what is wanted, with the replica that should. */
export function unwell({ slots }: AppStatus): Unwell[] {
  return slots.flatMap((slot): Unwell[] => {
    const replica = slot.replicas.find(({ release }) => release === slot.wanted) ?? slot.replicas[0];
    const isWell =
      slot.wanted === 0 ? slot.replicas.length === 0 : replica?.release === slot.wanted && replica.phase === 'healthy';
    return isWell && !isRestarting(replica) ? [] : [{ slot, replica }];
  });
}

export function whyHost(host: Host, apps: AppStatus[], view: StatusView): string[] {
  const unwellThere = apps.flatMap((status) =>
    unwell(status)
      .filter(({ slot }) => slot.host === host.name)
      .flatMap((one) => slotLines(status, one, new Map(), view)),
  );
  const away = isAway(host) ? awayLines(host, view) : [];
  const found = [...away, ...heldLines(host), ...unwellThere];
  const isWell = found.length === 0 && host.troubles.length === 0;
  return [...hostDetails(host, view), ...found, ...(isWell ? ['nothing is wrong that is known of'] : [])].flatMap((line) =>
    wrap(line, view.columns, 4),
  );
}

function underWay({ deployment }: AppStatus): string[] {
  if (!deployment || deployment.phase === 'SETTLED') return [];
  const waits = waitsFor(deployment);
  const { number } = deployment;
  return [
    `${headline(deployment)} · deployment ${number}: ${stage(deployment)}`,
    waits ? `  ${waits}` : `  ctl attach ${number}`,
  ];
}

function slotLines(
  { app, environment }: AppStatus,
  { slot: { host, process, index, wanted }, replica }: Unwell,
  lines: Map<string, string[]>,
  { now, paint }: StatusView,
): string[] {
  const name = `${plain(process)}/${index} on ${plain(host)}`;
  if (!replica) return [`${paint('yellow', '!')} ${name} has no replica of v${wanted} yet`];
  const { detail, lastExit, restarts, phase, release, id } = replica;
  const facts = [
    `${plain(phase)} (v${release})`,
    plain(detail),
    lastExit ? `last ${endWords(lastExit, now, detail)}` : '',
    restarts > 0 ? `restarted ${restarts === 1 ? 'once' : `${restarts} times`}` : '',
  ];
  const remedy = remedyFor(lastExit?.reason ?? '', process);
  return [
    `${paint('yellow', '!')} ${name}: ${facts.filter(Boolean).join(', ')}`,
    ...(lines.get(id) ?? []).map((line) => `  ${paint('dim', '|')} ${plain(line)}`),
    ...(remedy ? [`  remedy: ${remedy}`] : []),
    `  next: ctl logs ${plain(app)} --replica ${plain(id)}${environmentFlag(environment)}`,
  ];
}

function isRestarting(replica: ReplicaStatus | undefined): boolean {
  return (replica?.restarts ?? 0) > 0;
}

function isAway({ state }: Host): boolean {
  return state !== 'CONNECTED';
}

function has({ slots }: AppStatus, { name }: Host): boolean {
  return slots.some(({ host }) => host === name);
}

function awayLines({ name, state, lastSeenMs }: Host, { now, paint }: StatusView): string[] {
  return [
    `${paint('yellow', '!')} host ${plain(name)} is ${state.toLowerCase()}, last heard ${ago(lastSeenMs, now)}: it runs on with what it was told`,
    `  next: see that its agent runs and reaches the server; to do without it: ctl hosts drain ${plain(name)}`,
  ];
}

/** Some reasons say themselves what to do. */
function heldLines({ name, held }: Host): string[] {
  if (!held) return [];
  return [
    `nothing is sent to it: ${plain(held)}`,
    ...(held.includes('ctl hosts') ? [] : [`  next: ctl hosts adopt ${plain(name)}`]),
  ];
}

/** The server says it as a trouble of the app. */
function settingLines({ app, environment, current, troubles }: AppStatus): string[] {
  const found = troubles.filter((text) => text.startsWith('settings revision')).map(plain);
  const version = current ? `@${plain(current.version)}` : '@VERSION';
  return found.flatMap((text) => [text, `  next: ctl deploy ${plain(app)}${version}${environmentFlag(environment)}`]);
}

function certificateLines({ environment, troubles }: AppStatus, { paint }: StatusView): string[] {
  const found = troubles.filter((text) => text.startsWith('certificate')).map((text) => `${paint('yellow', '!')} ${plain(text)}`);
  return found.length > 0 ? [...found, `  next: ctl certs list${environmentFlag(environment)}`] : [];
}

function ghostLines({ app, version, environment, deployment, reason }: Ghost, { paint }: StatusView): string[] {
  const name = `${plain(app)}@${plain(version)}`;
  return [
    `${paint('yellow', '!')} ${name} is a ghost here since deployment ${deployment}: ${plain(reason)}`,
    `  next: ctl ghosts clear ${name}${environmentFlag(environment)}, or ctl deploy ${name} --force${environmentFlag(environment)}`,
  ];
}

function allIsWell({ slots, current }: AppStatus): string {
  const hosts = new Set(slots.map(({ host }) => host)).size;
  if (!current || slots.length === 0) return 'nothing is asked to run';
  return `all is well: ${slots.length} of ${slots.length} replicas serve on ${hosts === 1 ? 'one host' : `${hosts} hosts`}`;
}
