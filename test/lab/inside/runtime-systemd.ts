// Runs on a host of the lab (../runtime-systemd.test.ts).
import { mkdirSync, rmSync } from 'node:fs';
import { openSystemd } from '../../../agent/runtime/systemd.ts';
import { runtimeContract } from '../../contracts/runtime.ts';

runtimeContract('systemd', async () => {
  const folder = '/var/lib/castellan/contract';
  mkdirSync(folder, { recursive: true });
  return { folder, open: () => openSystemd(folder), end: async () => rmSync(folder, { recursive: true }) };
});
