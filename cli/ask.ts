// Calls that make a deployment: repeated until the server has answered, which is safe because the request has an id.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Deployment } from '../proto/generated/castellan/v1/Deployment.ts';
import type { Call } from './command.ts';
import { type Client, callMs, isOfClock, withServer } from './connect.ts';
import { plain } from './show/plain.ts';
import { follow, mayPass } from './watch.ts';

/** A server that is started again on a busy machine is back by then. */
const patienceMs = 30_000;
/** Also when each of them takes that long. */
const leastAttempts = 6;
/** From then on somebody wonders. */
const toldAt = 4;

/** Makes a deployment and watches it; returns the exit status. */
export async function deployment(call: Call, make: (client: Client, requestId: string) => Promise<Deployment>): Promise<number> {
  const requestId = randomUUID();
  return withServer(call.options, async (client) => follow(call, client, await repeated(() => make(client, requestId))));
}

export const once = { deadlineMs: callMs };

/** @throws the last attempt's failure; any that will not pass by itself at once. */
export async function repeated<Reply>(call: () => Promise<Reply>): Promise<Reply> {
  const until = Date.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (!mayPass(error) || isOfClock(error) || (attempt >= leastAttempts && Date.now() >= until)) throw error;
      if (attempt === toldAt) process.stderr.write(`note: ${plain((error as Error).message)}; trying again\n`);
      await pause(Math.min(2000, 100 * 2 ** attempt));
    }
  }
}
