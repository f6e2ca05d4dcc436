import { deepEqual, equal, notEqual, rejects } from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { it } from 'node:test';
import { isFree, openPorts } from '../../agent/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { lockFolder } from '../../lib/lock-folder.ts';
import { portRange, temporaryFolder } from './host-world.ts';

let now = 0;
const clock: Clock = { now: () => now, after: () => () => {} };
const range = { from: portRange.to - 9, to: portRange.to };

it('gives each a port of its own, that nobody listens on', async () => {
  const ports = openPorts(range, clock);
  const stranger = createServer().listen(range.from + 1);
  await once(stranger, 'listening');
  const [one, other] = await Promise.all([ports.take({ http: 'auto', admin: 'auto' }, {}), ports.take({ http: 'auto' }, {})]);
  const all = [...Object.values(one), ...Object.values(other)];
  deepEqual([new Set(all).size, all.includes(range.from + 1)], [3, false]);
  stranger.close();
});

it('lets a port rest before it is used again', async () => {
  const ports = openPorts({ from: range.from, to: range.from }, clock);
  const taken = await ports.take({ http: 'auto' }, {});
  ports.release(taken);
  await rejects(ports.take({ http: 'auto' }, {}), /no free port in/);
  now += 30_000;
  deepEqual(await ports.take({ http: 'auto' }, {}), taken);
});

it('gives a replica the port again that it had, unless that is taken', async () => {
  const ports = openPorts(range, clock);
  const had = { http: range.from + 5 };
  deepEqual(await ports.take({ http: 'auto' }, had), had);
  const stranger = createServer().listen(had.http);
  await once(stranger, 'listening');
  notEqual((await openPorts(range, clock).take({ http: 'auto' }, had)).http, had.http);
  await rejects(ports.take({ http: had.http }, {}), /port \d+ is held by pid \d+ \(/);
  stranger.close();
});

it('a port on which somebody listens on one address alone is not free', async () => {
  const stranger = createServer().listen(range.from, '127.0.0.1');
  await once(stranger, 'listening');
  equal(await isFree(range.from), false);
  stranger.close();
});

it('one state folder has one agent', async () => {
  const folder = temporaryFolder();
  const lock = await lockFolder(folder.path, 'agent');
  await rejects(lockFolder(folder.path, 'agent'), /another agent/);
  lock.close();
  await once(lock, 'close');
  (await lockFolder(folder.path, 'agent')).close();
  folder.remove();
});
