// What a pipeline is told about its server: by which pins to know it, as which operator to come, and for whom its platform is to
// make tokens. Nothing in it is secret; whoever can change it can send the pipeline to a server of theirs.
import { isLabel } from '../lib/names.ts';

export interface Introduction {
  /** Of the operator. */
  name: string;
  audience: string;
  /** sha256 of the public keys of authorities of servers, base64url: one of them it has to be. */
  pins: string[];
}

const beginning = 'castellan-pipeline-1.';
const form = /^castellan-pipeline-1\.([a-z0-9-]{1,63})\.([A-Za-z0-9_-]{1,1600})((?:\.[A-Za-z0-9_-]{43}){1,3})$/;

export function writeIntroduction({ name, audience, pins }: Introduction): string {
  return `${beginning}${[name, Buffer.from(audience).toString('base64url'), ...pins].join('.')}`;
}

export function isIntroduction(text: string): boolean {
  return text.trim().startsWith(beginning);
}

/** Undefined: not all of one. */
export function readIntroduction(text: string): Introduction | undefined {
  const [, name = '', audience = '', pins = ''] = form.exec(text.trim()) ?? [];
  if (!isLabel(name)) return undefined;
  return { name, audience: Buffer.from(audience, 'base64url').toString('utf8'), pins: pins.slice(1).split('.') };
}
