// A world whose hosts are in network namespaces of their own, and which is impatient: silence is told within a second.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../lib/durable-file.ts';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { holdsMemory } from './control-groups.ts';
import { type Net, openNet } from './net.ts';
import { openQuestions } from './questions.ts';
import type { Where, Who } from './who-answers.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

export interface NetWorld extends World {
  readonly net: Net;
  /** As `ctl hosts` has it. */
  host(name: string): Promise<Host>;
  /** Resolves when the server has this host in this state. */
  hostIs(name: string, state: Host['state'], deadlineMs?: number): Promise<Host>;
  /** The version that this host answers with. */
  answer(name: string): Promise<string>;
  /** Cuts a host off from the server meanwhile; resolves when it is back. */
  apart<Result>(name: string, meanwhile: () => Promise<Result>): Promise<Result>;
}

export interface NetWorldOptions extends WorldOptions {
  hosts: string[];
  /** Replicas can be held to a limit of memory: where memoryMissing has nothing to say. */
  memory?: boolean;
}

export const impatient = { heartbeat: '300ms', unreachable: '1s', lost: '3s' };

/** Resolves when every host is connected. */
export async function startNetWorld({ memory = false, ...options }: NetWorldOptions): Promise<NetWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-world-'));
  const net = await openNet(options.hosts, folder, memory && !holdsMemory() ? makeFolder(join(folder, 'memory')) : undefined);
  const serverSettings = { hosts: impatient, ...options.serverSettings };
  const world = await startWorld({ ...options, folder, net, serverSettings }).catch(async (error: unknown) => {
    await net.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  });

  const who = openQuestions<Where, Who>(net.enter('ctl'), 'who-answers.ts');

  async function host(name: string): Promise<Host> {
    const all = await world.ask<Host>('hosts', 'list');
    const found = all.find((one) => one.name === name);
    if (!found) throw new Error(`ctl hosts has no ${name}`);
    return found;
  }

  async function hostIs(name: string, state: Host['state'], deadlineMs?: number): Promise<Host> {
    const seen = async () => {
      const now = await host(name);
      return now.state === state ? now : undefined;
    };
    return world.until(`${name} is ${state.toLowerCase()}`, seen, deadlineMs);
  }

  async function answer(name: string): Promise<string> {
    const { version, trouble } = await who.ask({ address: net.addressOf(name), port: net.routerPort });
    if (version === undefined) throw new Error(`${name}: ${trouble}`);
    return version;
  }

  async function apart<Result>(name: string, meanwhile: () => Promise<Result>): Promise<Result> {
    await net.cut(name);
    try {
      await world.until(`${name} is away`, async () => (await host(name)).state !== 'CONNECTED');
      return await meanwhile();
    } finally {
      await net.heal(name);
      await hostIs(name, 'CONNECTED');
    }
  }

  async function close(): Promise<void> {
    await who.close();
    await world.close().finally(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  }

  return { ...world, net, host, hostIs, answer, apart, close };
}
