// What any runtime must do, whatever is behind it.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { execa } from 'execa';
import type { Exit, Limits, Proc, Spec } from '../../agent/decide/replica.ts';
import { readStat } from '../../agent/runtime/process-identity.ts';
import { NotStarted, type Run, type RunPlan, type Runtime } from '../../agent/runtime/runtime.ts';
import { manifestShape } from '../../bundle/shape.ts';
import { until } from '../agent/host-world.ts';
import { bearing, zombiesOf } from '../agent/processes.ts';

export interface RuntimeUnderTest {
  /** A new one over the same state: an agent that was restarted. */
  open(): Runtime;
  /** Empty at first, and open to every user: for bundles, data and output. */
  folder: string;
  end(): Promise<void>;
}

/** A process that says nothing but its command. */
const { web } = manifestShape.parse({ app: 'any', processes: { web: { command: 'any' } } }).processes;
const plain = { ...web, secrets: {} } as Spec;
const noLimits = plain.limits;
const never = new AbortController().signal;
const isRoot = process.getuid?.() === 0;
const node = process.execPath;

/** Daemonises as programs do: its parents are gone, its session is its own, nothing of it is in the first one's group. */
const daemonise = '(setsid sh -c "sleep 1000.MARK & echo up >>DATA/up.MARK" &); until [ -s DATA/up.MARK ]; do :; done';

export function runtimeContract(name: string, start: () => Promise<RuntimeUnderTest>): void {
  describe(`${name} as a runtime`, () => {
    let tested: RuntimeUnderTest;
    let number = 0;
    const begun: [Run, Proc][] = [];

    before(async () => {
      tested = await start();
      mkdirSync(join(tested.folder, 'bundle'), { mode: 0o755 });
      mkdirSync(join(tested.folder, 'data'), { mode: 0o755 });
    });
    after(async () => {
      const runtime = tested.open();
      for (const [, proc] of begun) runtime.signal(proc, 'SIGKILL');
      for (const [run, proc] of begun) await runtime.ended(run, proc, never);
      runtime.sweep([]);
      await tested.end();
    });

    function plan(command: string[], more: Partial<RunPlan> = {}): RunPlan {
      number += 1;
      const output = join(tested.folder, `out.${number}`);
      const own = { replica: 'contract-web-1', run: number, command, folder: join(tested.folder, 'bundle') };
      const files = { stdout: `${output}.stdout`, stderr: `${output}.stderr`, data: join(tested.folder, 'data') };
      return { ...plain, ...own, ...files, ...more, env: { PATH: process.env.PATH ?? '', ...more.env } };
    }
    const sh = (script: string, more: Partial<RunPlan> = {}) => plan(['/bin/sh', '-c', script], more);
    const js = (script: string, more: Partial<RunPlan> = {}) => plan([node, '-e', script], more);
    const daemonising = (mark: string) => daemonise.replaceAll('MARK', mark).replaceAll('DATA', join(tested.folder, 'data'));
    const said = ({ stdout }: RunPlan) => (existsSync(stdout) ? readFileSync(stdout, 'utf8') : '');

    async function begin(run: RunPlan, runtime = tested.open()): Promise<Proc> {
      const proc = await runtime.start(run);
      begun.push([run, proc]);
      return proc;
    }

    async function toItsEnd(run: RunPlan, runtime = tested.open()): Promise<Exit> {
      return await runtime.ended(run, await begin(run, runtime), never);
    }

    async function ready(run: RunPlan, runtime = tested.open()): Promise<Proc> {
      const proc = await begin(run, runtime);
      await until(
        'it says that it is ready',
        () => said(run).includes('ready'),
        () => said(run),
      );
      return proc;
    }

    const endedMeanwhile = (run: RunPlan, proc: Proc | null) =>
      until('another life knows that it has ended', () => {
        const found = tested.open().find(run, proc);
        return found.is === 'ended' ? found.exit : undefined;
      });

    /** Whether what leaves the group can be found again. */
    function hasCgroups(t: TestContext): boolean {
      const [trouble] = tested.open().troubles();
      if (trouble) t.skip(trouble);
      return !trouble;
    }

    /** Nothing that bears the run's mark is left, wherever it has put itself. */
    const nothingLeft = (mark: string) =>
      until(
        `nothing of ${mark} is left`,
        () => bearing(mark).length === 0,
        () => bearing(mark),
      );

    function held(t: TestContext, limits: Partial<Limits>): Limits | undefined {
      const all = { ...noLimits, ...limits };
      const [first] = tested.open().unenforced(all);
      if (first) t.skip(`limits.${first.limit} is not enforced here: ${first.reason}`);
      return first ? undefined : all;
    }

    for (const [what, script, code, signal] of [
      ['status 0', 'exit 0', 0, ''],
      ['status 3', 'exit 3', 3, ''],
      ['a signal', 'kill -USR1 $$', -1, 'SIGUSR1'],
    ] as const) {
      it(`P03 one that ends at once with ${what} is known to have`, async () => {
        const exit = await toItsEnd(sh(script));
        deepEqual([exit.code, exit.signal, exit.result], [code, signal, undefined]);
      });
    }

    it('what it writes is appended to its files', async () => {
      const run = sh('echo new; echo bad >&2');
      writeFileSync(run.stdout, 'old\n');
      await toItsEnd(run);
      deepEqual([said(run), readFileSync(run.stderr, 'utf8')], ['old\nnew\n', 'bad\n']);
    });

    it('a run is started once, whoever asks', async () => {
      const run = sh('echo ready; exec sleep 1000');
      const [one, other] = [tested.open(), tested.open()];
      const [first, second] = [await ready(run, one), await other.start(run)];
      deepEqual([second.pid, second.started], [first.pid, first.started]);
      one.signal(first, 'SIGKILL');
      await Promise.all([one.ended(run, first, never), other.ended(run, second, never)]);
      equal(said(run), 'ready\n');
    });

    it('an agent that was restarted finds it as it was, with and without a record of its process', async () => {
      const run = sh('echo ready; exec sleep 1000');
      const proc = await ready(run);
      for (const record of [proc, null]) {
        const found = tested.open().find(run, record);
        deepEqual([found.is, found.is === 'running' && found.process.pid], ['running', proc.pid]);
      }
    });

    it('an agent that comes while it is being started finds its process or begins it, and it runs once', async () => {
      const run = sh('echo ready; exec sleep 1000');
      const starting = begin(run, tested.open());
      for (let look = 0; look < 20; look += 1) {
        const found = tested.open().find(run, null);
        if (found.is === 'never-started') continue;
        ok(
          found.is === 'running' && found.process.pid > 0,
          `it is taken for one that ${found.is === 'running' ? 'has no process' : found.is}`,
        );
        break;
      }
      const again = await tested.open().start(run);
      deepEqual([again.pid, again.started], [(await starting).pid, (await starting).started]);
      await until('it is ready', () => said(run) === 'ready\n');
    });

    it('what was never started is known not to have been', () => {
      deepEqual(tested.open().find({ replica: 'contract-web-9', run: 1 }, null), { is: 'never-started' });
    });

    it('what ran before the host was restarted has vanished', async () => {
      const proc = { bootId: 'another-boot', pid: process.pid, started: 1, group: process.pid, groupStarted: 1 };
      deepEqual(tested.open().find({ replica: 'contract-web-9', run: 1 }, proc), { is: 'vanished' });
    });

    it('a process that was given the same pid is neither taken for it nor hit', async () => {
      const stranger = js('console.log("ready"); setTimeout(() => {}, 1e6)');
      const { pid, group, bootId } = await ready(stranger);
      const runtime = tested.open();
      const forged = { bootId, pid, started: 1, group, groupStarted: 1 };
      equal(runtime.find({ replica: 'contract-web-9', run: 1 }, forged).is, 'ended');
      runtime.signal(forged, 'SIGKILL');
      ok(readStat(pid));
    });

    it('A04 the status and the time of one that ended while the agent was away are known', async () => {
      const pipe = join(tested.folder, 'data', 'wait');
      await toItsEnd(sh(`mkfifo ${pipe}`));
      const run = sh(`echo ready; read line <${pipe}; exit 7`);
      const proc = await ready(run);
      writeFileSync(pipe, 'go\n');
      await until('it has ended', () => !readStat(proc.pid));
      const left = Date.now();
      const exit = await endedMeanwhile(run, proc);
      deepEqual([exit.code, exit.signal], [7, '']);
      ok(exit.at <= left + 1000, 'the time is not when it ended');
      deepEqual(await endedMeanwhile(run, null), exit);
    });

    it('A04 one that was killed while the agent was away is known to have been', async () => {
      const run = sh('echo ready; exec sleep 1000');
      const proc = await ready(run);
      process.kill(proc.pid, 'SIGKILL');
      const exit = await endedMeanwhile(run, proc);
      deepEqual([exit.code, exit.signal, exit.result], [-1, 'SIGKILL', undefined]);
      equal(readFileSync(run.stderr, 'utf8'), '', 'something that it did not write stands in its output');
    });

    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR2']) {
      it(`${signal} reaches it as the system has it`, async () => {
        const run = js('console.log("ready"); setTimeout(() => {}, 1e6)');
        const runtime = tested.open();
        const proc = await ready(run, runtime);
        runtime.signal(proc, signal);
        equal((await runtime.ended(run, proc, never)).signal, signal);
      });
    }

    it('P01 one that ignores SIGTERM, and its children that do, end with SIGKILL', async () => {
      const run = sh('trap "" TERM; sleep 1000.101 & echo ready; while :; do sleep 1; done');
      const runtime = tested.open();
      const proc = await ready(run, runtime);
      runtime.signal(proc, 'SIGTERM');
      runtime.signal(proc, 'SIGKILL');
      const exit = await runtime.ended(run, proc, never);
      deepEqual([exit.code, exit.signal], [-1, 'SIGKILL']);
      await nothingLeft('1000.101');
    });

    it('P02 what it had put into the background ends with it, though its session is another and its parents are gone', async (t) => {
      if (!hasCgroups(t)) return;
      const run = sh(`${daemonising('202')}; exit 4`);
      const exit = await toItsEnd(run);
      equal(exit.code, 4);
      deepEqual(bearing('1000.202'), []);
    });

    it('P02 SIGKILL reaches what it had put into the background', async (t) => {
      if (!hasCgroups(t)) return;
      const run = sh(`${daemonising('203')}; echo ready; exec sleep 1000`);
      const runtime = tested.open();
      const proc = await ready(run, runtime);
      const [daemon = 0] = await until('the daemon runs', () =>
        bearing('1000.203').length === 1 ? bearing('1000.203') : undefined,
      );
      ok(readStat(daemon)?.session !== readStat(proc.pid)?.session);
      ok(runtime.members(proc).includes(daemon), 'it is not counted');
      runtime.signal(proc, 'SIGKILL');
      await runtime.ended(run, proc, never);
      deepEqual(bearing('1000.203'), []);
    });

    it('P02 what it had put into the background ends with it while the agent is away', async (t) => {
      if (!hasCgroups(t)) return;
      const run = sh(`${daemonising('204')}; echo ready; exec sleep 1000`);
      const proc = await ready(run);
      await until('the daemon runs', () => bearing('1000.204').length === 1);
      process.kill(proc.pid, 'SIGKILL');
      await nothingLeft('1000.204');
    });

    it('P04 a fork bomb stays within its limit, others start and end meanwhile, and nothing of it is left', async (t) => {
      const limits = held(t, { pids: 40 });
      if (!limits) return;
      const bomb =
        'const {spawn} = require("child_process"); const go = () => { try { spawn("sleep", ["1000.404"]).on("error", () => {}) } catch {} setTimeout(go, 1) }; console.log("ready"); go()';
      const run = js(bomb, { limits });
      const runtime = tested.open();
      const proc = await ready(run, runtime);
      await until('it has used up what it may', () => (runtime.resources(proc)?.pids ?? 0) >= 40);
      equal((await toItsEnd(sh('exit 0'))).code, 0);
      ok((runtime.resources(proc)?.pids ?? 0) <= 40);
      runtime.signal(proc, 'SIGKILL');
      await runtime.ended(run, proc, never);
      deepEqual(bearing('1000.404'), []);
    });

    // Buffers outside of the heap, touched, so that they are there.
    const leak = 'console.log("ready"); const all = []; setInterval(() => all.push(Buffer.alloc(8 << 20, 1)), 5)';

    it('P05 one that takes more memory than it may is killed alone, and told as out of memory', async (t) => {
      const limits = held(t, { memoryBytes: 160 << 20 });
      if (!limits) return;
      const other = js('console.log("ready"); setTimeout(() => {}, 1e6)');
      const neighbour = await ready(other);
      const exit = await toItsEnd(js(leak, { limits }));
      deepEqual([exit.code, exit.signal, exit.result], [-1, 'SIGKILL', 'out-of-memory']);
      ok(readStat(neighbour.pid));
    });

    it('P05 out of memory is told also when the agent was away', async (t) => {
      const limits = held(t, { memoryBytes: 160 << 20 });
      if (!limits) return;
      const run = js(leak, { limits });
      const proc = await begin(run);
      const exit = await endedMeanwhile(run, proc);
      deepEqual([exit.signal, exit.result], ['SIGKILL', 'out-of-memory']);
    });

    it('P14 its end is known though what it left behind holds its output, or its output is closed', async () => {
      const [left, closed] = [sh('sleep 1000.141 & exit 5'), sh('exec >&- 2>&-; exit 6')];
      equal((await toItsEnd(left)).code, 5);
      equal((await toItsEnd(closed)).code, 6);
      await nothingLeft('1000.141');
    });

    it('P16 its own zombies keep nobody waiting, and it becomes none itself', async () => {
      const run = sh('sh -c "sleep 0.01 & exec sleep 1000.161" & echo ready; exec sleep 1000');
      const runtime = tested.open();
      const proc = await ready(run, runtime);
      await until('there is a zombie', () => zombiesOf(runtime.members(proc)).length > 0);
      runtime.signal(proc, 'SIGKILL');
      await runtime.ended(run, proc, never);
      await until(
        'no entry of it is left in /proc',
        () => !existsSync(`/proc/${proc.pid}`) && !existsSync(`/proc/${proc.group}`),
      );
      deepEqual(bearing('1000.161'), []);
    });

    it('P18 a set-uid program gives it no rights, and it reaches neither the agent nor a sibling', {
      skip: !isRoot,
    }, async () => {
      const setuid = join(tested.folder, 'bundle', 'id');
      copyFileSync('/usr/bin/id', setuid);
      chmodSync(setuid, 0o4755);
      const sibling = await ready(js('console.log("ready"); setTimeout(() => {}, 1e6)', { env: { SECRET: 'x' } }));
      const tries = `./id -u; id -u; kill -0 ${process.pid} || echo no; cat /proc/${sibling.pid}/environ || echo no`;
      const run = sh(tries, { user: 'nobody' });
      await toItsEnd(run);
      const nobody = String(uidOfNobody());
      deepEqual(said(run).trim().split('\n'), [nobody, nobody, 'no', 'no']);
      match(readFileSync(`/proc/${sibling.pid}/status`, 'utf8'), /NoNewPrivs:\s+1/);
    });

    it('it runs as its user, with a data folder of its own', { skip: !isRoot }, async () => {
      const run = sh('id -u; touch "$DATA/kept" && echo kept', { user: 'nobody', env: { DATA: join(tested.folder, 'data') } });
      await toItsEnd(run);
      equal(said(run), `${uidOfNobody()}\nkept\n`);
      equal(statSync(join(tested.folder, 'data', 'kept')).uid, uidOfNobody());
    });

    it('what a loader obeys is obeyed as its user, not by who gives up the rights', { skip: !isRoot }, async () => {
      const data = join(tested.folder, 'data');
      const env = { LD_DEBUG: 'libs', LD_DEBUG_OUTPUT: join(data, 'loaded'), PS4: '+' };
      const run = sh('echo "$LD_DEBUG $PS4"', { user: 'nobody', env });
      await toItsEnd(run);
      equal(said(run), 'libs +\n');
      const written = readdirSync(data).filter((name) => name.startsWith('loaded'));
      deepEqual([...new Set(written.map((name) => statSync(join(data, name)).uid))], [uidOfNobody()]);
    });

    it('a user that is not there is refused, before and at the start', async () => {
      const runtime = tested.open();
      deepEqual(runtime.refusals({ user: null }), []);
      deepEqual(runtime.refusals({ user: 'nobody-here' }), ['user nobody-here does not exist on this host']);
      await rejects(runtime.start(sh('exit 0', { user: 'nobody-here' })), NotStarted);
    });

    it('P19 it has no descriptors but 0, 1 and 2, and no variables but those it was given', async () => {
      const look =
        'console.log(JSON.stringify({ fds: fs.readdirSync("/proc/self/fd").map((fd) => { try { return fs.readlinkSync("/proc/self/fd/" + fd) } catch { return "" } }), env: Object.keys(process.env) }))';
      const run = js(look, { env: { GIVEN: '1' } });
      await toItsEnd(run);
      const { fds, env } = JSON.parse(said(run)) as { fds: string[]; env: string[] };
      const files = fds.filter((to) => to.startsWith('/') && !to.startsWith('/proc') && !to.startsWith('/dev/null'));
      deepEqual(files.sort(), [run.stdout, run.stderr].sort());
      deepEqual(env.filter((variable) => !theirOwn.includes(variable)).sort(), ['GIVEN', 'PATH']);
    });

    it('P20 arguments and variables of any content and size come as they are', async () => {
      const odd = 'two\nlines\t"quoted" $HOME `x` %n %% \\n ä ; \'';
      const large = 'x'.repeat(100_000);
      const run = plan(
        [
          node,
          '-e',
          'console.log(JSON.stringify([process.argv.slice(1), process.env.ODD, process.env.LARGE.length, process.env.TZ]))',
          odd,
          '',
        ],
        {
          env: { ODD: odd, LARGE: large, TZ: 'Pacific/Chatham' },
        },
      );
      equal((await toItsEnd(run)).code, 0, readFileSync(run.stderr, 'utf8'));
      deepEqual(JSON.parse(said(run)), [[odd, ''], odd, large.length, 'Pacific/Chatham']);
    });

    it('P20 a variable that is too long for the system is refused with the reason', async () => {
      const run = sh('exit 0', { env: { LARGE: 'x'.repeat(140_000) } });
      await rejects(tested.open().start(run), (error: Error) => error instanceof NotStarted && /LARGE/.test(error.message));
    });

    it('P20 a NUL byte, which no program can be given, is refused with the reason', async () => {
      for (const [run, where] of [
        [plan(['/bin/true', 'a\0b']), 'argument 1 of its command'],
        [sh('exit 0', { env: { ODD: 'a\0b' } }), 'variable ODD'],
      ] as const) {
        await rejects(
          tested.open().start(run),
          (error: Error) => error instanceof NotStarted && error.message.startsWith(`did not start: ${where} has a NUL byte`),
        );
      }
    });

    it('it may open so many files as it was given', async () => {
      const run = sh('ulimit -n', { limits: { ...noLimits, files: 777 } });
      await toItsEnd(run);
      equal(said(run), '777\n');
    });

    it('a limit that the host cannot hold it to is told, and it runs all the same', async () => {
      const limits = { ...noLimits, files: 1_048_576 };
      const most = Number(/^Max open files\s+\w+\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
      const told = tested
        .open()
        .unenforced(limits)
        .map(({ limit }) => limit);
      equal((await toItsEnd(sh('exit 0', { limits }))).code, 0);
      if (most >= 1_048_576) deepEqual(told, []);
      else ok(told.length <= 1 && told.every((limit) => limit === 'files'));
    });

    it('it gets no more of the processors than it may', async (t) => {
      const limits = held(t, { cpu: 0.2 });
      if (!limits) return;
      const busy =
        'const began = Date.now(); while (Date.now() - began < 600); const { user, system } = process.cpuUsage(); console.log((user + system) / 1000 / 600)';
      const run = js(busy, { limits });
      await toItsEnd(run);
      ok(Number(said(run)) < 0.6, `it had ${said(run)} of a processor`);
    });

    it('what it uses is known, of all its processes together, and nothing once it is gone', async () => {
      const child = 'fs.openSync("/dev/null"); globalThis.all = Buffer.alloc(60 << 20, 1); setTimeout(() => {}, 1e6)';
      const run = js(
        `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}]); for (let i = 0; i < 3e8; i++); console.log("ready"); setTimeout(() => {}, 1e6)`,
      );
      const runtime = tested.open();
      const proc = await ready(run, runtime);
      await until(
        'both count',
        () => (runtime.resources(proc)?.memoryBytes ?? 0) > 70 << 20,
        () => runtime.resources(proc),
      );
      const used = runtime.resources(proc);
      ok(used && used.cpuMs > 50 && used.pids >= 2 && used.files >= 10, JSON.stringify(used));
      equal(runtime.members(proc).length, 2);
      equal(runtime.members(proc)[0], proc.pid);
      runtime.signal(proc, 'SIGKILL');
      await runtime.ended(run, proc, never);
      deepEqual([runtime.members(proc), runtime.resources(proc)], [[], undefined]);
    });

    it('a command of a replica has no more rights than the replica', { skip: !isRoot }, async () => {
      const [file = '', ...args] = tested
        .open()
        .commandAs('nobody', ['/bin/sh', '-c', 'id -u; grep NoNewPrivs /proc/self/status']);
      const { stdout } = await execa(file, args);
      match(stdout, new RegExp(`^${uidOfNobody()}\nNoNewPrivs:\\s+1$`));
    });

    it('what cannot be started is refused before anything is', async () => {
      const runtime = tested.open();
      writeFileSync(join(tested.folder, 'bundle', 'plain'), 'text', { mode: 0o644 });
      for (const [command, reason] of [
        ['nowhere', 'did not start: nowhere: not found in PATH'],
        ['./nowhere', 'did not start: ./nowhere: no such file in the bundle'],
        ['./plain', 'did not start: ./plain: not executable'],
      ] as const) {
        const run = plan([command]);
        await rejects(runtime.start(run), (error) => error instanceof NotStarted && error.message === reason);
        deepEqual(tested.open().find(run, null), { is: 'never-started' });
      }
    });

    it('what is forgotten was never there', async () => {
      const run = sh('exit 0');
      const runtime = tested.open();
      await toItsEnd(run, runtime);
      runtime.forget(run);
      deepEqual(tested.open().find(run, null), { is: 'never-started' });
    });

    it('a new agent ends what nobody has a record of, and nothing else', async () => {
      const [stray, known] = [sh('echo ready; exec sleep 1000.901'), sh('echo ready; exec sleep 1000.902')];
      await ready(stray);
      const kept = await ready(known);
      tested.open().sweep([...begun.map(([run]) => run).filter(({ run }) => run !== stray.run), known]);
      await nothingLeft('1000.901');
      ok(readStat(kept.pid));
      deepEqual(tested.open().find(stray, null), { is: 'never-started' });
    });
  });
}

/** What shells and service managers set by themselves. */
const theirOwn = [
  'PWD',
  'OLDPWD',
  '_',
  'SHLVL',
  'INVOCATION_ID',
  'JOURNAL_STREAM',
  'SYSTEMD_EXEC_PID',
  'HOME',
  'LOGNAME',
  'USER',
  'SHELL',
  'LANG',
];

function uidOfNobody(): number {
  return Number(/^nobody:[^:]*:(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[1]);
}
