// A server's certificate that is no good at this machine's time. The words name the clock: it may be what is wrong.
import { type Failure, fail } from './failure.ts';

export function expired(address: string, cause?: unknown): Failure {
  const next = 'set the clock, if that is what is wrong; else make it a new one: make tls-certs';
  return fail('unauthenticated', `the certificate of ${address} has expired, ${clock()}`, { next, cause });
}

export function notYetValid(address: string, cause?: unknown): Failure {
  const next = 'set the clock: this one is behind, or theirs was ahead';
  return fail('unauthenticated', `the certificate of ${address} is not valid yet, ${clock()}`, { next, cause });
}

function clock(): string {
  return `by this machine's clock, which says ${new Date().toISOString()}`;
}
