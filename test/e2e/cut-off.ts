// What stories of hosts that are cut off in the middle of a deployment look at.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import { newestDeployment, runningReplicas } from './fleet.ts';
import { impatient, type NetWorld } from './net-world.ts';
import type { CtlResult, World } from './world.ts';

export const fiveHosts = ['h1', 'h2', 'h3', 'h4', 'h5'];

/** Silence is told soon, and no host is ever lost. */
export const neverLost = { ...impatient, lost: '10m' };

/** A host is cut off from the server meanwhile, and whatever ran on it runs on. */
export async function cutOff<Result>(world: NetWorld, host: string, meanwhile: () => Promise<Result>): Promise<Result> {
  const running = await pidsOn(world, host);
  return world.apart(host, async () => {
    const result = await meanwhile();
    for (const pid of running) ok(isAlive(pid), `${pid} on ${host} was stopped`);
    return result;
  });
}

export async function newest(world: World): Promise<Deployment> {
  const found = await newestDeployment(world);
  ok(found);
  return found;
}

/** Resolves when the newest deployment is in this phase. */
export async function phaseIs(world: World, phase: Deployment['phase']): Promise<Deployment> {
  return world.until(`it is ${phase}`, async () => {
    const found = await newest(world);
    return found.phase === phase ? found : undefined;
  });
}

export async function endsWith(status: number, ctl: Promise<CtlResult>): Promise<CtlResult> {
  const result = await ctl;
  equal(result.status, status, result.stdout + result.stderr);
  return result;
}

/** These hosts answer with these versions. */
export async function answering(world: NetWorld, wanted: Record<string, string>): Promise<void> {
  const seen = Object.keys(wanted).map(async (host) => [host, await world.answer(host)]);
  deepEqual(Object.fromEntries(await Promise.all(seen)), wanted);
}

export async function pidsOn(world: World, host: string): Promise<number[]> {
  const replicas = await runningReplicas(world);
  return replicas.filter(({ slot }) => slot.startsWith(`${host}/`)).map(({ pid }) => pid);
}

export async function hostsRunning(world: World): Promise<string[]> {
  return [...new Set((await runningReplicas(world)).map(({ slot }) => slot.split('/')[0] as string))].sort();
}

export async function countOf(world: World, version: string, phase?: string): Promise<number> {
  const replicas = await runningReplicas(world);
  return replicas.filter((one) => one.version === version && (phase === undefined || one.phase === phase)).length;
}

/** A file for which an app or a hook of this world waits. */
export function gateOf(world: World, name: string): string {
  return join(world.folder, `${name}.gate`);
}

/** A server.js that is healthy if this expression says so. */
export function healthyIf(expression: string): string {
  return `import { existsSync } from 'node:fs';
import { serve } from './serve.js';
const { close } = serve({ healthy: () => ${expression} });
process.on('SIGTERM', close);
`;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
