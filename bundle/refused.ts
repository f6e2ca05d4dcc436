// What a bundle is refused with: the rule that it breaks, the entry, and a sentence for people. Every rule has one name here.

export const rules = {
  gzip: 'one complete gzip stream with nothing after it',
  format: 'a tar in ustar, PAX or GNU form',
  checksum: 'the checksum of every header is right',
  end: 'two zero blocks end the tar, and only zeros follow',
  'extended-header': 'extended headers are well-formed and at most 64 KiB',
  type: 'only files, folders and symbolic links',
  'hard-link': 'no hard links',
  name: 'names are UTF-8 without control characters and backslashes',
  path: 'paths are relative and stay inside',
  'too-long': 'at most 255 bytes a name, 1,024 a path, 64 levels',
  twin: 'no two entries with one name, upper and lower case being the same',
  'under-a-file': 'nothing lies under a file or a link',
  link: 'links are relative and stay inside',
  size: 'sizes are right',
  'too-large': 'packed and unpacked size, number of entries and ratio are within the limits',
  manifest: 'castellan.yaml lies at the root',
  digest: 'the content is what was announced',
  base: 'what a patch is applied to is what it was made from',
  patch: 'a patch gives the bundle that was announced',
  unpacker: 'unpacking ends by itself, in time',
  unreadable: 'everything in the folder can be read and stays as it is',
} as const;

export type Rule = keyof typeof rules;

/** A bundle that may not be stored or unpacked. `reasons` are sentences, each naming its entry (escaped); at least one. */
export class BundleRefused extends Error {
  readonly rule: Rule;
  readonly reasons: string[];

  constructor(rule: Rule, reasons: string[]) {
    super(reasons.join('; '));
    this.name = 'BundleRefused';
    this.rule = rule;
    this.reasons = reasons;
  }
}

export function refuse(rule: Rule, reason: string): never {
  throw new BundleRefused(rule, [reason]);
}

/** A name from outside, safe to print: quoted, control characters escaped, at most 200 characters. */
export function quoted(name: string | Uint8Array): string {
  const text = typeof name === 'string' ? name : Buffer.from(name).toString('utf8');
  const short = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return JSON.stringify(short).replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
