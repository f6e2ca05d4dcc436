// The server's end of ShipLogs: blocks in, acknowledgements out, the newest of each stream only.

import { Failure } from '../../proto/failure.ts';
import type { LogAck, LogAckInput } from '../../proto/generated/castellan/v1/LogAck.ts';
import type { LogBlock } from '../../proto/generated/castellan/v1/LogBlock.ts';
import { checkBlock } from './block.ts';
import type { LogStore } from './store.ts';

const maxWaiting = 256;

/** Whether the host may bring it; throws when not. */
type Require = (target: { app: string; environment: string }) => Promise<void>;

/**
 * What a host's stream of blocks is answered with. `host` is the caller's name, from its certificate.
 * @throws what `LogStore.append` throws: the call ends, and the agent sends again what was not acknowledged. And what `require`
 * throws, with the stream (REPLICA/RUN/STREAM) as its first detail
 */
export function shipLogs(store: LogStore, host: string, require: Require = async () => {}) {
  return async function* (requests: AsyncIterable<LogBlock>, signal: AbortSignal): AsyncGenerator<LogAckInput> {
    const acks = new NewestAcks();
    // Not awaited: after a failure the requests end only when this call has.
    void takeAll(store, host, own(requests, require), acks, signal).then(
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

/** What is another's is not even looked into. */
async function* own(blocks: AsyncIterable<LogBlock>, require: Require): AsyncGenerator<LogBlock> {
  const known = new Set<string>();
  for await (const block of blocks) {
    const key = `${block.app}/${block.environment}`;
    if (!known.has(key)) {
      checkBlock(block);
      await require(block).catch((error: unknown) => {
        throw error instanceof Failure ? about(block, error) : error;
      });
      known.add(key);
    }
    yield block;
  }
}

function about({ replica, run, stream }: LogBlock, { code, message }: Failure): Failure {
  return new Failure(code, message, { details: [`${replica}/${run}/${stream}`] });
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
