// What 10,000 idle connections cost the built-in router: kept ones, each after one answer.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBuiltin } from '../agent/router/builtin.ts';
import { route } from '../test/contracts/router.ts';
import { freePort } from '../test/ports.ts';
import { figure, type Row } from './pairwise.ts';

const connections = 10_000;
const atOnce = 100;
const request = 'GET / HTTP/1.1\r\nHost: any.test\r\n\r\n';

export async function run(): Promise<Row[]> {
  const limit = Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1'))?.[1]);
  if (limit < 1.6 * connections) {
    console.log(`skipped: ${connections} connections need a higher limit of open files than ${limit}`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  const application = createServer((_, response) => response.end('hello\n')).listen(0, '127.0.0.1');
  await once(application, 'listening');
  const port = await freePort();
  const router = await startBuiltin({ stateDir: folder, listen: `127.0.0.1:${port}`, log: quiet });
  const sockets: Socket[] = [];
  try {
    const target = { replica: 'bench', release: 1, address: '127.0.0.1', port: (application.address() as AddressInfo).port };
    await router.apply({ revision: 1, routes: [route([target])] }, AbortSignal.timeout(60_000));
    const { pid } = await router.hello();
    for (let turn = 0; turn < 5; turn += 1) (await answered(port)).destroy();
    const before = residentBytes(pid);
    while (sockets.length < connections) {
      sockets.push(...(await Promise.all(Array.from({ length: atOnce }, () => answered(port)))));
    }
    const each = (residentBytes(pid) - before) / connections;
    return [
      figure({
        name: 'router: 10,000 idle connections',
        goal: '<= 200 MB in all',
        gate: { atMost: 400 },
        value: residentBytes(pid) / 2 ** 20,
        unit: 'MB',
      }),
      figure({ name: 'router: each of them', goal: '<= 12 KB', gate: { atMost: 30 }, value: each / 1024, unit: 'KB' }),
    ];
  } finally {
    for (const socket of sockets) socket.destroy();
    const { pid } = await router.hello();
    await router.close();
    process.kill(pid, 'SIGKILL');
    application.close();
    application.closeAllConnections();
    rmSync(folder, { recursive: true });
  }
}

const quiet = { info: () => {}, error: () => {} };

/** A connection that has had one answer, and stays. */
function answered(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('data', () => resolve(socket));
    socket.write(request);
  });
}

function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) * 1024;
}
