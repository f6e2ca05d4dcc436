// Operators and certificates as people read them.
import { formatDuration } from '../../lib/durations.ts';
import type { IdentityCertificate } from '../../proto/generated/castellan/v1/IdentityCertificate.ts';
import type { Operator } from '../../proto/generated/castellan/v1/Operator.ts';
import type { Pipeline } from '../../proto/generated/castellan/v1/Pipeline.ts';
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
    certificatesWords(operator, now),
    `${ago(operator.createdMs, now)} by ${plain(operator.createdBy)}`,
  ]);
  return table(['OPERATOR', 'MAY', 'CERTIFICATES', 'ADDED'], rows, columns);
}

/** All there is to know of one. */
export function operatorDossier(operator: Operator, now: number): string[] {
  const { name, certificates, pipeline, createdMs, createdBy } = operator;
  const live = certificates.map((one) => until(one, now)).join(', ');
  return [
    `${plain(name)}: ${rightsWords(operator)}; added ${ago(createdMs, now)} by ${plain(createdBy)}`,
    `certificates: ${live || 'none'}`,
    ...(pipeline ? [...tokenLines(pipeline), 'its jobs type:', ...loginLines(operator)] : []),
  ];
}

/** What a pipeline's jobs type. */
export function loginLines({ pipeline }: Pick<Operator, 'pipeline'>): string[] {
  return pipeline?.introduction ? [`ctl login ${plain(pipeline.address)} ${plain(pipeline.introduction)}`] : [];
}

function tokenLines({ issuer, audience, claims, lifeMs, ca, keys }: Pipeline): string[] {
  const from = keys ? ', its keys from a file' : ca && ', by an authority of its own';
  return [
    `tokens of ${plain(issuer)}${from}`,
    `  aud ${plain(audience)}`,
    ...claims.map(({ name, values }) => `  ${plain(name)} ${values.map(plain).join(' or ')}`),
    `each for a certificate of ${formatDuration(lifeMs)}`,
  ];
}

/** Of a pipeline there may be very many at once. */
function certificatesWords({ certificates, pipeline }: Operator, now: number): string {
  if (pipeline) return `${certificates.length} now, with tokens of ${plain(pipeline.issuer.replace('https://', ''))}`;
  return certificates.length === 0 ? 'none' : certificates.map((one) => until(one, now)).join(', ');
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
