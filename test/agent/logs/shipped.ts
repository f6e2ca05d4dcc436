// A shipper wired to a real log store, a process's files, and a server that can go away.
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FollowedRun } from '../../../agent/logs/followed.ts';
import { LogShipper, type LogShipperOptions } from '../../../agent/logs/shipper.ts';
import type { LogAck } from '../../../proto/generated/castellan/v1/LogAck.ts';
import type { LogBlock, LogBlockInput } from '../../../proto/generated/castellan/v1/LogBlock.ts';
import type { LogLine } from '../../../proto/generated/castellan/v1/LogLine.ts';
import { shipLogs } from '../../../server/logs/ship.ts';
import type { LogStore } from '../../../server/logs/store.ts';
import { blockOf } from '../../server/logs/wire.ts';

export const silent = { info: () => undefined, warn: () => undefined } as unknown as LogShipperOptions['log'];

export function runOf(stateDir: string, replica = 'r1', run = 1, stream: 'stdout' | 'stderr' = 'stdout'): FollowedRun {
  mkdirSync(join(stateDir, 'logs'), { recursive: true });
  const path = join(stateDir, 'logs', `${replica}.${run}.${stream}`);
  if (!existsSync(path)) appendFileSync(path, '');
  return { app: 'hello', environment: 'production', process: 'web', index: 0, replica, run, release: 1, stream, path };
}

/** The way between them. While `away` is set no call gets through, and those under way end. */
export class Wire {
  store: LogStore;
  away = false;
  blocks = 0;
  /** Asked for each acknowledgement: false loses it, and the call with it. */
  passes: (ack: LogAck) => boolean = () => true;
  #call = new AbortController();

  constructor(store: LogStore) {
    this.store = store;
  }

  cut(): void {
    this.away = true;
    this.#call.abort(new Error('cut'));
  }

  open = async function* (this: Wire, blocks: AsyncIterable<LogBlockInput>, signal: AbortSignal): AsyncGenerator<LogAck> {
    if (this.away) throw new Error('the server is away');
    const call = new AbortController();
    this.#call = call;
    const either = AbortSignal.any([call.signal, signal]);
    const acks = shipLogs(this.store, 'h1')(this.#counted(blocks), either);
    const ended = new Promise<never>((_, reject) => either.addEventListener('abort', () => reject(new Error('call ended'))));
    ended.catch(() => undefined);
    for (;;) {
      const { value, done } = await Promise.race([acks.next(), ended]);
      if (done) return;
      if (!this.passes(value as LogAck)) throw new Error('the acknowledgement was lost');
      yield value as LogAck;
    }
  }.bind(this);

  async *#counted(blocks: AsyncIterable<LogBlockInput>): AsyncGenerator<LogBlock> {
    for await (const input of blocks) {
      this.blocks += 1;
      yield blockOf(input);
    }
  }
}

export function shipperFor(
  t: TestContext,
  stateDir: string,
  wire: Pick<Wire, 'open'>,
  options: Partial<LogShipperOptions> = {},
): LogShipper {
  const limits = { retryMinMs: 10, retryMaxMs: 50, ...options.limits };
  const shipper = new LogShipper({ stateDir, open: wire.open, log: silent, ...options, limits });
  t.after(() => shipper.close());
  return shipper;
}

export async function until(what: string, holds: () => boolean | Promise<boolean>, deadlineMs = 60_000): Promise<void> {
  for (const end = Date.now() + deadlineMs; !(await holds()); await sleep(10)) {
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms for: ${what}`);
  }
}

/** The bytes of a stream that ended with a newline, as its lines tell them. */
export function bytesOf(lines: LogLine[]): Buffer {
  return Buffer.concat(
    lines.flatMap((line) => (line.gapBytes > 0 || line.continued ? [line.text] : [line.text, Buffer.from('\n')])),
  );
}
