// The table in force on disk. One that cannot be saved is served all the same, and saved as soon as that can be done.
import type { RouteTable } from '../decide/types.ts';
import { roomTrouble } from '../room.ts';
import type { Log } from './log.ts';
import { saveTable } from './table.ts';

export interface Saving {
  /** Resolves also when it could not be saved: it will be tried again, until the next table comes. */
  save(table: RouteTable): Promise<void>;
  /** In force, and not on disk. */
  unsaved(): RouteTable | undefined;
  troubles(): string[];
  /** Nothing is tried any more. */
  stop(): void;
}

interface Options {
  stateDir: string;
  log: Log;
  /** One after the other with all that changes the table. */
  inTurn(change: () => Promise<void>): Promise<void>;
}

const againMs = 1000;

export function openSaving({ stateDir, log, inTurn }: Options): Saving {
  let pending: { table: RouteTable; reason: string } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function save(table: RouteTable): Promise<void> {
    clearTimeout(timer);
    try {
      await saveTable(stateDir, table);
      if (pending) log.info({ revision: table.revision }, 'the table is saved again');
      pending = undefined;
    } catch (error) {
      const needed = { bytes: Buffer.byteLength(JSON.stringify(table)), inodes: 1 };
      const reason = (roomTrouble(error, stateDir, needed) as Error).message;
      if (!pending) log.error({ revision: table.revision, reason }, 'the table cannot be saved, and is served all the same');
      pending = { table, reason };
      if (!stopped) timer = setTimeout(() => void inTurn(again), againMs);
    }
  }

  async function again(): Promise<void> {
    if (pending && !stopped) await save(pending.table);
  }

  function troubles(): string[] {
    return pending
      ? [`the router’s table cannot be saved, and after its restart it would begin with an older one: ${pending.reason}`]
      : [];
  }

  function stop(): void {
    stopped = true;
    clearTimeout(timer);
  }

  return { save, unsaved: () => pending?.table, troubles, stop };
}
