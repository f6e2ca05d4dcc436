// Looks at every text of a request by the table of fields, before anything else is done with it.
import { failOnMistakes } from '../../proto/failure.ts';
import type { Context } from '../../proto/rpc.ts';
import { fields, mapKeys, type Rule } from './fields.ts';

/** A report of a thousand slots has some ten thousand. */
const mostInList = { operator: 1000, host: 50_000 };
const mostTold = 20;

type Service = Record<string, { requestType: { type: object }; requestStream: boolean }>;
type Handler = (request: never, context: Context) => unknown;

/** The same handlers, behind the table. What `except` names looks at its requests by itself. */
export function checked<All extends object>(by: keyof typeof mostInList, service: object, handlers: All, except = ''): All {
  const entries = Object.entries(service as Service).map(([rpc, { requestType, requestStream }]) => {
    const method = rpc.charAt(0).toLowerCase() + rpc.slice(1);
    const handler = (handlers as Record<string, Handler>)[method] as Handler;
    const message = (requestType.type as { name: string }).name;
    const check = <Request extends object>(request: Request) => checkFields(message, request, mostInList[by]);
    if (method === except) return [method, handler];
    if (requestStream)
      return [method, (requests: AsyncIterable<object>, context: Context) => handler(each(requests, check) as never, context)];
    return [method, (request: object, context: Context) => handler(check(request) as never, context)];
  });
  return Object.fromEntries(entries) as All;
}

async function* each<Request>(requests: AsyncIterable<Request>, check: (request: Request) => Request): AsyncGenerator<Request> {
  for await (const request of requests) yield check(request);
}

/** @throws Failure bad-input with what is wrong, field by field */
export function checkFields<Request extends object>(message: string, request: Request, most: number): Request {
  const mistakes: string[] = [];
  const note = (mistake: string) => void (mistake && mistakes.length <= mostTold && mistakes.push(mistake));
  look(request, message, { most, note });
  failOnMistakes(mistakes);
  return request;
}

interface Looking {
  most: number;
  note: (mistake: string) => void;
}

/** `within`: the message, or the field that it stands in. */
function look(part: object, within: string, looking: Looking): void {
  for (const [field, value] of Object.entries(part)) {
    if (Array.isArray(value)) lookAtList(value, within, field, looking);
    else if (typeof value === 'string') looking.note(judge(ruleOf(within, field), value));
    else if (isPart(value) && Object.hasOwn(mapKeys, field)) lookAtMap(value, within, field, looking);
    else if (isPart(value)) look(value, field, looking);
  }
}

function lookAtList(all: unknown[], within: string, field: string, looking: Looking): void {
  const rule = ruleOf(within, field);
  for (const one of few(all, field, looking)) {
    if (typeof one === 'string') looking.note(judge(rule, one));
    else if (isPart(one)) look(one, field, looking);
  }
}

function lookAtMap(map: object, within: string, field: string, looking: Looking): void {
  for (const [key, value] of few(Object.entries(map), field, looking)) {
    looking.note(mapKeys[field]?.(key) ?? '');
    if (typeof value === 'string') looking.note(judge(fields[`${within}.${field}.value`], value));
  }
}

function few<One>(all: One[], field: string, { most, note }: Looking): One[] {
  if (all.length <= most) return all;
  note(`${field}: at most ${most}`);
  return [];
}

function judge(rule: Rule | undefined, value: string): string {
  return value === '' || !rule ? '' : rule(value);
}

function ruleOf(within: string, field: string): Rule | undefined {
  return fields[`${within}.${field}`] ?? (Object.hasOwn(fields, field) ? fields[field] : undefined);
}

function isPart(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
