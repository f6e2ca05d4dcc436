// What the server carries on by itself, watched to its end over as many connections as it takes.
import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from '../command.ts';
import { mayPass, type StopReason, stopper, waitMs } from '../watch.ts';

export interface Following<State> {
  open(signal: AbortSignal): AsyncIterable<State>;
  show(state: State): void;
  isOver(state: State): boolean;
}

/** Its last state, and why it was watched no longer: at its end, or because somebody did not want to. */
export async function follow<State>(
  { options, screen }: Call,
  first: State,
  { open, show, isOver }: Following<State>,
): Promise<{ last: State; left: StopReason | undefined }> {
  const stop = stopper(waitMs(options));
  let last = first;
  try {
    show(first);
    for (let attempt = 0; !isOver(last); attempt += 1) {
      try {
        for await (const state of open(stop.signal)) {
          attempt = 0;
          last = state;
          show(state);
          if (isOver(state)) break;
        }
      } catch (error) {
        if (!mayPass(error) || stop.signal.aborted) throw error;
        if (attempt === 0) screen.note('the connection is lost; the server carries it on, trying again');
      }
      if (!isOver(last)) await pause(Math.min(2000, 100 * 2 ** attempt), undefined, { signal: stop.signal });
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.close();
  }
  return { last, left: isOver(last) ? undefined : (stop.signal.reason as StopReason) };
}
