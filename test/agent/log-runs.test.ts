// What an agent that comes back makes of output whose owner it cannot read.
import { deepEqual, equal, match } from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it, type TestContext } from 'node:test';
import type { LogSink } from '../../agent/host.ts';
import { openLogRuns } from '../../agent/log-runs.ts';
import { linesOf, storeFor, tempFolder } from '../server/logs/wire.ts';
import { quiet } from './host-world.ts';
import { shipperFor, until, Wire } from './logs/shipped.ts';

const gone = 'hello-web-0-00000001';
const slot = { app: 'hello', environment: 'production', process: 'web', index: 0, release: 3, run: 1 };

const garbage: [string, string][] = [
  ['is empty', ''],
  ['is cut', '{"id":"hello-web-0-0000'],
  ['is null', 'null'],
  ['knows nothing', '{}'],
  ['knows its name alone', JSON.stringify({ id: gone, run: 2 })],
  ['knows too many runs', JSON.stringify({ ...slot, id: gone, run: 1e15 })],
  ['is that of another', JSON.stringify({ ...slot, id: '../../hello' })],
];

describe('output whose owner cannot be read', () => {
  let stateDir: string;

  beforeEach(async (t) => {
    stateDir = await tempFolder(t as TestContext);
    for (const name of ['logs', 'log-owners']) mkdirSync(join(stateDir, name));
  });

  for (const [what, content] of garbage) {
    it(`A06: is brought as that of its slot when its file ${what}, in all its runs`, async (t) => {
      write(gone, 1, 'one\n');
      write(gone, 2, 'two\n');
      writeFileSync(ownerFile(gone), content);
      write('hello-web-0-00000002', 1, 'other\n');
      writeFileSync(ownerFile('hello-web-0-00000002'), JSON.stringify({ ...slot, id: 'hello-web-0-00000002' }));
      const { store, logs } = await comeBack(t);
      await until('the files to go', () => readdirSync(join(stateDir, 'logs')).length === 0);
      const lines = await linesOf(store, { replicas: [gone] });
      deepEqual(
        lines.map(({ run, process, text }) => [run, process, text.toString()]),
        [
          [1, 'web', 'one'],
          [2, 'web', 'two'],
        ],
      );
      deepEqual(logs.troubles(), []);
    });
  }

  it('A06: stays, and is a trouble of the host, when nothing tells whose it is; the file about it is put aside', async (t) => {
    write(gone, 1, 'one\n');
    writeFileSync(ownerFile(gone), 'garbage');
    write('hello-web-1-00000003', 1, 'of another slot\n');
    writeFileSync(ownerFile('hello-web-1-00000003'), JSON.stringify({ ...slot, index: 1, id: 'hello-web-1-00000003' }));
    const { logs } = await comeBack(t);
    await until('the other is gone', () => !existsSync(logFile('hello-web-1-00000003', 1)));
    equal(logs.troubles().length, 1);
    match(
      logs.troubles()[0] ?? '',
      /^output stays in \S+logs\/hello-web-0-00000001\.1\.stdout: nobody knows any more whose it is$/,
    );
    deepEqual(readdirSync(join(stateDir, 'log-owners')), [`${gone}.json.unreadable`, 'hello-web-1-00000003.json']);
    rmSync(logFile(gone, 1));
    deepEqual(logs.troubles(), []);
    await comeBack(t);
    deepEqual(readdirSync(join(stateDir, 'log-owners')), []);
  });

  it('A06: is brought all the same when the file about it makes no sense and cannot be put aside', async (t) => {
    write(gone, 1, 'one\n');
    writeFileSync(ownerFile(gone), 'garbage');
    mkdirSync(join(`${ownerFile(gone)}.unreadable`, 'in the way'), { recursive: true });
    write('hello-web-0-00000002', 1, 'other\n');
    writeFileSync(ownerFile('hello-web-0-00000002'), JSON.stringify({ ...slot, id: 'hello-web-0-00000002' }));
    const { store } = await comeBack(t);
    await until('the files to go', () => readdirSync(join(stateDir, 'logs')).length === 0);
    deepEqual(
      (await linesOf(store, { replicas: [gone] })).map(({ text }) => text.toString()),
      ['one'],
    );
  });

  it('stays, and is told of, when no file was ever written about it, and when it is no file of ours', async (t) => {
    write(gone, 1, 'one\n');
    writeFileSync(join(stateDir, 'secret'), 'secret\n');
    symlinkSync(join(stateDir, 'secret'), logFile('hello-web-1-00000003', 1));
    writeFileSync(ownerFile('hello-web-1-00000003'), JSON.stringify({ ...slot, index: 1, id: 'hello-web-1-00000003' }));
    const { logs } = await comeBack(t);
    deepEqual(
      logs.troubles().map((text) => text.replace(/^output stays in \S+\/logs\//, '')),
      [
        `${gone}.1.stdout: nobody knows any more whose it is`,
        `hello-web-1-00000003.1.stdout: ELOOP: too many symbolic links encountered, open '${logFile('hello-web-1-00000003', 1)}'`,
      ],
    );
  });

  it('is brought as soon as it can be opened, to its end', async (t) => {
    const id = 'hello-web-1-00000003';
    symlinkSync(join(stateDir, 'secret'), logFile(id, 1));
    writeFileSync(join(stateDir, 'secret'), 'secret\n');
    writeFileSync(ownerFile(id), JSON.stringify({ ...slot, index: 1, id }));
    const { store, logs } = await comeBack(t, 20);
    equal(logs.troubles().length, 1);
    rmSync(logFile(id, 1));
    write(id, 1, 'at last\n');
    await until('the file to go', () => !existsSync(logFile(id, 1)));
    deepEqual(logs.troubles(), []);
    const lines = await linesOf(store);
    deepEqual(
      lines.map(({ replica, text }) => [replica, text.toString()]),
      [[id, 'at last']],
    );
  });

  async function comeBack(t: TestContext, againMs?: number) {
    const store = await storeFor(t);
    const logs: LogSink = openLogRuns(stateDir, shipperFor(t, stateDir, new Wire(store)), quiet, againMs);
    logs.begin([], []);
    return { store, logs };
  }

  function write(id: string, run: number, text: string): void {
    appendFileSync(logFile(id, run), text);
  }

  function logFile(id: string, run: number): string {
    return join(stateDir, 'logs', `${id}.${run}.stdout`);
  }

  function ownerFile(id: string): string {
    return join(stateDir, 'log-owners', `${id}.json`);
  }
});
