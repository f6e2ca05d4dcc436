// What hosts answer for HTTP-01: told to all of an environment, and known to be answered before an authority is told to look.
import { fail } from '../proto/failure.ts';
import type { Bus } from './bus/bus.ts';
import { listHosts } from './records/fleet.ts';
import type { Db } from './records/records.ts';
import type { Sessions } from './sessions.ts';

export interface Challenges {
  /** Token -> answer; the same object until it changes. */
  of(environment: string): Record<string, string>;
  /** Resolves when every host there that can be reached answers it. @throws Failure timeout, refused with the hosts that do not */
  publish(environment: string, token: string, answer: string, signal: AbortSignal): Promise<void>;
  withdraw(environment: string, token: string): Promise<void>;
}

export interface ChallengesOptions {
  db: Db;
  bus: Bus;
  presence: Sessions['presence'];
  /** Hosts are given so long. */
  withinMs?: number;
}

const lookEveryMs = 50;

export function openChallenges({ db, bus, presence, withinMs = 60_000 }: ChallengesOptions): Challenges {
  const all = new Map<string, Record<string, string>>();
  const of = (environment: string) => all.get(environment) ?? nothing;

  async function change(environment: string, next: Record<string, string>): Promise<void> {
    all.set(environment, next);
    for (const { name } of await listHosts(db, environment)) bus.publish(`assignment:${name}`);
  }

  async function publish(environment: string, token: string, answer: string, signal: AbortSignal): Promise<void> {
    await change(environment, { ...of(environment), [token]: answer });
    const late = AbortSignal.timeout(withinMs);
    for (;;) {
      const { asked, missing } = await standing(environment, token);
      if (missing.length === 0 && asked > 0) return;
      if (asked === 0)
        throw fail('refused', `no host of ${environment} that is connected can answer the authority: is one of them up to date?`);
      if (late.aborted) throw fail('timeout', `the routers of ${missing.join(', ')} do not answer the challenge`);
      await pauseOrAbort(lookEveryMs, signal);
    }
  }

  /** Those that are away are not waited for, and an older agent would never say so. */
  async function standing(environment: string, token: string): Promise<{ asked: number; missing: string[] }> {
    const known = (await listHosts(db, environment)).map(({ name }) => ({ name, seen: presence(name) }));
    const able = known.filter(({ seen }) => seen?.state === 'connected' && seen.hello?.abilities.includes('challenges'));
    const missing = able.filter(({ seen }) => !seen?.report?.challenges.includes(token)).map(({ name }) => name);
    return { asked: able.length, missing };
  }

  async function withdraw(environment: string, token: string): Promise<void> {
    const { [token]: _, ...left } = of(environment);
    await change(environment, left);
  }

  return { of, publish, withdraw };
}

const nothing: Record<string, string> = {};

function pauseOrAbort(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
