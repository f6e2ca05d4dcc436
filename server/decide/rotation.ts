// Who has yet to follow before the authorities go one phase on, or one back.
import { type CertificateFacts, words } from './certificate-life.ts';
import type { Ms } from './types.ts';

export interface Holder {
  kind: string;
  name: string;
  /** sha256 of the authorities that it has said to trust; undefined: it has said nothing yet. */
  trusted: string[] | undefined;
  certificates: Certificate[];
}

export interface Certificate extends CertificateFacts {
  fingerprint: string;
  /** The one that it is the renewal of. */
  replaces: string | null;
  /** sha256 of who signed it; null: the authority from before the first exchange. */
  authority: string | null;
}

/** sha256 of an authority of each kind. */
export interface AuthorityPair {
  server: string;
  client: string;
}

export interface RotationFacts {
  phase: 'steady' | 'announced' | 'issuing';
  old: AuthorityPair;
  /** Only while it is not steady. */
  next: AuthorityPair | undefined;
  holders: Holder[];
}

export interface Waiting {
  kind: string;
  name: string;
  why: string;
}

/** Those who could not come back if the next phase began now; `back`: the phase before. */
export function waitingFor({ phase, old, next, holders }: RotationFacts, back: boolean, now: Ms): Waiting[] {
  if (!next) return [];
  const why = ({ authority }: Certificate, trusted: string[]) =>
    back ? whyNotBack(phase, authority, old) : whyNotOn(phase, authority, trusted, next);
  return holders.flatMap(({ kind, name, trusted, certificates }): Waiting[] => {
    const { used, uncalled } = heldOf(certificates, now);
    const whys = [
      used && why(used, trusted ?? []),
      // Whoever holds it trusts what came with it, whatever another of that name has said: both, when the new ones signed it.
      uncalled && why(uncalled, uncalled.authority === next.client ? [next.server] : []) && notCalled(now - uncalled.issued_at),
    ].filter(Boolean);
    return whys.length > 0 ? [{ kind, name, why: whys.join('; ') }] : [];
  });
}

/** The newest that was used, and the newest that somebody may yet come with: none after a later one was used. */
function heldOf(all: Certificate[], now: Ms): { used: Certificate | undefined; uncalled: Certificate | undefined } {
  // Who cannot come back as it is waits for a token, not for this.
  const good = all
    .filter(({ revoked_at, replaced_at, not_after }) => revoked_at === null && replaced_at === null && not_after > now)
    .toSorted((a, b) => b.issued_at - a.issued_at);
  const used = good.find(({ used_at }) => used_at !== null);
  // Who has not called with a renewal has the one before it.
  const isRenewal = ({ replaces }: Certificate) => good.some(({ fingerprint }) => fingerprint === replaces);
  const since = used?.issued_at ?? 0;
  return { used, uncalled: good.find((one) => one.used_at === null && one.issued_at >= since && !isRenewal(one)) };
}

function notCalled(ageMs: Ms): string {
  return `was given a certificate ${words(ageMs)} ago and has not called with it yet`;
}

function whyNotOn(phase: RotationFacts['phase'], authority: string | null, trusted: string[], next: AuthorityPair): string {
  if (!trusted.includes(next.server)) return 'has not said that it trusts the new authorities';
  return phase === 'issuing' && authority !== next.client ? 'has its certificate from the old authorities' : '';
}

/** Both are trusted while the new ones are announced: only what they have signed by then is in the way. */
function whyNotBack(phase: RotationFacts['phase'], authority: string | null, old: AuthorityPair): string {
  if (phase === 'issuing' || authority === null || authority === old.client) return '';
  return 'has its certificate from the new authorities';
}
