// A socket that is read to its end although it cannot be written to any more. A replica that answers before it has read the whole
// request, and closes, resets the connection; Node ends a socket whose write fails at once, with what has arrived unread.
import { Socket } from 'node:net';

type GoOn = (error?: Error | null) => void;

export class UpstreamSocket extends Socket {
  /** The other side takes nothing any more: what is written goes nowhere. What it has said comes still, and then its end. */
  isDeaf = false;
  /** false: it ends at once as every socket does, and nothing more comes. */
  isReadToItsEnd = true;
  private goOn: GoOn = () => {};
  /** One write at a time is under way (nodejs.org/api/stream.html#writable_writechunk-encoding-callback). */
  private readonly wrote: GoOn = (error) => {
    if (error && this.isReadToItsEnd) this.isDeaf = true;
    if (this.isDeaf) this.goOn();
    else this.goOn(error);
  };

  override _write(chunk: Buffer | string, encoding: BufferEncoding, goOn: GoOn): void {
    this.goOn = goOn;
    if (this.isDeaf) goOn();
    else super._write(chunk, encoding, this.wrote);
  }

  override _writev(chunks: { chunk: Buffer | string; encoding: BufferEncoding }[], goOn: GoOn): void {
    this.goOn = goOn;
    if (this.isDeaf) goOn();
    else super._writev?.(chunks, this.wrote);
  }
}
