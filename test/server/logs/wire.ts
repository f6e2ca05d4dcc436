// A real log store in a folder of its own, and the blocks of a pretended host.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { LogBlock, LogBlockInput } from '../../../proto/generated/castellan/v1/LogBlock.ts';
import type { LogLine } from '../../../proto/generated/castellan/v1/LogLine.ts';
import type { LogQuery } from '../../../server/logs/reading.ts';
import { LogStore } from '../../../server/logs/store.ts';
import type { LogTables } from '../../../server/logs/tables.ts';
import { openSqlite } from '../../../server/records/sqlite.ts';

export const query: LogQuery = { app: 'hello', environment: 'production' };

export async function tempFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'logs-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Opened again on the same folder it is what a restarted server sees. */
export async function openStore(folder: string, clock?: () => number): Promise<{ store: LogStore; close(): Promise<void> }> {
  const file = join(folder, 'logs.sqlite');
  const index = openSqlite<LogTables>(file);
  const store = await LogStore.open({ folder: join(folder, 'segments'), file, index, clock });
  return {
    store,
    close: async () => {
      await store.close();
      await index.destroy();
    },
  };
}

export async function storeFor(t: TestContext, clock?: () => number): Promise<LogStore> {
  const folder = await tempFolder(t);
  const { store, close } = await openStore(folder, clock);
  t.after(close);
  return store;
}

/** A block as it comes off the wire, every field there. */
export function block(given: LogBlockInput & { text?: string | Buffer }): LogBlock {
  const { text, ...fields } = given;
  const data = text === undefined ? Buffer.alloc(0) : Buffer.from(text as string);
  const place = {
    app: 'hello',
    environment: 'production',
    process: 'web',
    index: 0,
    replica: 'r1',
    run: 1,
    stream: 'stdout',
    release: 1,
  };
  const content = { offset: 0, length: data.length, encoding: 'PLAIN', data, marks: [], gapReason: '', last: false };
  return { ...place, ...content, ...fields } as LogBlock;
}

export function blockOf(input: LogBlockInput): LogBlock {
  return block({ ...input, data: Buffer.from((input.data as Buffer | undefined) ?? []) });
}

export async function linesOf(store: LogStore, given: Partial<LogQuery> = {}): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for await (const answer of store.read({ ...query, ...given }, AbortSignal.timeout(20_000))) lines.push(...answer.lines);
  return lines;
}

export async function textsOf(store: LogStore, given: Partial<LogQuery> = {}): Promise<string[]> {
  return (await linesOf(store, given)).map((line) =>
    line.gapBytes > 0 ? `(${line.gapBytes} lost: ${line.gapReason})` : line.text.toString(),
  );
}
