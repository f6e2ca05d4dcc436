// Whether the listener on a port is the replica's: another program's answer there says nothing of how the replica is.
import { statSync } from 'node:fs';
import { describeHolder, descriptorOf, holds, type Listener, listenersOn } from '../listeners.ts';

/** `foreign`: with what is known of the holder, `pid 812 (nginx)`. */
export type Ownership = { is: 'own' } | { is: 'nobody' } | { is: 'foreign'; holder: string };

interface Proof {
  inode: string;
  pid: number;
  descriptor: number;
}

/** For one run of a replica; `members`: its processes, the app's own first. A proof holds for as long as the socket is held. */
export function watchListeners(members: () => number[]): (port: number) => Ownership {
  const proofs = new Map<number, Proof[]>();
  return (port) => {
    const known = proofs.get(port);
    if (known?.every(({ pid, descriptor, inode }) => holds(pid, descriptor, inode))) return { is: 'own' };
    proofs.delete(port);
    const listeners = listenersOn(port);
    if (listeners.length === 0) return { is: 'nobody' };
    const pids = members();
    const found = listeners.map((listener) => prove(listener, pids));
    const foreign = listeners.find((_, at) => !found[at]);
    if (foreign) return { is: 'foreign', holder: describeHolder(foreign) };
    proofs.set(
      port,
      found.filter((proof) => proof !== undefined),
    );
    return { is: 'own' };
  };
}

function prove({ inode, uid }: Listener, pids: number[]): Proof | undefined {
  for (const pid of pids) {
    const descriptor = descriptorOf(pid, inode);
    if (typeof descriptor === 'number') return { inode, pid, descriptor };
    // Without the right to look into it, its user must do.
    if (descriptor === 'unreadable' && uidOf(pid) === uid) return { inode, pid, descriptor: -1 };
  }
  return undefined;
}

function uidOf(pid: number): number | undefined {
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
}
