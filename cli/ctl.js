#!/usr/bin/env node
// `ctl`: finds a Node that can run the rest, then hands over. This file alone has to work under an older Node.
import { existsSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wanted = 26;
const here = dirname(realpathSync(fileURLToPath(import.meta.url)));
const pinned = join(here, '..', 'node_modules', '.bin', 'node');

if (Number.parseInt(process.versions.node, 10) >= wanted) await start();
else if (process.env.CASTELLAN_REEXECUTED || !existsSync(pinned)) missing();
else await handOver();

async function start() {
  delete process.env.CASTELLAN_REEXECUTED;
  // Not in /tmp, where somebody else could put code for us to run.
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  module.enableCompileCache(join(cache, 'castellan', 'compile'));
  const { main } = await import('./main.ts');
  await main(process.argv.slice(2));
}

async function handOver() {
  const args = [join(here, 'ctl.js'), ...process.argv.slice(2)];
  const env = { ...process.env, CASTELLAN_REEXECUTED: '1' };
  if (typeof process.execve === 'function') process.execve(realpathSync(pinned), [pinned, ...args], env);
  const { spawn } = await import('node:child_process');
  const child = spawn(pinned, args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => passOn(child, signal));
  child.on('error', (error) => missing(error.message));
  child.on('exit', (code, signal) => endLike(code, signal));
}

/** A terminal's Ctrl-C reaches the child by itself; a second one from here would count twice. */
function passOn(child, signal) {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
}

function endLike(code, signal) {
  if (!signal) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function missing(reason) {
  const why = reason ? ` (${reason})` : '';
  process.stderr.write(`ctl needs Node ${wanted}; this is ${process.version}${why}.\n`);
  process.stderr.write(`Run "npm ci" in ${dirname(here)}, which brings it, or start ctl with a newer node.\n`);
  process.exit(1);
}
