// Operators and their certificates as replies tell them.

import { writeIntroduction } from '../../certs/introduction.ts';
import type { IdentityCertificateInput } from '../../proto/generated/castellan/v1/IdentityCertificate.ts';
import type { OperatorInput } from '../../proto/generated/castellan/v1/Operator.ts';
import type { PipelineInput } from '../../proto/generated/castellan/v1/Pipeline.ts';
import { pipelineOf, rightsOf } from '../records/operators.ts';
import type { LedgerRow, OperatorRow } from '../records/tables.ts';

/** How newcomers get to this server. */
export interface Entrance {
  /** host:port of the listener for newcomers. */
  address: string;
  /** None: nobody is taken in. */
  pins: string[];
}

export function operatorView(row: OperatorRow, certificates: LedgerRow[], entrance: Entrance): OperatorInput {
  const { role, scopes } = rightsOf(row);
  return {
    name: row.name,
    role,
    scopes: scopes.map(({ app, environment }) => ({ app: app ?? '', environment: environment ?? '' })),
    createdMs: row.created_at,
    createdBy: row.created_by,
    certificates: certificates.map(certificateView),
    pipeline: pipelineView(row, entrance),
  };
}

export function certificateView(row: LedgerRow): IdentityCertificateInput {
  return {
    kind: row.kind,
    name: row.name,
    fingerprint: row.fingerprint,
    notBeforeMs: row.not_before,
    notAfterMs: row.not_after,
    issuedMs: row.issued_at,
    issuedBy: row.issued_by,
    firstUsedMs: row.used_at ?? 0,
  };
}

export function isLive({ not_after, revoked_at, replaced_at }: LedgerRow, now: number): boolean {
  return revoked_at === null && replaced_at === null && not_after > now;
}

function pipelineView(row: OperatorRow, { address, pins }: Entrance): PipelineInput | null {
  const pipeline = pipelineOf(row);
  if (!pipeline) return null;
  const introduction = pins.length === 0 ? '' : writeIntroduction({ name: row.name, audience: pipeline.audience, pins });
  return { ...pipeline, introduction, address };
}
