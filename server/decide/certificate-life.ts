// How far a holder's certificate is in its life, and what is to be said of that.
import type { Ms } from './types.ts';

export interface CertificateFacts {
  not_before: Ms;
  not_after: Ms;
  issued_at: Ms;
  used_at: Ms | null;
  replaced_at: Ms | null;
  revoked_at: Ms | null;
}

/** Of its life: hosts renew from a half on, so that from here on something is wrong, and from there on it is pressing. */
const [lateFrom, pressingFrom] = [0.6, 0.8];

/** Of a host by all certificates that it ever had; undefined: all is well, or it never had one. */
export function certificateTrouble(host: string, all: CertificateFacts[], now: Ms): string | undefined {
  const again = `a new one: ctl hosts add ${host}`;
  const own = certificateInUse(all);
  if (!own) return all.some(({ revoked_at }) => revoked_at !== null) ? `its certificate was revoked; ${again}` : undefined;
  const { not_before, not_after } = own;
  if (now >= not_after) return `its certificate ended ${words(now - not_after)} ago; ${again}`;
  const gone = (now - not_before) / (not_after - not_before);
  if (gone < lateFrom) return undefined;
  const late = `its certificate ends in ${words(not_after - now)}, and is not renewed`;
  return gone < pressingFrom ? late : `${late}; after that it comes back only with ${again}`;
}

/** The newest that was used, or else the newest: one that was made again beside it may never get there. */
function certificateInUse<C extends CertificateFacts>(all: C[]): C | undefined {
  const good = all.filter(({ revoked_at, replaced_at }) => revoked_at === null && replaced_at === null);
  return good.toSorted((a, b) => Number(b.used_at !== null) - Number(a.used_at !== null) || b.issued_at - a.issued_at)[0];
}

const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** The largest unit that there is at least one of, whole. */
export function words(ms: Ms): string {
  const [name, unit] = Object.entries(units).find(([, one]) => ms >= one) ?? ['s', 1000];
  return `${Math.floor(ms / unit)}${name}`;
}
