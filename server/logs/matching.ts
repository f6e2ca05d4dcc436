// Which lines a search is for: a text in them, a regular expression, fields of a JSON object.
import { fail } from '../../proto/failure.ts';
import type { LogField } from '../../proto/generated/castellan/v1/LogField.ts';
import type { LogsRequest } from '../../proto/generated/castellan/v1/LogsRequest.ts';

export type Search = Partial<Pick<LogsRequest, 'contains' | 'pattern' | 'ignoreCase' | 'fields'>>;

type Test = (text: Buffer) => boolean;

const maxTextLength = 1000;
const maxFields = 16;

export function isSearch({ contains = '', pattern = '', fields = [] }: Search): boolean {
  return contains !== '' || pattern !== '' || fields.length > 0;
}

/**
 * True for a line that is wanted. A pattern may take for ever over a line: never to be called where others wait.
 * @throws Failure, bad-input, when the search makes no sense.
 */
export function matcherOf(search: Search): Test {
  const { contains = '', pattern = '', ignoreCase = false, fields = [] } = search;
  checkLengths(search);
  const tests: Test[] = [];
  if (contains !== '') tests.push(ignoreCase ? withoutCase(contains) : (text) => text.includes(contains));
  if (fields.length > 0) tests.push(fieldTest(fields));
  if (pattern !== '') tests.push(patternTest(pattern, ignoreCase));
  return (text) => tests.every((test) => test(text));
}

function checkLengths({ contains = '', pattern = '', fields = [] }: Search): void {
  const texts = [contains, pattern, ...fields.flatMap(({ path, value }) => [path, value])];
  if (texts.some((text) => text.length > maxTextLength)) {
    throw fail('bad-input', `a text to search for is longer than ${maxTextLength} characters`);
  }
  if (fields.length > maxFields) throw fail('bad-input', `more than ${maxFields} fields to search for`);
  const unnamed = fields.some(({ path }) => path === '');
  if (unnamed) throw fail('bad-input', 'a field to search for has no name');
}

function withoutCase(contains: string): Test {
  const wanted = contains.toLowerCase();
  return (text) => text.toString().toLowerCase().includes(wanted);
}

function patternTest(pattern: string, ignoreCase: boolean): Test {
  const expression = compile(pattern, ignoreCase ? 'i' : '');
  return (text) => expression.test(text.toString());
}

function compile(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (cause) {
    throw fail('bad-input', (cause as Error).message, { cause });
  }
}

function fieldTest(fields: LogField[]): Test {
  const tests = fields.map((field) => ({ at: pathsTo(field.path), holds: comparison(field) }));
  return (text) => {
    const object = objectIn(text);
    return object !== undefined && tests.every(({ at, holds }) => at(object).some(holds));
  };
}

function objectIn(text: Buffer): object | undefined {
  const line = text.toString().trimStart();
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as object;
  } catch {
    return undefined;
  }
}

/** `req.id` is a field of that name, or the field `id` of the object `req`: the values that are there. */
function pathsTo(path: string): (object: object) => unknown[] {
  const names = path.split('.');
  return (object) => {
    const inside = names.reduce<unknown>((at, name) => own(at, name), object);
    return [inside, own(object, path)].filter((value) => value !== undefined);
  };
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function comparison({ path, comparison: kind, value }: LogField): (found: unknown) => boolean {
  if (kind === 'EQUAL') return (found) => textOf(found) === value;
  if (kind === 'NOT_EQUAL') return (found) => textOf(found) !== value;
  const bound = Number(value);
  if (value.trim() === '' || Number.isNaN(bound)) {
    throw fail('bad-input', `field ${JSON.stringify(path)} is compared with ${JSON.stringify(value)}, which is not a number`);
  }
  const holds = orders[kind];
  return (found) => (typeof found === 'number' || typeof found === 'string') && found !== '' && holds(Number(found), bound);
}

const orders = {
  LESS: (a, b) => a < b,
  AT_MOST: (a, b) => a <= b,
  MORE: (a, b) => a > b,
  AT_LEAST: (a, b) => a >= b,
} satisfies Record<Exclude<LogField['comparison'], 'EQUAL' | 'NOT_EQUAL'>, (a: number, b: number) => boolean>;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
