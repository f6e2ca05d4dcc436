// A plan as text: what each slot would do, the steps, what would be refused, and how to do exactly that.
import type { DeploymentPlan } from '../../proto/generated/castellan/v1/DeploymentPlan.ts';
import type { PlannedSlot } from '../../proto/generated/castellan/v1/PlannedSlot.ts';
import { plain } from './plain.ts';
import type { Colour, Paint } from './screen.ts';
import { changeLines } from './settings.ts';
import { table, wrap } from './table.ts';

export function planLines(plan: DeploymentPlan, { columns, paint }: { columns: number; paint: Paint }): string[] {
  const { refusals, warnings, changes } = plan;
  const marked = (mark: string, colour: Colour, texts: string[]) =>
    texts.flatMap((text) => wrap(`${paint(colour, mark)} ${plain(text)}`, columns, 2));
  return [
    paint('bold', title(plan)),
    ...slotLines(plan.slots, { columns, paint }),
    ...(changes.length > 0
      ? ['settings:', ...changeLines(changes, { columns: columns - 2, paint }).map((line) => `  ${line}`)]
      : []),
    ...stepLines(plan, columns),
    ...marked('!', 'yellow', warnings),
    ...marked('refused:', 'red', refusals),
    ...last(plan),
  ];
}

/** No slot would be touched, and the release is the one that it is on. */
export function changesNothing({ slots, to, from }: DeploymentPlan): boolean {
  return to?.number === from?.number && slots.every(({ what }) => what === 'KEEP');
}

function title({ to, from, app, environment, strategy }: DeploymentPlan): string {
  const now = from ? `${plain(from.version)} (v${from.number})` : 'nothing';
  const then = to ? `${plain(to.version)} (v${to.number})` : '';
  return `${plain(app)} in ${plain(environment)}: ${now} -> ${then}, ${plain(strategy)}`;
}

const colours: Record<PlannedSlot['what'], Colour> = {
  KEEP: 'dim',
  RENUMBER: 'dim',
  START: 'green',
  REPLACE: 'cyan',
  SWITCH: 'cyan',
  STOP: 'red',
  MOVE: 'yellow',
};

const words: Record<PlannedSlot['what'], string> = {
  KEEP: 'stays as it is',
  RENUMBER: 'gets the new number without a restart',
  START: 'starts',
  REPLACE: 'is replaced',
  SWITCH: 'is switched',
  STOP: 'stops',
  MOVE: 'moves to another host',
};

/** Slots of a host and process that do the same are one line. */
function slotLines(slots: PlannedSlot[], { columns, paint }: { columns: number; paint: Paint }): string[] {
  const groups = Map.groupBy(slots, ({ host, process, what, from, to }) => [host, process, what, from, to].join(' '));
  const rows = [...groups.values()].map((group) => {
    const [{ host, process, what, from, to }] = group as [PlannedSlot];
    const name = `${plain(process)}/${ranges(group.map(({ index }) => index))}`;
    return [plain(host), name, paint(colours[what], words[what]), move(from, to)];
  });
  return table(['', '', '', ''], rows, columns - 2)
    .slice(1)
    .map((line) => `  ${line}`);
}

/** `1-3,5` */
function ranges(indexes: number[]): string {
  const found: [first: number, last: number][] = [];
  for (const index of indexes) {
    const last = found.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else found.push([index, index]);
  }
  return found.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}

function move(from: number, to: number): string {
  const [was, is] = [from, to].map((release) => (release > 0 ? `v${release}` : 'nothing'));
  return was === is ? String(was) : `${was} -> ${is}`;
}

function stepLines({ steps }: DeploymentPlan, columns: number): string[] {
  if (steps.length === 0) return [];
  return ['steps:', ...steps.flatMap((step, at) => wrap(`  ${at + 1}. ${plain(step)}`, columns, 5))];
}

function last(plan: DeploymentPlan): string[] {
  const { id, refusals } = plan;
  if (refusals.length > 0) return ['nothing would be changed'];
  if (changesNothing(plan)) return ['nothing to do'];
  if (!id) return [];
  return [`plan ${id}, for a day: ctl deploy --plan ${id}`];
}
