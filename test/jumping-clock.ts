// Given to a program with --import: its time of day is off by what the file CLOCK_OFFSET says, from that moment on.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const file = process.env.CLOCK_OFFSET ?? '';

function offset(): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

const now = () => RealDate.now() + offset();

globalThis.Date = class extends RealDate {
  constructor(...args: []) {
    super(...(args.length === 0 ? ([now()] as never) : args));
  }

  static override now(): number {
    return now();
  }
} as DateConstructor;
