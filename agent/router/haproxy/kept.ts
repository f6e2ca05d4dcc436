// What the adapter keeps on disk: the table, who is where in HAProxy, and what was counted of those who have left.
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeDurable } from '../../../lib/durable-file.ts';
import type { RouteTable } from '../../decide/types.ts';
import { checkTable } from '../table.ts';
import type { HaproxyFigure } from './figures.ts';
import type { Places } from './places.ts';

export interface Kept extends Places {
  table: RouteTable;
  /** HAProxy’s process that the counts are of. */
  process: string;
  /** Of those who have left their slot. */
  past: HaproxyFigure[];
}

const count = z.int().min(0);
const status = z.tuple([count, count, count, count, count]);
const counters = z.object({ requests: count, status, failures: count, abandoned: count, bytesIn: count, bytesOut: count });
const route = z.object({
  app: z.string(),
  environment: z.string(),
  process: z.string(),
  port: z.int().nullable(),
  host: z.string().nullable(),
  path: z.string(),
});
const occupant = z.object({
  replica: z.string(),
  release: z.int(),
  address: z.string(),
  port: z.int(),
  weight: z.int(),
  leaving: z.boolean(),
  route,
  base: counters,
});
const kept = z.object({
  table: z.unknown(),
  process: z.string(),
  backends: z.record(z.string(), z.string()),
  slots: z.record(z.string(), occupant),
  past: z.array(z.object({ ...route.shape, ...counters.shape, release: z.int(), inFlight: count, latency: z.array(count) })),
});

/** Of the last run; one that cannot be read is none: HAProxy is then filled anew from the next table. */
export function loadKept(stateDir: string): Kept {
  const none = { table: { revision: 0, routes: [] }, process: '', backends: {}, slots: {}, past: [] };
  const read = kept.safeParse(readJson(pathIn(stateDir)));
  const checked = read.success ? checkTable(read.data.table) : undefined;
  return read.success && checked && 'table' in checked ? { ...read.data, table: checked.table } : none;
}

/** @throws the file system's error */
export function saveKept(stateDir: string, value: Kept): void {
  writeDurable(pathIn(stateDir), JSON.stringify(value));
}

function pathIn(stateDir: string): string {
  return join(stateDir, 'haproxy.json');
}
