// The processes that serve beside the first one: started, given all that it has, and started again when they die.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, Saying } from './channel.ts';
import { openChannel } from './channel.ts';
import type { Member } from './crew.ts';
import type { Log } from './log.ts';
import type { RouterSettings } from './program.ts';
import { startRouter, thisProgram } from './program.ts';

export interface Workers {
  /** No more are started; those that run are told by the crew. */
  stop(): void;
}

interface Options {
  settings: RouterSettings;
  /** How many. */
  count: number;
  /** Gives it what it needs, and makes it one of those that are asked. */
  join(member: Member): Promise<void>;
  answer(channel: Channel, saying: Saying): Promise<object>;
  log: Log;
}

const maxBackoffMs = 5000;
const steadyMs = 10_000;

/** @throws Error when one of the first ones ends before it serves. */
export async function startWorkers({ settings, count, join, answer, log }: Options): Promise<Workers> {
  const life = new AbortController();

  async function start(): Promise<{ ended: Promise<string> }> {
    const child = startRouter('worker', thisProgram, settings, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, killedBy) => resolve(`it ended with ${killedBy ?? `status ${code}`}`));
      child.once('error', (error) => resolve(error.message));
    });
    const channel: Channel = openChannel(child, (saying) => answer(channel, saying));
    const dismiss = (reason: string) => {
      log.error({ worker: child.pid, reason }, 'a worker of the router is ended');
      child.kill('SIGKILL');
    };
    const joined = join({ channel, listens: true, dismiss }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    const failed = await Promise.race([joined, ended]);
    if (failed === undefined) return { ended };
    child.kill('SIGKILL');
    throw new Error(`a worker does not start: ${failed}`);
  }

  async function keep(worker: { ended: Promise<string> }): Promise<void> {
    let backoffMs = 50;
    for (let now = worker; ; ) {
      const since = performance.now();
      const reason = await now.ended;
      if (life.signal.aborted) return;
      log.error({ reason }, 'a worker of the router has ended; another one is started');
      if (performance.now() - since > steadyMs) backoffMs = 50;
      now = await again();
    }

    async function again(): Promise<{ ended: Promise<string> }> {
      while (true) {
        await sleep(backoffMs);
        backoffMs = Math.min(2 * backoffMs, maxBackoffMs);
        if (life.signal.aborted) return { ended: Promise.resolve('') };
        const started = await start().catch((error: Error) => log.error({ reason: error.message }, 'trying again'));
        if (started) return started;
      }
    }
  }

  const first = await Promise.all(Array.from({ length: count }, start));
  for (const worker of first) void keep(worker);
  return { stop: () => life.abort() };
}
