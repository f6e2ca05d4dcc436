// Lists of any length in statements: SQLite binds at most 32766 values to one.
import { sql } from 'kysely';

/** For `in`: the whole list is one bound value (sqlite.org/json1.html#jeach). */
export function among(values: (string | number)[]) {
  return sql<never>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** For `values`, of rows with up to 30 columns. */
export function* inParts<Item>(items: Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += partSize) yield items.slice(at, at + partSize);
}

const partSize = 1000;
