// What all doors of a process share: how many may come in, and the certificates that are shown to them.
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { RouteTable } from '../decide/types.ts';
import type { Serving } from './arrived.ts';
import type { Gate } from './gate.ts';
import { openGate } from './gate.ts';
import type { TlsTermination } from './tls/termination.ts';
import { openTls } from './tls/termination.ts';

export interface Entrance {
  /** The first of the router's own ports that TLS is spoken at. */
  httpsPort?: number;
  /** Counts it until it has closed. false: there are too many. */
  enter(socket: Socket): boolean;
  /** The same for whoever it came from. */
  claim(socket: Socket, address: string): boolean;
  secure(socket: Socket, secured: (socket: TLSSocket) => void): void;
  /** Until the returned function is called, it may be ended where room is needed. */
  attend(serving: Serving, address: string): () => void;
  /** Ends connections on which nothing is under way: from there, or anybody's. */
  makeRoom(address?: string): void;
  count(): number;
  /** Resolves when the table's certificates are read, or told in the log to be of no use. */
  use(table: RouteTable): Promise<void>;
  /** See TlsTermination. */
  useTicketKeys(keys: Buffer): void;
  close(): void;
}

interface Options {
  log?: Parameters<typeof openTls>[0]['log'];
  gate?: Gate;
  tls?: TlsTermination;
}

/** So many go at once where one more is wanted: it is not the last. */
const roomFor = 64;
/** Looking through all of them is not done for each that stands outside. */
const everyMs = 100;
const silent = { info: () => {}, error: () => {} };

export function openEntrance({ log = silent, gate = openGate(), tls = openTls({ log }) }: Options = {}): Entrance {
  /** And from where each came. */
  const served = new Map<Serving, string>();
  let fullSince: number | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  function enter(socket: Socket): boolean {
    if (!gate.enter()) {
      makeRoom();
      return false;
    }
    socket.once('close', gate.leave);
    return true;
  }

  function claim(socket: Socket, address: string): boolean {
    if (!gate.claim(address)) {
      makeRoom(address);
      return false;
    }
    socket.once('close', () => gate.release(address));
    return true;
  }

  function makeRoom(address?: string): void {
    const now = performance.now();
    if (now - lookedAt < everyMs) return;
    lookedAt = now;
    let ended = 0;
    for (const [serving, from] of served) {
      if (ended < roomFor && (address === undefined || from === address) && serving.endIfIdle()) ended += 1;
    }
    tell(now, ended, address);
  }

  // Once a minute: what is full stays so for long.
  function tell(now: number, ended: number, address: string | undefined): void {
    if (fullSince !== undefined && now - fullSince < 60_000) return;
    fullSince = now;
    log.error({ connections: gate.count(), ended, address }, 'there is no room for more connections: idle ones are ended');
  }

  return {
    enter,
    claim,
    secure: tls.secure,
    attend: (serving, address) => {
      served.set(serving, address);
      return () => void served.delete(serving);
    },
    makeRoom,
    count: gate.count,
    use: (table) => tls.use(table.certificates ?? []),
    useTicketKeys: tls.useTicketKeys,
    close: tls.close,
  };
}
