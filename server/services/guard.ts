// What stands between a call and its handler: the operator's scopes, and the audit's entry for every change.
import { fail } from '../../proto/failure.ts';
import { notAllowed } from '../../proto/gate.ts';
import { allows, type Role, type Subject } from '../../proto/rights.ts';
import type { Context } from '../../proto/rpc.ts';
import { type Audit, actOf } from '../audit.ts';
import { type Known, oldOf } from '../audit-before.ts';
import { kept, subjectOf } from '../audit-words.ts';
import { type Row, rowOf } from './access.ts';

export interface Guarding extends Known {
  audit: Audit;
}

type Handler = (request: never, context: Context) => unknown;

/** @throws Failure forbidden, in the words of every denial */
export function requireWithin({ rights }: Context, role: Role, subject: Subject): void {
  if (!rights || !allows(rights, role, subject)) throw fail('forbidden', notAllowed);
}

export function mayRead({ rights }: Context, subject: Subject): boolean {
  return rights !== null && allows(rights, 'viewer', subject);
}

/** Every app of the environment: what is said of several at once. */
export function mayReadAll({ rights }: Context, environment: string): boolean {
  const all = (scope: { app: string | null; environment: string | null }) =>
    scope.app === null && (scope.environment === null || scope.environment === environment);
  return rights !== null && (rights.scopes.length === 0 || rights.scopes.some(all));
}

/** The same handlers of operators' calls, behind both. What streams in looks at its first message by itself (`recorded`). */
export function guarded<All extends object>(service: 'Control' | 'Identities', parts: Guarding, handlers: All): All {
  const entries = Object.entries(handlers).map(([method, handler]) => {
    const rpc = `/castellan.v1.${service}/${method.charAt(0).toUpperCase()}${method.slice(1)}`;
    const row = rowOf(rpc);
    return [method, row?.kind === 'operator' ? behind(parts, rpc, row, handler) : handler];
  });
  return Object.fromEntries(entries) as All;
}

/** Runs a change between its two entries in the audit. */
export async function recorded<T>(
  parts: Guarding,
  context: Context,
  act: string,
  request: object,
  work: () => Promise<T>,
): Promise<T> {
  const subject = subjectOf(request as Record<string, unknown>);
  const what = { subject, old: await oldOf(parts, act, request), new: kept(request, parts.vault.mac) };
  return parts.audit.around(context, { act, ...what }, work);
}

function behind(
  parts: Guarding,
  rpc: string,
  { role, about, changes }: Extract<Row, { kind: 'operator' }>,
  handler: Handler,
): Handler {
  return (request, context) => {
    if (typeof about === 'function') requireWithin(context, role, about(request));
    if (!changes || Symbol.asyncIterator in Object(request)) return handler(request, context);
    return recorded(parts, context, actOf(rpc), request, async () => handler(request, context));
  };
}
