// Who has yet to follow before the authorities go one phase on, or one back.
import type { CertificateFacts } from './certificate-life.ts';
import { certificateInUse } from './certificate-life.ts';
import type { Ms } from './types.ts';

export interface Holder {
  kind: string;
  name: string;
  /** sha256 of the authorities that it has said to trust; undefined: it has said nothing yet. */
  trusted: string[] | undefined;
  certificates: (CertificateFacts & { authority: string | null })[];
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
  return holders.flatMap(({ kind, name, trusted, certificates }): Waiting[] => {
    const own = certificateInUse(certificates);
    // Who cannot come back as it is waits for a token, not for this.
    if (!own || own.not_after <= now) return [];
    const why = back ? whyNotBack(phase, own.authority, old) : whyNotOn(phase, own.authority, trusted ?? [], next);
    return why ? [{ kind, name, why }] : [];
  });
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
