// Giving up rights before a command begins: another user's, and any that a set-uid program would bring.
import { spawnSync } from 'node:child_process';
import { accessSync, chownSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface User {
  name: string;
  uid: number;
  gid: number;
  home: string;
}

const systemPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** From /etc/passwd, or wherever else this host knows its users from; undefined: there is none. */
export function findUser(name: string): User | undefined {
  const line = lineOf(name, readFileSync('/etc/passwd', 'utf8')) ?? lineOf(name, askedFor(name));
  const [, , uid, gid, , home = '/'] = line?.split(':') ?? [];
  return line ? { name, uid: Number(uid), gid: Number(gid), home } : undefined;
}

/** Why no command can be run as this user by this process; empty: it can. */
export function troubleWithUser(name: string | null): string {
  if (name === null) return '';
  if (name === 'dynamic') return 'user dynamic needs the systemd runtime';
  const user = findUser(name);
  if (!user) return `user ${name} does not exist on this host`;
  const own = process.getuid?.();
  if (own === user.uid) return '';
  if (own !== 0) return `the agent is not root and cannot start anything as user ${name}`;
  return program('setpriv') || program('runuser') ? '' : `nothing here can start it as user ${name}: neither setpriv nor runuser`;
}

/** The argv that runs it as this user (null: as we are); `closed`: without a way to more rights, where setpriv is there. */
export function commandAs(name: string | null, command: string[], closed = true): string[] {
  const user = name === null ? undefined : findUser(name);
  const other = user && user.uid !== process.getuid?.() ? user : undefined;
  const setpriv = program('setpriv');
  if (!closed && !other) return command;
  if (setpriv) return [setpriv, ...(closed ? ['--no-new-privs'] : []), ...(other ? become(other) : []), '--', ...command];
  return other ? [program('runuser') ?? 'runuser', '-u', other.name, '--', ...command] : command;
}

/** A folder that nothing is in yet becomes this user’s, where that can be done; another one is the runtime’s affair. */
export function handOverEmpty(name: string | null, folder: string): void {
  const user = name === null || process.getuid?.() !== 0 ? undefined : findUser(name);
  if (user && readdirSync(folder).length === 0) chownSync(folder, user.uid, user.gid);
}

/** The same for a user without a name, in no other group. @throws Error where setpriv is missing */
export function commandAsIds({ uid, gid }: Pick<User, 'uid' | 'gid'>, command: string[]): string[] {
  const setpriv = program('setpriv');
  if (!setpriv) throw new Error('nothing here can run it as a dynamic user: no setpriv');
  return [setpriv, '--no-new-privs', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--', ...command];
}

function become({ uid, gid }: User): string[] {
  return [`--reuid=${uid}`, `--regid=${gid}`, '--init-groups'];
}

function lineOf(name: string, passwd: string): string | undefined {
  return passwd.split('\n').find((line) => line.startsWith(`${name}:`));
}

function askedFor(name: string): string {
  return spawnSync('getent', ['passwd', '--', name], { encoding: 'utf8', timeout: 5000 }).stdout ?? '';
}

/** Its absolute path: the command's own PATH may be any. */
function program(name: string): string | undefined {
  return systemPath.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
