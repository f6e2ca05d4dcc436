// The server's end of ShipLogs: blocks in, acknowledgements out, the newest of each stream only.
import type { LogAck, LogAckInput } from '../../proto/generated/castellan/v1/LogAck.ts';
import type { LogBlock } from '../../proto/generated/castellan/v1/LogBlock.ts';
import type { LogStore } from './store.ts';

const maxWaiting = 256;

/**
 * What a host's stream of blocks is answered with. `host` is the caller's name, from its certificate.
 * @throws what `LogStore.append` throws: the call ends, and the agent sends again what was not acknowledged.
 */
export function shipLogs(store: LogStore, host: string) {
  return async function* (requests: AsyncIterable<LogBlock>, signal: AbortSignal): AsyncGenerator<LogAckInput> {
    const acks = new NewestAcks();
    // Not awaited: after a failure the requests end only when this call has.
    void takeAll(store, host, requests, acks, signal).then(
      () => acks.end(),
      (error) => acks.end(error),
    );
    try {
      yield* acks.each();
    } finally {
      acks.end();
    }
  };
}

async function takeAll(store: LogStore, host: string, requests: AsyncIterable<LogBlock>, acks: NewestAcks, signal: AbortSignal) {
  const waiting = new Set<Promise<void>>();
  for await (const block of requests) {
    if (signal.aborted || acks.ended) break;
    const stored = store.append(host, block).then(
      (ack) => acks.put(ack),
      (error) => acks.end(error),
    );
    waiting.add(stored);
    void stored.finally(() => waiting.delete(stored));
    if (waiting.size >= maxWaiting) await Promise.race(waiting);
    await store.room();
  }
  await Promise.all(waiting);
}

/** Between two readings an older acknowledgement gives way to a newer one of the same stream. */
class NewestAcks {
  readonly #newest = new Map<string, LogAck>();
  #wake: () => void = () => undefined;
  #error: unknown;
  ended = false;

  put(ack: LogAck): void {
    this.#newest.set(`${ack.replica}/${ack.run}/${ack.stream}`, ack);
    this.#wake();
  }

  end(error?: unknown): void {
    this.#error ??= error;
    this.ended = true;
    this.#wake();
  }

  async *each(): AsyncGenerator<LogAck> {
    for (;;) {
      for (const [key, ack] of this.#newest) {
        this.#newest.delete(key);
        yield ack;
      }
      if (this.#newest.size > 0) continue;
      if (this.#error !== undefined) throw this.#error;
      if (this.ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
