// Real router processes for tests: started as the agent does, replaced as whoever asks on the control socket, and ended.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltinRouter } from '../../../agent/router/builtin.ts';
import { startBuiltin } from '../../../agent/router/builtin.ts';
import { openLink } from '../../../agent/router/link.ts';
import { thisCode, thisProgram } from '../../../agent/router/program.ts';
import { socketPath } from '../../../agent/router/wire.ts';
import { processesNaming } from '../../e2e/processes.ts';
import { freePort } from '../../ports.ts';
import { until } from './client.ts';

export const quiet = { info: () => {}, error: () => {} };
export const soon = () => AbortSignal.timeout(60_000);

export interface StartedRouter {
  router: BuiltinRouter;
  stateDir: string;
  listen: string;
  port: number;
  end(): Promise<void>;
}

interface StartWith {
  workers?: number;
  /** Another one than this process's. */
  node?: string;
  tls?: boolean;
}

export async function startProcess(how: StartWith = {}): Promise<StartedRouter> {
  const { workers = 1, node = thisProgram.node, tls = false } = how;
  const stateDir = mkdtempSync(join(tmpdir(), 'castellan-router-'));
  const port = await freePort();
  const listen = `127.0.0.1:${port}${tls ? '/tls' : ''}`;
  const program = { ...thisProgram, node, code: thisCode };
  const router = await startBuiltin({ stateDir, listen, workers, program, log: quiet });
  return { router, stateDir, listen, port, end: () => endProcess(router, stateDir) };
}

/** With all that were replaced and still drain, and those that were just about to begin. */
export async function endProcess(router: BuiltinRouter, stateDir: string): Promise<void> {
  await router.close();
  await endProcesses(stateDir);
  rmSync(stateDir, { recursive: true });
}

export async function endProcesses(stateDir: string): Promise<void> {
  await until(`no process of ${stateDir} is left`, () => {
    const left = processesNaming(stateDir);
    for (const { pid } of left) kill(pid);
    return left.length === 0;
  });
}

export interface ReplaceBy {
  main?: string;
  listen?: string;
  workers?: number;
}

/** Its pid, once it serves. Rejects with what the router says when it goes on itself. */
export async function replaceBy(stateDir: string, { main, listen, workers = 1 }: ReplaceBy): Promise<number> {
  const link = await openLink(socketPath(stateDir));
  if (!link) throw new Error(`no router answers in ${stateDir}`);
  try {
    const now = await link.ask({ ask: 'hello' });
    const program = { ...thisProgram, ...(main === undefined ? {} : { main }) };
    return (await link.ask({ ask: 'replace', ...program, listen: listen ?? now.listen, workers })).pid;
  } finally {
    link.close();
  }
}

/** Those that this one has started and that still run. */
export function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number).filter(isAlive);
}

/** What has ended and nobody has asked for yet is not alive. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
}

export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
