// A certificate's successor: laid beside the one in use, proven, then put in its place; a crash anywhere leaves one that works.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, syncFolder, writeDurable } from '../lib/durable-file.ts';

export interface Next {
  /** PEM */
  certificate: string;
  key: string;
  authorities: string;
}

/** From half of its life on, with up to a tenth more, so that a fleet does not come all at once. random: 0 to 1. */
export function renewAt({ notBeforeMs, notAfterMs }: { notBeforeMs: number; notAfterMs: number }, random: number): number {
  return notBeforeMs + (notAfterMs - notBeforeMs) * (0.5 + 0.1 * random);
}

/** Whole when this returns. @throws the file system's error */
export function layBeside(folder: string, { certificate, key, authorities }: Next): string {
  const beside = makeFolder(join(folder, 'next'));
  rmSync(join(beside, 'proven'), { force: true });
  writeDurable(join(beside, 'key.pem'), key);
  writeDurable(join(beside, 'ca.pem'), authorities);
  writeDurable(join(beside, 'cert.pem'), certificate);
  return beside;
}

/** It has been used: from here on the one in use is at its end, and this one takes its place, also after a crash. */
export function takePlace(folder: string): void {
  writeDurable(join(folder, 'next', 'proven'), '');
  finishTakingPlace(folder);
}

/**
 * At every start, before the certificate is read: what was begun is finished, what is not whole is dropped. Returns the folder
 * of one that is whole and not proven: it may have been used already, and then the one in use is at its end.
 */
export function finishTakingPlace(folder: string): string | undefined {
  const beside = join(folder, 'next');
  if (!existsSync(beside)) return undefined;
  const [proven, whole] = [existsSync(join(beside, 'proven')), isWhole(beside)];
  if (whole && !proven) return beside;
  // Proven and not whole any more: it is in its place, and was being removed.
  if (whole)
    for (const name of ['key.pem', 'ca.pem', 'cert.pem']) writeDurable(join(folder, name), readFileSync(join(beside, name)));
  rmSync(beside, { recursive: true, force: true });
  syncFolder(folder);
  return undefined;
}

function isWhole(folder: string): boolean {
  try {
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => readFileSync(join(folder, name), 'utf8')) as [string, string];
    return new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) && existsSync(join(folder, 'ca.pem'));
  } catch {
    return false;
  }
}
