// What SQLite says when it fails, kept whole on its way between threads, and which of it nothing can be done about.

export class SqliteError extends Error {
  /** Extended result code (sqlite.org/rescode.html); undefined: not SQLite's own. */
  readonly errcode: number | undefined;

  constructor(message: string, errcode: number | undefined) {
    super(message);
    this.errcode = errcode;
  }

  static from({ message, errcode }: { message: string; errcode?: number | undefined }): SqliteError {
    return new SqliteError(message, errcode);
  }
}

/** No space: what was asked is not done, and what is there stays whole. The index of the log ahead of all else needs some too. */
export function isFull(error: unknown): boolean {
  const errcode = codeOf(error);
  return (errcode & 0xff) === full || errcode === noRoomForIndex;
}

/** The disk fails, or the file is damaged. After a failed fsync nobody knows what is on disk: it is never tried again. */
export function isBroken(error: unknown): boolean {
  return [ioError, corrupt, notADatabase].includes(codeOf(error) & 0xff) && !isFull(error);
}

function codeOf(error: unknown): number {
  return (error as { errcode?: number }).errcode ?? 0;
}

const ioError = 10;
const corrupt = 11;
const full = 13;
const notADatabase = 26;
/** SQLITE_IOERR_SHMSIZE: the -shm file, which holds nothing that must survive, cannot grow. */
const noRoomForIndex = ioError | (19 << 8);
