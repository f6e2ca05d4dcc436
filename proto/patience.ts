// A call that was one too many is made again when its time has come: it was refused before anything was done.
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.ts';
import type { CallOptions } from './rpc.ts';

/** Of all that it waits; what the call itself takes comes on top. */
const mostPatienceMs = 60_000;
const leastMs = 50;

/** @throws what the call throws; also that it was one too many, when it has no more time to wait */
export async function* patiently<Reply>(
  call: (how: CallOptions) => AsyncGenerator<Reply>,
  how: CallOptions,
  random: () => number = Math.random,
): AsyncGenerator<Reply> {
  const { signal, deadlineMs = Number.POSITIVE_INFINITY } = how;
  const began = performance.now();
  for (let waited = 0; ; ) {
    const left = deadlineMs - (performance.now() - began);
    try {
      return yield* call({ ...how, deadlineMs: left });
    } catch (error) {
      const rest = restMs(error, random);
      if (rest === undefined || rest > left || waited + rest > mostPatienceMs || signal?.aborted) throw error;
      waited += rest;
      await sleep(rest, undefined, signal ? { signal } : {}).catch(() => {});
    }
  }
}

/** Those who were refused together do not come again together. */
function restMs(error: unknown, random: () => number): number | undefined {
  if (!(error instanceof Failure) || error.code !== 'busy') return undefined;
  return Math.max(leastMs, (error.waitMs ?? 0) * (1 + random()));
}
