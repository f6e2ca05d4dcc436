// A deployment under way, as lines to redraw on a terminal, and as lines that follow each other in a pipe.
import { formatDuration } from '../../lib/durations.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { SlotProgress } from '../../proto/generated/castellan/v1/SlotProgress.ts';
import { counts, headline, isThere, slotMove, slotWord, stage, waitsFor } from './deployment.ts';
import { plain } from './plain.ts';
import type { Colour, Paint } from './screen.ts';
import { cut, table, wrap } from './table.ts';

export interface View {
  now: number;
  columns: number;
  rows: number;
  paint: Paint;
  /** Which picture of the spinner. */
  turn: number;
  /** What to say about the connection; empty: all is well. */
  trouble?: string;
  /** What the hook that runs has written. */
  output?: string[];
}

const spinner = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** One line per host and slot, under what is being done and how far it is. */
export function progressLines(deployment: Deployment, view: View): string[] {
  const { paint, columns, turn, trouble } = view;
  const mark = deployment.phase === 'SETTLED' ? '•' : spinner[turn % spinner.length];
  const head = `${paint('cyan', mark ?? '')} ${paint('bold', headline(deployment))}${paint('dim', ` · deployment ${deployment.number}`)}`;
  const said = [...waiting(deployment, view), ...output(deployment, view)];
  return [
    head,
    `  ${bar(deployment, paint)} ${stage(deployment)}${timeLeft(deployment, view.now)}`,
    ...said,
    ...slotLines(deployment.slots, view, said.length),
    ...(trouble ? [`  ${paint('yellow', trouble)}`] : []),
    ...(deployment.phase === 'SETTLED' ? [] : [paint('dim', '  Ctrl-C leaves it to the server')]),
  ].map((line) => cut(line, columns));
}

/** Why it does not go on, and what became of the last comparison. */
function waiting(deployment: Deployment, { columns, paint }: View): string[] {
  const why = waitsFor(deployment);
  const judged = deployment.phase === 'HOLDING' ? undefined : lastVerdict(deployment);
  return [
    ...(why ? wrap(`  ${why}`, columns, 4).map((line) => paint('yellow', line)) : []),
    ...(judged ? [`  ${paint('dim', plain(judged))}`] : []),
  ];
}

function lastVerdict({ events, phase }: Deployment): string | undefined {
  return phase === 'SETTLED' ? undefined : events.findLast(({ text }) => text.startsWith('verdict:'))?.text;
}

const outputLines = 5;

function output({ phase }: Deployment, { output = [], paint }: View): string[] {
  if (phase !== 'HOOK') return [];
  return output.slice(-outputLines).map((line) => `  ${paint('dim', '|')} ${plain(line)}`);
}

/** What is new since `before`, a line each; all of it when there is none before. */
export function newLines(before: Deployment | undefined, now: Deployment): string[] {
  const told = before?.events.length ?? 0;
  const known = new Map(before?.slots.map((slot) => [slotKey(slot), slotText(slot)]));
  const moved = now.slots.filter((slot) => slotText(slot) !== known.get(slotKey(slot)) && (before || slot.state !== 'WAITING'));
  return [
    ...(before ? [] : [`${headline(now)} · deployment ${now.number}`]),
    ...(now.phase === 'SETTLED' || (before && stage(before) === stage(now)) ? [] : [stage(now)]),
    ...newWait(before, now),
    ...moved.map((slot) => `${plain(slot.host)} ${plain(slot.process)}/${slot.index}: ${slotText(slot)}`),
    ...now.events.slice(told).flatMap(({ text }) => (text === now.holding ? [] : [plain(text)])),
  ];
}

function newWait(before: Deployment | undefined, now: Deployment): string[] {
  const why = waitsFor(now);
  return why && (!before || waitsFor(before) !== why) ? [why] : [];
}

const slotColour: Record<SlotProgress['state'], Colour> = {
  WAITING: 'dim',
  STAGING: 'blue',
  STARTING: 'cyan',
  WARMING: 'cyan',
  SERVING: 'green',
  STOPPING: 'blue',
  GONE: 'dim',
  FAILED: 'red',
  UNREACHABLE: 'yellow',
};

function bar({ slots }: Deployment, paint: Paint): string {
  const wide = 20;
  const there = slots.filter(isThere).length;
  const full = slots.length === 0 ? 0 : Math.floor((wide * there) / slots.length);
  return `[${paint('green', '█'.repeat(full))}${paint('dim', '░'.repeat(wide - full))}] ${there} of ${slots.length} ·`;
}

function timeLeft({ phase, untilMs }: Deployment, now: number): string {
  const left = untilMs - now;
  if (untilMs === 0 || left < 0 || phase === 'SETTLED' || phase === 'HOLDING') return '';
  const rounded = left < 1000 ? left : Math.round(left / 1000) * 1000;
  return phase === 'BAKING' ? `, ${formatDuration(rounded)} left` : `, given up in ${formatDuration(rounded)}`;
}

/** Those that fit; the ones that move or failed before those that wait or are there already. */
function slotLines(slots: SlotProgress[], { rows, columns, paint }: View, above: number): string[] {
  const room = Math.max(3, rows - 7 - above);
  const shown = slots.length <= room ? slots : interesting(slots, room - 1);
  const left = slots.filter((slot) => !shown.includes(slot));
  const lines = table(
    ['', '', '', '', ''],
    shown.map((slot, at) => slotRow(slot, shown[at - 1], paint)),
    columns - 2,
  ).slice(1);
  return [...lines, ...(left.length > 0 ? [`and ${left.length} more: ${counts(left)}`] : [])].map((line) => `  ${line}`);
}

function interesting(slots: SlotProgress[], room: number): SlotProgress[] {
  const dull = (slot: SlotProgress) => Number(slot.state === 'WAITING' || isThere(slot));
  const chosen = new Set([...slots].sort((a, b) => dull(a) - dull(b)).slice(0, room));
  return slots.filter((slot) => chosen.has(slot));
}

function slotRow(slot: SlotProgress, above: SlotProgress | undefined, paint: Paint): string[] {
  const { host, process, index, state, detail } = slot;
  const name = above?.host === host ? ' ' : plain(host);
  return [name, `${plain(process)}/${index}`, paint(slotColour[state], slotWord(slot)), slotMove(slot), plain(detail)];
}

function slotKey({ host, process, index }: SlotProgress): string {
  return `${host} ${process}/${index}`;
}

function slotText(slot: SlotProgress): string {
  return [slotWord(slot), slotMove(slot), slot.detail && `(${plain(slot.detail)})`].filter(Boolean).join(' ');
}
