// Runs on a host of the lab (../runtime-systemd.test.ts).
import { equal, ok } from 'node:assert/strict';
import { existsSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Spec } from '../../../agent/decide/replica.ts';
import { openSystemd } from '../../../agent/runtime/systemd.ts';
import { manifestShape } from '../../../bundle/shape.ts';
import { runtimeContract } from '../../contracts/runtime.ts';

runtimeContract('systemd', async () => {
  const folder = '/var/lib/castellan/contract';
  mkdirSync(folder, { recursive: true });
  return { folder, open: () => openSystemd(folder), end: async () => rmSync(folder, { recursive: true }) };
});

describe('an agent that was killed while it handed secrets over', () => {
  it('X32: what is left of it goes when the next agent takes the replica over', async () => {
    const folder = '/var/lib/castellan/handed-over';
    mkdirSync(folder, { recursive: true });
    const { web } = manifestShape.parse({ app: 'any', processes: { web: { command: 'any' } } }).processes;
    const files = { folder, data: folder, stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') };
    const own = { replica: 'handed-web-1', run: 1, command: ['sleep', '1000'], env: { PATH: process.env.PATH ?? '' } };
    const plan = { ...({ ...web, secrets: {} } as Spec), ...own, ...files };
    const first = await openSystemd(folder).start(plan);
    const [claim = ''] = globSync('/run/castellan/runs-*/*handed-web-1.1.service.claim');
    const handed = claim.replace(/claim$/, 'env');
    writeFileSync(handed, "export API_KEY='planted'\n", { mode: 0o600 });
    const runtime = openSystemd(folder);
    equal((await runtime.start(plan)).pid, first.pid);
    ok(!existsSync(handed));
    runtime.signal(first, 'SIGKILL');
    await runtime.ended(plan, first, new AbortController().signal);
    runtime.sweep([]);
    rmSync(folder, { recursive: true });
  });
});
