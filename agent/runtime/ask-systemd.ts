// What systemd is asked. While it executes itself anew, as after each upgrade of its package, it hangs up on whoever asks, and is
// asked again: what it was told already goes on.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { foldersOf } from './cgroup.ts';
import { type Output, output } from './output.ts';
import { slice } from './unit.ts';

export type Shown = Partial<Record<'MainPID' | 'ControlGroup' | 'ActiveState', string>>;

const lookAgainMs = 50;
const noAnswerMs = 60_000;
/** The systemd-run of an agent that was killed may not have come to systemd yet. */
const onItsWayMs = 3000;
/** A restarted agent waits no longer for a replica that systemd is just starting. */
const longestLookMs = 15_000;

// Its words are looked at.
const env = { ...process.env, LC_ALL: 'C' };
const hangUps = [
  'Connection reset by peer',
  'Connection refused',
  'Broken pipe',
  'Transport endpoint is not connected',
  'disconnected from message bus',
  'connection terminated',
  'Failed to connect to bus',
];

/** When systemd is not just starting it. @throws Error when systemd does not answer */
export function shownOnceUp(unit: string): Promise<Shown> {
  return shownWhen(unit, (shown) => !isComing(unit, shown));
}

/** When its command has begun, or has ended: by then it has read what was handed over. @throws Error when systemd does not answer */
export function shownOnceBegun(unit: string): Promise<Shown> {
  return shownWhen(unit, ({ ActiveState }) => ActiveState !== 'activating');
}

/** As shownOnceUp, while nothing else goes on: nothing can be said of a replica before its command has begun. `claim`: made before. */
export function shownOnceUpNow(unit: string, claim: string): Shown {
  for (const until = performance.now() + longestLookMs; ; ) {
    const { status, stdout } = spawnSync('systemctl', showArguments(unit), { encoding: 'utf8' });
    const shown = readShown(stdout ?? '');
    const isOnItsWay = shown.ActiveState === 'inactive' && ageMs(claim) < onItsWayMs;
    if ((status === 0 && !isComing(unit, shown) && !isOnItsWay) || performance.now() > until) return shown;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookAgainMs);
  }
}

/** `systemd-run`, and status 0 when the unit is there, whoever began it. `isOver`: it has been there, and has ended. */
export async function runUnit(unit: string, args: string[], isOver: () => boolean): Promise<Output> {
  for (const until = performance.now() + noAnswerMs; ; ) {
    const asked = await output('systemd-run', args, { env });
    const wasFaster = asked.stderr.includes('was already loaded');
    if (asked.status === 0 || !(wasFaster || isHungUp(asked))) return asked;
    const { ActiveState } = await shownOnceBegun(unit);
    if (wasFaster || ActiveState !== 'inactive') return { ...asked, status: 0 };
    if (isOver() || performance.now() > until) return asked;
    await pause(lookAgainMs);
  }
}

/** What ends with its host has not ended by itself. */
export async function hostStops(): Promise<boolean> {
  return (await toAnAnswer(['is-system-running'])).stdout.trim() === 'stopping';
}

async function shownWhen(unit: string, isSo: (shown: Shown) => boolean): Promise<Shown> {
  for (;;) {
    const { status, stdout, stderr } = await toAnAnswer(showArguments(unit));
    if (status !== 0) throw new Error(`systemd does not say what has become of ${unit}: ${stderr.trim()}`);
    const shown = readShown(stdout);
    if (isSo(shown)) return shown;
    await pause(lookAgainMs);
  }
}

async function toAnAnswer(args: string[]): Promise<Output> {
  for (const until = performance.now() + noAnswerMs; ; await pause(lookAgainMs)) {
    const asked = await output('systemctl', args, { env });
    if (!isHungUp(asked) || performance.now() > until) return asked;
  }
}

function isHungUp({ status, stderr }: Output): boolean {
  return status !== 0 && hangUps.some((words) => stderr.includes(words));
}

const showArguments = (unit: string) => ['show', unit, '--property=MainPID,ControlGroup,ActiveState'];

function readShown(text: string): Shown {
  return Object.fromEntries(
    text.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** It has its cgroup a moment before its state says so. */
function isComing(unit: string, { MainPID, ActiveState }: Shown): boolean {
  if (Number(MainPID) > 0) return false;
  return ActiveState === 'activating' || (ActiveState === 'inactive' && foldersOf(`/${slice}/${unit}`).length > 0);
}

function ageMs(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}
