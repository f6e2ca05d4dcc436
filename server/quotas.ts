// How much one host, operator or pipeline may ask of the server: far more than any honest one does, and little enough that
// the others are served beside it. docs/security.md says these numbers too.
import type { LogBlock } from '../proto/generated/castellan/v1/LogBlock.ts';
import type { Rpc } from '../proto/load.ts';
import type { Quota, StreamQuota } from '../proto/quotas.ts';

const mebibyte = 2 ** 20;

/** Twenty reports a second is all that an agent sends; one of a thousand slots has some hundred kilobytes. */
const reports: StreamQuota = {
  messages: { perSecond: 50, burst: 500 },
  bytes: { perSecond: 4 * mebibyte, burst: 32 * mebibyte },
};

/** By what the lines take when they are unpacked, since that is what they cost; a gap has none. */
const logs: StreamQuota = {
  messages: { perSecond: 2000, burst: 20_000 },
  bytes: { perSecond: 64 * mebibyte, burst: 256 * mebibyte },
  bytesOf: ({ data, length }: LogBlock) => (data.length === 0 ? 0 : Math.max(data.length, length)),
};

export const quota: Quota = {
  calls: { perSecond: 500, burst: 5000 },
  callsUnderWay: 1000,
  streams: {
    '/castellan.v1.Agents/Session': reports,
    '/castellan.v1.Agents/ShipLogs': logs,
  } satisfies Partial<Record<Rpc, StreamQuota>>,
};
