// Inspects and unpacks blobs that nobody vouches for: in a child process without privileges, with limits and a deadline.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, open, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contents } from './archive.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { BundleRefused, type Rule } from './refused.ts';

export interface UnpackOptions {
  limits?: Partial<Limits>;
  signal?: AbortSignal;
  /** Verified over the whole blob before it is opened as an archive. */
  blobSha256?: string;
  /** The blob is a patch from this bundle, whose tree is in that folder. */
  base?: Base;
  /** A folder that only we can write to: the child's compiled code is kept there, which halves its start. */
  codeCache?: string;
  /** Bytes of the tar that are done. */
  onProgress?: (bytes: number) => void;
  /** The blob is what it was announced as; what follows is unpacking. */
  onVerified?: () => void;
  /** Told once the child runs. */
  onStart?: (pid: number) => void;
}

export interface Base {
  bundle: string;
  folder: string;
}

export interface Order {
  task: 'inspect' | 'unpack';
  limits: Limits;
  blobSha256: string | null;
  bundle: string | null;
  base: Base | null;
  /** Give up root for this user and group, before the blob is touched. */
  become: number | null;
}

export type Answer =
  | { kind: 'progress'; bytes: number }
  | { kind: 'verified' }
  | { kind: 'done'; contents: Contents }
  | { kind: 'refused'; rule: Rule; reasons: string[] }
  | { kind: 'failed'; code: string; message: string };

const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const childScript = fileURLToPath(new URL('./unpack-child.ts', import.meta.url));

/**
 * What is in the blob, if it keeps to the policy. Nothing is written.
 * @throws BundleRefused when it does not; the signal's reason; the file system's error.
 */
export async function inspect(blobPath: string, options: UnpackOptions = {}): Promise<Contents> {
  return await runChild(blobPath, '/', order('inspect', null, options), options);
}

/**
 * Unpacks the blob into a new folder `staging`, whose content is then durable and, when we are root, root's.
 * When it fails there is no such folder.
 * @param bundle the digest (sha256 of the tar) that it must turn out to have
 * @throws BundleRefused; the signal's reason; the file system's error (ENOSPC, ...) with its code.
 */
export async function unpack(blobPath: string, staging: string, bundle: string, options: UnpackOptions = {}): Promise<Contents> {
  await mkdir(staging, { mode: 0o700 });
  try {
    if (isRoot) await chown(staging, nobody, nobody);
    const contents = await runChild(blobPath, staging, order('unpack', bundle, options), options);
    await seal(staging, options.signal);
    return contents;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

function order(task: Order['task'], bundle: string | null, options: UnpackOptions): Order {
  const limits = { ...defaultLimits, ...options.limits };
  const { blobSha256 = null, base = null } = options;
  return { task, limits, bundle, blobSha256, base, become: isRoot ? nobody : null };
}

async function runChild(blobPath: string, cwd: string, task: Order, options: UnpackOptions): Promise<Contents> {
  options.signal?.throwIfAborted();
  const blob = await open(blobPath, 'r');
  try {
    const child = spawn(
      '/bin/sh',
      ['-c', limited(task.limits), 'sh', process.execPath, ...flags, childScript, JSON.stringify(task)],
      {
        cwd,
        env: options.codeCache ? { NODE_COMPILE_CACHE: options.codeCache } : {},
        stdio: ['pipe', 'pipe', 'pipe', blob.fd],
      },
    );
    return await outcome(child, task, options);
  } finally {
    await blob.close();
  }
}

const flags = ['--max-old-space-size=256', '--disable-warning=ExperimentalWarning'];

/**
 * Of a file's size (in blocks of 512 bytes), processor time, and no core. A shell that lacks one goes on without it. Where memory
 * ends, it goes before what runs here.
 */
function limited(limits: Limits): string {
  const blocks = Math.ceil(limits.maxUnpackedBytes / 512) + 1;
  const seconds = Math.ceil(limits.deadlineMs / 1000) + 1;
  const firstToGo = '{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null';
  return `${firstToGo}; ulimit -f ${blocks} 2>/dev/null; ulimit -t ${seconds} 2>/dev/null; ulimit -c 0 2>/dev/null; exec "$@"`;
}

async function outcome(child: ChildProcess, { limits }: Order, options: UnpackOptions): Promise<Contents> {
  const { signal, onStart } = options;
  let late = false;
  const kill = () => child.kill('SIGKILL');
  const timer = setTimeout(() => {
    late = true;
    kill();
  }, limits.deadlineMs);
  signal?.addEventListener('abort', kill, { once: true });
  // Ours alone holds its standard input: when we are gone, it ends too.
  child.stdin?.on('error', () => {});
  try {
    const closed = once(child, 'close') as Promise<[number | null, string | null]>;
    if (child.pid !== undefined) onStart?.(child.pid);
    const [answer, stderr, [code, killedBy]] = await Promise.all([lastAnswer(child, options), tailOf(child), closed]);
    signal?.throwIfAborted();
    if (late) throw new BundleRefused('unpacker', [`it took longer than ${limits.deadlineMs} ms`]);
    return contentsOf(answer, code, killedBy, stderr);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
  }
}

async function lastAnswer(child: ChildProcess, options: UnpackOptions): Promise<Answer | undefined> {
  let last: Answer | undefined;
  if (!child.stdout) return undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const answer = JSON.parse(line) as Answer;
    if (answer.kind === 'progress') options.onProgress?.(answer.bytes);
    else if (answer.kind === 'verified') options.onVerified?.();
    else last = answer;
  }
  return last;
}

async function tailOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stderr ?? []) text = `${text}${chunk}`.slice(-2000);
  return text.trim();
}

function contentsOf(answer: Answer | undefined, code: number | null, killedBy: string | null, stderr: string): Contents {
  if (answer?.kind === 'done' && code === 0) return answer.contents;
  if (answer?.kind === 'refused') throw new BundleRefused(answer.rule, answer.reasons);
  if (answer?.kind === 'failed') throw Object.assign(new Error(answer.message), { code: answer.code });
  const how = killedBy ? `was killed by ${killedBy}` : `ended with ${code}`;
  throw new BundleRefused('unpacker', [`the unpacker ${how}${stderr ? `: ${stderr}` : ' and said nothing'}`]);
}

/**
 * One owner, one sync. syncfs once costs a fraction of an fsync for each of thousands of files, since all of them are new.
 * The child has ended and links are not followed, so that nothing outside can be reached.
 */
async function seal(staging: string, signal: AbortSignal | undefined): Promise<void> {
  const own = isRoot ? 'chown -hR 0:0 -- "$1" && ' : '';
  const sync = process.platform === 'linux' ? 'sync -f -- "$1"' : 'sync';
  await chmod(staging, 0o755);
  const child = spawn('/bin/sh', ['-c', `${own}${sync}`, 'sh', staging], { stdio: ['ignore', 'ignore', 'pipe'], signal });
  // Together: an end that nobody waits for yet would be one that nobody catches.
  const [stderr, [code]] = await Promise.all([tailOf(child), once(child, 'close')]).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error;
  });
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`cannot make ${staging} durable: ${stderr || `sync ended with ${code}`}`);
}
