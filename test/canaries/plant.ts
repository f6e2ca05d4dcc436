// A secret for each app of a world, set as an operator sets it.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Canaries } from './canaries.ts';
import { newCanary } from './needles.ts';

/** `ask`: what ctl is asked by. An app is given its secret once; its next deployment takes it along. */
export function planting(
  canaries: Canaries,
  folder: string,
  ask: (args: string[]) => Promise<{ status: number; stderr: string }>,
): (app: string) => Promise<void> {
  const planted = new Set<string>();

  async function plant(app: string): Promise<void> {
    if (planted.has(app)) return;
    planted.add(app);
    const [value, path] = [newCanary(), join(folder, 'canary')];
    canaries.plant(`the secret of ${app}`, value, [`CASTELLAN_APP=${app}`, 'CASTELLAN_ENVIRONMENT=production']);
    writeFileSync(path, value, { mode: 0o600 });
    const { status, stderr } = await ask(['secrets', 'set', app, 'CANARY', '--file', path]);
    rmSync(path);
    if (status !== 0) throw new Error(`ctl secrets set ended with ${status}: ${stderr}`);
  }

  return plant;
}
