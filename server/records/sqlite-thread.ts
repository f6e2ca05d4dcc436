// SQLite in a thread of its own behind Kysely: each commit waits for the disk, and node:sqlite would make the whole server wait.
import { Worker } from 'node:worker_threads';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  CompiledQuery as Query,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { isBroken, SqliteError } from './sqlite-error.ts';

export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

export type Answer =
  | { rows: unknown[]; changes?: bigint; insertId?: bigint }
  | { error: { message: string; errcode: number | undefined } };

export interface ThreadOptions {
  /** The disk failed, or the file makes no sense: whatever is asked from now on may be wrong. Called at most once. */
  broken(error: Error): void;
}

/** Like `openSqlite`, off the main loop. Statements run one after the other, in the order in which they are asked. */
export async function openSqliteThread<Tables>(path: string, options: ThreadOptions): Promise<Kysely<Tables>> {
  const thread = await startThread(path, options);
  const turn = openTurns();
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => new Turn(thread, await turn()),
    beginTransaction: (on) => (on as Turn).begin(),
    commitTransaction: async (on) => void (await on.executeQuery(Query.raw('commit'))),
    rollbackTransaction: async (on) => void (await on.executeQuery(Query.raw('rollback'))),
    releaseConnection: async (on) => (on as Turn).pass(),
    destroy: thread.close,
  };
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new Adapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

class Adapter extends SqliteAdapter {
  /** A migration is there as a whole or not at all: SQLite can do that (sqlite.org/lang_transaction.html), Kysely does not ask for it. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** There is one, and turns are taken here: Kysely's own lock wakes all who wait each time, and lets no statement go while one is answered. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** Gives what passes the turn on, in the order of asking. */
function openTurns(): () => Promise<() => void> {
  let last = Promise.resolve();
  return () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const mine = last.then(() => resolve);
    last = promise;
    return mine;
  };
}

/** A single statement passes it on when it is asked, so that many are on their way at once; a transaction when it is over. */
class Turn implements DatabaseConnection {
  readonly #thread: Thread;
  readonly pass: () => void;
  #isTransaction = false;

  constructor(thread: Thread, pass: () => void) {
    this.#thread = thread;
    this.pass = pass;
  }

  async begin(): Promise<void> {
    this.#isTransaction = true;
    await this.executeQuery(Query.raw('begin'));
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const answer = this.#thread.ask({ sql, parameters });
    if (!this.#isTransaction) this.pass();
    const { rows, changes, insertId } = await answer;
    return {
      rows: rows as Row[],
      ...(changes === undefined ? {} : { numAffectedRows: changes }),
      ...(insertId === undefined ? {} : { insertId }),
    };
  }

  streamQuery(): never {
    throw new Error('rows come all at once from this thread');
  }
}

interface Thread {
  ask(statement: Statement): Promise<Exclude<Answer, { error: unknown }>>;
  close(): Promise<void>;
}

/** @throws when the file cannot be opened. */
async function startThread(path: string, { broken }: ThreadOptions): Promise<Thread> {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: path });
  const asked: PromiseWithResolvers<Exclude<Answer, { error: unknown }>>[] = [];
  // Waking the other thread costs more than what most of them ask, so those of one turn of the loop go together.
  const unsent: Statement[] = [];
  let ended: Error | undefined;
  let told = false;
  await new Promise((opened, refused) => {
    worker.once('message', opened);
    worker.once('error', (error) => refused(SqliteError.from(error as Error)));
  });
  const exited = new Promise((done) => worker.once('exit', done));
  worker.unref();
  worker.on('message', (answers: Answer[]) => {
    for (const answer of answers) take(answer);
    if (asked.length === 0) worker.unref();
  });
  worker.on('exit', () => {
    ended ??= new Error('the thread that holds the records has ended');
    for (const each of asked.splice(0)) each.reject(ended);
  });

  function take(answer: Answer): void {
    const next = asked.shift();
    if (!('error' in answer)) return void next?.resolve(answer);
    const error = SqliteError.from(answer.error);
    next?.reject(error);
    if (!isBroken(error) || told) return;
    told = true;
    broken(error);
  }

  function ask(statement: Statement): Promise<Exclude<Answer, { error: unknown }>> {
    if (ended) return Promise.reject(ended);
    if (asked.length === 0) worker.ref();
    const answer = Promise.withResolvers<Exclude<Answer, { error: unknown }>>();
    asked.push(answer);
    unsent.push(statement);
    if (unsent.length === 1) setImmediate(send);
    return answer.promise;
  }

  function send(): void {
    if (unsent.length > 0) worker.postMessage(unsent.splice(0));
  }

  async function close(): Promise<void> {
    if (ended) return;
    ended = new Error('the records are closed');
    worker.ref();
    send();
    worker.postMessage('close');
    await exited;
  }

  return { ask, close };
}
