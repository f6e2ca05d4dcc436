// Reads castellan.yaml: every mistake at once, each with its place and what to write instead.
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { z } from 'zod';
import { contradictions } from './contradictions.ts';
import { maxManifestBytes } from './limits.ts';
import { type Manifest, manifestShape } from './shape.ts';
import { distance } from './spelling.ts';

export const manifestName = 'castellan.yaml';
const maxMistakes = 100;

export interface Mistake {
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** `processes.web.ready.every`; empty for the file as a whole. */
  path: string;
  message: string;
}

export type Reading = { manifest: Manifest; mistakes?: undefined } | { manifest?: undefined; mistakes: Mistake[] };

type Path = readonly PropertyKey[];
type Finding = { path: Path; message: string; atKey?: boolean };

/** The manifest with all defaults filled in, or all that is wrong with it (at least one mistake). Never throws. */
export function readManifest(text: string, file = manifestName): Reading {
  const whole = (message: string): Reading => ({ mistakes: [{ file, line: 1, column: 1, path: '', message }] });
  if (Buffer.byteLength(text) > maxManifestBytes) return whole('is larger than 256 KiB');
  if (deepestNesting(text) > 200) return whole('is nested too deeply');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false, logLevel: 'error' });
  if (document.errors.length > 0) return { mistakes: inOrder(document.errors.map((error) => syntaxMistake(error, file, lines))) };
  const plain = plainValue(document);
  if ('trouble' in plain) return whole(plain.trouble);
  const result = check(plain.value);
  if ('manifest' in result) return { manifest: result.manifest };
  return { mistakes: inOrder(result.findings.map((finding) => placed(finding, document, file, lines))) };
}

/** `castellan.yaml:7:5: processes.web.prots: is not a known key; did you mean ports?` */
export function describeMistake(mistake: Mistake): string {
  const path = mistake.path ? `${mistake.path}: ` : '';
  return `${mistake.file}:${mistake.line}:${mistake.column}: ${path}${mistake.message}`;
}

function check(value: unknown): { manifest: Manifest } | { findings: Finding[] } {
  const result = manifestShape.safeParse(value, { reportInput: true });
  if (!result.success) return { findings: result.error.issues.flatMap((issue) => findingsOf(issue, [])) };
  const findings = contradictions(result.data);
  return findings.length > 0 ? { findings } : { manifest: result.data };
}

function findingsOf(issue: z.core.$ZodIssue, base: Path): Finding[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(path, key), atKey: true }));
  }
  if (issue.code === 'invalid_key')
    return [{ path, message: `the name ${issue.issues[0]?.message ?? 'is not allowed'}`, atKey: true }];
  if (issue.code === 'invalid_union') {
    const deeper = issue.errors.find((branch) => branch.length > 0 && branch.every(isWithin));
    if (deeper) return deeper.flatMap((inner) => findingsOf(inner, path));
  }
  return [{ path, message: sentence(issue) }];
}

/** The value is of the right kind, and something in it is not. */
function isWithin({ path, code }: z.core.$ZodIssue): boolean {
  return path.length > 0 || code === 'unrecognized_keys';
}

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

function sentence(issue: z.core.$ZodIssue): string {
  const input = issue.input;
  if (input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_union')) return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${kinds[issue.expected] ?? issue.expected}, not ${shown(input)}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map(String).join(' or ')}, not ${shown(input)}`;
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int' ? `must be at least ${issue.minimum}` : 'must not be empty';
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input') return `cannot be ${shown(input)}`;
  return issue.message;
}

function shown(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a mapping';
  const text = JSON.stringify(input) ?? String(input);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function unknownKey(path: Path, key: string): string {
  const known = knownKeys(path);
  const nearest = known
    .map((name) => ({ name, distance: distance(name, key.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (nearest && nearest.distance <= Math.max(key.length < 4 ? 1 : 2, Math.floor(key.length / 3)))
    return `is not a known key; did you mean ${nearest.name}?`;
  return `is not a known key; known here: ${known.join(', ')}`;
}

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
}

let jsonSchema: Schema | undefined;

/** The JSON Schema (2020-12) that editors check castellan.yaml with. */
export function manifestSchema(): Record<string, unknown> {
  return z.toJSONSchema(manifestShape, { io: 'input' }) as Record<string, unknown>;
}

function knownKeys(path: Path): string[] {
  jsonSchema ??= manifestSchema() as Schema;
  let at: Schema | undefined = jsonSchema;
  for (const step of path) at = childSchema(at, step);
  return Object.keys(at?.properties ?? at?.anyOf?.find(({ properties }) => properties)?.properties ?? {});
}

function childSchema(schema: Schema | undefined, step: PropertyKey): Schema | undefined {
  if (typeof step === 'number') return schema?.items;
  const more = schema?.additionalProperties;
  return schema?.properties?.[String(step)] ?? (typeof more === 'object' ? more : undefined);
}

/** Brackets and indentation bound how deep a parser has to go. */
function deepestNesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1;
    if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  for (const line of text.split('\n')) deepest = Math.max(deepest, /^[ ?:-]*/.exec(line)?.[0].length ?? 0);
  return deepest;
}

function plainValue(document: Document.Parsed): { value: unknown } | { trouble: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) ?? null };
  } catch (error) {
    // The parser's only complaints at this point: an alias to nothing, or a small file that grows without end.
    if (error instanceof ReferenceError) return { trouble: `cannot follow its aliases: ${error.message}` };
    throw error;
  }
}

function syntaxMistake(error: YAMLError, file: string, lines: LineCounter): Mistake {
  const { line, col } = lines.linePos(error.pos[0]);
  return { file, line: Math.max(1, line), column: Math.max(1, col), path: '', message: syntaxMessage(error) };
}

function syntaxMessage(error: YAMLError): string {
  if (error.code === 'DUPLICATE_KEY') return 'this key is here twice';
  if (error.code === 'MULTIPLE_DOCS') return 'only one document may be in the file';
  return error.message;
}

function placed(finding: Finding, document: Document.Parsed, file: string, lines: LineCounter): Mistake {
  const { line, col } = lines.linePos(offsetOf(finding, document));
  return {
    file,
    line: Math.max(1, line),
    column: Math.max(1, col),
    path: finding.path.map(String).join('.'),
    message: finding.message,
  };
}

/** Of the value, or of its key, or of the nearest thing around it that is there. */
function offsetOf(finding: Finding, document: Document.Parsed): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of finding.path.entries()) {
    const found = child(isAlias(node) ? node.resolve(document) : node, step);
    if (!found) return offset;
    const last = index === finding.path.length - 1;
    offset = (last && !finding.atKey ? startOf(found.value) : undefined) ?? startOf(found.key) ?? startOf(found.value) ?? offset;
    node = found.value;
  }
  return offset;
}

function child(node: unknown, step: PropertyKey): { key?: unknown; value: unknown } | undefined {
  if (isSeq(node)) return typeof step === 'number' && step < node.items.length ? { value: node.items[step] } : undefined;
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** One at each place, and no more than a person would read. */
function inOrder(mistakes: Mistake[]): Mistake[] {
  const byPlace = new Map(mistakes.map((mistake) => [`${mistake.line}:${mistake.column}:${mistake.message}`, mistake]));
  return [...byPlace.values()].sort((a, b) => a.line - b.line || a.column - b.column).slice(0, maxMistakes);
}
