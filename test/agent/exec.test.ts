import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { openExec } from '../../agent/runtime/exec.ts';
import { runtimeContract } from '../contracts/runtime.ts';
import { temporaryFolder } from './host-world.ts';

runtimeContract('exec', async () => {
  const { path, remove } = temporaryFolder();
  chmodSync(path, 0o755);
  return { open: () => openExec(join(path, 'runs')), folder: path, end: async () => remove() };
});
