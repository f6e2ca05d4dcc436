// Whether what a deployment is about to ask for could run here: every reason at once, each with where and what to do about it.
import { type AdmitFacts, processName, type Reason, reasons, type Wanted } from './admit.ts';
import { slotName, type Wish } from './replica.ts';

export interface PreflightFacts {
  /** Of one deployment. */
  prospects: Pick<Wanted, 'wishes' | 'warm' | 'inPlace' | 'unreadable'>;
  /** What this host is asked for now. */
  wishes: Wish[];
  admit: AdmitFacts;
  /** What is wrong with running these, found out by looking: what they name is there or not. */
  found: Reason[];
  /** Slots, by name, that something runs in. */
  filled: ReadonlySet<string>;
  /** Ports of the range that belong to nobody. */
  portsLeft: number;
}

export function preflight(facts: PreflightFacts): string[] {
  const all = [...admission(facts), ...ports(facts), ...facts.found];
  return [...new Set(all.map(({ what, remedy }) => (remedy ? `${what}; ${remedy}` : what)))];
}

/** What would be wrong with the whole, and is not wrong already without it. */
function admission({ prospects, wishes, admit }: PreflightFacts): Reason[] {
  const apps = new Set([...prospects.wishes, ...prospects.warm].map(appOf));
  const others = wishes.filter((wish) => !apps.has(appOf(wish)));
  const none = { epoch: 0, revision: 0, warm: [], inPlace: [], unreadable: [] };
  const facts = { ...admit, known: null };
  const before = new Set(reasons({ ...none, wishes: others }, { ...facts, held: new Map() }).map(({ what }) => what));
  const after = reasons({ ...none, ...prospects, wishes: [...others, ...prospects.wishes] }, facts);
  return after.filter(({ what }) => !before.has(what));
}

/** A slot that is replaced needs its new ports for a while beside the old ones, one slot after the other. */
function ports({ prospects: { wishes, warm }, filled, portsLeft }: PreflightFacts): Reason[] {
  const isFilled = (wish: Wish) => filled.has(slotName(wish));
  const served = new Map(wishes.map((wish) => [slotName(wish), wish.fingerprint]));
  const second = warm.filter((wish) => served.get(slotName(wish)) !== wish.fingerprint);
  const beside = [...wishes.filter((wish) => !isFilled(wish)), ...second].reduce((sum, wish) => sum + autoPorts(wish), 0);
  const needed = beside + Math.max(0, ...wishes.filter(isFilled).map(autoPorts));
  if (needed <= portsLeft) return [];
  const names = [...new Set([...wishes, ...warm].filter((wish) => autoPorts(wish) > 0).map(processName))];
  const what = `${names.join(', ')}: ${needed} ports are needed, and ${portsLeft} of this host’s range are left`;
  return [{ what, remedy: 'widen ports in its settings, or ask for fewer replicas' }];
}

function autoPorts({ spec }: Wish): number {
  return Object.values(spec.ports).filter((port) => port === 'auto').length;
}

function appOf({ app, environment }: Wish): string {
  return `${app}/${environment}`;
}
