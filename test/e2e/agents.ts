// The agents and routers of a world, as processes.
import { join } from 'node:path';
import { runningReplicas } from './fleet.ts';
import { type Process, processesNaming } from './processes.ts';
import type { World } from './world.ts';

/** Of agents that a starter started: it tells them their state folder. */
export function agentsOf(world: World, host: string): Process[] {
  const state = ` --state ${join(world.folder, host)} `;
  return processesNaming(world.folder).filter(({ command }) => command.includes('agent/main.ts') && command.includes(state));
}

export function agentOf(world: World, host: string): Process {
  const [agent] = agentsOf(world, host);
  if (!agent) throw new Error(`${host} has no agent`);
  return agent;
}

/** By the command, which names its host's folder. */
export function routerPids(world: World): Record<string, number> {
  const found = processesNaming(world.folder).filter(({ command }) => command.includes('agent/router/main.ts'));
  return Object.fromEntries(found.map(({ pid, command }) => [command, pid]).sort());
}

/** By `host/process/index`. */
export async function replicaPids(world: World): Promise<Record<string, number>> {
  return Object.fromEntries((await runningReplicas(world)).map(({ slot, pid }) => [slot, pid]).sort());
}
