// The built-in router as a real process, with a folder and a port of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltinRouter, startBuiltin } from '../../../agent/router/builtin.ts';
import { freePort } from '../../ports.ts';
import { until } from './client.ts';

export const log = { info: () => {}, error: () => {} };

export interface Started {
  router: BuiltinRouter;
  stateDir: string;
  listen: string;
  port: number;
  end(): Promise<void>;
}

export async function startRouter(): Promise<Started> {
  const stateDir = mkdtempSync(join(tmpdir(), 'castellan-router-'));
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  const router = await startBuiltin({ stateDir, listen, log });
  return { router, stateDir, listen, port, end: () => endRouter(router, stateDir) };
}

export async function endRouter(router: BuiltinRouter, stateDir: string): Promise<void> {
  const { pid } = await router.hello();
  await router.close();
  process.kill(pid, 'SIGTERM');
  await until(`router ${pid} has stopped`, () => !isAlive(pid));
  rmSync(stateDir, { recursive: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
