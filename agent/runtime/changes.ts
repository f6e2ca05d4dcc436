// Waiting for something about a run to become so: looked at when a file of it changes, and every now and then all the same.
import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Nobody says when a launcher was killed. */
const pollMs = 1000;

/** Wakes who waits for a file of this folder as soon as it is renamed into place. */
export function openChanges(folder: string) {
  const waiting = new Map<string, () => void>();
  watched(folder, (name) => waiting.get(name ?? '')?.());

  /** Resolves when `isSo`; rejects when the signal aborts. `file`: its new name in the folder; `events`: another to be watched. */
  async function until(isSo: () => boolean, file: string, events: string | undefined, signal: AbortSignal): Promise<void> {
    if (dirname(file) !== folder) throw new Error(`${file} is not in ${folder}`);
    const name = basename(file);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (signal.aborted) reject(signal.reason);
      else if (isSo()) resolve();
    };
    waiting.set(name, look);
    const timer = setInterval(look, pollMs).unref();
    const watcher = events === undefined ? undefined : watched(events, look);
    signal.addEventListener('abort', look);
    look();
    try {
      await promise;
    } finally {
      clearInterval(timer);
      watcher?.close();
      signal.removeEventListener('abort', look);
      if (waiting.get(name) === look) waiting.delete(name);
    }
  }

  const wake = (file: string) => waiting.get(basename(file))?.();

  return { until, wake };
}

/** Where there are no watches left to be had, the looking every now and then must do. */
function watched(path: string, changed: (name: string | null) => void): FSWatcher | undefined {
  try {
    const watcher = watch(path, { persistent: false }, (_, name) => changed(name));
    return watcher.on('error', () => watcher.close());
  } catch {
    return undefined;
  }
}
