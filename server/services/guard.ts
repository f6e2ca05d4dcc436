// Scopes, asked of every call before its handler runs: what the request is about must be within what the operator may.
import { fail } from '../../proto/failure.ts';
import { notAllowed } from '../../proto/gate.ts';
import { allows, type Role, type Subject } from '../../proto/rights.ts';
import type { Context } from '../../proto/rpc.ts';
import { type About, rowOf } from './access.ts';

type Handler = (request: never, context: Context) => unknown;

/** @throws Failure forbidden, in the words of every denial */
export function requireWithin({ rights }: Context, role: Role, subject: Subject): void {
  if (!rights || !allows(rights, role, subject)) throw fail('forbidden', notAllowed);
}

export function mayRead({ rights }: Context, subject: Subject): boolean {
  return rights !== null && allows(rights, 'viewer', subject);
}

/** The same handlers; those whose row says what their requests are about look at that first. */
export function guarded<All extends object>(handlers: All): All {
  const entries = Object.entries(handlers).map(([method, handler]) => {
    const rpc = `/castellan.v1.Control/${method.charAt(0).toUpperCase()}${method.slice(1)}`;
    const row = rowOf(rpc);
    return [method, row?.kind === 'operator' ? within(row.role, row.about, handler) : handler];
  });
  return Object.fromEntries(entries) as All;
}

function within(role: Role, about: About, handler: Handler): Handler {
  if (typeof about !== 'function') return handler;
  return (request, context) => {
    requireWithin(context, role, about(request));
    return handler(request, context);
  };
}
