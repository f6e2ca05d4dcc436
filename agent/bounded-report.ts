// A report is one message: it can be sent whatever fails on this host at the same time, and however much of it was written.
import type { ReplicaStatusInput } from '../proto/generated/castellan/v1/ReplicaStatus.ts';
import type { ReportInput } from '../proto/generated/castellan/v1/Report.ts';

/** Of all lines that processes wrote; the rest of the largest message is for what is so in each slot. */
const mostBytes = 192 * 1024;
/** Of what is said of why replicas were started again. */
const mostReasonBytes = 64 * 1024;

/** The same with fewer lines where all of them would be too many: the last ones of each, an equal share for everybody. */
export function boundedReport(all: ReportInput): ReportInput {
  return withFewerLines(withShorterReasons(all));
}

function withShorterReasons(report: ReportInput): ReportInput {
  const { slots = [] } = report;
  const details = slots.flatMap(({ replicas = [] }) => replicas.map(({ lastExit }) => lastExit?.detail ?? '')).filter(Boolean);
  if (sizeOf(details) <= mostReasonBytes) return report;
  const share = Math.floor(mostReasonBytes / details.length);
  const shorter = (replica: ReplicaStatusInput) =>
    replica.lastExit?.detail
      ? { ...replica, lastExit: { ...replica.lastExit, detail: beginning(replica.lastExit.detail, share) } }
      : replica;
  return { ...report, slots: slots.map((slot) => ({ ...slot, replicas: (slot.replicas ?? []).map(shorter) })) };
}

function withFewerLines(report: ReportInput): ReportInput {
  const { slots = [], tasks = [] } = report;
  const all = [...slots.map(({ failure }) => failure?.logLines ?? []), ...tasks.map(({ logLines }) => logLines ?? [])];
  if (sizeOf(all.flat()) <= mostBytes) return report;
  const share = Math.floor(mostBytes / all.filter((lines) => lines.length > 0).length);
  const fewer = all.map((lines) => lastOf(lines, share));
  return {
    ...report,
    slots: slots.map((slot, at) => (slot.failure ? { ...slot, failure: { ...slot.failure, logLines: fewer[at] ?? [] } } : slot)),
    tasks: tasks.map((task, at) => ({ ...task, logLines: fewer[slots.length + at] ?? [] })),
  };
}

/** Of a line that is too long by itself, the beginning. */
function lastOf(lines: string[], most: number): string[] {
  const fit = lines.findIndex((_, at) => sizeOf(lines.slice(at)) <= most);
  if (fit >= 0 || lines.length === 0) return lines.slice(Math.max(0, fit));
  return [beginning(lines.at(-1) ?? '', most)];
}

function beginning(text: string, most: number): string {
  return Buffer.from(text).subarray(0, most).toString('utf8');
}

/** With what surrounds a line in a message. */
function sizeOf(lines: string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 4, 0);
}
