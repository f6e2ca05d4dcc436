// Operators -> identities: pipelines are declared.
import { X509Certificate } from 'node:crypto';
import { fail, failOnMistakes } from '../../proto/failure.ts';
import type { AddPipelineRequest } from '../../proto/generated/castellan/v1/AddPipelineRequest.ts';
import type { Rights } from '../../proto/rights.ts';
import { mistakesIn, type Pipeline, usualLifeMs } from '../decide/pipelines.ts';
import type { Ledger } from '../ledger.ts';
import { mistakeInKeys } from '../oidc/key-set.ts';
import { revokeCertificates } from '../records/ledger.ts';
import { findOperator, pipelineOf, putOperator } from '../records/operators.ts';
import { withdrawTokens } from '../records/tokens.ts';

const mostCaBytes = 64 * 1024;

/** @throws Failure bad-input, with all that is wrong with it */
export function checkPipeline({ issuer, audience, claims, lifeMs, ca, keys }: AddPipelineRequest, cluster: string): Pipeline {
  const pipeline = { issuer, audience: audience || cluster, claims, lifeMs: lifeMs || usualLifeMs, ca, keys };
  failOnMistakes([
    ...mistakesIn(pipeline),
    ...(isAuthority(ca) ? [] : ['the issuer’s authority is no certificate in PEM']),
    ...(keys === '' ? [] : [mistakeInKeys(keys) ?? []].flat()),
  ]);
  return pipeline;
}

/** What was given by other words ends; returns whether anything did. @throws Failure refused when it is a person's name */
export async function putPipeline(
  ledger: Ledger,
  name: string,
  { rights, pipeline, at, by }: { rights: Rights; pipeline: Pipeline; at: number; by: string },
): Promise<boolean> {
  return ledger.change(async (tx) => {
    const before = await findOperator(tx, name);
    const same = before && JSON.stringify(pipelineOf(before)) === JSON.stringify(pipeline);
    if (before && before.removed_at === null && before.pipeline === null) throw isInvited(name);
    await withdrawTokens(tx, { kind: 'operator', name }, at);
    await putOperator(tx, name, rights, { at, by }, pipeline);
    return same ? false : (await revokeCertificates(tx, { kind: 'operator', name }, { at, by })).length > 0;
  });
}

function isInvited(name: string) {
  return fail('refused', `${name} is an operator that comes with an invitation`, {
    next: `take another name, or ctl operators remove ${name} first`,
  });
}

function isAuthority(pem: string): boolean {
  try {
    return pem === '' || (pem.length <= mostCaBytes && new X509Certificate(pem).ca);
  } catch {
    return false;
  }
}
