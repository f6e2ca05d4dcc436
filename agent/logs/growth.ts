// Notices that files in a folder grow. While they do it looks every 50 ms; when they are quiet it sleeps until the folder
// says that something changed, and looks every 250 ms in case it did not say so.
import { type FSWatcher, watch } from 'node:fs';

const busyMs = 50;
const idleMs = 250;

export class Growth {
  readonly #folder: string;
  readonly #look: () => boolean;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  /** @param look is true while something is growing. */
  constructor(folder: string, look: () => boolean) {
    this.#folder = folder;
    this.#look = look;
    this.soon();
  }

  /** Looks again without delay. */
  soon(): void {
    this.#arm(0);
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#quiet();
  }

  #run(): void {
    const busy = this.#look();
    if (busy) this.#quiet();
    else this.#listen();
    this.#arm(busy ? busyMs : idleMs);
  }

  #arm(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#ended) this.#timer = setTimeout(() => this.#run(), ms);
  }

  /** A flood makes an event a line, so the first one ends the listening. */
  #listen(): void {
    if (this.#watcher || this.#ended) return;
    try {
      this.#watcher = watch(this.#folder, { persistent: false }, () => this.#heard());
      this.#watcher.on('error', () => this.#quiet());
    } catch {
      // Out of watches, or no folder: the poll alone then.
    }
  }

  #heard(): void {
    this.#quiet();
    this.soon();
  }

  #quiet(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }
}
