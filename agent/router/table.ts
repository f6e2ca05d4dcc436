// A route table as it comes from outside: checked whole where it enters, kept on disk for the router's next start.
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeDurable } from '../../lib/durable-file.ts';
import type { RouteTable } from '../decide/types.ts';
import { routeKey } from './match.ts';

const port = z.int().min(1).max(65535);
const word = z.string().regex(/^[\x21-\x7e]{1,256}$/, 'must be 1 to 256 visible characters');
const hostLabel = '(?:\\*|[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)';
const routeHost = z
  .string()
  .max(253)
  .regex(
    new RegExp(`^(?:${hostLabel}(?:\\.${hostLabel})*|\\[[0-9a-f:.]+\\])$`),
    'must be a host name in lower case, or * for a label',
  );

const routeTarget = z.strictObject({
  replica: word,
  release: z.int().min(0),
  address: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'must be an address'),
  port,
});

const routeEntry = z.strictObject({
  port: port.nullable(),
  host: routeHost.nullable(),
  path: z.string().regex(/^\/[\x21-\x22\x24-\x3e\x40-\x7e]{0,1023}$/, 'must begin with / and have no space, ? or #'),
  app: word,
  environment: word,
  process: word,
  targets: z.array(routeTarget).max(10_000),
});

export const routeTable = z
  .strictObject({ revision: z.int().min(0), routes: z.array(routeEntry).max(100_000) })
  .superRefine((table, context) => {
    const seen = new Map<string, number>();
    for (const [at, route] of table.routes.entries()) {
      const key = routeKey(route);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, at);
      else context.addIssue({ code: 'custom', path: ['routes', at], message: `is for the same requests as routes.${first}` });
    }
  });

/** The table, or every mistake in it (at most 20) with its path. */
export function checkTable(value: unknown): { table: RouteTable } | { mistakes: string[] } {
  const checked = routeTable.safeParse(value);
  if (checked.success) return { table: checked.data };
  return { mistakes: checked.error.issues.slice(0, 20).map((issue) => `${issue.path.join('.') || 'table'}: ${issue.message}`) };
}

export function portsOf(table: RouteTable): Set<number> {
  return new Set(table.routes.flatMap((route) => (route.port === null ? [] : [route.port])));
}

export function replicasOf(table: RouteTable): Set<string> {
  return new Set(table.routes.flatMap((route) => route.targets.map((target) => target.replica)));
}

/** The table of the last run; undefined when there is none, or none that can be trusted. */
export function loadTable(stateDir: string): RouteTable | undefined {
  const checked = checkTable(readJson(tablePath(stateDir)));
  return 'table' in checked ? checked.table : undefined;
}

/** @throws the file system's error, with the old table left as it was. */
export function saveTable(stateDir: string, table: RouteTable): void {
  writeDurable(tablePath(stateDir), JSON.stringify(table));
}

function tablePath(stateDir: string): string {
  return join(stateDir, 'routes.json');
}
