// Recreate: what cannot run twice never does, not while it goes forth and not while it turns back.
import { deepEqual } from 'node:assert/strict';
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { answers, deploy, push, settledOn } from './fleet.ts';
import { processesNaming } from './processes.ts';
import { startWorld, type World } from './world.ts';

const recreate = { strategy: 'recreate', healthy: '50ms', bake: '0s' };

describe('recreate', () => {
  let world: World;

  before(async () => {
    world = await startWorld({ hosts: ['h1', 'h2', 'h3'] });
    const stop = { drain: '200ms', timeout: '5s' };
    await push(world, '1.0.0', { replicas: 1, deploy: recreate, stop });
    await push(world, '2.0.0', { replicas: 1, deploy: recreate, stop });
    await push(world, '3.0.0', { replicas: 1, deploy: recreate, stop, template: 'never-healthy', startTimeout: '1s' });
    await deploy(world, '1.0.0');
    await settledOn(world, '1.0.0', 3);
  });

  after(() => world?.close());

  it('all of the old version has ended before any of the new one starts', async () => {
    const seen = await watched(() => deploy(world, '2.0.0'));
    deepEqual(seen, ['1.0.0', '', '2.0.0']);
    deepEqual(await answers(world), ['2.0.0', '2.0.0', '2.0.0']);
  });

  it('what never gets ready has ended everywhere before the old one comes back', async () => {
    const seen = await watched(() => deploy(world, '3.0.0', 2));
    deepEqual(seen, ['2.0.0', '', '3.0.0', '', '2.0.0']);
    deepEqual(await answers(world), ['2.0.0', '2.0.0', '2.0.0']);
  });

  /** Each set of versions that had processes meanwhile, in turn, looked at every 50 ms. */
  async function watched(what: () => Promise<unknown>): Promise<string[]> {
    const seen: string[] = [];
    const look = () => {
      const running = [...new Set(processesNaming(world.folder).flatMap(versionOf))].sort().join();
      if (running !== seen.at(-1)) seen.push(running);
    };
    look();
    const looking = setInterval(look, 50);
    await what().finally(() => clearInterval(looking));
    look();
    return seen;
  }

  /** Of a replica; other processes have none. */
  function versionOf({ pid, command }: { pid: number; command: string }): string[] {
    if (!command.endsWith('node server.js')) return [];
    try {
      return [readFileSync(join(readlinkSync(`/proc/${pid}/cwd`), 'VERSION'), 'utf8').trim()];
    } catch {
      return [];
    }
  }
});
