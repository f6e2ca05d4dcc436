// What a program says to the service manager that started it (sd_notify(3)); without one, nothing.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** It does now what it is there for. From here on it also shows that it is alive, if that is asked for. */
export async function sayReady(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (!env.NOTIFY_SOCKET) return;
  await say('READY=1');
  const watchdogMs = Number(env.WATCHDOG_USEC ?? 0) / 1000;
  // Twice in its time, as sd_watchdog_enabled(3) advises: a loop that stands still says nothing.
  if (watchdogMs > 0) setInterval(() => void say('WATCHDOG=1').catch(() => {}), watchdogMs / 2).unref();
}

/** Node has no datagram sockets of the file system's kind; a child is what there is, so that its unit needs NotifyAccess=all. */
async function say(state: string): Promise<void> {
  await run('systemd-notify', [state]);
}
