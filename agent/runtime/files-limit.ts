// How many descriptors a process of ours can be allowed to open.
import { readFileSync } from 'node:fs';

/** CAP_SYS_RESOURCE (capabilities(7)): may raise limits. */
const sysResource = 24n;

/** `pid`: whoever starts it. */
export function filesHere(pid: 'self' | 1 = 'self'): number {
  const capabilities = BigInt(`0x${/^CapEff:\s+(\w+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'}`);
  const mayRaise = (capabilities >> sysResource) & 1n;
  if (mayRaise) return Number(readFileSync('/proc/sys/fs/nr_open', 'utf8'));
  const hard = /^Max open files\s+\w+\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))?.[1];
  return hard ? Number(hard) : 1_048_576;
}
