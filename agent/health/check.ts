// What a health check is. One file beside this one for each kind, one row in the table.
import type { Check } from '../decide/replica.ts';
import { checkCommand } from './command.ts';
import { checkHttp } from './http.ts';
import { checkTcp } from './tcp.ts';

export interface Target {
  /** By name, in the manifest's order. */
  ports: Record<string, number>;
  folder: string;
  env: Record<string, string>;
}

/** detail: what was asked and what came back, for people. */
export interface Answer {
  ok: boolean;
  detail: string;
}

/** Answers soon after the signal aborts. */
export type HealthCheck<Kind extends Check['kind']> = (
  check: Extract<Check, { kind: Kind }>,
  target: Target,
  signal: AbortSignal,
) => Promise<Answer>;

const checks = { http: checkHttp, tcp: checkTcp, command: checkCommand } satisfies { [Kind in Check['kind']]: HealthCheck<Kind> };

/** Within the check's timeout, whatever the other side does. A check that cannot even be made is not well. */
export async function runCheck(check: Check, target: Target, signal: AbortSignal): Promise<Answer> {
  const run = checks[check.kind] as HealthCheck<Check['kind']>;
  try {
    return await run(check as never, target, AbortSignal.any([signal, AbortSignal.timeout(check.timeoutMs)]));
  } catch (error) {
    return { ok: false, detail: `${check.kind} check: ${(error as Error).message}` };
  }
}
