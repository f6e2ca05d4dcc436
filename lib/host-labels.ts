// What a host's label may be: the same rule where it is set and where a manifest asks for it.
import { isLabel } from './names.ts';

/** `zone` */
export function isHostLabel(name: string): boolean {
  return isLabel(name);
}

/** `eu-1.a` */
export function isLabelValue(value: string): boolean {
  return /^[A-Za-z0-9._-]{1,63}$/.test(value);
}

export const labelValueRule = 'letters, digits, dots, - and _, at most 63';
