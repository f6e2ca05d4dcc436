// Runs on a host of the lab (../runtime-systemd.test.ts).
import { mkdirSync, rmSync } from 'node:fs';
import { openExec } from '../../../agent/runtime/exec.ts';
import { runtimeContract } from '../../contracts/runtime.ts';

runtimeContract('exec', async () => {
  const folder = '/var/lib/castellan/contract-exec';
  mkdirSync(folder, { recursive: true });
  return { folder, open: () => openExec(`${folder}/runs`), end: async () => rmSync(folder, { recursive: true }) };
});
