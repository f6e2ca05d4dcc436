import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Host } from '../../agent/host.ts';
import { openLogRuns } from '../../agent/log-runs.ts';
import type { Assignment } from '../../proto/generated/castellan/v1/Assignment.ts';
import type { Report } from '../../proto/generated/castellan/v1/Report.ts';
import type { TaskWish } from '../../proto/generated/castellan/v1/TaskWish.ts';
import { assignment, isRunning, openTestHost, quiet, task, temporaryFolder, until, wish } from './host-world.ts';
import { bearing } from './processes.ts';

let folder: ReturnType<typeof temporaryFolder>;
let host: Host;
let notes: string;
let followed: { process: string; path: string }[];
let finished: string[];

beforeEach(() => {
  folder = temporaryFolder();
  notes = join(folder.path, 'notes');
  [followed, finished] = [[], []];
  open();
});

afterEach(async () => {
  await host.assign(assignment());
  host.close();
  folder.remove();
});

function open(): void {
  const shipper = {
    follow: (run: { process: string; path: string }) => void followed.push(run),
    finished: (replica: string) => void finished.push(replica),
    troubles: () => [],
  };
  host = openTestHost(folder.path, { logs: openLogRuns(folder.path, shipper, quiet) }).host;
}

const asking = (...tasks: TaskWish[]): Assignment => ({ ...assignment(), tasks });
const note = (word: string) => `echo ${word} >>"${notes}"`;
const noted = () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []);
const told = (name = 'release', deployment = 1) =>
  host.report().tasks?.find((one) => one.name === name && one.deployment === deployment);
const over = (name = 'release', deployment = 1) =>
  until(
    `${name} of ${deployment} is over`,
    () => (['DONE', 'FAILED'].includes(String(told(name, deployment)?.state)) ? told(name, deployment) : undefined),
    host.report,
  );

describe('a task', () => {
  it('is run once in the place of its release, its output goes to the logs of the app, and its end is told', async () => {
    const spec = { env: { DATABASE: 'main' }, timeoutMs: 5000 };
    const wanted = task(`${note('ran')}; pwd; echo "$DATABASE $CASTELLAN_RELEASE $CASTELLAN_PROCESS"; echo oops >&2`, { spec });
    await host.assign(asking(wanted));
    const { state, message, exit, logLines } = await over();
    deepEqual([state, exit?.code], ['DONE', 0]);
    match(message ?? '', /^exited with status 0 after/);
    match(logLines?.join('\n') ?? '', /test\/apps\nmain 1 release\noops$/);
    deepEqual(
      followed.map(({ process }) => process),
      ['release', 'release'],
    );
    match(readFileSync(followed[0]?.path ?? '', 'utf8'), /main 1 release/);
    await until('its output is known to be complete', () => finished.length > 0);
    await host.assign(asking(wanted));
    await host.assign(asking(wanted, task(note('other'), { name: 'after_deploy' })));
    await over('after_deploy');
    deepEqual(noted(), ['ran', 'other']);
  });

  it('that fails is told with its status and its last lines, and runs no second time', async () => {
    await host.assign(asking(task(`${note('ran')}; echo no such table; exit 3`)));
    const { state, message, exit, logLines } = await over();
    deepEqual([state, exit?.code, logLines], ['FAILED', 3, ['no such table']]);
    match(message ?? '', /^exited with status 3/);
    host.close();
    open();
    equal((await over()).exit?.code, 3);
    deepEqual(noted(), ['ran']);
  });

  it('that takes too long is told to end, then killed with all that it started', async () => {
    const command = `trap '${note('told')}' TERM; (trap '' TERM; sleep 1000.414 & wait) & while :; do sleep 0.05; done`;
    await host.assign(asking(task(command, { spec: { timeoutMs: 300 } })));
    await until('it was told to end', () => noted().includes('told'), host.report);
    const { state, message } = await over();
    deepEqual([state, message], ['FAILED', 'took longer than 300ms']);
    deepEqual(bearing('1000.414'), []);
  });

  it('that is withdrawn is stopped, told as running until it has ended and no more then, also when it is asked for again', async () => {
    await host.assign(asking(task(`${note('ran')}; exec sleep 1000.415`)));
    await until('it runs', () => bearing('1000.415').length > 0, host.report);
    await host.assign(asking());
    deepEqual(
      host.report().tasks?.map(({ app, deployment, state }) => [app, deployment, state]),
      [['hello', 1, 'RUNNING']],
    );
    await until('it has ended', () => bearing('1000.415').length === 0);
    await until('nothing is told of it', () => host.report().tasks?.length === 0, host.report);
    await host.assign(asking(task(note('again'))));
    equal((await over()).message, 'it was withdrawn while it ran');
    deepEqual(noted(), ['ran']);
  });

  it('waits for an older one of its app and environment', async () => {
    const [first, second] = [task(`sleep 0.3; ${note('first')}`), task(note('second'), { deployment: 2 })];
    await host.assign(asking(second, first));
    equal(told('release', 2)?.state, 'WAITING');
    await over('release', 2);
    deepEqual(noted(), ['first', 'second']);
  });

  it('is forgotten when it is in the past', async () => {
    await host.assign(asking(task(note('ran'))));
    await over();
    const kept = () => readdirSync(join(folder.path, 'tasks'));
    await host.assign(asking());
    equal(kept().length, 1, 'forgotten though it could be asked for again');
    await host.assign({ ...assignment(wish({ deployment: 2 })) });
    deepEqual(kept(), []);
    await host.assign(assignment());
    await until('the replica has gone', () => host.replicas().length === 0);
  });

  it('that this host does not take is not run, and the rest is', async () => {
    host.close();
    host = openTestHost(folder.path, { accept: { slots: 5, users: ['agent'], envFolders: [] } }).host;
    const bad = task(note('bad'), { spec: { user: 'root', envFiles: ['/etc/shadow'] } });
    const worse = { ...task(note('worse'), { name: '../../x' }) };
    const odd = { ...task('', { name: 'after_deploy' }), taskJson: '{"kind":"dance"}' };
    deepEqual(await host.assign(asking(bad, worse, odd, task(note('good'), { deployment: 2 }))), []);
    await over('release', 2);
    deepEqual(told()?.message, 'this host runs nothing as root; this host reads no env file /etc/shadow');
    match(told('../../x')?.message ?? '', /is no name of a task/);
    match(told('after_deploy')?.message ?? '', /^it cannot be read/);
    deepEqual(noted(), ['good']);
  });

  it('whose record makes no sense is not run a second time', async () => {
    await host.assign(asking(task(note('ran'))));
    await over();
    host.close();
    writeFileSync(join(folder.path, 'tasks', 'task-1-release.json'), 'garbage');
    open();
    match((await over()).message ?? '', /cannot be read; it is not run a second time/);
    deepEqual(noted(), ['ran']);
  });
});

describe('a query', () => {
  let server: Server;
  let hits: number;
  let answer: { status: number; body?: string; location?: string } | 'nothing';

  beforeEach(async () => {
    hits = 0;
    server = createServer((_, response) => {
      hits += 1;
      if (answer === 'nothing') return;
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end(answer.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const url = () => `http://127.0.0.1:${(server.address() as { port: number }).port}/judge?token=secret`;
  const verdict = (timeoutMs = 5000) =>
    task('', { name: 'verdict/1', taskJson: JSON.stringify({ kind: 'http', url: url(), timeoutMs }) });

  for (const [given, state, said] of [
    [{ status: 200, body: 'all well\n' }, 'DONE', /^GET http:\/\/127.0.0.1:\d+\/judge answered 200$/],
    [{ status: 404 }, 'FAILED', /^GET \S+ answered 404$/],
    [{ status: 503 }, 'FAILED', /^inconclusive: GET \S+ answered 503$/],
    [{ status: 302, location: '/elsewhere' }, 'FAILED', /^inconclusive: GET \S+ answered 302$/],
    ['nothing', 'FAILED', /^inconclusive: took longer than 200ms$/],
  ] as const) {
    it(`that is answered with ${given === 'nothing' ? given : given.status} is ${state}`, async () => {
      answer = given;
      await host.assign(asking(verdict(given === 'nothing' ? 200 : 5000)));
      const { state: found, message, logLines } = await over('verdict/1');
      equal(found, state);
      match(message ?? '', said);
      equal(hits, 1);
      if (given !== 'nothing' && 'body' in given) deepEqual(logLines, ['all well']);
    });
  }

  it('that nobody answers says why, without what may be secret in its address', async () => {
    const wanted = verdict();
    server.close();
    await host.assign(asking(wanted));
    match((await over('verdict/1')).message ?? '', /^inconclusive: GET http:\/\/127.0.0.1:\d+\/judge: connection refused$/);
  });
});

describe('an agent that is killed', () => {
  let agent: { child: ChildProcess; report(): Report | undefined } | undefined;

  afterEach(() => killed());

  function startAgent(wanted: Assignment, env: Record<string, string> = {}): ChildProcess {
    host.close();
    const file = join(folder.path, 'wanted.json');
    writeFileSync(file, JSON.stringify(wanted));
    const child = spawn(process.execPath, [join(import.meta.dirname, 'host-child.ts'), folder.path, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    let newest: Report | undefined;
    createInterface({ input: child.stdout }).on('line', (line) => {
      newest = JSON.parse(line) as Report;
    });
    agent = { child, report: () => newest };
    return child;
  }

  async function killed(): Promise<void> {
    const child = agent?.child;
    agent = undefined;
    child?.kill('SIGKILL');
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  it('A17: while a task runs finds it again, and how it ended is known', async () => {
    const wanted = asking(task(`${note('ran')}; echo $$ >"${notes}.pid"; sleep 1; echo done; exit 4`));
    startAgent(wanted);
    await until(
      'it runs',
      () => existsSync(`${notes}.pid`),
      () => agent?.report(),
    );
    const pid = Number(readFileSync(`${notes}.pid`, 'utf8'));
    await killed();
    ok(isRunning(pid), 'it died with its agent');
    open();
    equal(told()?.state, 'RUNNING');
    const { exit, logLines } = await over();
    deepEqual([exit?.code, logLines, noted()], [4, ['done'], ['ran']]);
  });

  it('A17: while a task ended has its status and its time', async () => {
    startAgent(asking(task(`${note('ran')}; sleep 0.3; exit 5`)));
    await until(
      'it runs',
      () => noted().includes('ran'),
      () => agent?.report(),
    );
    await killed();
    await until('it has ended', () => existsSync(join(folder.path, 'runs', 'task-1-release.1.exit')));
    const left = Date.now();
    open();
    const { exit } = await over();
    deepEqual([exit?.code, noted()], [5, ['ran']]);
    ok(Number(exit?.atMs) <= left, 'the time is not when it ended, but when that was noticed');
  });

  for (const [point, nth] of [
    ['task.recorded', 1],
    ['task.started', 1],
    ['task.recorded', 2],
    ['task.recorded', 3],
    ['task.recorded', 4],
  ] as const) {
    it(`A17: at ${point}:${nth} has run the task once, and tells how it ended`, async () => {
      const wanted = asking(task(`${note('ran')}; echo done`));
      const child = startAgent(wanted, { CASTELLAN_FAILPOINT: `${point}:${nth}` });
      await once(child, 'exit');
      equal(child.signalCode, 'SIGKILL', 'it was not killed');
      agent = undefined;
      open();
      await host.assign(wanted);
      const { state, logLines } = await over();
      deepEqual([state, logLines, noted()], ['DONE', ['done'], ['ran']]);
    });
  }
});
