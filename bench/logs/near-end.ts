// The host's end of the logs bench, in a process of its own. Arguments: state folder, a host's credentials, the server's
// port, what to do. `ship RUN`: the product follows the file logs/rRUN.1.stdout to its end. `naive FILE`: one line a message.
// `capture RUN`: only reads the file and cuts it between lines. `pack RUN`: as ship, to a wire that takes everything at once.
// `readline FILE`: stdin, split by readline, appended. Says that it is ready, begins when it is told so on stdin (readline:
// at once), and prints the CPU seconds that the task took.
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { blockBytes, cutAt, readBytes } from '../../agent/logs/block.ts';
import { LogShipper, type LogShipperOptions } from '../../agent/logs/shipper.ts';
import { clientCredentials } from '../../certs/credentials.ts';
import type { LogAck } from '../../proto/generated/castellan/v1/LogAck.ts';
import type { LogBlockInput } from '../../proto/generated/castellan/v1/LogBlock.ts';
import { agentsService } from '../../proto/load.ts';
import { openClient } from '../../proto/stream.ts';

const [stateDir = '', credentials = '', port = '', task = '', subject = ''] = process.argv.slice(2);
const place = { app: 'hello', environment: 'production', process: 'web', index: 0, run: 1, release: 1 };

const tasks: Record<string, () => Promise<void>> = {
  ship: () => follow(shipLogs()),
  pack: () => follow(takesAll),
  capture,
  naive: lineByLine,
  readline: readLines,
};
if (task !== 'readline') {
  console.log('ready');
  await once(process.stdin, 'data');
}
const before = process.cpuUsage();
await tasks[task]?.();
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1e6);
process.exit(0);

async function follow(open: LogShipperOptions['open']): Promise<void> {
  const log = { info: () => undefined, warn: console.error };
  const shipper = new LogShipper({ stateDir, log, open });
  const path = join(stateDir, 'logs', `r${subject}.1.stdout`);
  shipper.follow({ ...place, replica: `r${subject}`, stream: 'stdout', path });
  // Whoever wrote the file says that it has ended.
  while (!existsSync(`${path}.ended`)) await sleep(5);
  shipper.finished(`r${subject}`, 1);
  while (existsSync(path)) await sleep(5);
  await shipper.close();
}

function shipLogs(): LogShipperOptions['open'] {
  const client = openClient(agentsService, { address: `127.0.0.1:${port}`, credentials: clientCredentials(credentials) });
  return (blocks, signal) => client.shipLogs(blocks, { signal });
}

async function* takesAll(blocks: AsyncIterable<LogBlockInput>): AsyncGenerator<LogAck> {
  for await (const { offset = 0, length = 0 } of blocks) {
    yield { replica: `r${subject}`, run: 1, stream: 'stdout', offset: Number(offset) + Number(length) };
  }
}

/** What the shipper does before it packs a block, at the pace at which it looks. */
async function capture(): Promise<void> {
  const path = join(stateDir, 'logs', `r${subject}.1.stdout`);
  const [fd, room] = [openSync(path, 'r'), Buffer.allocUnsafe(blockBytes)];
  for (let offset = 0; ; ) {
    const ended = existsSync(`${path}.ended`);
    const { size } = fstatSync(fd);
    while (size - offset >= blockBytes || (ended && offset < size)) {
      offset += cutAt(await readBytes(fd, offset, size - offset, room), ended);
    }
    if (ended) return;
    await sleep(50);
  }
}

async function lineByLine(): Promise<void> {
  const client = openClient(agentsService, { address: `127.0.0.1:${port}`, credentials: clientCredentials(credentials) });
  for await (const _ of client.shipLogs(messages(), {}));
  client.close();
}

async function* messages(): AsyncGenerator<LogBlockInput> {
  let offset = 0;
  for await (const line of createInterface(createReadStream(subject))) {
    const data = Buffer.from(`${line}\n`);
    yield { ...place, replica: 'naive', stream: 'stdout', offset, length: data.length, encoding: 'PLAIN', data };
    offset += data.length;
  }
}

async function readLines(): Promise<void> {
  const out = createWriteStream(subject);
  for await (const line of createInterface(process.stdin)) {
    if (!out.write(`${line}\n`)) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise<void>((resolve) => out.end(resolve));
}
