// Pulling a bundle of 5,000 files and 105 MB as an agent does (receive, verify, unpack, make durable), against what a shell would do.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openBundles } from '../agent/bundles.ts';
import { pack } from '../bundle/pack.ts';
import type { BundleRef } from '../proto/generated/castellan/v1/BundleRef.ts';
import type { FetchPart } from '../proto/generated/castellan/v1/FetchPart.ts';
import { makeTree } from './fleet/tree.ts';
import { figure, median, pairwise, type Row } from './pairwise.ts';

const files = 5000;
const bytesPerFile = 21_000;

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-unpack-'));
  try {
    const blob = join(folder, 'bundle.tgz');
    const ref = await makeBundle(join(folder, 'app'), blob);
    const stalls: number[] = [];
    const state = join(folder, 'agent');
    const product = async () => {
      const took = await measured(folder, async () => void stalls.push(await pull(ref, blob, state)));
      await (await openBundles({ folder: state, fetch: () => received(blob, ref.blobSha256, 0, 0) })).prune(new Set());
      return took;
    };
    const shell = (line: string) => () => measured(folder, (place) => runShell(line, [blob, place]));
    const tar = await pairwise({
      name: 'G2 pull, verify, unpack 5,000 files / tar xzf of a local file',
      goal: '<= 1.0',
      gate: { atMost: 1.5 },
      unit: 'ms',
      product,
      reference: shell('mkdir "$2" && tar xzf "$1" -C "$2"'),
    });
    const chain = await pairwise({
      name: 'G2b the same / cat | tee | tar xz; sha256sum',
      goal: '<= 0.75',
      gate: { atMost: 1.0 },
      unit: 'ms',
      product,
      reference: shell('mkdir "$2" && cat "$1" | tee "$2.tgz" | tar xz -C "$2" && sha256sum "$2.tgz"'),
    });
    // The first pull pays for loading the code.
    const stall = median(stalls.slice(1));
    return [
      tar,
      chain,
      figure({
        name: 'G17 longest stall of the agent’s loop while it pulls',
        goal: '<= 50 ms',
        gate: { atMost: 150 },
        unit: 'ms',
        value: stall,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds; removing what was made is not measured. */
async function measured(folder: string, action: (place: string) => Promise<void>): Promise<number> {
  const place = mkdtempSync(join(folder, 'run-'));
  const begun = performance.now();
  await action(join(place, 'out'));
  const took = performance.now() - begun;
  rmSync(place, { recursive: true });
  return took;
}

/** The longest stall, in milliseconds. */
async function pull(ref: BundleRef, blob: string, folder: string): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const bundles = await openBundles({
    folder,
    fetch: ({ blobSha256, offset }) => received(blob, blobSha256, offset, ref.blobBytes),
  });
  await bundles.ensure(ref, new AbortController().signal);
  delays.disable();
  return delays.max / 1e6;
}

async function* received(blob: string, sha256: string, offset: number, length: number): AsyncGenerator<FetchPart> {
  for await (const data of createReadStream(blob, { start: offset, highWaterMark: 256 * 1024 })) yield { data: data as Buffer };
  yield { commit: { length, sha256 } };
}

async function runShell(line: string, args: string[]): Promise<void> {
  const child = spawn('/bin/sh', ['-ec', line, 'sh', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${line} ended with ${code}`);
}

async function makeBundle(folder: string, blob: string): Promise<BundleRef> {
  makeTree(folder, { files, bytesPerFile });
  const { bundle, ...packed } = await pack(folder, blob);
  return { digest: bundle, ...packed, app: 'bench', version: '1', signatures: [] };
}

if (import.meta.main) await run();
