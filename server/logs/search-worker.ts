// The thread of one search: does what it is asked, one order after another.
import { parentPort, workerData } from 'node:worker_threads';
import { openSqlite } from '../records/sqlite.ts';
import { openReading } from './reading.ts';
import { packLines, type SearchData, type SearchOrder } from './search.ts';
import type { LogTables } from './tables.ts';

const { file, folder, query, follows } = workerData as SearchData;
const reading = openReading({ index: openSqlite<LogTables>(file), folder }, query, follows);

parentPort?.on('message', async (order: SearchOrder) => {
  if (order.name === 'some') return await answerSome(order.maxMs);
  await (order.name === 'begin' ? reading.begin() : reading.admit(order.streams));
  parentPort?.postMessage(undefined);
});

async function answerSome(maxMs: number): Promise<void> {
  const { lines, ...some } = await reading.some(maxMs);
  const { packed, transfer } = packLines(lines);
  parentPort?.postMessage({ ...some, ...packed }, transfer);
}
