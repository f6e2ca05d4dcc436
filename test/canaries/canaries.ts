// X32: what is secret in one world of a test, and the search for it, at the world's end, wherever it should not be.
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { anyKey, filesWith, formsOf, has, secretPartOf } from './needles.ts';
import { longCells } from './records.ts';

/** Where keys may lie, and nowhere else; from the world's folder. */
const keyFiles = {
  'certs/authorities/*.key.pem': 'who gives out certificates has them',
  'certs/{server,hosts/*,operators/*}/{,next/}key.pem': 'its holder’s own, also while it is renewed',
  '*/{key,joining}.pem': 'of a host that came with a token, or tried to',
  '*/.config/castellan/certs/*/key.pem': 'of an operator, on a laptop of its own',
  '*/secrets.key': 'what is sealed is opened with it',
  '*/router/keys/*.key': 'its certificates are shown by the router, which is told where they are',
  '*.key': 'of a certificate that the story gives to an app',
  'pebble/own/{server,authorities}/*key.pem': 'of an authority that is not ours',
};

interface Canary {
  /** Said when it is found, instead of the value. */
  what: string;
  forms: Buffer[];
  /** Paths of those that may have it. */
  files: Set<string>;
  /** NAME=VALUE of each: a process with all of these variables may have it among them. */
  owner: string[];
}

/** In a folder that is looked through: patterns of more files that may have keys, or the variables of one process each. */
export interface Places {
  called?: string;
  keys?: string[];
  variables?: string[];
}

export interface Told {
  stdout: string;
  stderr: string;
}

export interface Canaries {
  /** The keys that there are now, so that one that is replaced later is searched for too. */
  learnKeys(): void;
  /** A value that nobody may have but processes with all of these variables (NAME=VALUE), among them; with none: nobody. */
  plant(what: string, value: string, owner?: string[]): void;
  /** What a program told somebody, who gets it now. A token that was never seen before was meant for them. */
  heard<T extends Told>(by: string, told: T): T;
  /** While they live. */
  lookAtProcesses(pids: number[]): void;
  /** When nobody writes there any more. */
  lookAtFiles(at: string, places?: Places): Promise<void>;
  /** What was found where, without a value. */
  leaks(): string[];
}

/** Of the world with this folder. */
export function openCanaries(folder: string): Canaries {
  const canaries: Canary[] = [];
  const said: { by: string; text: string }[] = [];
  const found = new Set<string>();
  return { learnKeys, plant, heard, lookAtProcesses, lookAtFiles, leaks };

  function plant(what: string, value: string, owner: string[] = []): void {
    canaries.push({ what, forms: formsOf(value), files: new Set(), owner });
  }

  function learnKeys(): void {
    for (const path of writtenTo(folder, Object.keys(keyFiles))) learn(path, [path]);
  }

  /** `alsoHere`: a holder has a copy of it there. */
  function learn(path: string, files: string[], alsoHere = false): void {
    const forms = formsOf(secretIn(readIfThere(path).toString()));
    const known = canaries.find((canary) => canary.forms.some((form) => forms[0]?.equals(form)));
    if (!known) canaries.push({ what: `the key in ${relative(folder, path)}`, forms, files: new Set(files), owner: [] });
    if (alsoHere) known?.files.add(path);
  }

  function heard<T extends Told>(by: string, told: T): T {
    const text = `${told.stdout}\n${told.stderr}`;
    const isNew = (secret: string) => !canaries.some(({ forms }) => has(Buffer.from(secret), forms));
    const tokens = text.matchAll(/castellan-1\.[0-9a-f]{16}\.([\w-]{43})/g);
    const given = new Set([...tokens].map(([, secret = '']) => secret).filter(isNew));
    for (const secret of given) plant('the secret of a token', secret);
    said.push({ by, text: [...given].reduce((rest, secret) => rest.replaceAll(secret, ''), text) });
    return told;
  }

  function lookAtProcesses(pids: number[]): void {
    for (const pid of pids) {
      const [args, variables] = [readIfThere(`/proc/${pid}/cmdline`), readIfThere(`/proc/${pid}/environ`)];
      note(args, `the arguments of process ${pid}`);
      note(variables, `the variables of ${args.toString().split('\0').slice(0, 2).join(' ')}`, belongsTo(variables));
    }
  }

  async function lookAtFiles(at: string, { called = '', keys = [], variables = [] }: Places = {}): Promise<void> {
    const own = writtenTo(at, keys);
    const mayHaveKeys = [...writtenTo(at, Object.keys(keyFiles)), ...own];
    for (const path of mayHaveKeys) learn(path, mayHaveKeys, own.includes(path));
    const mayHaveVariables = matching(at, variables);
    for (const path of await filesWith([...canaries.flatMap(({ forms }) => forms), ...anyKey], [at])) {
      const [bytes, name, before] = [readIfThere(path), called + relative(at, path), found.size];
      const isOwners = mayHaveVariables.includes(path) ? belongsTo(bytes) : nobody;
      note(bytes, name, (canary) => canary.files.has(path) || isOwners(canary), mayHaveKeys.includes(path));
      if (found.size === before && othersRead(path)) found.add(`others can read ${name}, which has a secret`);
    }
    for (const path of matching(at, ['*/*.sqlite'])) note(longCells(path), `the records in ${called}${relative(at, path)}`);
  }

  function leaks(): string[] {
    for (const { by, text } of said) note(Buffer.from(text), `what ${by} said`);
    return [...found];
  }

  function note(bytes: Buffer, place: string, mayHave: (canary: Canary) => boolean = nobody, mayHaveKeys = false): void {
    const there = canaries.filter((canary) => has(bytes, canary.forms));
    for (const canary of there) if (!mayHave(canary)) found.add(`${canary.what} is in ${place}`);
    if (!mayHaveKeys && has(bytes, anyKey)) found.add(`a private key is in ${place}`);
  }
}

/** @throws Error when something was found */
export function expectNoLeaks(canaries: Canaries): void {
  const leaks = canaries.leaks();
  if (leaks.length > 0) throw new Error(`X32: secrets came to light:\n${leaks.join('\n')}`);
}

const nobody = () => false;

/** Paths; the patterns are from this folder. */
function matching(folder: string, patterns: string[]): string[] {
  return globSync(patterns, { cwd: folder }).map((name) => join(folder, name));
}

/** The same, and what is written beside, to take their place. */
function writtenTo(folder: string, patterns: string[]): string[] {
  return matching(
    folder,
    patterns.flatMap((pattern) => [pattern, `${pattern}.*.tmp`]),
  );
}

function othersRead(path: string): boolean {
  return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
}

/** Whether these are the variables, as a process has them or in lines of quoted ones, of who may have a canary. */
function belongsTo(bytes: Buffer): (canary: Canary) => boolean {
  const variables = bytes
    .toString()
    .split(/[\0\n]/)
    .map((line) => line.replace(/^export /, '').replaceAll("'", ''));
  return ({ owner }) => owner.length > 0 && owner.every((variable) => variables.includes(variable));
}

/** Of a key in PEM, or in hexadecimal digits; of one that a story has damaged, all that there is. */
function secretIn(key: string): Buffer {
  if (/^[0-9a-f]{64}\n?$/.test(key)) return Buffer.from(key.trim(), 'hex');
  try {
    return secretPartOf(key);
  } catch {
    return Buffer.from(key);
  }
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    // The process has ended, or is none of ours; or the file was there for a moment.
    return Buffer.alloc(0);
  }
}
