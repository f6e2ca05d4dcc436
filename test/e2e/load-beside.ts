// Load on hosts that are on a network of their own, from a process in it (load-child.ts).
import { deepEqual, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { execa } from 'execa';
import { appHost } from './apps.ts';
import type { NetWorld } from './net-world.ts';

export interface LoadBeside {
  /** Waits for what is in flight, and says what came of it; again, if it is asked again. */
  stop(): Promise<HostLoad[]>;
}

export interface HostLoad {
  address: string;
  answered: Record<string, number>;
  /** Answers, by the version that gave them. */
  versions: Record<string, number>;
  failures: { began: string; at: string; kind: string; detail: string }[];
}

/** The command of it. `places`: address and port of each router; `pauseMs`: between two requests of a kind to one of them. */
export function loadCommand(places: string[], pauseMs: number): string[] {
  return ['node', join(import.meta.dirname, 'load-child.ts'), appHost, String(pauseMs), ...places];
}

/** On every host of this world. */
export function startLoadBeside({ hosts, net }: NetWorld, pauseMs: number): LoadBeside {
  const places = hosts.map((host) => `${net.addressOf(host)}:${net.routerPort}`);
  const [program = '', ...args] = [...net.enter('ctl'), ...loadCommand(places, pauseMs)];
  const child = execa(program, args, { stdin: 'pipe', stderr: 'inherit' });
  child.catch(() => {});
  return {
    async stop() {
      child.stdin.end();
      return JSON.parse((await child).stdout) as HostLoad[];
    },
  };
}

export function noneFailed(loads: HostLoad[]): void {
  for (const { address, answered, failures } of loads) {
    deepEqual(failures, [], address);
    for (const [kind, count] of Object.entries(answered)) ok(count > 0, `no ${kind} request was answered by ${address}`);
  }
}
