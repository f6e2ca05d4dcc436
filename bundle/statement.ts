// What is signed of a bundle: a text of five lines that names it whole, so that no signature fits another app, version or content.
import { isLabel, isSha256, isVersionName } from '../lib/names.ts';

/** A bundle under the name that it is to run as. */
export interface Named {
  app: string;
  version: string;
  /** sha256 of the uncompressed tar. */
  bundle: string;
}

export interface Statement extends Named {
  /** When it was signed, ISO 8601 in UTC, to the second. */
  created: string;
}

export const maxStatementBytes = 1024;

const shape =
  /^castellan bundle 1\napp: (?<app>[^\n]+)\nversion: (?<version>[^\n]+)\nsha256: (?<bundle>[^\n]+)\ncreated: (?<created>[^\n]+)\n$/;

export function writeStatement({ app, version, bundle }: Named, now: number): string {
  const created = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  return `castellan bundle 1\napp: ${app}\nversion: ${version}\nsha256: ${bundle}\ncreated: ${created}\n`;
}

/** undefined: it is none, to the last byte. */
export function readStatement(text: string): Statement | undefined {
  if (Buffer.byteLength(text) > maxStatementBytes) return undefined;
  const { app = '', version = '', bundle = '', created = '' } = shape.exec(text)?.groups ?? {};
  if (!isLabel(app) || !isVersionName(version) || !isSha256(bundle) || !isTime(created)) return undefined;
  return { app, version, bundle, created };
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text));
}
