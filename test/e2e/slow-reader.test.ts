// N12: somebody follows logs on a terminal that is paused: what the server holds for them stays bounded, and nobody else notices.
import { ok } from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { expectStatus, push, settledOn } from './fleet.ts';
import { processesNaming } from './processes.ts';
import { startWorld, type World } from './world.ts';

const lines = 4_000_000;
const mebibyte = 2 ** 20;
const quick = { replicas: 1, deploy: { canary: 1, batch: '100%', healthy: '100ms', bake: '100ms' } };

describe('a reader that does not read', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1'] });
    await push(world, 'calm', quick);
    await push(world, 'flood', { ...quick, template: 'flood-logs', env: { LINES: String(lines) } });
    // What taking such a flood needs by itself is not held against the readers.
    await expectStatus(world, 0, 'deploy', 'hello@flood');
    await world.until('all of it has arrived', lastLineIsThere, 60_000);
    await expectStatus(world, 0, 'deploy', 'hello@calm');
    await settledOn(world, 'calm', 1);
  });

  after(() => world?.close());

  /** Resident memory of the server, in MiB. */
  function resident(): number {
    const [server] = processesNaming(world.folder).filter(({ command }) => command.includes('server/main.ts'));
    const status = readFileSync(`/proc/${server?.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  async function lastLineIsThere(): Promise<boolean> {
    return (await world.ctl('logs', 'hello', '--since', '5s', '--tail', '5')).stdout.includes(`line ${lines} of the flood`);
  }

  it('N12: the server takes a flood that ten paused readers follow, and grows by a fraction of it', async () => {
    const readers = Array.from({ length: 10 }, () => world.ctlStart('logs', 'hello', '-f', '--tail', '1'));
    await Promise.all(readers.map(({ child }) => once(child.stdout as NodeJS.ReadableStream, 'data')));
    for (const { child } of readers) child.kill('SIGSTOP');
    const before = resident();
    await expectStatus(world, 0, 'deploy', 'hello@flood');
    await world.until('all of it has arrived', lastLineIsThere, 60_000);
    const grown = resident() - before;
    const flood = (readers.length * lines * 24) / mebibyte;
    for (const { child } of readers) child.kill('SIGKILL');
    await Promise.all(readers.map(({ ended }) => ended));
    ok(grown < flood / 2, `it grew by ${Math.round(grown)} MiB, and ${Math.round(flood)} MiB waited for its readers`);
  });
});
