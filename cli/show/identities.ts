// Operators and certificates as people read them.
import { formatDuration } from '../../lib/durations.ts';
import type { IdentityCertificate } from '../../proto/generated/castellan/v1/IdentityCertificate.ts';
import type { Operator } from '../../proto/generated/castellan/v1/Operator.ts';
import type { Scope } from '../../proto/generated/castellan/v1/Scope.ts';
import { plain } from './plain.ts';
import { ago } from './status.ts';
import { table } from './table.ts';

/** `deployer of hello in staging`, `admin` */
export function rightsWords(operator: Pick<Operator, 'role' | 'scopes'> | null | undefined): string {
  if (!operator) return 'nobody';
  const scopes = operator.scopes.map(scopeWords).join(', ');
  return `${plain(operator.role)}${scopes && ` of ${scopes}`}`;
}

/** `good for 12d`, `ended 3m ago` */
export function until({ notAfterMs }: Pick<IdentityCertificate, 'notAfterMs'>, now: number): string {
  return notAfterMs > now ? `good for ${formatDuration(roughly(notAfterMs - now))}` : `ended ${ago(notAfterMs, now)}`;
}

export function operatorLines(operators: Operator[], now: number, columns: number): string[] {
  if (operators.length === 0) return ['no operators'];
  const rows = operators.map((operator) => [
    plain(operator.name),
    rightsWords(operator),
    operator.certificates.length === 0 ? 'none' : operator.certificates.map((one) => until(one, now)).join(', '),
    `${ago(operator.createdMs, now)} by ${plain(operator.createdBy)}`,
  ]);
  return table(['OPERATOR', 'MAY', 'CERTIFICATES', 'ADDED'], rows, columns);
}

function scopeWords({ app, environment }: Scope): string {
  if (app && environment) return `${plain(app)} in ${plain(environment)}`;
  return app ? plain(app) : `all apps in ${plain(environment)}`;
}

/** Whole minutes, hours or days: the largest that there is at least one of. */
function roughly(ms: number): number {
  const unit = [86_400_000, 3_600_000, 60_000].find((one) => ms >= one) ?? 1000;
  return Math.floor(ms / unit) * unit;
}
