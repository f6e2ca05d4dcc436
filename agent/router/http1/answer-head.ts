// The head of an answer, as strictly read as that of a request: replicas make mistakes too.
import { type Fields, kind, leftOut, namedByConnection } from './fields.ts';
import { type Framing, readFraming } from './framing.ts';
import { findHead } from './head.ts';

export interface ReceivedHead {
  fields: Fields;
  status: number;
  reason: string;
  framing: Framing;
  named: string[];
  keepAlive: boolean;
  /** Where in the bytes the body begins. */
  end: number;
}

// A reason may be missing, with or without the space before it.
const statusLine = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: ([\t\x20-\x7e\x80-\xff]*))?$/;
const none: string[] = [];

/** undefined: more bytes are needed; a text: why it is none. */
export function readAnswerHead(bytes: Buffer, from: number, method: string): ReceivedHead | string | undefined {
  const found = findHead(bytes, from, (line) => statusLine.test(line));
  if (found === undefined) return undefined;
  if ('refused' in found) return found.reason;
  const [, minor, digits, reason] = statusLine.exec(found.firstLine) as unknown as [string, string, string, string | undefined];
  const { fields, end } = found;
  const status = Number(digits);
  const told = readFraming(fields, minor === '1' ? '1.1' : '1.0');
  if (typeof told === 'object') return told.reason;
  if (told !== undefined && status < 200) return 'An interim answer has no body.';
  const framing = told ?? 'close';
  const bodyless = method === 'HEAD' || status < 200 || status === 204 || status === 304;
  const options = fields.has & kind.connection ? namedByConnection(fields) : none;
  return {
    fields,
    status,
    reason: reason ?? '',
    framing: bodyless ? 'none' : framing,
    named: leftOut(options),
    keepAlive: minor === '1' ? !options.includes('close') : options.includes('keep-alive'),
    end,
  };
}
