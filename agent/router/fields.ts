// Lists of headers: name, value, name, value, ...
import type { AnswerHead } from './exchange.ts';

/** The first of this name (in lower case). */
export function headerOf(headers: readonly string[], name: string): string | undefined {
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (headers[at]?.length === name.length && headers[at]?.toLowerCase() === name) return headers[at + 1];
  }
  return undefined;
}

/** Without those of these names (in lower case). */
export function dropped(headers: readonly string[], ...names: string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (!names.includes(headers[at]?.toLowerCase() ?? '')) kept.push(headers[at] as string, headers[at + 1] as string);
  }
  return kept;
}

/** Says that the answer depends on this header of the request. */
export function withVary(head: AnswerHead, name: string): void {
  const told = head.headers.filter((_, at) => at % 2 === 1 && head.headers[at - 1]?.toLowerCase() === 'vary').join(',');
  const isTold = told.split(',').some((one) => one.trim() === '*' || one.trim().toLowerCase() === name.toLowerCase());
  if (!isTold) head.headers = [...head.headers, 'Vary', name];
}
