// Who listens on a port of this host, as /proc tells it: an answer on a port says nothing of who gave it.
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';

export interface Listener {
  /** Of the socket, as /proc/PID/fd names it. */
  inode: string;
  uid: number;
}

const chunkBytes = 16 * 1024;
const listening = '0A';
// As /proc writes them on a machine that is little-endian, which all that Node runs on are.
const loopback = ['0100007F', '0000000000000000FFFF00000100007F'];
const anyOfFour = ['00000000', '0000000000000000FFFF000000000000'];
const anyOfSix = ['00000000000000000000000000000000'];

/** Those of which one answers a connection to 127.0.0.1 on this port: the closest address wins, and may be shared. */
export function listenersOn(port: number): Listener[] {
  const rows = [...readRows('/proc/net/tcp', port), ...readRows('/proc/net/tcp6', port)];
  for (const addresses of [loopback, anyOfFour, anyOfSix]) {
    const closest = rows.filter((row) => addresses.includes(row.address));
    if (closest.length > 0) return closest.map(({ inode, uid }) => ({ inode, uid }));
  }
  return [];
}

/** `pid 812 (nginx)`, as far as it can be told; undefined: nobody listens on it, on any address. */
export function holderOf(port: number): string | undefined {
  const rows = [...readRows('/proc/net/tcp', port), ...readRows('/proc/net/tcp6', port)];
  const [first] = rows;
  return first && describeHolder(first);
}

/** Every process of the host is looked at: only for telling people. */
export function describeHolder({ inode, uid }: Listener): string {
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name) && typeof descriptorOf(Number(name), inode) === 'number') return `pid ${name} (${nameOf(name)})`;
  }
  return `a process of user ${uid}`;
}

/** The descriptor by which this process holds the socket; `unreadable`: it is not ours to look. */
export function descriptorOf(pid: number, inode: string): number | 'none' | 'unreadable' {
  let names: string[];
  try {
    names = readdirSync(`/proc/${pid}/fd`);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'unreadable' : 'none';
  }
  const found = names.find((name) => holds(pid, Number(name), inode));
  return found === undefined ? 'none' : Number(found);
}

export function holds(pid: number, descriptor: number, inode: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/fd/${descriptor}`) === `socket:[${inode}]`;
  } catch {
    return false;
  }
}

interface Row extends Listener {
  address: string;
}

/** Listeners come first in these files, and there may be very many connections behind them. */
function readRows(path: string, port: number): Row[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readListening(path).flatMap((line): Row[] => {
    const [, local = '', , , , , , uid = '', , inode = ''] = line.trim().split(/\s+/);
    return local.endsWith(suffix) ? [{ address: local.slice(0, -suffix.length), inode, uid: Number(uid) }] : [];
  });
}

function readListening(path: string): string[] {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch {
    // A host without IPv6 has no tcp6.
    return [];
  }
  try {
    return listeningLines(fd);
  } finally {
    closeSync(fd);
  }
}

function listeningLines(fd: number): string[] {
  const chunk = Buffer.alloc(chunkBytes);
  const lines: string[] = [];
  let rest = '';
  for (let bytes = readSync(fd, chunk); bytes > 0; bytes = readSync(fd, chunk)) {
    const parts = (rest + chunk.toString('latin1', 0, bytes)).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      const state = line.trim().split(/\s+/, 4)[3];
      if (state === listening) lines.push(line);
      else if (state !== 'st') return lines;
    }
  }
  return lines;
}

function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
