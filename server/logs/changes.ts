// Wakes those who follow. A follower keeps which streams grew, never what they grew by, so one that stalls costs nothing.
import { once } from 'node:events';
import type { StreamRow } from './tables.ts';

export class Changes {
  readonly #followers = new Set<Follower>();

  tell(streams: StreamRow[]): void {
    for (const follower of this.#followers) follower.note(streams);
  }

  follow(matches: (stream: StreamRow) => boolean): Follower {
    const follower = new Follower(matches, () => this.#followers.delete(follower));
    this.#followers.add(follower);
    return follower;
  }
}

export class Follower {
  readonly #matches: (stream: StreamRow) => boolean;
  readonly #leave: () => void;
  readonly #woken = new EventTarget();
  #grown = new Map<number, StreamRow>();

  constructor(matches: (stream: StreamRow) => boolean, leave: () => void) {
    this.#matches = matches;
    this.#leave = leave;
  }

  note(streams: StreamRow[]): void {
    for (const stream of streams) if (this.#matches(stream)) this.#grown.set(stream.id, stream);
    if (this.#grown.size > 0) this.#woken.dispatchEvent(new Event('grown'));
  }

  /** The streams that grew since the last call, as they were last seen. */
  take(): StreamRow[] {
    const grown = [...this.#grown.values()];
    this.#grown = new Map();
    return grown;
  }

  /** @throws AbortError when the signal says so. */
  async wait(signal: AbortSignal): Promise<void> {
    if (this.#grown.size === 0) await once(this.#woken, 'grown', { signal });
  }

  end(): void {
    this.#leave();
  }
}
