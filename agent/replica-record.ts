// A replica's own file: what an agent that comes back must know of it.
import { dirname, join } from 'node:path';
import { failpoint } from '../lib/failpoint.ts';
import { noProbes, type Replica } from './decide/replica.ts';
import { keepRoom, removeReserved, writeReserved } from './reserved-file.ts';
import { NoRoom, roomTrouble } from './room.ts';

const written = new Map<string, string>();

/** Counts of checks are not worth a write. @throws NoRoom, or the file system's error, with the older record left as it was */
export function storeReplica(replica: Replica, stateDir: string): void {
  const text = textOf(replica);
  if (written.get(replica.id) === text) return;
  written.delete(replica.id);
  if (write(replica, text, fileOf(stateDir, replica.id))) written.set(replica.id, text);
  failpoint('replica.recorded');
}

/** An older agent kept no room for the next record. */
export function keepRoomFor(stateDir: string, id: string): void {
  keepRoom(fileOf(stateDir, id));
}

export function removeReplica(stateDir: string, id: string): void {
  written.delete(id);
  removeReserved(fileOf(stateDir, id));
}

/** False: all but the lines of its failure, which are read again later. That they do not fit must not keep it from going on. */
function write(replica: Replica, text: string, file: string): boolean {
  const { failure } = replica;
  try {
    writeReserved(file, text);
    return true;
  } catch (error) {
    const told = roomTrouble(error, dirname(file), { bytes: Buffer.byteLength(text), inodes: 1 });
    if (!(told instanceof NoRoom) || !failure?.lines?.length) throw told;
    writeReserved(file, textOf({ ...replica, failure: { ...failure, lines: null } }));
    return false;
  }
}

function textOf(replica: Replica): string {
  return JSON.stringify({ format: 1, replica: { ...replica, probes: noProbes } });
}

function fileOf(stateDir: string, id: string): string {
  return join(stateDir, 'replicas', `${id}.json`);
}
