// What stories ask of a world: versions pushed, what each slot runs, who answers.
import { equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { AppStatus } from '../../proto/generated/castellan/v1/AppStatus.ts';
import type { Deployment } from '../../proto/generated/castellan/v1/Deployment.ts';
import type { ReplicaStatus } from '../../proto/generated/castellan/v1/ReplicaStatus.ts';
import type { StatusReply } from '../../proto/generated/castellan/v1/StatusReply.ts';
import { type AppOptions, appHost, makeApp } from './apps.ts';
import type { NetWorld } from './net-world.ts';
import type { CtlResult, World } from './world.ts';

export async function push(world: World, version: string, options: AppOptions = {}): Promise<void> {
  const folder = makeApp(world.folder, version, options);
  const result = await world.ctl('push', folder, '--version', version);
  equal(result.status, 0, `ctl push: ${result.stderr}`);
  const [, app = ''] = /^app: (\S+)/m.exec(readFileSync(join(folder, 'castellan.yaml'), 'utf8')) ?? [];
  await world.plant(app);
}

/** Deploys, waits until it is settled, and expects this exit status. */
export async function deploy(world: World, version: string, status = 0): Promise<CtlResult> {
  return expectStatus(world, status, 'deploy', `hello@${version}`);
}

export async function expectStatus(world: World, status: number, ...args: string[]): Promise<CtlResult> {
  const result = await world.ctl(...args);
  equal(result.status, status, `ctl ${args.join(' ')} ended with ${result.status}:\n${result.stdout}${result.stderr}`);
  return result;
}

export async function statusOf(world: World): Promise<AppStatus | undefined> {
  const [reply] = await world.ask<StatusReply>('status');
  return reply?.apps.find(({ app }) => app === 'hello');
}

export async function newestDeployment(world: World): Promise<Deployment | undefined> {
  return (await statusOf(world))?.deployment ?? undefined;
}

/** Every replica that has a process now, by `host/process/index`. */
export async function runningReplicas(world: World): Promise<(ReplicaStatus & { slot: string })[]> {
  const slots = (await statusOf(world))?.slots ?? [];
  const ended = ['stopped', 'failed'];
  return slots.flatMap((slot) =>
    slot.replicas
      .filter((replica) => !ended.includes(replica.phase))
      .map((replica) => ({ ...replica, slot: `${slot.host}/${slot.process}/${slot.index}` })),
  );
}

/** Waits until exactly `count` replicas run, all of this version and routed. */
export async function settledOn(world: World, version: string, count: number): Promise<(ReplicaStatus & { slot: string })[]> {
  return world.until(`${count} replicas run, all of ${version}`, async () => {
    const replicas = await runningReplicas(world);
    const right = replicas.every((replica) => replica.version === version && replica.routed);
    return right && replicas.length === count ? replicas : undefined;
  });
}

/** The version that answers on this port, or the status of an answer that is none. */
export function whoAnswers(port: number, path = '/', address = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { host: address, port, path, headers: { host: appHost }, agent: false as const, timeout: 10_000 };
    const asked = get(options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(String(answer.headers['x-version'] ?? answer.statusCode)));
      answer.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer within 10 s')));
    asked.on('error', reject);
  });
}

/** The version that each host answers with. */
export function answers(world: World & Partial<Pick<NetWorld, 'answer'>>): Promise<string[]> {
  const { hosts, routerPorts, answer = (host) => whoAnswers(routerPorts[hosts.indexOf(host)] ?? 0) } = world;
  return Promise.all(hosts.map(answer));
}
