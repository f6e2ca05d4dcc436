// Waiting for something to become so, with a deadline that says what was waited for.
import { setTimeout as sleep } from 'node:timers/promises';

export async function eventually(what: string, isSo: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`still waiting after ${withinMs} ms: ${what}`);
    await sleep(10);
  }
}

/** A promise and what settles it, that fails by itself when nobody does. */
export function signalOf<T = void>(what: string, withinMs = 60_000) {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(new Error(`still waiting after ${withinMs} ms: ${what}`)), withinMs);
  promise.catch(() => {});
  return { promise: promise.finally(() => clearTimeout(timer)), fire: resolve };
}
