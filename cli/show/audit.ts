// An entry of the audit as one line.
import type { AuditEntry } from '../../proto/generated/castellan/v1/AuditEntry.ts';
import { plain } from './plain.ts';

interface Told {
  actor?: string;
  address?: string;
  fingerprint?: string;
  act?: string;
  outcome?: string;
  of?: number;
  subject?: Record<string, string>;
  old?: unknown;
  new?: unknown;
  reason?: string;
  times?: number;
}

export function auditLine({ number, atMs, entry }: AuditEntry): string {
  const told = read(entry);
  const words = [
    String(number),
    new Date(atMs).toISOString(),
    `${told.actor ?? '?'}${told.address ? ` (${told.address})` : ''}`,
    told.act ?? '?',
    `${told.outcome ?? '?'}${told.of ? ` ${told.of}` : ''}${told.times ? ` x${told.times}` : ''}`,
    ...Object.entries(told.subject ?? {}).map(([key, value]) => `${key}=${value}`),
    ...(told.reason ? [`(${told.reason})`] : []),
    ...(told.old === undefined ? [] : [`old=${JSON.stringify(told.old)}`]),
    ...(told.new === undefined ? [] : [`new=${JSON.stringify(told.new)}`]),
  ];
  return plain(words.join('  '));
}

function read(entry: string): Told {
  try {
    return JSON.parse(entry);
  } catch {
    return {};
  }
}
