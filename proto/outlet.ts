// The messages of one call on their way out: so many bytes may wait for the transport, then the producer waits.
import { limits } from './limits.ts';

export interface Outlet {
  /** Resolves when the next one may be made; false: the call is over, and nobody gets it. */
  send(bytes: Buffer): Promise<boolean>;
  /** Resolves when the transport has taken everything; false as above. */
  sent(): Promise<boolean>;
  open(): boolean;
  close(): void;
}

/** `write` hands bytes to the transport, which calls `taken` when they have left its buffers. One producer. */
export function openOutlet(write: (bytes: Buffer, taken: () => void) => void): Outlet {
  let open = true;
  let waiting = 0;
  // While it connects, grpc-js has room for a single message.
  let most = 0;
  let wake = () => {};

  const until = (isSo: () => boolean): Promise<boolean> =>
    new Promise((resolve) => {
      wake = () => {
        if (!open || isSo()) resolve(open);
      };
      wake();
    });

  return {
    send: (bytes) => {
      const cost = bytes.length + limits.unsentPerMessage;
      if (open) {
        waiting += cost;
        write(bytes, () => {
          waiting -= cost;
          most = limits.unsentBytes;
          wake();
        });
      }
      return until(() => waiting <= most);
    },
    sent: () => until(() => waiting === 0),
    open: () => open,
    close: () => {
      open = false;
      wake();
    },
  };
}
