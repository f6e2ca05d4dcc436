// A program of the system to its end, and what it said.
import { execFile } from 'node:child_process';

export interface Output {
  /** -1: it was killed, or could not be run; stderr says why. */
  status: number;
  stdout: string;
  stderr: string;
}

const mostBytes = 1024 * 1024;

export interface OutputOptions {
  /** It is killed then; 0: never. */
  timeout?: number;
  env?: NodeJS.ProcessEnv;
}

export function output(program: string, args: string[], options: OutputOptions = {}): Promise<Output> {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: mostBytes, killSignal: 'SIGKILL', ...options }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, stdout, stderr: stderr || (error?.message ?? '') });
    });
  });
}
