// A failed deployment on one screen: the cause in words, the evidence, what was done about it, and the next command.
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { Failure } from '../../proto/generated/castellan/v1/Failure.ts';
import { environmentFlag, isAborted, outcomeColour, took, verdict } from './deployment.ts';
import { exitWords, reasonWords, remedyFor } from './exit.ts';
import { plain } from './plain.ts';
import type { Paint } from './screen.ts';
import { wrap } from './table.ts';

export interface Page {
  columns: number;
  paint: Paint;
}

/** Lines for a deployment that did not end well; for a superseded one, by what. */
export function dossier(deployment: Deployment, { columns, paint }: Page): string[] {
  const { failure, outcome } = deployment;
  return [
    ...wrap(`${verdict(deployment)} (${took(deployment)})`, columns, 2).map((line) => paint(outcomeColour[outcome], line)),
    ...(failure ? evidence(deployment, failure).flatMap((line) => wrap(line, columns, 12)) : []),
    ...(failure ? lastLines(failure, paint) : []),
    ...deployment.warnings.flatMap((text) => wrap(`${paint('yellow', '!')} ${plain(text)}`, columns, 2)),
    ...nextCommands(deployment).map((command, at) => `${at === 0 ? 'next:' : '     '} ${command}`),
  ];
}

export const causeWords: Record<Failure['cause'], string> = {
  UNKNOWN: 'it failed, and why is not known',
  NOT_STAGED: 'its bundle could not be fetched, verified or unpacked',
  DID_NOT_START: 'it could not be started',
  EXITED: 'it exited before it was ready',
  NEVER_READY: 'it never became ready',
  FAILED_AFTER_READY: 'it had been ready, then failed',
  HOST_REFUSED: 'the host refused it',
  HOST_UNREACHABLE: 'the host could not be reached',
  OUT_OF_MEMORY: 'it was killed for its memory',
  HOOK_FAILED: 'its hook failed',
  VERDICT: 'it did worse than the release before',
  ABORTED: 'someone ended it',
};

function evidence(deployment: Deployment, failure: Failure): string[] {
  return [
    `  what      ${what(failure)}`,
    ...row('where', place(failure)),
    ...row('probe', plain(failure.lastProbe)),
    ...row('exit', exitWords(failure.exit)),
    ...row('reason', failure.exit ? reasonWords(failure.exit, failure.message) : ''),
    ...row('remedy', remedyFor(failure.cause, failure.process)),
    ...row('also', also(deployment, failure)),
    ...row('done', remedy(deployment)),
    ...row('others', others(failure)),
  ];
}

/** What was judged or ordered is a whole sentence already. */
function what({ cause, message }: Failure): string {
  const text = plain(message);
  if (text && (cause === 'VERDICT' || cause === 'ABORTED')) return text;
  return `${causeWords[cause]}${text ? `: ${text}` : ''}`;
}

const shown = 3;

/** Where else something failed. */
function also({ failures }: Deployment, failure: Failure): string {
  const others = failures.filter(
    (one) => one.host !== failure.host || one.process !== failure.process || one.index !== failure.index,
  );
  const places = [
    ...new Set(others.map(({ host, process, index }) => [process && `${process}/${index} on`, host].join(' ').trim())),
  ];
  const named = places.filter(Boolean).map(plain);
  return named.length > shown ? `${named.slice(0, shown).join(', ')} and ${named.length - shown} more` : named.join(', ');
}

/** Whole, however long they are: they are the evidence. */
function lastLines({ logLines, cause }: Failure, paint: Paint): string[] {
  const lines = logLines.slice(-20);
  if (lines.length === 0) return [];
  const own = `its last ${lines.length === 1 ? 'line' : `${lines.length} lines`}:`;
  const title = cause === 'VERDICT' ? 'what routers saw of both:' : own;
  return [`  ${title}`, ...lines.map((line) => `  ${paint('dim', '|')} ${plain(line)}`)];
}

function row(word: string, text: string): string[] {
  return text ? [`  ${word.padEnd(9)} ${text}`] : [];
}

function place({ host, process, index, replica, release }: Failure): string {
  const slot = process ? `${plain(process)}/${index}` : '';
  const run = replica ? `(replica ${plain(replica)}, v${release})` : '';
  return [host && `host ${plain(host)}`, slot, run].filter(Boolean).join(' ');
}

function remedy({ outcome, from, phase, takenAway }: Deployment): string {
  if (outcome === 'ROLLED_BACK')
    return from ? `all slots were turned back to ${plain(from.version)} (v${from.number})` : 'it was taken away again';
  if (outcome === 'REFUSED') return 'nothing: it ended before anything changed';
  if (phase === 'TURNING_BACK') return `turning back to ${from ? `${plain(from.version)} (v${from.number})` : 'nothing'}`;
  if (takenAway) return 'it was taken away: there is no release to turn back to';
  return 'nothing: slots were left as they are';
}

/** Of then, not of now: the fleet may have changed since. */
function others({ cause, others }: Failure): string {
  if (!others || others.slots === 0) return '';
  const { slots, serving, notWell } = others;
  const how = cause === 'ABORTED' ? 'was ended' : 'failed';
  return `${serving} of ${slots} serving when it ${how}${notWell > 0 ? `, ${notWell} not well` : ''}`;
}

function nextCommands(deployment: Deployment): string[] {
  const { app, environment, outcome, supersededBy, failure, number, from, to } = deployment;
  const env = environmentFlag(environment);
  if (outcome === 'SUPERSEDED') return [supersededBy > 0 ? `ctl attach ${supersededBy}` : `ctl attach ${app}${env}`].map(plain);
  const back = outcome === 'FAILED' && from ? `ctl rollback ${app} v${from.number}${env}` : undefined;
  const again = isAborted(deployment) && to ? `ctl deploy ${app}@${to.version}${env}` : undefined;
  const found = [back, again, logsOf(deployment), whereToLook(failure)].filter((command) => command !== undefined);
  return (found.length > 0 ? found : [`ctl deployments show ${number}`]).map(plain);
}

/** All that the replica, or the hook, has written. */
function logsOf({ app, environment, failure, tasks }: Deployment): string | undefined {
  const task = failure?.cause === 'HOOK_FAILED' && !failure.replica ? tasks.find(({ state }) => state === 'FAILED') : undefined;
  const replica = failure?.replica || task?.logReplica;
  return replica ? `ctl logs ${app} --replica ${replica}${environmentFlag(environment)}` : undefined;
}

function whereToLook(failure: Deployment['failure']): string | undefined {
  const isHosts = ['HOST_REFUSED', 'HOST_UNREACHABLE', 'NOT_STAGED'].includes(failure?.cause ?? '');
  return isHosts && failure?.host ? `ctl why ${failure.host}` : isHosts ? 'ctl hosts' : undefined;
}
