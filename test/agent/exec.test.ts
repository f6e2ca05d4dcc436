import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { openExec } from '../../agent/runtime/exec.ts';
import { type Hierarchy, hierarchies } from '../../agent/runtime/hierarchies.ts';
import { runtimeContract } from '../contracts/runtime.ts';
import { temporaryFolder } from './host-world.ts';

function contract(name: string, used: Hierarchy[]): void {
  runtimeContract(name, async () => {
    const { path, remove } = temporaryFolder();
    chmodSync(path, 0o755);
    return { open: () => openExec(join(path, 'runs'), used), folder: path, end: async () => remove() };
  });
}

contract('exec', hierarchies());
const ofVersion1 = hierarchies().filter(({ version }) => version === 1);
if (ofVersion1.length > 0) contract('exec with cgroups of version 1 alone', ofVersion1);
contract('exec without cgroups', []);
