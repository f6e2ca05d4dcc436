// Finds a head in the bytes that have come, line by line: however they are cut, the verdict is the same.
import { Fields, readField } from './fields.ts';

export const maxHeadBytes = 32 * 1024;
export const maxFields = 200;

export interface Refused {
  refused: 400 | 417 | 431;
  reason: string;
}

const [lf, cr] = [10, 13];
const headEnd = Buffer.from('\r\n\r\n');

interface Found {
  fields: Fields;
  /** The first line, without its CRLF. */
  firstLine: string;
  /** Where in the bytes the body begins. */
  end: number;
}

/**
 * undefined: more bytes are needed, and nothing is wrong so far; worth asking again when a line feed has come.
 * `isFirstLine` is asked as soon as that is there.
 */
export function findHead(bytes: Buffer, from: number, isFirstLine: (line: string) => boolean): Found | Refused | undefined {
  const until = bytes.indexOf(headEnd, from) + headEnd.length;
  const whole = until >= headEnd.length && until - from <= maxHeadBytes;
  const linesEnd = whole ? until - 2 : bytes.lastIndexOf(lf, from + maxHeadBytes - 1) + 1;
  if (linesEnd > from) {
    const read = readLines(bytes.toString('latin1', from, linesEnd), isFirstLine);
    if ('refused' in read) return read;
    if (whole) return { ...read, end: until };
  }
  return bytes.length - from > maxHeadBytes ? tooLarge : undefined;
}

function readLines(text: string, isFirstLine: (line: string) => boolean): Omit<Found, 'end'> | Refused {
  const lineEnd = text.indexOf('\n');
  const firstLine = text.slice(0, lineEnd - 1);
  if (text.charCodeAt(lineEnd - 1) !== cr || !isFirstLine(firstLine)) return notHttp;
  const fields = new Fields(text, lineEnd + 1);
  for (let at = lineEnd + 1; at < text.length; ) {
    at = readField(fields, at);
    if (at === -1) return badField;
    if (fields.count > maxFields) return tooLarge;
  }
  return { fields, firstLine };
}

const notHttp: Refused = { refused: 400, reason: 'The first line is not that of HTTP/1.' };
const badField: Refused = { refused: 400, reason: 'A header is not valid.' };
const tooLarge: Refused = { refused: 431, reason: 'The head is too large.' };
