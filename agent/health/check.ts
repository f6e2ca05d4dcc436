// What a health check is. One file beside this one for each kind, one row in the table.
import type { Check } from '../decide/replica.ts';
import { checkCommand } from './command.ts';
import { checkGrpc } from './grpc.ts';
import { checkHttp } from './http.ts';
import type { Told } from './notices.ts';
import { checkNotify } from './notify.ts';
import type { Ownership } from './ownership.ts';
import { portOf } from './port.ts';
import { checkTcp } from './tcp.ts';

export interface Target {
  /** By name, in the manifest's order. */
  ports: Record<string, number>;
  folder: string;
  /** Names of variables whose values are not told on. */
  secret: string[];
  /** What runs a command in its environment, with no more rights than the replica has. */
  as(command: string[]): { command: string[]; env: Record<string, string> };
  /** Whose the listener on this port is. */
  ownership(port: number): Ownership;
  /** What the replica has said of itself since it was started. */
  told(): Told;
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

const checks = {
  http: checkHttp,
  tcp: checkTcp,
  grpc: checkGrpc,
  command: checkCommand,
  notify: checkNotify,
} satisfies { [Kind in Check['kind']]: HealthCheck<Kind> };

/** Within the check's timeout, whatever the other side does. A check that cannot even be made is not well. */
export async function runCheck(check: Check, target: Target, signal: AbortSignal): Promise<Answer> {
  const run = checks[check.kind] as HealthCheck<Check['kind']>;
  try {
    const answer = await run(check as never, target, AbortSignal.any([signal, AbortSignal.timeout(check.timeoutMs)]));
    return 'port' in check ? ownAnswer(answer, portOf(target.ports, check.port), target) : answer;
  } catch (error) {
    return { ok: false, detail: `${check.kind} check: ${(error as Error).message}` };
  }
}

/** An answer counts when it is the replica that gave it. */
function ownAnswer(answer: Answer, port: number | undefined, { ownership }: Target): Answer {
  if (port === undefined) return answer;
  const owner = ownership(port);
  if (owner.is === 'foreign') return { ok: false, detail: `port ${port} is held by ${owner.holder}` };
  if (owner.is === 'own' || !answer.ok) return answer;
  return { ok: false, detail: `${answer.detail}, and then nobody listened on port ${port} any more` };
}
