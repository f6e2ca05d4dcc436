// N08: a thousand hosts come back to a server that was restarted: seconds until the last of them is connected.
import { join } from 'node:path';
import { makeCertificates } from '../certs/make.ts';
import { startSimulatedHosts } from '../test/e2e/simulated-hosts.ts';
import { startWorld } from '../test/e2e/world.ts';
import { figure, type Row } from './pairwise.ts';

const count = 1000;

export async function run(): Promise<Row> {
  const world = await startWorld({ hosts: [] });
  const names = Array.from({ length: count }, (_, index) => `sim-${index}`);
  const out = join(world.folder, 'certs');
  await makeCertificates({ out, hosts: names, operators: ['admin'], addresses: ['127.0.0.1'] });
  const hosts = startSimulatedHosts(world.server, join(out, 'hosts'), names);
  try {
    await world.until('all are connected', () => hosts.connected().size === count, 120_000);
    await world.kill('server');
    hosts.forget();
    await world.start('server');
    const began = Date.now();
    await world.until('all are connected again', () => hosts.connected().size === count, 120_000);
    const value = (Math.max(...hosts.connected().values()) - began) / 1000;
    return figure({
      name: `N08 ${count} hosts back at a server that was restarted`,
      goal: '<= 30',
      gate: { atMost: 60 },
      unit: 's',
      value,
    });
  } finally {
    await hosts.close();
    await world.close();
  }
}

if (import.meta.main) console.log(await run());
