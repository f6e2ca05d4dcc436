// In a pid namespace of its own: a replica and its launcher are killed while their agent is away, two strangers get their pids,
// and the agent comes back. Prints what became of all.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { readStat } from '../../agent/runtime/process-identity.ts';
import { startChildAgent } from './child-agent.ts';
import { assignment, isRunning, openTestHost, temporaryFolder, until, wish } from './host-world.ts';

const folder = temporaryFolder();
const wanted = assignment(wish());
const agent = startChildAgent(folder.path, { wanted });
const { pid } = await agent.settled(1);
const launcher = readStat(pid)?.group ?? 0;
await agent.kill();
process.kill(-launcher, 'SIGKILL');
await until('both are gone', () => !isRunning(pid) && !isRunning(launcher));
const strangers = [await spawnWithPid(launcher), await spawnWithPid(pid)];

const { host } = openTestHost(folder.path);
await until('it runs anew', () => host.report().slots?.[0]?.move === 'SETTLED', host.report);
const [replica] = host.report().slots?.[0]?.replicas ?? [];
await host.assign(assignment());
await until('everything has ended', () => host.replicas().length === 0, host.report);
host.close();
const reused = strangers.map((stranger) => stranger.pid);
const alive = strangers.map(
  ({ exitCode, signalCode, pid: own }) => exitCode === null && signalCode === null && isRunning(own ?? 0),
);
process.stdout.write(
  JSON.stringify({ reused, wanted: [launcher, pid], alive, restarts: replica?.restarts, another: replica?.pid !== pid }),
);
for (const stranger of strangers) stranger.kill('SIGKILL');
folder.remove();

/** Threads take pids too, so it may need a few tries. */
async function spawnWithPid(asked: number): Promise<ChildProcess> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(asked - 1));
    const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    if (child.pid === asked) return child;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  throw new Error(`no process got the pid ${asked}`);
}
