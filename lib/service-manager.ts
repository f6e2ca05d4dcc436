// What a program says to the service manager that started it (sd_notify(3)); without one, nothing.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * It does now what it is there for. From here on it also shows that it is alive, if that is asked for, until what is returned
 * is called. asMain: it, not the process that was started, is what the manager is to watch.
 */
export async function sayReady(asMain = false, env: NodeJS.ProcessEnv = process.env): Promise<() => void> {
  if (!env.NOTIFY_SOCKET) return () => {};
  await say(...(asMain ? [`MAINPID=${process.pid}`] : []), 'READY=1');
  const watchdogMs = Number(env.WATCHDOG_USEC ?? 0) / 1000;
  if (watchdogMs <= 0) return () => {};
  // Twice in its time, as sd_watchdog_enabled(3) advises: a loop that stands still says nothing.
  const timer = setInterval(() => void say('WATCHDOG=1').catch(() => {}), watchdogMs / 2).unref();
  return () => clearInterval(timer);
}

/** Another process of the unit, not this one, is what the manager is to watch; it knows when this resolves. */
export async function sayMain(pid: number, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (env.NOTIFY_SOCKET) await say(`MAINPID=${pid}`);
}

/** Resolves when the manager has read it. Node has no datagram sockets of the file system's kind; a child is what there is, so that its unit needs NotifyAccess=all. */
async function say(...states: string[]): Promise<void> {
  await run('systemd-notify', states);
}
