// The shell around preflight: what a deployment is about to ask for is answered for once its bundles are here, and nothing starts.
import type { PreflightInput } from '../proto/generated/castellan/v1/Preflight.ts';
import type { SlotWish } from '../proto/generated/castellan/v1/SlotWish.ts';
import { type AdmissionOptions, admitFacts } from './admission.ts';
import type { Wanted } from './decide/admit.ts';
import { preflight } from './decide/preflight.ts';
import { isOver, slotName, type Wish } from './decide/replica.ts';
import { type LookOptions, lookAhead } from './look-ahead.ts';
import type { Ports } from './ports.ts';
import type { Proofs } from './proofs.ts';
import type { Log } from './replica.ts';
import { readSlots } from './wanted.ts';

export interface PreflightOptions extends AdmissionOptions, LookOptions {
  proofs: Pick<Proofs, 'trouble' | 'unlike'>;
  ports: Ports;
  log: Log;
  changed(): void;
}

export interface Preflights {
  /** Answers for these, beside what is wished for now, and for nothing else any more. */
  assign(prospects: SlotWish[], wishes: Wish[]): void;
  /** A bundle may be there. */
  look(): void;
  report(): PreflightInput[];
  /** All that is asked. */
  wishes(): Wish[];
  /** Something is asked, and not answered yet. */
  isBusy(): boolean;
}

interface Asked {
  deployment: number;
  /** Of all that the answer depends on. */
  key: string;
  prospects: Pick<Wanted, 'wishes' | 'warm' | 'inPlace' | 'unreadable'>;
  looking: boolean;
  refusals: string[] | null;
}

export function openPreflights(options: PreflightOptions): Preflights {
  let asked = new Map<number, Asked>();
  let wishes: Wish[] = [];

  function assign(prospects: SlotWish[], wished: Wish[]): void {
    wishes = wished;
    const around = wished.map((wish) => `${slotName(wish)} ${wish.fingerprint}`);
    const deployments = new Set(prospects.map(({ deployment }) => deployment));
    asked = new Map([...deployments].map((deployment) => [deployment, ask(deployment, prospects, around)]));
    look();
  }

  function ask(deployment: number, prospects: SlotWish[], around: string[]): Asked {
    const slots = prospects.filter((slot) => slot.deployment === deployment);
    const key = JSON.stringify([slots, around]);
    const known = asked.get(deployment);
    return known?.key === key ? known : { deployment, key, prospects: readSlots(slots), looking: false, refusals: null };
  }

  function look(): void {
    for (const one of asked.values()) if (!one.looking && !one.refusals && (isBarred(one) || isStaged(one))) void answer(one);
  }

  /** It is not even fetched. */
  function isBarred({ prospects: { wishes, warm } }: Asked): boolean {
    return [...wishes, ...warm].some((wish) => options.proofs.trouble(wish) !== '');
  }

  function isStaged({ prospects: { wishes, warm } }: Asked): boolean {
    return [...wishes, ...warm].every(({ bundle }) => options.find(bundle) !== undefined);
  }

  async function answer(one: Asked): Promise<void> {
    one.looking = true;
    const { prospects } = one;
    const whole = { epoch: 0, revision: 0, ...prospects };
    const [admit, found] = await Promise.all([
      admitFacts(whole, null, options),
      isBarred(one) ? [] : lookAhead([...prospects.wishes, ...prospects.warm], options),
    ]);
    const filled = new Set(options.replicas().flatMap((replica) => (isOver(replica) ? [] : [slotName(replica)])));
    one.refusals = preflight({ prospects, wishes, admit, found, filled, portsLeft: options.ports.left() });
    options.log.info({ deployment: one.deployment, refusals: one.refusals }, 'looked ahead for a deployment');
    options.changed();
  }

  return {
    assign,
    look,
    report: () => [...asked.values()].flatMap(({ deployment, refusals }) => (refusals ? [{ deployment, refusals }] : [])),
    wishes: () => [...asked.values()].flatMap(({ prospects }) => [...prospects.wishes, ...prospects.warm]),
    isBusy: () => [...asked.values()].some(({ refusals }) => refusals === null),
  };
}
