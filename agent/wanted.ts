// An assignment from outside, checked and decoded once, where it enters.

import { readProcess } from '../bundle/process.ts';
import type { SentProcess } from '../bundle/shape.ts';
import { isLabel, isSha256, isVersionName, labelRule, versionRule } from '../lib/names.ts';
import type { Assignment } from '../proto/generated/castellan/v1/Assignment.ts';
import type { SlotWish } from '../proto/generated/castellan/v1/SlotWish.ts';
import type { Wanted } from './decide/admit.ts';
import { slotName, type Wish } from './decide/replica.ts';

const maxIndex = 100_000;

/** Every mistake is in `unreadable`; the wishes are those that could be read. */
export function readAssignment({ epoch, revision, slots, stage }: Assignment): Wanted {
  const unfit = stage.filter(({ digest }) => !isSha256(digest)).map(({ digest }) => `"${digest}" is not a bundle’s digest`);
  const read = readSlots(slots);
  return { epoch, revision, ...read, unreadable: [...unfit, ...read.unreadable] };
}

export function readSlots(slots: SlotWish[]): Pick<Wanted, 'wishes' | 'warm' | 'inPlace' | 'unreadable'> {
  const known = new Map<string, SentProcess>();
  const unreadable: string[] = [];
  const read = (slot: Sent, name: string): Wish[] => {
    const mistakes = mistakesIn(slot);
    const spec = mistakes.length === 0 ? specOf(slot, known, mistakes) : undefined;
    unreadable.push(...mistakes.map((mistake) => `${name}: ${mistake}`));
    return spec ? [wishOf(slot, spec)] : [];
  };
  const wishes = slots.flatMap((slot) => read(slot, `slot ${slotName(slot)}`));
  const warm = slots.flatMap((slot) => (slot.warm ? read({ ...slot, ...slot.warm }, `slot ${slotName(slot)}, kept warm`) : []));
  const inPlace = slots.filter((slot) => slot.inPlace).map(slotName);
  return { wishes, warm, inPlace, unreadable };
}

/** One of a slot’s wishes. */
type Sent = Omit<SlotWish, 'warm' | 'inPlace'>;

function mistakesIn({ app, environment, process, index, version, bundle, fingerprint }: Sent): string[] {
  const names = { app, environment, process };
  const wrong = Object.entries(names)
    .filter(([, name]) => !isLabel(name))
    .map(([what]) => `the ${what} must be ${labelRule}`);
  if (index < 0 || index > maxIndex) wrong.push(`index ${index} is out of range`);
  if (!isVersionName(version)) wrong.push(`the version must be ${versionRule}`);
  if (!isSha256(bundle)) wrong.push('its bundle is not a digest');
  if (fingerprint === '') wrong.push('it has no fingerprint');
  return wrong;
}

function specOf({ processJson }: Sent, read: Map<string, SentProcess>, mistakes: string[]): SentProcess | undefined {
  try {
    const spec = read.get(processJson) ?? readProcess(processJson);
    read.set(processJson, spec);
    return spec;
  } catch (error) {
    mistakes.push((error as Error).message);
    return undefined;
  }
}

function wishOf(slot: Sent, spec: SentProcess): Wish {
  const { app, environment, process, index, release, version, bundle, fingerprint, deployment, healthyMs } = slot;
  const weight = slot.weight > 0 && slot.weight < 100 ? { weight: slot.weight } : {};
  return { app, environment, process, index, release, version, bundle, fingerprint, deployment, healthyMs, spec, ...weight };
}
