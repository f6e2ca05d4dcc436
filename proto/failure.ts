// What a caller must hear: one table of failures, their gRPC status and the exit status of ctl.
import { status as grpcStatus, Metadata } from '@grpc/grpc-js';

/** What each failure is on the wire and at the shell. A bare status of another program means the first row that has it. */
export const failures = {
  /** The request makes no sense; asked again, it would not either. */
  'bad-input': { status: grpcStatus.INVALID_ARGUMENT, exit: 1 },
  'not-found': { status: grpcStatus.NOT_FOUND, exit: 4 },
  'already-exists': { status: grpcStatus.ALREADY_EXISTS, exit: 4 },
  /** It makes sense, but not as things are. Nothing was changed. */
  refused: { status: grpcStatus.FAILED_PRECONDITION, exit: 4 },
  /** Somebody else changed the same thing meanwhile. */
  conflict: { status: grpcStatus.ABORTED, exit: 4 },
  unauthenticated: { status: grpcStatus.UNAUTHENTICATED, exit: 4 },
  forbidden: { status: grpcStatus.PERMISSION_DENIED, exit: 4 },
  /** Asking again later may help. */
  unavailable: { status: grpcStatus.UNAVAILABLE, exit: 3 },
  timeout: { status: grpcStatus.DEADLINE_EXCEEDED, exit: 5 },
  superseded: { status: grpcStatus.ABORTED, exit: 8 },
  'resource-exhausted': { status: grpcStatus.RESOURCE_EXHAUSTED, exit: 4 },
  /** The caller asks for too much at once. Nothing was done; asking again after `waitMs` helps. */
  busy: { status: grpcStatus.RESOURCE_EXHAUSTED, exit: 4 },
  /** The other side is of another version, and does not know this call. */
  unsupported: { status: grpcStatus.UNIMPLEMENTED, exit: 4 },
  cancelled: { status: grpcStatus.CANCELLED, exit: 3 },
  /** A bug, on whichever side. */
  internal: { status: grpcStatus.INTERNAL, exit: 3 },
} as const satisfies Record<string, { status: grpcStatus; exit: number }>;

export type FailureCode = keyof typeof failures;

export interface FailureParts {
  /** The evidence, a line each. */
  details?: string[];
  /** What to type or do next. */
  next?: string;
  /** Asking again is of no use before. */
  waitMs?: number;
  cause?: unknown;
}

/** Something that the caller must hear: what happened, the evidence, what to do next. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly details: string[];
  readonly next: string | undefined;
  readonly waitMs: number | undefined;

  constructor(code: FailureCode, message: string, { details = [], next, waitMs, cause }: FailureParts = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
    this.next = next;
    this.waitMs = waitMs;
  }
}

/** `throw fail('not-found', 'there is no app "x"', { next: 'ctl status' })` */
export function fail(code: FailureCode, message: string, parts?: FailureParts): Failure {
  return new Failure(code, message, parts);
}

/** All of them at once, the first one as the message. @throws Failure bad-input when there are any */
export function failOnMistakes([first, ...details]: string[]): void {
  if (first !== undefined) throw fail('bad-input', first, { details });
}

/** What ctl exits with. A bug is no failure of the table: 3. */
export function exitStatusOf(error: unknown): number {
  return error instanceof Failure ? failures[error.code].exit : failures.internal.exit;
}

export interface Status {
  code: grpcStatus;
  details: string;
  metadata: Metadata;
}

// Bytes; a header block has to fit the peer's limit, and base64 adds a third.
const longest = { message: 1000, record: 6000 };
const trailer = 'castellan-failure-bin';
// As other programs know it too: https://github.com/grpc/proposal/blob/master/A6-client-retries.md
const waitTrailer = 'grpc-retry-pushback-ms';
const longestWaitMs = 3_600_000;

/** A failure as it travels: its status, and all of it in a trailer that only Castellan reads. What does not fit is left out. */
export function toStatus(failure: Failure): Status {
  const message = cut(failure.message, longest.message);
  const metadata = new Metadata();
  metadata.set(trailer, recordOf(failure, message));
  if (failure.waitMs !== undefined) metadata.set(waitTrailer, String(Math.ceil(failure.waitMs)));
  return { code: failures[failure.code].status, details: message, metadata };
}

/** The failure that a status is, whoever sent it. */
export function fromStatus(status: { code: number; details: string; metadata?: Metadata }): Failure {
  const sent = readRecord(status.metadata?.get(trailer)[0]);
  if (sent && failures[sent.code].status === status.code)
    return new Failure(sent.code, sent.message, { ...sent, ...readWait(status.metadata?.get(waitTrailer)[0]) });
  const code = isBroken(status) ? grpcStatus.UNAVAILABLE : status.code;
  return new Failure(codeOf(code), wordsFor(code, status.details));
}

/** To grpc-js a connection that was lost is a bug, unless it was reset or timed out: a network that went away is neither. */
function isBroken({ code, details }: { code: number; details: string }): boolean {
  return code === grpcStatus.INTERNAL && brokenConnection.test(details);
}

const brokenConnection =
  /triggered by internal client error: .*\b(ECONNABORTED|EHOSTDOWN|EHOSTUNREACH|ENETDOWN|ENETRESET|ENETUNREACH|ENOTCONN|EPIPE)\b/;

interface FailureRecord {
  code: FailureCode;
  message: string;
  details: string[];
  next?: string;
}

function recordOf(failure: Failure, message: string): Buffer {
  const { code, next } = failure;
  const details = failure.details.map((line) => cut(line, longest.message));
  for (let kept = mayFit(details); kept >= 0; kept -= 1) {
    const left = details.length - kept;
    const lines = left === 0 ? details : [...details.slice(0, kept), `and ${left} more`];
    const bytes = Buffer.from(JSON.stringify({ code, message, details: lines, next: next && cut(next, longest.message) }));
    if (bytes.length <= longest.record) return bytes;
  }
  return Buffer.from(JSON.stringify({ code, message: '', details: [] }));
}

/** At most so many of them, each with its quotes and comma: a request can have as many mistakes as it has bytes. */
function mayFit(lines: string[]): number {
  let left: number = longest.record;
  const over = lines.findIndex((line) => {
    left -= line.length + 3;
    return left < 0;
  });
  return over < 0 ? lines.length : over;
}

/** The peer's word, so checked: undefined when it is not what `recordOf` makes. */
function readRecord(value: unknown): FailureRecord | undefined {
  if (!Buffer.isBuffer(value) || value.length > 2 * longest.record) return undefined;
  try {
    const { code, message, details, next } = JSON.parse(value.toString());
    if (!Object.hasOwn(failures, code) || typeof message !== 'string' || !Array.isArray(details)) return undefined;
    const record: FailureRecord = { code, message, details: details.filter((line) => typeof line === 'string') };
    if (typeof next === 'string') record.next = next;
    return record;
  } catch {
    return undefined;
  }
}

function readWait(value: unknown): { waitMs?: number } {
  const waitMs = Number(value);
  return value !== undefined && waitMs >= 0 ? { waitMs: Math.min(waitMs, longestWaitMs) } : {};
}

function codeOf(status: number): FailureCode {
  const found = Object.entries(failures).find(([, row]) => row.status === status);
  return found ? (found[0] as FailureCode) : 'internal';
}

function wordsFor(status: number, details: string): string {
  if (status === grpcStatus.UNAVAILABLE) return `the server cannot be reached (${details || 'no detail'})`;
  if (status === grpcStatus.DEADLINE_EXCEEDED) return 'the call took longer than its time limit';
  if (status === grpcStatus.CANCELLED) return 'the call was cancelled';
  if (status === grpcStatus.UNIMPLEMENTED)
    return `the other side does not know this call; is it of the same version? (${details})`;
  return details || `the call failed with gRPC status ${status}`;
}

/** At most so many characters, and no half of a surrogate pair, which grpc-js cannot send. */
function cut(text: string, most: number): string {
  return (text.length <= most ? text : `${text.slice(0, most - 1)}…`).toWellFormed();
}
