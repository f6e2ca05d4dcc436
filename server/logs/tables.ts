// The index of the log store: which bytes of which stream lie where. What is not in here was never acknowledged.

import type { ColumnType, Generated, Selectable } from 'kysely';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

export interface LogTables {
  log_streams: LogStreamTable;
  log_blocks: LogBlockTable;
}

/** stdout or stderr of one run of a replica. Host, replica, run and stream are its key. */
interface LogStreamTable {
  id: Generated<number>;
  host: string;
  app: string;
  environment: string;
  process: string;
  slot: number;
  replica: string;
  run: number;
  stream: string;
  release: number;
  /** All bytes before this offset are here, or known to be lost. */
  known: number;
  /** 1: nothing follows. */
  complete: number;
  /** The labels of its earliest and latest bytes. */
  first_at: number;
  last_at: number;
}

interface LogBlockTable {
  stream_id: number;
  offset: number;
  length: number;
  /** PLAIN, ZSTD; GAP: the bytes are lost. */
  encoding: string;
  /** Number of the file that holds it; -1: in `data`, as small blocks are, so that they cost no file sync of their own. */
  segment: number;
  position: number;
  stored_bytes: number;
  data: ColumnType<Uint8Array | null, Uint8Array | null, never>;
  /** JSON, [offset in the block, ms][], ascending by offset. */
  marks: string;
  from_at: number;
  to_at: number;
  newlines: number;
  /** 1: its last byte is not a newline, so the line goes on in the next block. */
  open_end: number;
  gap_reason: string;
}

export type StreamRow = Selectable<LogStreamTable>;
export type BlockRow = Selectable<LogBlockTable>;

/** @throws when the index is newer than this program, or a migration fails; nothing is changed then. */
export async function migrateLogs(index: Kysely<LogTables>): Promise<void> {
  const migrator = new Migrator({ db: index, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

const migrations: Record<string, Migration> = {
  '0001-streams-and-blocks': {
    async up(db) {
      for (const statement of streamsAndBlocks) await sql.raw(statement).execute(db);
    },
  },
};

const streamsAndBlocks = [
  `CREATE TABLE log_streams (id INTEGER PRIMARY KEY AUTOINCREMENT, host TEXT NOT NULL, app TEXT NOT NULL, environment TEXT NOT NULL,
     process TEXT NOT NULL, slot INTEGER NOT NULL, replica TEXT NOT NULL, run INTEGER NOT NULL, stream TEXT NOT NULL,
     release INTEGER NOT NULL, known INTEGER NOT NULL, complete INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
     UNIQUE (host, replica, run, stream))`,
  'CREATE INDEX log_streams_by_app ON log_streams (app, environment)',
  `CREATE TABLE log_blocks (stream_id INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, encoding TEXT NOT NULL,
     segment INTEGER NOT NULL, position INTEGER NOT NULL, stored_bytes INTEGER NOT NULL, data BLOB, marks TEXT NOT NULL,
     from_at INTEGER NOT NULL, to_at INTEGER NOT NULL, newlines INTEGER NOT NULL, open_end INTEGER NOT NULL, gap_reason TEXT NOT NULL,
     PRIMARY KEY (stream_id, offset))`,
  'CREATE INDEX log_blocks_by_time ON log_blocks (to_at, stored_bytes)',
];
