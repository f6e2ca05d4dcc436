// What the agent asks of a router. One file beside this one for each kind.
import type { RouteFigures } from '../decide/release-figures.ts';
import type { RouteTable } from '../decide/types.ts';

export interface Router {
  /** Resolves when every new request is served by this table. The table survives the agent, and the router's restart. */
  apply(table: RouteTable, signal: AbortSignal): Promise<void>;
  /** Resolves with 0 when the last request that this replica was answering has ended, or with what is left when the signal aborts. */
  drained(replica: string, signal: AbortSignal): Promise<number>;
  /** What it saw since its start, of each route. */
  figures(signal: AbortSignal): Promise<RouteFigures[]>;
  /** Lets go of the router, which goes on by itself. */
  close(): Promise<void>;
}
