// What was sent to the hosts, in a line: worth a word when it was less than whole bundles.
import { formatSize } from '../../lib/durations.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';

/** `sent 14 KiB instead of 23 MiB to each of 3 hosts`; undefined: nothing was saved. */
export function saved({ transfer }: Pick<Deployment, 'transfer'>): string | undefined {
  if (!transfer || transfer.patched === 0 || transfer.sentBytes >= transfer.fullBytes) return undefined;
  const { hosts, patched, sentBytes, fullBytes } = transfer;
  const size = (bytes: number) => formatSize(Math.round(bytes / hosts));
  if (hosts === 1) return `sent ${size(sentBytes)} instead of ${size(fullBytes)} to the host`;
  if (patched === hosts) return `sent ${size(sentBytes)} instead of ${size(fullBytes)} to each of ${hosts} hosts`;
  return `sent ${formatSize(sentBytes)} instead of ${formatSize(fullBytes)}: what changed to ${patched} of ${hosts} hosts`;
}
