// A connection that has changed its protocol (a WebSocket, or another that the replica speaks): bytes both ways until both
// sides have closed, or the time to drain is up.
import type { Way } from './exchange.ts';
import type { Figure } from './figures.ts';
import { closeFrame, FrameBoundaries } from './websocket.ts';

/** How long both sides have after a cut to close by themselves. */
const closeMs = 1000;

interface Ends {
  client: Way;
  /** What the client sent behind its head. */
  clientEarly: Buffer | undefined;
  replica: Way;
  replicaEarly: Buffer;
  isWebSocket: boolean;
  figure: Figure;
  /** Both have closed. */
  over(): void;
}

/** Returns how to end it: a WebSocket is told that this side goes away. */
export function tunnel({ client, clientEarly, replica, replicaEarly, isWebSocket, figure, over }: Ends): () => void {
  let open = 2;
  const closed = () => {
    open -= 1;
    if (open > 0) return;
    clearTimeout(forced);
    over();
  };
  let forced: NodeJS.Timeout | undefined;
  const up = new Direction(client, replica, isWebSocket, true, (bytes) => {
    figure.bytesIn += bytes;
  });
  const down = new Direction(replica, client, isWebSocket, false, (bytes) => {
    figure.bytesOut += bytes;
  });
  for (const way of [up, down]) way.from.once('close', closed);
  up.start(clientEarly);
  down.start(replicaEarly);

  return () => {
    for (const way of [up, down]) way.leave();
    forced ??= setTimeout(() => {
      client.destroy();
      replica.destroy();
    }, closeMs);
  };
}

/** One direction. */
class Direction {
  readonly from: Way;
  private readonly to: Way;
  private readonly boundaries: FrameBoundaries | undefined;
  private readonly masked: boolean;
  private readonly passed: (bytes: number) => void;
  private isLeaving = false;
  private isShut = false;

  constructor(from: Way, to: Way, isWebSocket: boolean, masked: boolean, passed: (bytes: number) => void) {
    this.from = from;
    this.to = to;
    this.boundaries = isWebSocket ? new FrameBoundaries() : undefined;
    this.masked = masked;
    this.passed = passed;
  }

  start(early: Buffer | undefined): void {
    const { from, to } = this;
    from.setTimeout(0);
    from.setKeepAlive?.(true, 60_000);
    from.on('error', () => to.destroy());
    from.on('data', (bytes: Buffer) => this.pass(bytes));
    to.on('drain', () => from.resume());
    from.once('end', () => {
      this.isShut = true;
      to.end();
    });
    // Gone without saying so: the other side must not wait for more.
    from.once('close', () => {
      if (!from.readableEnded) to.destroy();
    });
    if (early && early.length > 0) this.pass(early);
    if (from.destroyed) to.destroy();
    else from.resume();
  }

  /** The receiver is told that this is the end as soon as it would understand. */
  leave(): void {
    this.isLeaving = true;
    if (!this.boundaries) this.shut();
    else this.shutBetweenFrames();
  }

  private pass(bytes: Buffer): void {
    if (this.isShut) return;
    this.passed(bytes.length);
    this.boundaries?.pass(bytes);
    if (!this.to.write(bytes)) this.from.pause();
    if (this.isLeaving) this.shutBetweenFrames();
  }

  private shutBetweenFrames(): void {
    if (this.isShut || !this.boundaries?.isBetween) return;
    this.to.write(closeFrame(this.masked));
    this.shut();
  }

  private shut(): void {
    if (this.isShut) return;
    this.isShut = true;
    // What still comes from the other side goes nowhere.
    this.from.resume();
    this.to.end();
  }
}
