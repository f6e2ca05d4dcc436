// Makes one patch with the zstd program, in a process of its own with limits: from the uncompressed tar of one bundle to that
// of another. Node's own zstd can apply such patches, but makes them a hundred times as large.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, statfsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { constants, setPriority, totalmem } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

export interface Making {
  /** Blobs: tar.gz. */
  base: string;
  target: string;
  /** Empty, and the caller's to remove: everything is written there. */
  folder: string;
  /** Of both tars, about: what is asked of memory and disk before anything is done. */
  expectedBytes: number;
  /** Of one tar. */
  maxTarBytes: number;
  limitMs: number;
  signal: AbortSignal;
}

const program = 'zstd';
/** --patch-from came with 1.4.5. */
const needed = [1, 4, 5] as const;
const reserveBytes = 64 * 2 ** 20;
const chunkBytes = 2 ** 20;
const slackBytes = 256 * 2 ** 20;

/** Undefined: patches can be made here. Otherwise why not, in words. */
export async function zstdTrouble(): Promise<string | undefined> {
  const { code, output } = await run([program, '--version'], AbortSignal.timeout(10_000)).catch((error: Error) => ({
    code: -1,
    output: error.message,
  }));
  const version = /\bv?(\d+)\.(\d+)\.(\d+)/.exec(output)?.slice(1).map(Number);
  if (code !== 0 || !version) return `the program ${program} is not installed`;
  return isOlder(version) ? `the program ${program} is older than ${needed.join('.')}` : undefined;
}

/** The patch's path. @throws Error with the reason, also when there is no room for it */
export async function makePatch(making: Making): Promise<string> {
  checkRoom(making);
  const { folder, limitMs } = making;
  const signal = AbortSignal.any([making.signal, AbortSignal.timeout(limitMs)]);
  const [base, target, patch] = [join(folder, 'base.tar'), join(folder, 'target.tar'), join(folder, 'patch')];
  await Promise.all([inflate(making.base, base, making, signal), inflate(making.target, target, making, signal)]);
  const bytes = (await stat(base)).size + (await stat(target)).size;
  const zstd = [program, '-q', '-f', '-3', '--patch-from', base, target, '-o', patch];
  const { code, output } = await run(['/bin/sh', '-c', limited(bytes, limitMs), 'sh', ...zstd], signal);
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${output}`);
  return patch;
}

/** The program holds both tars and its tables; what it may write is less than what it was given. Where memory ends, it goes first. */
function limited(bytes: number, limitMs: number): string {
  const memoryKib = Math.ceil((bytes * 3 + slackBytes) / 1024);
  const blocks = Math.ceil(bytes / 512) + 1;
  const seconds = Math.ceil(limitMs / 1000);
  const firstToGo = '{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null';
  return `${firstToGo}; ulimit -v ${memoryKib} 2>/dev/null; ulimit -f ${blocks} 2>/dev/null; ulimit -t ${seconds} 2>/dev/null; ulimit -c 0 2>/dev/null; exec "$@"`;
}

function checkRoom({ folder, expectedBytes }: Making): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < expectedBytes * 2 + reserveBytes) throw new Error('there is no room on the disk for it');
  if (freeMemoryBytes() < expectedBytes * 2 + slackBytes) throw new Error('there is not enough free memory for it');
}

/** Where /proc is hidden (ProcSubset=pid) what the page cache holds does not count as free; a quarter can be had all the same. */
function freeMemoryBytes(): number {
  return Math.max(process.availableMemory(), totalmem() / 4);
}

async function inflate(from: string, to: string, { maxTarBytes }: Making, signal: AbortSignal): Promise<void> {
  let bytes = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(bytes > maxTarBytes ? new Error(`a tar of more than ${maxTarBytes} bytes`) : null, chunk);
    },
  });
  const out = createWriteStream(to, { mode: 0o600, highWaterMark: 4 * chunkBytes });
  await pipeline(createReadStream(from, { highWaterMark: chunkBytes }), createGunzip({ chunkSize: chunkBytes }), bounded, out, {
    signal,
  });
}

/** Nothing here is as urgent as the server itself. */
async function run([file = '', ...args]: string[], signal: AbortSignal): Promise<{ code: number | null; output: string }> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' });
  const closed = once(child, 'close') as Promise<[number | null]>;
  if (child.pid !== undefined) yieldTo(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-1000);
    });
  const [code] = await closed;
  return { code, output: output.trim() };
}

function yieldTo(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already.
  }
}

function isOlder(version: number[]): boolean {
  for (const [index, least] of needed.entries()) {
    const own = version[index] ?? 0;
    if (own !== least) return own < least;
  }
  return false;
}
