// An assignment from outside, checked and decoded once, where it enters.

import { readProcess } from '../bundle/process.ts';
import type { Process } from '../bundle/shape.ts';
import { isLabel, isSha256, isVersionName, labelRule, versionRule } from '../lib/names.ts';
import type { Assignment } from '../proto/generated/castellan/v1/Assignment.ts';
import type { SlotWish } from '../proto/generated/castellan/v1/SlotWish.ts';
import type { Wanted } from './decide/admit.ts';
import { slotName, type Wish } from './decide/replica.ts';

const maxIndex = 100_000;

/** Every mistake is in `unreadable`; the wishes are those that could be read. */
export function readAssignment({ epoch, revision, slots, stage }: Assignment): Wanted {
  const read = new Map<string, Process>();
  const wishes: Wish[] = [];
  const unreadable = stage.filter(({ digest }) => !isSha256(digest)).map(({ digest }) => `"${digest}" is not a bundle’s digest`);
  for (const slot of slots) {
    const mistakes = mistakesIn(slot);
    const spec = mistakes.length === 0 ? specOf(slot, read, mistakes) : undefined;
    unreadable.push(...mistakes.map((mistake) => `slot ${slotName(slot)}: ${mistake}`));
    if (spec) wishes.push(wishOf(slot, spec));
  }
  return { epoch, revision, wishes, unreadable };
}

function mistakesIn({ app, environment, process, index, version, bundle, fingerprint }: SlotWish): string[] {
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

function specOf({ processJson }: SlotWish, read: Map<string, Process>, mistakes: string[]): Process | undefined {
  try {
    const spec = read.get(processJson) ?? readProcess(processJson);
    read.set(processJson, spec);
    return spec;
  } catch (error) {
    mistakes.push((error as Error).message);
    return undefined;
  }
}

function wishOf({ processJson: _, ...slot }: SlotWish, spec: Process): Wish {
  return { ...slot, spec };
}
