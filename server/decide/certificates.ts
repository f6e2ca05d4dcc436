// Certificates for users' traffic: which host names one is for, when it is renewed, when a failed try is repeated.
import type { Ms } from './types.ts';

/** When a certificate begins and ends, and when it came here. */
export interface Life {
  notBefore: Ms;
  notAfter: Ms;
  obtainedAt: Ms;
}

const day = 86_400_000;
const hour = 3_600_000;

/** A name of a certificate is for what a route answers for (RFC 9525, 6.3: `*` is exactly the first label). */
export function covers(certificate: string, host: string): boolean {
  if (certificate === host) return true;
  return certificate.startsWith('*.') && !host.startsWith('*') && host.slice(host.indexOf('.')) === certificate.slice(1);
}

/** 30 days before its end, or a third of its life where that is shorter. */
export function endsSoonAt({ notBefore, notAfter }: Omit<Life, 'obtainedAt'>): Ms {
  return notAfter - Math.min(30 * day, (notAfter - notBefore) / 3);
}

/** Not at once again, whatever the authority's clock says: each has a limit of certificates for a name. */
export function renewAt({ obtainedAt, ...life }: Life): Ms {
  return Math.max(endsSoonAt(life), obtainedAt + Math.min(day, (life.notAfter - life.notBefore) / 10));
}

export type Trouble =
  /** It was not reached, or did not answer as it should. */
  | { kind: 'away' }
  /** It said no: each no counts against a limit of its own. */
  | { kind: 'refused' }
  /** It has said when to come back, or not. */
  | { kind: 'limited'; untilMs: Ms | null };

/** `tries`: in a row that have failed, this one too. `share`: 0 to 1, spreads those that failed together. */
export function againAt(trouble: Trouble, tries: number, now: Ms, share: number): Ms {
  const spread = (ms: Ms) => now + ms * (0.9 + 0.2 * share);
  if (trouble.kind === 'limited') return Math.max(trouble.untilMs ?? 0, spread(hour));
  const [first, most] = trouble.kind === 'away' ? [30_000, hour] : [10 * 60_000, 12 * hour];
  return spread(Math.min(most, first * 2 ** Math.min(tries - 1, 20)));
}

/** Why no authority would give one for it; null: it can be asked for. */
export function unfit(host: string | null, challenge: string): string | null {
  if (host === null) return 'a route without a host name can have no certificate of its own: give it a host';
  if (!/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(host))
    return `no certificate can be had for ${host}: * is only possible as the first label of a name`;
  if (host.startsWith('*.') && challenge !== 'dns-01')
    return `${host} is a wildcard, which an authority gives only by dns-01: ctl certs acme set --challenge dns-01`;
  return null;
}
