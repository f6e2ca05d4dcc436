// What each replica is answering at this moment, so that draining knows when it is over.

export interface InFlight {
  /** Counts one more until the returned function is called (once; later calls change nothing). */
  begin(replica: string): () => void;
  /** A connection that does not end by itself: counted, and closed by `cut`. */
  beginTunnel(replica: string, close: () => void): () => void;
  count(replica: string): number;
  total(): number;
  /** Calls back when nothing is left, at once if nothing is; returns how to stop waiting. */
  whenDrained(replica: string, drained: () => void): () => void;
  /** Closes this replica's tunnels (all tunnels without a replica); returns how many were in flight, requests included. */
  cut(replica?: string): number;
}

interface Replica {
  count: number;
  tunnels: Set<() => void>;
  waiting: Set<() => void>;
}

/** `ended` hears of each one that is over, and how many its replica has left. */
export function countInFlight(ended: (replica: string, left: number) => void): InFlight {
  const replicas = new Map<string, Replica>();

  function begin(replica: string): () => void {
    const entry = replicas.get(replica) ?? { count: 0, tunnels: new Set(), waiting: new Set() };
    replicas.set(replica, entry);
    entry.count += 1;
    return once(() => end(replica, entry));
  }

  function end(replica: string, entry: Replica): void {
    entry.count -= 1;
    if (entry.count === 0) {
      replicas.delete(replica);
      for (const drained of entry.waiting) drained();
    }
    ended(replica, entry.count);
  }

  function beginTunnel(replica: string, close: () => void): () => void {
    const over = begin(replica);
    const tunnels = replicas.get(replica)?.tunnels;
    tunnels?.add(close);
    return () => {
      tunnels?.delete(close);
      over();
    };
  }

  function whenDrained(replica: string, drained: () => void): () => void {
    const entry = replicas.get(replica);
    if (!entry) drained();
    entry?.waiting.add(drained);
    return () => entry?.waiting.delete(drained);
  }

  function cut(replica?: string): number {
    const entries =
      replica === undefined ? [...replicas.values()] : [replicas.get(replica)].filter((entry) => entry !== undefined);
    const left = entries.reduce((sum, entry) => sum + entry.count, 0);
    for (const close of entries.flatMap((entry) => [...entry.tunnels])) close();
    return left;
  }

  return {
    begin,
    beginTunnel,
    count: (replica) => replicas.get(replica)?.count ?? 0,
    total: () => [...replicas.values()].reduce((sum, entry) => sum + entry.count, 0),
    whenDrained,
    cut,
  };
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
