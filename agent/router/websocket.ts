// Where a frame of a WebSocket ends in the bytes that pass, so that a word of the router's own can be put between two: RFC 6455
// section 5.2. What the frames carry is not looked at.

export class FrameBoundaries {
  /** Of the header of the frame that is passing, as far as it has come. */
  private header: number[] = [];
  private payloadLeft = 0;
  /** It is no WebSocket after all, or one that has said that it closes: nothing may be put anywhere. */
  private isOver = false;

  /** Between two frames, and neither of them the last. */
  get isBetween(): boolean {
    return !this.isOver && this.header.length === 0 && this.payloadLeft === 0;
  }

  pass(bytes: Buffer): void {
    for (let at = 0; at < bytes.length && !this.isOver; ) {
      const skipped = Math.min(this.payloadLeft, bytes.length - at);
      this.payloadLeft -= skipped;
      at += skipped;
      if (at === bytes.length) return;
      this.header.push(bytes[at] as number);
      at += 1;
      this.readHeader();
    }
  }

  private readHeader(): void {
    const [first = 0, second = 0] = this.header;
    if (this.header.length < 2) return;
    const short = second & 0x7f;
    const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
    const maskBytes = second & 0x80 ? 4 : 0;
    if (this.header.length < 2 + lengthBytes + maskBytes) return;
    const long = this.header.slice(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
    this.payloadLeft = lengthBytes > 0 ? long : short;
    this.isOver = (first & 0x0f) === closeCode || !Number.isSafeInteger(this.payloadLeft);
    this.header = [];
  }
}

const closeCode = 8;
const goingAway = 1001;

/** Close with 1001, `going away`. A client's frames are masked; what the mask is does not matter here. */
export function closeFrame(masked: boolean): Buffer {
  const [high, low] = [goingAway >> 8, goingAway & 0xff];
  return masked ? Buffer.from([0x88, 0x82, 0, 0, 0, 0, high, low]) : Buffer.from([0x88, 2, high, low]);
}
