// A route table as it comes from outside: checked whole where it enters, kept on disk for the router's next start.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeDurably } from '../../lib/durable-file.ts';
import type { RouteTable } from '../decide/types.ts';
import { routeTable } from './table-shape.ts';

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

/** The table of the last run; undefined when there is none, or none that can be trusted, and then `broken` is told why. */
export function loadTable(stateDir: string, broken: (reason: string) => void): RouteTable | undefined {
  const path = tablePath(stateDir);
  if (!existsSync(path)) return undefined;
  const checked = checkTable(readJson(path));
  if ('table' in checked) return checked.table;
  broken(`${path} cannot be used: ${checked.mistakes.join('; ')}`);
  return undefined;
}

/** @throws the file system's error, with the old table left as it was. */
export function saveTable(stateDir: string, table: RouteTable): Promise<void> {
  return writeDurably(tablePath(stateDir), JSON.stringify(table));
}

function tablePath(stateDir: string): string {
  return join(stateDir, 'routes.json');
}
