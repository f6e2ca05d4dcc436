// N08: a server that comes back to many hosts: all are connected again, not all in the same moment, and none counts as lost.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeCertificates } from '../../certs/make.ts';
import type { Host } from '../../proto/generated/castellan/v1/Host.ts';
import { type SimulatedHosts, startSimulatedHosts } from './simulated-hosts.ts';
import { startWorld, type World } from './world.ts';

const names = Array.from({ length: 60 }, (_, index) => `sim-${index}`);

describe('many hosts', () => {
  let world: World;
  let hosts: SimulatedHosts;

  before(async () => {
    world = await startWorld({ hosts: [] });
    await makeCertificates({ out: join(world.folder, 'certs'), hosts: names, operators: ['admin'], addresses: ['127.0.0.1'] });
    hosts = startSimulatedHosts(world.server, join(world.folder, 'certs/hosts'), names);
    await world.until('all are connected', () => hosts.connected().size === names.length);
  });

  after(async () => {
    await hosts?.close();
    await world?.close();
  });

  async function states(): Promise<Map<string, number>> {
    const all = await world.ask<Host>('hosts', 'list');
    return new Map(
      Map.groupBy(all, ({ state }) => state)
        .entries()
        .map(([state, some]) => [state, some.length]),
    );
  }

  it('N08: after a restart of the server all are there again, and none was lost meanwhile', async () => {
    await world.kill('server');
    hosts.forget();
    await world.start('server');
    equal((await states()).get('LOST'), undefined);
    await world.until('all are connected again', () => hosts.connected().size === names.length, 60_000);
    await world.until('the server has heard all of them', async () => (await states()).get('CONNECTED') === names.length);
    deepEqual([...(await states()).keys()], ['CONNECTED']);
    ok(new Set(hosts.connected().values()).size > names.length / 10, 'they have all come in the same moment');
  });
});
