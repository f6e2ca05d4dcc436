// W17: a server and two agents with an app that is asked all the time, while programs are killed and stopped, versions deployed
// and hostile callers at work. SOAK_FAULT_MINUTES long; what is the same process throughout does not grow in the second half.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { appHost } from '../e2e/apps.ts';
import { deploy, expectStatus, push, settledOn } from '../e2e/fleet.ts';
import { type Load, loadSummary, startLoad } from '../e2e/load.ts';
import { processesNaming } from '../e2e/processes.ts';
import { startWorld, type World } from '../e2e/world.ts';
import { openGrowth } from './growth.ts';
import { hostileCallers } from './hostile-callers.ts';

const forMs = Number(process.env.SOAK_FAULT_MINUTES ?? 10) * 60_000;
const versions = ['1.0.0', '1.1.0'];

let world: World;
let load: Load;
before(async () => {
  world = await startWorld({ hosts: ['h1', 'h2'] });
  for (const version of versions) await push(world, version);
  await deploy(world, '1.0.0');
  await settledOn(world, '1.0.0', 4);
  load = startLoad({ ports: world.routerPorts, host: appHost });
});
after(async () => {
  await load?.stop();
  await world?.close();
});

test('W17: with all of it at once nothing grows, no request fails, and what is recorded is whole', async (t) => {
  const [begun, half] = [Date.now(), Date.now() + forMs / 2];
  let current = '1.0.0';
  const callers = hostileCallers(world.server, join(world.folder, 'certs'));
  const growth = openGrowth();
  const deployed = async () => {
    current = versions.find((version) => version !== current) as string;
    await deploy(world, current);
  };
  const always = [
    deployed,
    () => expectStatus(world, 0, 'restart', 'hello'),
    () => restarted('h2'),
    () => expectStatus(world, 0, 'settings', 'set', 'hello', `ROUND=${Date.now()}`),
    ...callers,
    ...callers,
  ];
  const atFirst = [() => restarted('server'), () => restarted('h1'), stoodStill];
  while (Date.now() < begun + forMs) {
    const acts = Date.now() < half ? [...always, ...atFirst] : always;
    await (acts[Math.floor(Math.random() * acts.length)] as () => Promise<unknown>)();
    if (Date.now() >= half) growth.look(watched());
  }
  t.diagnostic(growth.told());
  assert.deepEqual(growth.grown(), [], growth.told());

  await settledOn(world, current, 4);
  await load.stop();
  assert.equal(load.failures.length, 0, loadSummary(load));
  await expectStatus(world, 0, 'audit', 'verify');
  for (const name of ['server', 'h1', 'h2'])
    assert.doesNotMatch(world.printed(name), /handler failed|unhandledRejection|uncaughtException/, name);
  await world.kill('server', 'SIGTERM');
  const records = new DatabaseSync(join(world.folder, 'server/castellan.sqlite'), { readOnly: true });
  assert.equal(records.prepare('PRAGMA integrity_check').get()?.integrity_check, 'ok');
  records.close();
});

async function restarted(name: string): Promise<void> {
  await world.kill(name);
  await sleep(Math.random() * 500);
  await world.start(name);
  await connected();
}

async function stoodStill(): Promise<void> {
  await world.kill('server', 'SIGSTOP');
  await sleep(2000);
  await world.kill('server', 'SIGCONT');
  await connected();
}

async function connected(): Promise<void> {
  await world.until('both hosts are connected', async () =>
    (await world.ask<{ state: string }>('hosts', 'list')).every(({ state }) => state.toLowerCase() === 'connected'),
  );
}

/** Processes that live through the second half. */
function watched(): Map<string, number> {
  const all = processesNaming(world.folder);
  const find = (...words: string[]) => all.find(({ command }) => words.every((word) => command.includes(word)))?.pid;
  const programs = {
    server: find('server/main.ts', 'server.yaml'),
    agent: find('agent/main.ts', 'h1.yaml'),
    router: find('agent/router/main.ts', join(world.folder, 'h1')),
  };
  return new Map(Object.entries(programs).filter((one): one is [string, number] => one[1] !== undefined));
}
