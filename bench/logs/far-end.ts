// The far end of the logs bench, in a process of its own: the server's log store behind the product's wire, and a file that
// takes one line a message. Arguments: a folder, a server's credentials. Prints its port; answers `sum RUN` with the digest
// of what that run is now known to have written, `search` with how many lines of all there is have something in them, and
// `stall` with the longest stall of its loop since it was last asked, in ms.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { serverCredentials } from '../../certs/credentials.ts';
import type { LogAckInput } from '../../proto/generated/castellan/v1/LogAck.ts';
import type { LogBlock } from '../../proto/generated/castellan/v1/LogBlock.ts';
import { type AgentsService, agentsService } from '../../proto/load.ts';
import type { Handlers } from '../../proto/rpc.ts';
import { listen, serve } from '../../proto/server.ts';
import { shipLogs } from '../../server/logs/ship.ts';
import { LogStore } from '../../server/logs/store.ts';
import type { LogTables } from '../../server/logs/tables.ts';
import { openSqlite } from '../../server/records/sqlite.ts';

const [folder = '', credentials = ''] = process.argv.slice(2);
const file = join(folder, 'logs.sqlite');
const store = await LogStore.open({ folder: join(folder, 'segments'), file, index: openSqlite<LogTables>(file) });

/** What a program would do without thinking: a line is a message, and is written as it comes. */
async function* lineByLine(lines: AsyncIterable<LogBlock>): AsyncGenerator<LogAckInput> {
  const out = createWriteStream(join(folder, 'line-by-line'), { flush: true });
  let offset = 0;
  for await (const { data } of lines) {
    offset += data.length;
    if (!out.write(data)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  yield { replica: 'naive', run: 1, stream: 'stdout', offset };
}

const mine: Partial<Handlers<AgentsService>> = {
  shipLogs: (requests, { caller, signal }) =>
    caller.name === 'naive' ? lineByLine(requests) : shipLogs(store, caller.name)(requests, signal),
};
const { port } = await listen({
  services: [serve(agentsService, new Proxy(mine, { get: (own, name) => Reflect.get(own, name) ?? (() => ({})) }) as never)],
  credentials: serverCredentials(credentials),
  address: '127.0.0.1',
  port: 0,
  log: { info: () => undefined, warn: console.error, error: console.error } as never,
  authorize: Object.fromEntries(Object.values(agentsService).map(({ path }) => [path, ['host' as const]])),
});
console.log(port);

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

async function search(): Promise<number> {
  let found = 0;
  const query = { app: 'hello', environment: 'production', pattern: '"status":500,"ms":\\d+\\.5', searchMs: 300_000 };
  for await (const { lines } of store.read(query, AbortSignal.timeout(300_000))) found += lines.length;
  return found;
}

async function sum(run: number): Promise<string> {
  const hash = createHash('sha256');
  const query = { app: 'hello', environment: 'production', replicas: [`r${run}`] };
  for await (const { lines } of store.read(query, AbortSignal.timeout(60_000))) {
    for (const line of lines) hash.update(line.text).update('\n');
  }
  return hash.digest('hex');
}

for await (const line of createInterface(process.stdin)) {
  const [word, run] = line.split(' ');
  if (word === 'sum') console.log(await sum(Number(run)));
  if (word === 'search') console.log(await search());
  if (word === 'stall') {
    console.log(delay.max / 1e6);
    delay.reset();
  }
}
