// A reading in a thread of its own: opening, cutting and matching never hold up the server, and a pattern that takes for
// ever over a line is ended with its thread.
import { type Transferable, Worker } from 'node:worker_threads';
import { fail } from '../../proto/failure.ts';
import type { LogLine } from '../../proto/generated/castellan/v1/LogLine.ts';
import type { LogQuery, Reading, Some } from './reading.ts';
import type { StreamRow } from './tables.ts';

export type SearchOrder = { name: 'begin' } | { name: 'some'; maxMs: number } | { name: 'admit'; streams: StreamRow[] };

export interface SearchData {
  /** The index. */
  file: string;
  folder: string;
  query: LogQuery;
  follows: boolean;
}

/** Lines as they cross between threads: their texts are one piece of memory. */
export type PackedLines = { places: Omit<LogLine, 'text'>[]; ends: number[]; texts: Uint8Array<ArrayBuffer> };
type PackedSome = Omit<Some, 'lines'> & PackedLines;

/** It is over, and so is its thread. */
export class SearchStuck extends Error {}

const maxSearches = 8;
const stuckMs = 5000;
let searches = 0;

/** @throws Failure when there are as many under way as are let in. */
export function openSearch(
  { file, folder }: { file: string; folder: string },
  query: LogQuery,
  follows: boolean,
  signal: AbortSignal,
): Reading {
  if (searches >= maxSearches) {
    throw fail('resource-exhausted', `${maxSearches} searches in logs are under way`, { next: 'try again when one has ended' });
  }
  searches += 1;
  const workerData: SearchData = { file, folder, query, follows };
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  worker.unref();
  let asked = Promise.withResolvers<unknown>();
  asked.promise.catch(() => undefined);
  worker.on('message', (answer: unknown) => asked.resolve(answer));
  worker.on('error', (error) => asked.reject(isOutOfMemory(error) ? new SearchStuck('its memory was used up') : error));
  worker.on('exit', () => {
    searches -= 1;
    asked.reject(new SearchStuck('its thread has ended'));
  });

  async function ask<Answer>(order: SearchOrder, maxMs: number): Promise<Answer> {
    asked = Promise.withResolvers();
    const stuck = setTimeout(() => asked.reject(new SearchStuck('one line takes the search too long')), maxMs);
    try {
      worker.postMessage(order);
      return (await asked.promise) as Answer;
    } finally {
      clearTimeout(stuck);
    }
  }

  async function end(): Promise<void> {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }

  signal.addEventListener('abort', end);
  return {
    begin: () => ask({ name: 'begin' }, 6 * stuckMs),
    admit: (streams) => ask({ name: 'admit', streams }, stuckMs),
    some: async (maxMs) => {
      const { places, ends, texts, ...some } = await ask<PackedSome>({ name: 'some', maxMs }, stuckMs);
      return { ...some, lines: unpackLines({ places, ends, texts }) };
    },
    end,
  };
}

function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
}

export function packLines(lines: LogLine[]): { packed: PackedLines; transfer: Transferable[] } {
  const texts = new Uint8Array(lines.reduce((sum, { text }) => sum + text.length, 0));
  let end = 0;
  const ends = lines.map(({ text }) => {
    texts.set(text, end);
    end += text.length;
    return end;
  });
  const places = lines.map(({ text: _, ...place }) => place);
  return { packed: { places, ends, texts }, transfer: [texts.buffer] };
}

function unpackLines({ places, ends, texts }: PackedLines): LogLine[] {
  const bytes = Buffer.from(texts.buffer);
  return places.map((place, i) => ({ ...place, text: bytes.subarray(ends[i - 1] ?? 0, ends[i]) }));
}
