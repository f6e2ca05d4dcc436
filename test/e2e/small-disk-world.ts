// A world in which one program, a host's agent or the server, keeps its state on a disk that is soon full.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SmallDisk, smallDisk } from '../small-disk.ts';
import { type AppOptions, makeApp } from './apps.ts';
import { startWorld, type World } from './world.ts';

export interface SmallDiskWorld {
  world: World;
  disk: SmallDisk;
  close(): Promise<void>;
}

/** One replica, and a deployment that does not wait for long. */
export const quick: AppOptions = { replicas: 1, deploy: { healthy: '100ms', bake: '100ms' } };

/** One host, h1. `program`: whose disk it is. */
export async function startSmallDiskWorld(
  program: 'h1' | 'server',
  size: { size: string; inodes: number },
): Promise<SmallDiskWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-world-'));
  const disk = smallDisk(join(folder, program), size);
  const tidy = () => {
    disk.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const world = await startWorld({ hosts: ['h1'], folder });
    return { world, disk, close: () => world.close().finally(tidy) };
  } catch (error) {
    tidy();
    throw error;
  }
}

/** A version of hello that nothing makes smaller, to be pushed. */
export function makeLargeApp(world: World, version: string, mebibytes: number): string {
  const app = makeApp(world.folder, version, quick);
  mkdirSync(join(app, 'data'), { recursive: true });
  writeFileSync(join(app, 'data', 'random'), randomBytes(mebibytes * 2 ** 20));
  return app;
}
