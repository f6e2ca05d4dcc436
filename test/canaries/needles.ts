// What is searched for: a value that nobody else may have, in each of the forms in which a program might write it.
import { execFile } from 'node:child_process';
import { createPrivateKey, randomBytes } from 'node:crypto';

const prefix = 'castellan-canary-';

/** A value that is easily recognised wherever it comes to light, also by who does not know it. */
export function newCanary(): string {
  return prefix + randomBytes(12).toString('hex');
}

/** What every canary, and every private key as PEM, has in it. */
export const anyCanary = formsOf(prefix);
/** RFC 5958: how keys of P-256 and Ed25519 begin in base64, up to where the secret begins. */
export const anyKey = ['MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg', 'MC4CAQAwBQYDK2VwBCIEI'].map((text) =>
  Buffer.from(text),
);

/** As it is, in JSON, as hexadecimal digits, and in base64 wherever it begins in what was encoded. */
export function formsOf(value: string | Buffer): Buffer[] {
  const bytes = Buffer.from(value as string);
  const json = JSON.stringify(bytes.toString('utf8')).slice(1, -1);
  const base64 = [0, 1, 2].map((skipped) => bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % 3)));
  const forms = [
    longestLine(bytes),
    Buffer.from(typeof value === 'string' ? json : ''),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(bytes.toString('hex').toUpperCase()),
    ...base64.flatMap((part) => [Buffer.from(part.toString('base64')), Buffer.from(part.toString('base64url'))]),
  ];
  const distinct = new Map(forms.filter(({ length }) => length >= 8).map((form) => [form.toString('latin1'), form]));
  return [...distinct.values()];
}

/**
 * Of a private key in PEM: the first twelve bytes of the number that is secret, for the rest of it is also in the certificate.
 * No line of the PEM of an elliptic curve ends within them.
 */
export function secretPartOf(pem: string): Buffer {
  const { d = '' } = createPrivateKey(pem).export({ format: 'jwk' });
  return Buffer.from(d, 'base64url').subarray(0, 12);
}

export function has(bytes: Buffer, forms: Buffer[]): boolean {
  return forms.some((form) => bytes.includes(form));
}

/** The files below these folders, or these files, that have one of the forms in them. What vanishes meanwhile has none. */
export async function filesWith(forms: Buffer[], places: string[]): Promise<string[]> {
  const args = ['-rlaF', '--null', '-D', 'skip', '-s', '-f', '-', '--', ...places];
  return new Promise((done, reject) => {
    const options = { env: { PATH: process.env.PATH, LC_ALL: 'C' }, maxBuffer: 2 ** 26 };
    const child = execFile('grep', args, options, (error, stdout, stderr) => {
      // 1: nothing found; 2: something could not be read, about which -s says nothing.
      if (error && ![1, 2].includes(Number(error.code))) reject(error);
      else if (stderr) reject(new Error(`grep: ${stderr}`));
      else done(stdout.split('\0').filter(Boolean));
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(forms.map((form) => `${form.toString('latin1')}\n`).join(''), 'latin1');
  });
}

/** A search by lines finds no value of several, and no program hands on a zero byte. */
function longestLine(bytes: Buffer): Buffer {
  const lines = bytes.toString('latin1').split(/[\n\0]/);
  return Buffer.from(lines.sort((a, b) => b.length - a.length)[0] ?? '', 'latin1');
}
